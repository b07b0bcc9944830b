"""A lead a colleague writes down by hand: the same facts, consent and deadline as one the company sent itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import (
    BY_STAFF,
    Bilingual,
    Consent,
    Conversation,
    ConversationId,
    Destination,
    Field,
    HandmadeLead,
    Handoff,
    Inquiry,
    Lead,
    MoveRefused,
    Route,
    Stage,
)
from bot.privacy import mask
from bot.qualification import NEEDED_FOR_A_LEAD, Reader
from bot.triage import answer_by, day_of

from .consenting import new_reference
from .staff_wording import AGREED_BY_WORD, MISSING_BY_HAND, NO_SUCH_DESTINATION, WRITTEN_DOWN
from .staffing import Staffing
from .wording import LABELS

BY_HAND = "by-hand"


def id_by_hand(heard: HandmadeLead) -> ConversationId:
    """The same deed always makes the same conversation."""
    return ConversationId(f"{BY_HAND}-{heard.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingDown:
    reader: Reader
    staffing: Staffing
    new_id: Callable[[], str]

    def conversation(self, heard: HandmadeLead, *, at: datetime) -> Conversation:
        """A conversation that holds only the lead.

        Raises:
            MoveRefused: the company has not agreed, something needed is missing, or there is no such destination.
        """
        destination = self._destination(heard, at=at)
        if not heard.company_agreed:
            raise MoveRefused(AGREED_BY_WORD)
        inquiry = self._inquiry(heard)
        if missing := [field for field in NEEDED_FOR_A_LEAD if inquiry.get(field) is None]:
            raise MoveRefused(MISSING_BY_HAND.filled(fields=_labels(missing)))
        handoff = self._handoff(heard, destination, inquiry, at=at)
        consent = Consent(
            id=f"{heard.id}/{destination.id}",
            destination_id=destination.id,
            given_at=at,
            notice=f"{BY_HAND}:{heard.by.id}",
        )
        return Conversation(
            id=id_by_hand(heard),
            language=heard.language,
            language_is_settled=True,
            started_at=at,
            inquiry=inquiry,
            stage=Stage.HANDED_OVER,
            consents=(consent,),
            handoffs=(self.staffing.reminded(handoff, at=at),),
            heard=frozenset({heard.id}),
        )

    def _handoff(self, heard: HandmadeLead, destination: Destination, inquiry: Inquiry, *, at: datetime) -> Handoff:
        terms = self.staffing.directory.answering.terms(destination.id)
        return Handoff(
            id=self.new_id(),
            reference=new_reference(self.new_id),
            destination_id=destination.id,
            lead=Lead(inquiry, at),
            route=Route(
                destination_id=destination.id,
                name=destination.name,
                score=1.0,
                rule=BY_STAFF,
                reason=WRITTEN_DOWN.filled(name=heard.by.name),
                facts=tuple(inquiry.stated),
            ),
            answer_by=answer_by(at, terms),
        )

    def _destination(self, heard: HandmadeLead, *, at: datetime) -> Destination:
        found = self.staffing.directory.destinations.get(heard.destination_id)
        if found is None or not found.validity.covers(day_of(at)):
            raise MoveRefused(NO_SUCH_DESTINATION)
        return found

    def _inquiry(self, heard: HandmadeLead) -> Inquiry:
        inquiry = Inquiry()
        for field, typed in heard.fields.items():
            if value := mask(typed).text.strip():
                stated = self.reader.typed(field, value, message_id=heard.id, language=heard.language)
                inquiry = inquiry.with_stated(field, *stated)
        return inquiry


def _labels(fields: list[Field]) -> Bilingual:
    return Bilingual(", ".join(LABELS[field].da for field in fields), ", ".join(LABELS[field].en for field in fields))
