"""Deeds that need no more than the press of a button: claim, release, hand back, re-open."""

from typing import Any

from bot.domain import (
    ClaimLead,
    Deed,
    HandBack,
    MoveKind,
    MoveRefused,
    Release,
    Reopen,
    StaffMove,
    UnknownConversation,
    UnknownLink,
)

from .desk import Desk
from .pointing import LeadRef
from .wording import NO_SUCH_LEAD

AT_ONCE: dict[MoveKind, Deed] = {
    MoveKind.CLAIM: ClaimLead(),
    MoveKind.RELEASE: Release(),
    MoveKind.HAND_BACK: HandBack(),
    MoveKind.REOPEN: Reopen(),
}


def pressed(body: dict[str, Any]) -> LeadRef:
    """Which deed of which lead a button or the dots behind it name. Raises UnknownLink."""
    action = body["actions"][0]
    return LeadRef.read(str((action.get("selected_option") or action).get("value", "")))


def press_id(body: dict[str, Any]) -> str:
    """The same press has the same id, however often it is delivered."""
    container = body.get("container") or {}
    where = container.get("message_ts") or container.get("view_id") or ""
    return f"press:{where}:{body['user']['id']}:{body['actions'][0].get('action_ts', '')}"


async def act_on_press(desk: Desk, event_id: str, payload: dict[str, Any]) -> None:
    """Do it; who comes too late, or sees an old card, is told so politely and alone."""
    body = payload["body"]
    ref, user = pressed(body), body["user"]
    by = await desk.people.staff(user["id"], called=str(user.get("username") or user.get("name") or ""))
    move = ref.move or MoveKind.CLAIM
    try:
        await desk.must_have_card_of(ref.conversation_id, ref.handoff_id)
        await desk.behind.door.hear_move(
            StaffMove(
                id=f"slack:{event_id}",
                conversation_id=ref.conversation_id,
                handoff_id=ref.handoff_id,
                by=by,
                deed=AT_ONCE[move],
                seen=ref.seen,
            )
        )
    except MoveRefused as error:
        words = error.words
    except (UnknownConversation, UnknownLink):
        words = NO_SUCH_LEAD
    else:
        return
    finally:
        await desk.behind.nudge()
    language = (await desk.people.person(user["id"])).language
    message = body.get("message") or {}
    await desk.posting.whisper(
        body["channel"]["id"],
        user["id"],
        text=words.in_language(language),
        thread_ts=str(message.get("thread_ts") or message.get("ts") or ""),
    )
