"""The review: everything that would be sent, in the visitor's own words, and nobody ticked beforehand."""

import re
from dataclasses import replace

import pytest

from bot.conversation.review import make_review, notice_id, recipients_of
from bot.conversation.wording import NO_ADDRESS
from bot.domain import Field, Language, Route
from bot.qualification import NEEDED_FOR_A_LEAD
from tests.fakes import ScriptedRetriever

from .samples import BOTH, DESK, NORD, SYD, World, both, conversation, directory, inquiry, passage

NO_CARDS = ScriptedRetriever()


def route(destination_id: str, score: float) -> Route:
    return Route(
        destination_id=destination_id, name=both(destination_id), score=score, rule="test", reason=both("Because")
    )


@pytest.mark.parametrize("language", BOTH)
def test_every_field_is_shown_with_the_visitors_words_and_why_it_is_asked_for(language: Language) -> None:
    review = make_review(conversation(inquiry(), language=language), (route(SYD, 1.0),), directory(), NO_CARDS)
    assert [shown.field for shown in review.fields] == list(Field)
    shown = {each.field: each for each in review.fields}
    assert (shown[Field.PRODUCT].value, shown[Field.PRODUCT].quote) == ("singing bed", "singing bed")
    assert (shown[Field.STAGE].value, shown[Field.STAGE].quote) == ("", "")
    assert {each.field for each in review.fields if each.required} == set(NEEDED_FOR_A_LEAD)
    assert all(each.why and each.label for each in review.fields)
    assert review.notice_id == notice_id(language)


def test_what_is_missing_is_named() -> None:
    review = make_review(conversation(inquiry(Field.PRODUCT, Field.CONTACT_EMAIL)), (), directory(), NO_CARDS)
    assert review.missing == (Field.PRODUCT, Field.CONTACT_EMAIL)
    assert make_review(conversation(inquiry()), (), directory(), NO_CARDS).missing == ()


@pytest.mark.parametrize("language", BOTH)
def test_a_recipient_says_who_reads_it_or_that_a_coordinator_finds_the_way(language: Language) -> None:
    review = make_review(conversation(language=language), (route(NORD, 1.0), route(SYD, 0.9)), directory(), NO_CARDS)
    nord, syd = review.recipients
    assert (nord.contact, nord.organisation) == (
        f"Gerda Gear, project lead ({language})",
        directory().organisations["nord"].name.in_language(language),
    )
    assert syd.contact == NO_ADDRESS.in_language(language)
    assert nord.reason == f"Because ({language})"


@pytest.mark.parametrize("language", BOTH)
def test_a_recipient_comes_with_what_to_know_beforehand(language: Language) -> None:
    cards = ScriptedRetriever(cards=[passage("approval", "Both must approve. It takes time.", language=language)])
    advised = replace(route(SYD, 1.0), advice=("approval", "not-indexed"))
    review = make_review(conversation(language=language), (advised,), directory(), cards)
    assert review.recipients[0].advice == ("Both must approve.",)


def test_the_notice_has_an_identity_per_language() -> None:
    assert notice_id(Language.DANISH) != notice_id(Language.ENGLISH)
    assert re.fullmatch(r"\d{4}-\d{2}-en-[0-9a-f]{12}", notice_id(Language.ENGLISH))


def test_only_likely_destinations_can_be_chosen_and_never_more_than_four() -> None:
    routes = tuple(route(f"d{number}", score) for number, score in enumerate((1.0, 0.9, 0.8, 0.7, 0.6, 0.2)))
    assert [each.destination_id for each in recipients_of(routes, route(DESK, 0.1))] == ["d0", "d1", "d2", "d3"]
    assert recipients_of((route("d", 0.49),), route(DESK, 0.1)) == (route(DESK, 0.1),)
    assert recipients_of((), route(DESK, 0.1)) == (route(DESK, 0.1),)


@pytest.mark.anyio
async def test_nobody_is_ticked_beforehand_and_a_given_consent_is_shown_until_it_is_taken_back(world: World) -> None:
    visitor = await world.ready_visitor()
    before = await world.engine.review(visitor.id)
    assert {each.destination_id for each in before.recipients} == {SYD, NORD}
    assert not any(each.chosen or each.consented for each in before.recipients)

    [handoff] = (await visitor.consents(SYD)).handoffs
    given = await world.engine.review(visitor.id)
    assert {each.destination_id: each.consented for each in given.recipients} == {SYD: True, NORD: False}

    await visitor.withdraws(handoff.reference)
    after = await world.engine.review(visitor.id)
    assert not any(each.consented for each in after.recipients)


@pytest.mark.anyio
async def test_where_no_rule_decides_the_front_desk_can_be_chosen(world: World) -> None:
    visitor = await world.visitor()
    [only] = (await world.engine.review(visitor.id)).recipients
    assert only.destination_id == DESK
