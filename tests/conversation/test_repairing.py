"""Skip, cancel, why, a person, yes and no: what a few words do to a conversation."""

import pytest

from bot.conversation.wording import ALL_RIGHT, GLAD_TO, NEEDED, OFFER_CONTACT, READY, STOPPED, WHY
from bot.domain import Field, Language, Outcome
from tests.house import Visitor

from .samples import BOTH, World, knows, passage
from .samples import READY as KNOWN

pytestmark = pytest.mark.anyio

WISH = {Language.DANISH: "Vi vil teste vores seng på OUH.", Language.ENGLISH: "We want to test our bed at OUH."}


async def asked_about_ce(world: World, language: Language) -> Visitor:
    visitor = await world.visitor(language=language)
    assert (await visitor.says(WISH[language])).asks_for is Field.CE_STATUS
    return visitor


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.DANISH, "Spring over"), (Language.DANISH, "Det ved vi ikke endnu"),
     (Language.ENGLISH, "Skip that"), (Language.ENGLISH, "We don't know yet")],
)  # fmt: skip
async def test_what_is_skipped_is_not_asked_again(world: World, language: Language, words: str) -> None:
    visitor = await asked_about_ce(world, language)
    reply = await visitor.says(words)
    assert reply.asks_for is Field.TIMELINE
    assert Field.CE_STATUS in (await visitor.sees()).inquiry.skipped


@pytest.mark.parametrize(
    ("language", "words"), [(Language.DANISH, "Hvorfor spørger I?"), (Language.ENGLISH, "Why do you ask?")]
)
async def test_why_is_answered_and_the_same_thing_asked(world: World, language: Language, words: str) -> None:
    visitor = await asked_about_ce(world, language)
    reply = await visitor.says(words)
    assert reply.text.startswith(WHY[Field.CE_STATUS].in_language(language))
    assert reply.asks_for is Field.CE_STATUS


@pytest.mark.parametrize(("language", "words"), [(Language.DANISH, "Glem det"), (Language.ENGLISH, "Never mind")])
async def test_cancelling_stops_the_questions_and_sends_nothing(world: World, language: Language, words: str) -> None:
    visitor = await asked_about_ce(world, language)
    reply = await visitor.says(words)
    assert reply.text == STOPPED.in_language(language)
    now = await visitor.sees()
    assert (now.asking, now.wants_contact, now.handoffs) == (None, False, ())


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.DANISH, "Jeg vil tale med et menneske"), (Language.ENGLISH, "Can I talk to a person?"),
     (Language.DANISH, "Send henvendelsen"), (Language.ENGLISH, "Review")],
)  # fmt: skip
async def test_a_person_can_be_asked_for_at_any_time(world: World, language: Language, words: str) -> None:
    visitor = await world.visitor(language=language)
    reply = await visitor.says(words)
    assert reply.text.startswith(GLAD_TO.in_language(language))
    assert reply.asks_for is Field.NEED


@pytest.mark.parametrize(("language", "words"), [(Language.DANISH, "Ja tak"), (Language.ENGLISH, "Yes please")])
async def test_yes_to_an_offer_takes_it_up(world: World, language: Language, words: str) -> None:
    world.retriever.script["Hvad er OUH?"] = knows(
        passage("ouh", "OUH is a hospital.", language=language, destinations=("syd-en-indgang",))
    )
    visitor = await world.visitor(language=language)
    assert OFFER_CONTACT.in_language(language) in (await visitor.says("Hvad er OUH?")).text
    reply = await visitor.says(words)
    assert reply.text.startswith(GLAD_TO.in_language(language))
    assert (await visitor.sees()).wants_contact


@pytest.mark.parametrize(("language", "words"), [(Language.DANISH, "Nej tak"), (Language.ENGLISH, "No thanks")])
async def test_no_to_an_offer_is_all_right(world: World, language: Language, words: str) -> None:
    visitor = await world.visitor(language=language)
    assert (await visitor.says(words)).text == ALL_RIGHT.in_language(language)
    assert not (await visitor.sees()).wants_contact


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [(Language.DANISH, "Ja", "ce_marked"), (Language.DANISH, "Nej", "not_ce_marked"),
     (Language.ENGLISH, "Yes", "ce_marked"), (Language.ENGLISH, "No", "not_ce_marked")],
)  # fmt: skip
async def test_yes_and_no_answer_a_yes_or_no_question(world: World, language: Language, words: str, code: str) -> None:
    visitor = await asked_about_ce(world, language)
    await visitor.says(words)
    now = await visitor.sees()
    assert now.inquiry.code(Field.CE_STATUS) == code
    assert now.wants_contact


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.DANISH, "Spring over"), (Language.DANISH, "Annuller"), (Language.ENGLISH, "Skip"),
     (Language.ENGLISH, "Cancel")],
)  # fmt: skip
async def test_nothing_is_looked_up_for_a_word_that_skips_or_stops_nothing(
    world: World, language: Language, words: str
) -> None:
    """By meaning, "spring over" lies near a leap, and a leap near a crisis."""
    visitor = await world.visitor(language=language)
    assert (await visitor.says(words)).text == ALL_RIGHT.in_language(language)
    assert world.retriever.asked == []


async def test_why_with_nothing_asked_is_an_ordinary_message(world: World) -> None:
    visitor = await world.visitor()
    assert (await visitor.says("Why do you ask?")).outcome is Outcome.REFUSED
    assert world.retriever.asked == ["Why do you ask?"]


@pytest.mark.parametrize("language", BOTH)
async def test_when_all_is_known_the_visitor_is_shown_the_way_to_the_review(world: World, language: Language) -> None:
    visitor = await world.ready_visitor(language=language)
    reply = await visitor.says("Jeg vil tale med en person")
    assert reply.outcome is Outcome.HANDOVER_OFFERED
    assert READY.in_language(language) in reply.text
    assert (await visitor.sees()).handoffs == ()


@pytest.mark.parametrize("language", BOTH)
async def test_what_nobody_can_do_without_is_named_once_it_was_skipped(world: World, language: Language) -> None:
    visitor = await world.visitor(language=language)
    for name, (value, _) in KNOWN.items():
        if name is not Field.CONTACT_EMAIL:
            await visitor.fills_in(name, value)
    assert (await visitor.says("Jeg vil tale med en person")).asks_for is Field.CONTACT_EMAIL
    reply = await visitor.says("spring over")
    assert NEEDED.in_language(language).format(field="E-mail") in reply.text
    assert (reply.outcome, reply.asks_for) == (Outcome.ASKED, None)
