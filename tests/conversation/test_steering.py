"""Suggestions: named in their cards' own words, where they are news, with no promise."""

from dataclasses import replace

import pytest

from bot.conversation.wording import MY_SUGGESTION, NO_PROMISE, OFFER_CONTACT, QUESTIONS
from bot.domain import Field, Language, Outcome

from .samples import BOTH, SYD, World, knows, passage

pytestmark = pytest.mark.anyio

WISH = {Language.DANISH: "Vi vil teste vores seng på OUH.", Language.ENGLISH: "We want to test our bed at OUH."}
QUESTION = "Hvad koster OUH?"


@pytest.mark.parametrize("language", BOTH)
async def test_a_destination_is_suggested_in_its_cards_words_and_nothing_is_promised(
    world: World, language: Language
) -> None:
    reply = await (await world.visitor(language=language)).says(WISH[language])
    assert f"{MY_SUGGESTION.in_language(language)} The southern door takes tests. [1]" in reply.text
    assert NO_PROMISE.in_language(language) in reply.text
    assert [(each.marker, each.card_id) for each in reply.citations] == [(1, f"card-of-{SYD}")]


async def test_what_was_suggested_is_not_suggested_again_until_it_is_another(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    assert "door" not in (await visitor.says("Skip")).text
    news = (await visitor.says("And in Aalborg, please do show the staff there too")).text
    assert "The northern door takes tests." in news


@pytest.mark.parametrize(
    ("question", "score", "is_told"),
    [
        ("Can we test our bed at OUH?", 9.0, True),
        ("Can we test our bed at OUH?", 5.0, True),
        ("Who do we contact to test our bed at OUH?", 9.0, True),
        ("Who do we contact to test our bed at OUH?", 5.0, False),
    ],
)
async def test_what_was_asked_is_answered_before_suggestions_unless_only_the_way_was_asked_for(
    world: World, question: str, score: float, is_told: bool
) -> None:
    world.retriever.script[question] = knows(passage("beds", "Beds are tested on ward 7."), score=score)
    text = (await (await world.visitor()).says(question)).text
    assert "southern door" in text
    assert ("ward 7" in text) is is_told
    assert text.rfind("ward 7") < text.index("southern door")


@pytest.mark.parametrize("language", BOTH)
async def test_help_is_offered_once(world: World, language: Language) -> None:
    world.retriever.script[QUESTION] = knows(
        passage("price", "The price is not stated for OUH.", language=language, destinations=(SYD,))
    )
    visitor = await world.visitor(language=language)
    offer = OFFER_CONTACT.in_language(language)
    assert offer in (await visitor.says(QUESTION)).text
    assert offer not in (await visitor.says(QUESTION)).text


async def test_no_help_is_offered_where_nobody_is_pointed_to(world: World) -> None:
    world.retriever.script[QUESTION] = knows(passage("price", "The price is not stated for OUH."))
    reply = await (await world.visitor(language=Language.ENGLISH)).says(QUESTION)
    assert reply.routes == ()
    assert OFFER_CONTACT.en not in reply.text


async def test_a_card_that_lists_alternatives_asks_which_one_unless_that_is_known(world: World) -> None:
    question = "Hvordan kommer vi ind på OUH?"
    world.retriever.script[question] = knows(
        passage("ways-in", "There are two ways in.", language=Language.DANISH, clarifies=Field.NEED)
    )
    visitor = await world.visitor(language=Language.DANISH)
    reply = await visitor.says(question)
    assert (reply.outcome, reply.asks_for) == (Outcome.ASKED, Field.NEED)
    await visitor.fills_in(Field.NEED, "test")
    assert (await visitor.says(question)).asks_for is not Field.NEED


@pytest.mark.parametrize(
    ("language", "vague"), [(Language.DANISH, "Hvad er prisen?"), (Language.ENGLISH, "What is the price?")]
)
async def test_a_question_that_can_mean_several_things_is_answered_and_asked_back(
    world: World, language: Language, vague: str
) -> None:
    world.retriever.script[vague] = knows(passage("price", "The price is not stated.", language=language))
    reply = await (await world.visitor(language=language)).says(vague)
    assert "The price is not stated. [1]" in reply.text
    assert reply.outcome is Outcome.ASKED
    assert reply.text.endswith("?")


async def test_routes_say_what_is_still_missing(world: World) -> None:
    reply = await (await world.visitor()).says("We want to test our bed at OUH.")
    assert [route.missing for route in reply.routes] == [(Field.CE_STATUS,)]


async def test_what_a_card_advises_is_quoted_beside_the_suggestion(world: World) -> None:
    advice = passage("pub-not-ce-on-patients", "Two authorities must approve.")
    world.retriever.cards = [*world.retriever.cards, advice, replace(advice, id="x:da", language=Language.DANISH)]
    text = (await (await world.visitor()).says("We want to test our bed at OUH. It is not CE-marked.")).text
    assert text.index("southern door") < text.index("Two authorities must approve.")
    assert text.endswith(QUESTIONS[Field.PATIENTS].en)
