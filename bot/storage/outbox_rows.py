"""Posts to rows and back."""

from datetime import datetime

from bot.domain import ConversationId, Post, PostKind

from .rows import AnyRow, Values

WAITING, DELIVERED, DROPPED = "waiting", "delivered", "dropped"


def post_values(post: Post, *, at: datetime) -> Values:
    return {
        "key": post.key,
        "kind": post.kind.value,
        "recipient": post.recipient,
        "conversation_id": post.conversation_id,
        "handoff_id": post.handoff_id,
        "detail": post.detail,
        "state": WAITING,
        "attempts": 0,
        "next_at": post.not_before,
        "taken_until": None,
        "may_be_there": False,
        "last_error": "",
        "reference": "",
        "revision": -1,
        "created_at": at,
        "delivered_at": None,
    }


def post_from(row: AnyRow) -> Post:
    return Post(
        key=row.key,
        kind=PostKind(row.kind),
        recipient=row.recipient,
        conversation_id=ConversationId(row.conversation_id) if row.conversation_id is not None else None,
        handoff_id=row.handoff_id,
        detail=row.detail,
        not_before=row.next_at,
    )
