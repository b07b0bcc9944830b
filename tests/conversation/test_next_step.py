"""What comes next: one question at a time, then the offer; never before the visitor wants it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.next_step import AskFor, JustReply, OfferHandover, SayWhatIsNeeded, next_step
from bot.domain import Conversation, Field, Inquiry, Stage
from bot.qualification import NEEDED_FOR_A_LEAD, is_ready

from .samples import READY, conversation, inquiry


def wanting(known: Inquiry) -> Conversation:
    return replace(conversation(known), wants_contact=True)


def test_a_visitor_who_only_asks_is_asked_nothing() -> None:
    assert next_step(conversation()) == JustReply()
    assert next_step(conversation(inquiry())) == JustReply()


def test_nothing_is_asked_after_the_handover() -> None:
    assert next_step(replace(wanting(Inquiry()), stage=Stage.HANDED_OVER)) == JustReply()


@pytest.mark.parametrize(
    ("missing", "decides"),
    [
        ((Field.NEED,), True),
        ((Field.REGION_HOSPITAL,), True),
        ((Field.REGION_HOSPITAL, Field.COMPANY_NAME), True),
        ((Field.PRODUCT,), False),
        ((Field.CE_STATUS, Field.CONTACT_EMAIL), False),
        ((Field.COMPANY_NAME, Field.CONTACT_EMAIL), False),
        ((Field.CONTACT_EMAIL,), False),
    ],
)
def test_what_decides_the_route_is_asked_first(missing: tuple[Field, ...], decides: bool) -> None:
    assert next_step(wanting(inquiry(*missing))) == AskFor(missing[0], decides)


def test_when_all_is_known_the_handover_is_offered() -> None:
    assert next_step(wanting(inquiry())) == OfferHandover()


@pytest.mark.parametrize("skipped", NEEDED_FOR_A_LEAD)
def test_what_nobody_can_do_without_is_named_when_it_was_skipped(skipped: Field) -> None:
    assert next_step(wanting(inquiry(skipped).skip(skipped))) == SayWhatIsNeeded(skipped)


@given(known=st.sets(st.sampled_from(sorted(READY))), skipped=st.sets(st.sampled_from(sorted(READY))))
def test_asking_ends_and_never_comes_back_to_what_was_skipped(known: set[Field], skipped: set[Field]) -> None:
    now = inquiry(*(set(READY) - known))
    for name in sorted(skipped - known):
        now = now.skip(name)
    asked: list[Field] = []
    while isinstance(step := next_step(wanting(now)), AskFor):
        asked.append(step.field)
        now = now.skip(step.field)
    assert len(asked) == len(set(asked))
    assert not set(asked) & (known | skipped)
    assert isinstance(step, OfferHandover) == is_ready(now)
