"""Small texts by which a button, a modal or a card finds its lead again."""

from dataclasses import dataclass
from typing import Self

from bot.domain import ConversationId, Handoff, MoveKind, UnknownLink

_BETWEEN = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRef:
    """A lead as somebody saw it. `seen` is the handoff's revision on the card that was shown."""

    conversation_id: ConversationId
    handoff_id: str
    seen: int = -1
    move: MoveKind | None = None
    detail: str = ""

    @classmethod
    def of(cls, conversation_id: ConversationId, handoff: Handoff, *, move: MoveKind | None = None) -> Self:
        return cls(conversation_id=conversation_id, handoff_id=handoff.id, seen=handoff.revision, move=move)

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises UnknownLink where the text was not written by `str` of one."""
        parts = text.split(_BETWEEN)
        try:
            conversation_id, handoff_id, seen, move, detail = parts
            kind = MoveKind(move) if move else None
            return cls(
                conversation_id=ConversationId(conversation_id),
                handoff_id=handoff_id,
                seen=int(seen),
                move=kind,
                detail=detail,
            )
        except ValueError as error:
            raise UnknownLink("the button does not name a lead") from error

    def __str__(self) -> str:
        parts = (self.conversation_id, self.handoff_id, str(self.seen), self.move or "", self.detail)
        return _BETWEEN.join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRef:
    """Where a card stands: its channel, its message, and the message in its thread that tells what has happened."""

    channel: str
    ts: str
    history_ts: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        channel, ts, history_ts, *_ = (*text.split("/"), "", "")
        return cls(channel=channel, ts=ts, history_ts=history_ts)

    def __str__(self) -> str:
        return f"{self.channel}/{self.ts}/{self.history_ts}"
