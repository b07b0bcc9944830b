"""What a colleague filled in on a lead's page: a deed, or words to the company."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs

from bot.domain import Deed, LeadKey, MoveKind, PermanentError, Remark, Staff, StaffMove, StaffReply
from bot.triage import deed_of

from .traps import refuse_filled

LONGEST = 4_000


class Unreadable(PermanentError):
    """The form was not filled in as the page asks for."""


HIDDEN = "subject"
"""Of a form's fields the one that nobody sees."""


class TooLong(Unreadable):
    """More words than a message may hold."""


@dataclass(frozen=True, slots=True)
class LeadForm:
    """`id` was made when the page was shown, so that pressing twice is once."""

    values: dict[str, str]

    @classmethod
    def of(cls, body: bytes) -> "LeadForm":
        """Raises Unreadable."""
        try:
            read = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
        except ValueError as error:
            raise Unreadable("not a form") from error
        # PostgreSQL keeps no NUL, and nobody means to write one.
        return cls({key: values[-1].replace("\0", "").strip() for key, values in read.items()})

    @classmethod
    def typed(cls, body: bytes) -> dict[str, str]:
        """What was filled in, to be shown again where it was not done; nothing where it can't be read."""
        try:
            return cls.of(body).values
        except Unreadable:
            return {}

    def heard(self, key: LeadKey, by: Staff) -> StaffMove | StaffReply:
        """Raises Unreadable, and FilledIn where somebody who is no person filled in the form."""
        refuse_filled(self.values.get(HIDDEN, ""), where="lead_page", conversation_id=key.conversation_id)
        kind, id_ = self.values.get("move", ""), self.values.get("id", "")
        if not id_ or len(id_) > 100:
            raise Unreadable("no id")
        # Whoever holds the link chooses the id, so what is kept of it is a fingerprint and never their words.
        event_id = f"mail-page/{key.handoff_id}/{sha256(id_.encode()).hexdigest()[:32]}"
        if kind == MoveKind.ANSWER:
            return StaffReply(
                id=event_id,
                conversation_id=key.conversation_id,
                handoff_id=key.handoff_id,
                text=self._text("text", required=True),
                by=by,
            )
        return StaffMove(
            id=event_id,
            conversation_id=key.conversation_id,
            handoff_id=key.handoff_id,
            by=by,
            deed=self._deed(kind),
            remark=Remark(self._text("remark")),
            seen=self._seen(),
        )

    def _deed(self, kind: str) -> Deed:
        try:
            return deed_of(kind, self.values.get("detail", ""))
        except ValueError as error:
            raise Unreadable("no such deed") from error

    def _seen(self) -> int | None:
        seen = self.values.get("seen", "")
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None

    def _text(self, name: str, *, required: bool = False) -> str:
        text = self.values.get(name, "")
        if len(text) > LONGEST:
            raise TooLong(f"{name} is too long")
        if required and not text:
            raise Unreadable(f"{name} is empty")
        return text
