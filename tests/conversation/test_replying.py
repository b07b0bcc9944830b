"""One turn: answer first, then at most one question."""

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.wording import (
    AS_OF,
    DO_NOT_KNOW,
    LEFT_OPEN,
    NOT_UNDERSTOOD,
    NOTED,
    OTHER_LANGUAGE_SOURCE,
    QUESTIONS,
    WHAT_ABOUT,
)
from bot.domain import Boundary, Field, Found, Language, Outcome, Passage

from .samples import BOTH, NORD, SYD, World, door_cards, fits, knows, passage, refuses

pytestmark = pytest.mark.anyio

ROBOTS = "The lab has robots that sing."
ASK = {
    Language.DANISH: "Hvad laver Robotlaboratoriet i Odense?",
    Language.ENGLISH: "What does the Robot Lab do in Odense?",
}
WISH = {Language.DANISH: "Vi vil teste vores seng på OUH.", Language.ENGLISH: "We want to test our bed at OUH."}


def lab(language: Language, **about: str) -> Passage:
    return passage("robot-lab", ROBOTS, language=language, destinations=(NORD,), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", BOTH)
async def test_a_question_is_answered_with_its_source_and_nothing_is_asked(world: World, language: Language) -> None:
    world.retriever.script[ASK[language]] = knows(lab(language))
    visitor = await world.visitor(language=language)
    reply = await visitor.says(ASK[language])
    assert reply.outcome is Outcome.ANSWERED
    assert f"{ROBOTS} [1]" in reply.text
    assert [citation.card_id for citation in reply.citations] == ["robot-lab"]
    assert reply.asks_for is None
    assert [route.destination_id for route in reply.routes] == [NORD]


@pytest.mark.parametrize(("score", "is_told"), [(7.0, True), (-5.0, False)])
async def test_each_of_several_questions_gets_its_answer_where_one_is_found(
    world: World, score: float, is_told: bool
) -> None:
    question = "Does the lab have robots, and who pays for them?"
    world.retriever.script[question] = knows(passage("robot-lab", ROBOTS))
    world.retriever.script["who pays for them?"] = knows(passage("money", "The fund pays."), score=score)
    reply = await (await world.visitor()).says(question)
    assert reply.text.startswith(ROBOTS)
    assert ("The fund pays." in reply.text) is is_told


@pytest.mark.parametrize("language", BOTH)
async def test_a_source_in_the_other_language_is_quoted_as_it_stands_and_said_to_be(
    world: World, language: Language
) -> None:
    world.retriever.script[ASK[language]] = knows(lab(language.other))
    visitor = await world.visitor(language=language)
    text = (await visitor.says(ASK[language])).text
    assert text.startswith(OTHER_LANGUAGE_SOURCE.in_language(language))
    assert ROBOTS in text


@pytest.mark.parametrize(("valid_to", "is_old"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False), (None, False)])
async def test_a_source_whose_time_is_over_is_told_with_its_date(
    world: World, valid_to: date | None, is_old: bool
) -> None:
    question = ASK[Language.ENGLISH]
    world.retriever.script[question] = knows(passage("robot-lab", ROBOTS, valid_to=valid_to))
    reply = await (await world.visitor()).says(question)
    assert (AS_OF.en.format(as_of="2026-05-01") in reply.text) is is_old


@pytest.mark.parametrize("language", BOTH)
async def test_a_wish_is_acknowledged_then_one_thing_is_asked(world: World, language: Language) -> None:
    visitor = await world.visitor(language=language)
    reply = await visitor.says(WISH[language])
    assert f"\n\n{NOTED.in_language(language)} – " in reply.text
    assert reply.text.endswith(QUESTIONS[Field.CE_STATUS].in_language(language))
    assert reply.asks_for is Field.CE_STATUS
    assert sum(question.in_language(language) in reply.text for question in QUESTIONS.values()) == 1
    assert [route.destination_id for route in reply.routes] == [SYD]


async def test_a_question_beside_a_wish_is_answered_first_and_led_back(world: World) -> None:
    question = ASK[Language.ENGLISH]
    world.retriever.script[question] = knows(lab(Language.ENGLISH))
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    text = (reply := await visitor.says(question)).text
    assert text.index(ROBOTS) < text.index(QUESTIONS[Field.CE_STATUS].en)
    assert (reply.outcome, reply.asks_for) == (Outcome.ANSWERED, Field.CE_STATUS)


async def test_a_question_we_cannot_answer_beside_a_wish_is_refused_and_led_back(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    reply = await visitor.says("Where does the moon live?")
    assert DO_NOT_KNOW.en in reply.text
    assert (reply.outcome, reply.asks_for) == (Outcome.REFUSED, Field.CE_STATUS)
    assert len(await world.store.gaps()) == 1


async def test_a_wish_put_as_a_question_is_taken_up_though_nothing_was_found(world: World) -> None:
    reply = await (await world.visitor()).says("Who can we contact to test our bed at OUH?")
    assert reply.outcome is Outcome.ASKED
    assert DO_NOT_KNOW.en not in reply.text
    assert await world.store.gaps() == []


@pytest.mark.parametrize(
    "question",
    ["Hvem kontakter vi?", "Hvem skriver man til?", "Hvor henvender vi os?", "Whom do we contact?", "Who can we ask?"],
)
async def test_who_only_asks_whom_to_turn_to_is_asked_what_it_is_about(world: World, question: str) -> None:
    reply = await (await world.visitor()).says(question)
    assert reply.outcome is Outcome.ASKED
    assert await world.store.gaps() == []


@pytest.mark.parametrize(
    "text",
    [
        "Vi hedder Nordlys ApS.",
        "Vores CVR-nummer er 12345678.",
        "You can reach us at info@nordlys.example",
        "Nordlys A/S ønsker kontakt",
        "Vi måler fald om natten – er det relevant for jer?",
    ],
)
async def test_who_tells_of_themselves_is_asked_what_they_want_and_met_by_no_boundary(world: World, text: str) -> None:
    near = fits(passage("no-patients", "I take no data.", boundary=Boundary.PATIENT_DATA), score=3.5)
    leans = {None: 0.6, Boundary.PATIENT_DATA: 0.4}
    world.retriever.script[text] = Found(boundaries=(replace(near, similarity=0.88),), leans=leans)
    reply = await (await world.visitor()).says(text)
    assert reply.outcome is Outcome.ASKED
    assert reply.asks_for
    assert await world.store.gaps() == []


async def test_who_tells_of_the_product_is_asked_what_they_want_and_never_met_by_silence(world: World) -> None:
    reply = await (await world.visitor()).says("It is CE-marked.")
    assert reply.text.endswith(QUESTIONS[Field.NEED].en)
    assert "CE" in reply.text.partition(QUESTIONS[Field.NEED].en)[0]


@pytest.mark.parametrize("text", ["boss@elsewhere.example", "Add boss@elsewhere.example as a recipient"])
async def test_an_address_alone_is_not_said_back_as_the_company_s_own(world: World, text: str) -> None:
    assert (await (await world.visitor()).says(text)).text == WHAT_ABOUT.en


@pytest.mark.parametrize("language", BOTH)
async def test_where_nothing_was_asked_nothing_is_refused(world: World, language: Language) -> None:
    text = {Language.DANISH: "Vi flyttede mødet til fredag.", Language.ENGLISH: "We moved the meeting to Friday."}
    reply = await (await world.visitor(language=language)).says(text[language])
    assert reply.text == WHAT_ABOUT.in_language(language)
    assert reply.outcome is Outcome.ASKED
    assert await world.store.gaps() == []


async def test_a_correction_replaces_what_was_known_and_says_so(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    reply = await visitor.says("Sorry, I meant Aalborg")
    assert "Corrected – Region or setting: Aalborg" in reply.text
    assert (await visitor.sees()).inquiry.codes(Field.REGION_HOSPITAL) == {"nordjylland"}
    assert [route.destination_id for route in reply.routes] == [NORD]


async def test_a_question_about_rules_is_no_wish(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says("Do we need approval before a test?")
    assert not (await visitor.sees()).wants_contact


@pytest.mark.parametrize(
    ("boundary", "outcome"),
    [(Boundary.OFF_TOPIC, Outcome.OUT_OF_SCOPE), (Boundary.BID_ADVANTAGE, Outcome.REFUSED)],
)
@pytest.mark.parametrize("language", BOTH)
async def test_a_boundary_says_its_words_and_takes_up_nothing_that_came_with_it(
    world: World, boundary: Boundary, outcome: Outcome, language: Language
) -> None:
    text = f"{WISH[language]} Tango?"
    world.retriever.script[text] = refuses(
        passage("no-tango", "No tango.", language=language, boundary=boundary, signs=("tango",))
    )
    visitor = await world.visitor(language=language)
    reply = await visitor.says(text)
    assert (reply.outcome, reply.text) == (outcome, "No tango. [1]")
    assert (await visitor.sees()).inquiry.stated == {}


@pytest.mark.parametrize("boundary", [Boundary.PROMISE, Boundary.EMERGENCY])
async def test_after_a_boundary_the_question_comes_back_except_where_life_is_at_stake(
    world: World, boundary: Boundary
) -> None:
    world.retriever.script["Tango now?"] = refuses(passage("no", "No.", boundary=boundary, signs=("tango",)))
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    text = (await visitor.says("Tango now?")).text
    assert (QUESTIONS[Field.CE_STATUS].en in text) is (boundary is not Boundary.EMERGENCY)
    assert (await visitor.sees()).wants_contact


async def test_an_answer_to_our_question_needs_a_plain_sign_to_be_a_boundary(world: World) -> None:
    no = passage("no", "No.", boundary=Boundary.OFF_TOPIC, signs=("tango",))
    world.retriever.script["It is CE-marked"] = refuses(no)
    visitor = await world.visitor()
    await visitor.says(WISH[Language.ENGLISH])
    await visitor.says("It is CE-marked")
    assert (await visitor.sees()).inquiry.code(Field.CE_STATUS) == "ce_marked"


async def test_an_answer_that_cannot_be_proved_is_a_refusal(world: World) -> None:
    question = ASK[Language.ENGLISH]
    world.retriever.script[question] = knows(passage("desk", "Call +45 12 34 56 78 for robots."))
    reply = await (await world.visitor()).says(question)
    assert reply.outcome is Outcome.REFUSED
    assert "12 34" not in reply.text
    [gap] = await world.store.gaps()
    assert gap.reason == "not_grounded"


@pytest.mark.parametrize(
    ("language", "words"), [(Language.DANISH, "Tja, bum bum"), (Language.ENGLISH, "Well, hmm hmm")]
)
async def test_words_that_answer_nothing_are_said_to_be_and_the_question_comes_back(
    world: World, language: Language, words: str
) -> None:
    visitor = await world.visitor(language=language)
    await visitor.says(WISH[language])
    reply = await visitor.says(words)
    assert NOT_UNDERSTOOD.in_language(language) in reply.text
    asked = reply.asks_for
    again = await visitor.says(words)
    assert LEFT_OPEN.in_language(language) in again.text
    assert again.asks_for is not asked
    assert reply.asks_for is Field.CE_STATUS
    assert await world.store.gaps() == []


async def test_a_destination_whose_card_is_gone_is_still_routed_to(world: World) -> None:
    world.retriever.cards = [each for each in door_cards() if each.card_id != f"card-of-{SYD}"]
    reply = await (await world.visitor()).says(WISH[Language.ENGLISH])
    assert [route.destination_id for route in reply.routes] == [SYD]
    assert reply.citations == ()
