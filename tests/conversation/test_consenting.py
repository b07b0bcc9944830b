"""Consent is a deed: what may be agreed to, what it makes, how it is taken back."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.consenting import agreed_routes, hand_over, take_back
from bot.conversation.review import notice_id
from bot.conversation.staffing import Staffing
from bot.domain import (
    Conversation,
    Field,
    HandoffState,
    Language,
    NotPossibleNow,
    Route,
    Stage,
    UnknownLink,
    VisitorConsent,
)
from bot.qualification import NEEDED_FOR_A_LEAD

from .samples import BOTH, DESK, MORNING, NORD, SYD, both, conversation, directory, inquiry

LATER = MORNING + timedelta(hours=1)


def offered(*ids: str) -> list[Route]:
    return [
        Route(destination_id=id_, name=both(f"Name of {id_}"), score=1.0, rule="test", reason=both("Why"))
        for id_ in ids
    ]


def consent(*ids: str, notice: str = "", language: Language = Language.ENGLISH) -> VisitorConsent:
    return VisitorConsent(
        id="yes", conversation_id=conversation().id, destination_ids=ids, notice=notice or notice_id(language)
    )


def agreed(before: Conversation, *ids: str) -> Conversation:
    numbers = itertools.count(1)
    heard = consent(*ids, language=before.language)
    routes = agreed_routes(before, heard, offered(SYD, NORD, DESK))
    staffing = Staffing(directory=directory(), new_id=lambda: f"abcdefab-{next(numbers)}")
    return hand_over(before, routes, heard, now=MORNING, staffing=staffing)


@pytest.mark.parametrize("missing", NEEDED_FOR_A_LEAD)
def test_nothing_is_handed_over_while_something_needed_is_missing(missing: Field) -> None:
    with pytest.raises(NotPossibleNow, match="fill in"):
        agreed_routes(conversation(inquiry(missing)), consent(SYD), offered(SYD))


@pytest.mark.parametrize("language", BOTH)
def test_a_notice_in_another_language_or_version_is_not_the_one_agreed_to(language: Language) -> None:
    before = conversation(inquiry(), language=language)
    for wrong in (notice_id(language.other), "2020-01-da-000000000000"):
        with pytest.raises(NotPossibleNow, match="notice"):
            agreed_routes(before, consent(SYD, notice=wrong), offered(SYD))
    assert agreed_routes(before, consent(SYD, language=language), offered(SYD)) == offered(SYD)


@pytest.mark.parametrize("ticked", [(), ("nobody-we-know",), (NORD,)])
def test_only_a_recipient_that_was_offered_can_be_ticked(ticked: tuple[str, ...]) -> None:
    with pytest.raises(NotPossibleNow, match="tick"):
        agreed_routes(conversation(inquiry()), consent(*ticked), offered(SYD))


def test_a_recipient_that_has_the_enquiry_does_not_get_it_again() -> None:
    after = agreed(conversation(inquiry()), SYD)
    with pytest.raises(NotPossibleNow, match="already"):
        agreed_routes(after, consent(SYD), offered(SYD, NORD))
    assert agreed_routes(after, consent(SYD, NORD), offered(SYD, NORD)) == offered(NORD)


@pytest.mark.parametrize(
    ("ids", "references"), [((SYD,), ["IND-ABCDEFAB"]), ((SYD, NORD), ["IND-ABCDEFAB-1", "IND-ABCDEFAB-2"])]
)
def test_each_recipient_gets_a_reference_of_its_own(ids: tuple[str, ...], references: list[str]) -> None:
    after = agreed(conversation(inquiry()), *ids)
    assert [handoff.reference for handoff in after.handoffs] == references
    assert len({handoff.id for handoff in after.handoffs}) == len(ids)


@pytest.mark.parametrize("language", BOTH)
def test_the_receipt_names_references_and_recipients(language: Language) -> None:
    after = agreed(conversation(inquiry(), language=language), SYD, NORD)
    receipt = after.transcript[-1]
    for handoff in after.handoffs:
        assert handoff.reference in receipt.text
        assert handoff.route.name.in_language(language) in receipt.text
    assert after.stage is Stage.HANDED_OVER
    assert after.asking is None
    assert after.has_heard("yes")


@given(ticked=st.sets(st.sampled_from([SYD, NORD, DESK, "stranger"])))
def test_a_lead_never_exists_without_consent(ticked: set[str]) -> None:
    before = conversation(inquiry())
    try:
        after = agreed(before, *sorted(ticked))
    except NotPossibleNow:
        assert not ticked & {SYD, NORD, DESK}
        return
    assert {handoff.destination_id for handoff in after.handoffs} == ticked - {"stranger"}
    for handoff in after.handoffs:
        [given_for_it] = [each for each in after.consents if each.destination_id == handoff.destination_id]
        assert given_for_it.given_at == handoff.lead.consented_at
        assert given_for_it.notice == notice_id(before.language)
        assert handoff.lead.inquiry == before.inquiry


@pytest.mark.parametrize("language", BOTH)
def test_a_consent_is_taken_back_for_one_recipient_alone(language: Language) -> None:
    after = agreed(conversation(inquiry(), language=language), SYD, NORD)
    first, second = after.handoffs
    now = take_back(after, reference=first.reference, event_id="no", now=LATER)
    assert [handoff.state for handoff in now.handoffs] == [HandoffState.WITHDRAWN, HandoffState.PENDING]
    assert {each.destination_id: each.withdrawn_at for each in now.consents} == {SYD: LATER, NORD: None}
    assert now.stage is Stage.HANDED_OVER
    assert now.has_heard("no")
    assert first.reference in now.transcript[-1].text
    assert second.reference not in now.transcript[-1].text


def test_taking_back_the_last_one_opens_the_conversation_again() -> None:
    after = agreed(conversation(inquiry()), SYD)
    assert take_back(after, reference="IND-ABCDEFAB", event_id="no", now=LATER).stage is Stage.TALKING


def test_a_reference_that_does_not_stand_cannot_be_taken_back() -> None:
    after = agreed(conversation(inquiry()), SYD)
    with pytest.raises(UnknownLink):
        take_back(after, reference="IND-OTHER", event_id="no", now=LATER)
    withdrawn = take_back(after, reference="IND-ABCDEFAB", event_id="no", now=LATER)
    with pytest.raises(UnknownLink):
        take_back(withdrawn, reference="IND-ABCDEFAB", event_id="again", now=LATER)


def test_an_earlier_withdrawal_keeps_its_moment_when_the_consent_is_given_and_taken_again() -> None:
    once = take_back(agreed(conversation(inquiry()), SYD), reference="IND-ABCDEFAB", event_id="no", now=MORNING)
    again = agreed(replace(once, heard=frozenset()), SYD)
    [standing] = again.open_handoffs
    twice = take_back(again, reference=standing.reference, event_id="no-again", now=LATER)
    assert [each.withdrawn_at for each in twice.consents] == [MORNING, LATER]
