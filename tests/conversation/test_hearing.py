"""What the engine makes of a visitor's words: language, masking, gaps, form answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Field, Language, Outcome
from bot.privacy import find_and_mask
from bot.qualification import Gazetteer, Reader

from .samples import BOTH, NORD, SYD, World, directory

pytestmark = pytest.mark.anyio

CLEAR = {
    Language.DANISH: "Hej, vi vil gerne teste vores seng hos jer",
    Language.ENGLISH: "Hello, we would like to test our bed",
}


@pytest.mark.parametrize("language", BOTH)
async def test_the_page_settles_the_language_whatever_is_written(world: World, language: Language) -> None:
    visitor = await world.visitor(language=language)
    await visitor.says(CLEAR[language.other])
    now = await visitor.sees()
    assert (now.language, now.language_is_settled) == (language, True)


@pytest.mark.parametrize("language", BOTH)
async def test_without_a_page_clear_writing_settles_it_and_then_it_is_kept(world: World, language: Language) -> None:
    visitor = await world.visitor(language=None)
    await visitor.says(CLEAR[language])
    await visitor.says(CLEAR[language.other])
    now = await visitor.sees()
    assert (now.language, now.language_is_settled) == (language, True)


async def test_unclear_writing_keeps_the_default_and_leaves_the_language_open(world: World) -> None:
    visitor = await world.visitor(language=None)
    await visitor.says("OK")
    now = await visitor.sees()
    assert (now.language, now.language_is_settled) == (Language.DANISH, False)
    await visitor.says(CLEAR[Language.ENGLISH])
    assert (await visitor.sees()).language is Language.ENGLISH


@pytest.mark.parametrize(
    ("language", "warning"), [(Language.DANISH, "Jeg har fjernet"), (Language.ENGLISH, "I removed")]
)
async def test_a_personal_number_is_masked_before_it_is_searched_for_or_kept(
    world: World, language: Language, warning: str
) -> None:
    visitor = await world.visitor(language=language)
    reply = await visitor.says("Hvad ved I om 010203-4567?")
    assert reply.text.startswith(warning)
    assert reply.parts[0].text in reply.text
    assert world.retriever.asked == ["Hvad ved I om [CPR]?"]
    assert "4567" not in repr(await visitor.sees())
    assert all("4567" not in gap.question for gap in await world.store.gaps())


@given(
    digits=st.from_regex(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[- ]?\d{4}", fullmatch=True),
    words=st.sampled_from(["Patient {}, tak", "CPR {}.", "{}"]),
)
def test_masked_text_holds_no_personal_number(digits: str, words: str) -> None:
    masked = find_and_mask(words.format(digits))
    assert masked.found == 1
    assert digits not in masked.text
    assert find_and_mask(masked.text).found == 0


@pytest.mark.parametrize(
    ("language", "question"), [(Language.DANISH, "Hvor bor månen?"), (Language.ENGLISH, "Where does the moon live?")]
)
async def test_a_question_we_cannot_answer_is_refused_and_leaves_a_gap(
    world: World, language: Language, question: str
) -> None:
    visitor = await world.visitor(language=language)
    reply = await visitor.says(question, id_="asked")
    assert reply.outcome is Outcome.REFUSED
    [gap] = await world.store.gaps()
    assert (gap.question, gap.language, gap.conversation_id) == (question, language, visitor.id)
    assert gap.reason == "nothing_found"
    assert gap.at == world.clock.now()


async def test_a_message_we_can_act_on_leaves_no_gap(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says("We want to test our bed at OUH.")
    assert await world.store.gaps() == []


@pytest.mark.parametrize("language", BOTH)
async def test_a_form_sets_a_field_and_the_destinations_follow(world: World, language: Language) -> None:
    visitor = await world.visitor(language=language)
    await visitor.fills_in(Field.NEED, "test")
    now = await visitor.fills_in(Field.REGION_HOSPITAL, "Aalborg")
    assert [route.destination_id for route in now.routes] == [NORD]
    now = await visitor.fills_in(Field.REGION_HOSPITAL, "OUH")
    assert [route.destination_id for route in now.routes] == [SYD]
    assert now.transcript == ()


async def test_an_empty_form_clears_the_field(world: World) -> None:
    visitor = await world.visitor()
    await visitor.fills_in(Field.COMPANY_NAME, "Æblehjælp ApS")
    now = await visitor.fills_in(Field.COMPANY_NAME, "  ")
    assert now.inquiry.get(Field.COMPANY_NAME) is None


async def test_a_form_masks_personal_numbers_too(world: World) -> None:
    visitor = await world.visitor()
    now = await visitor.fills_in(Field.COMPANY_NAME, "010203-4567 ApS")
    stated = now.inquiry.get(Field.COMPANY_NAME)
    assert stated is not None
    assert (stated.value, stated.quote) == ("[CPR] ApS", "[CPR] ApS")


async def test_a_form_answers_the_question_that_was_asked(world: World) -> None:
    visitor = await world.visitor()
    asked = (await visitor.says("We want to test our bed at OUH.")).asks_for
    assert asked is Field.CE_STATUS
    assert (await visitor.fills_in(Field.COMPANY_NAME, "Æblehjælp ApS")).asking is Field.CE_STATUS
    assert (await visitor.fills_in(Field.CE_STATUS, "ce_marked")).asking is None


_PIECES = st.sampled_from(
    """
    We want to test|Vi vil teste|our singing bed|vores seng|at OUH|i Aalborg|not CE-marked|uden CE|next spring
    |til foråret|mia@example.org|Æblehjælp ApS|patients|AI|yes|nej|,|.|010203-4567
    """.split("|")
)


@given(pieces=st.lists(_PIECES, max_size=8), asking=st.sampled_from([None, *Field]), language=st.sampled_from(BOTH))
def test_every_stated_values_quote_stands_in_the_message(
    pieces: list[str], asking: Field | None, language: Language
) -> None:
    text = " ".join(pieces)
    read = Reader(gazetteer=Gazetteer(directory().places)).read(text, message_id="m", language=language, asking=asking)
    for values in read.values():
        for stated in values:
            assert stated.quote
            assert stated.quote in text
            assert stated.message_id == "m"
