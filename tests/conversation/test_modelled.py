"""A model's part in a turn: two calls at most, one deadline, and always a reply."""

import json

import pytest

from bot.conversation import Engine
from bot.conversation.wording import CLARIFY
from bot.domain import Boundary, Field, Found, Language, Outcome
from bot.settings import ModelSettings, Settings
from bot.wiring import speaking
from tests.fakes import ScriptedModel
from tests.house import Visitor

from .samples import World, knows, passage, refuses

pytestmark = pytest.mark.anyio
SONG = passage("song", "The singing bed sings for nurses in 2026. It never sings at night.")
ASKED = "What does the singing bed do?"
READING: dict[str, object] = {"question": "", "translated": "", "scope": "ours", "stated": []}
DRAFT = json.dumps({"claims": [{"text": "For nurses the singing bed sings in 2026.", "sources": [1]}]})
SETTINGS = Settings(llm=ModelSettings(base_url="http://127.0.0.1:1/v1", model="scripted"))


def model(*, draft: str = DRAFT, **values: object) -> ScriptedModel:
    return ScriptedModel(script={"understand": [json.dumps(READING | values)], "answer": [draft]})


async def talking(
    world: World, said: ScriptedModel, *, engine: Engine | None = None, understands: bool = True
) -> Visitor:
    llm = SETTINGS.llm.model_copy(update={"understand_seconds": 4.0 if understands else 0.0})
    settings = SETTINGS.model_copy(update={"llm": llm})
    return await Visitor.arrives(speaking(engine or world.engine, settings, said), language=Language.ENGLISH)


def calls(said: ScriptedModel) -> list[str]:
    return [request.name for request in said.asked]


async def test_a_question_takes_two_calls_and_is_answered_in_the_models_words(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    said = model()
    visitor = await talking(world, said)
    reply = await visitor.says(ASKED)
    assert "For nurses the singing bed sings in 2026. [1] It never sings at night. [1]" in reply.text
    assert calls(said) == ["understand", "answer"]


async def test_without_understanding_a_turn_takes_one_call(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    said = model()
    visitor = await talking(world, said, understands=False)
    await visitor.says(ASKED)
    assert calls(said) == ["answer"]


async def test_a_model_that_failed_to_read_is_not_asked_to_write(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    said = ScriptedModel(script={"understand": ["rubbish"], "answer": [DRAFT]})
    visitor = await talking(world, said)
    reply = await visitor.says(ASKED)
    assert reply.text.startswith("The singing bed sings for nurses in 2026. [1]")
    assert calls(said) == ["understand"]


async def test_what_a_model_reads_fills_the_inquiry(world: World) -> None:
    said = model(stated=[{"field": "need", "value": "test", "quote": "see whether it works"}])
    visitor = await talking(world, said)
    await visitor.says("Our bed sings and we would see whether it works.")
    assert (await visitor.sees()).inquiry.code(Field.NEED) == "test"
    assert calls(said) == ["understand"]


async def test_a_bare_answer_to_our_question_asks_no_model(world: World) -> None:
    said = model()
    visitor = await talking(world, said)
    await visitor.says("We want to test a singing bed.")
    said.asked.clear()
    await visitor.says("OUH")
    assert calls(said) == []


async def test_an_emergency_waits_for_no_model(world: World) -> None:
    help_ = passage("help", "Call the emergency line.", boundary=Boundary.EMERGENCY, signs=("not breathing",))
    world.retriever.script["He is not breathing!"] = refuses(help_)
    said = model()
    visitor = await talking(world, said)
    reply = await visitor.says("He is not breathing!")
    assert (reply.outcome, calls(said)) == (Outcome.EMERGENCY, [])


async def test_a_question_made_whole_is_searched_for_as_such(world: World) -> None:
    whole = "What does the singing bed cost? And what does it cost in the northern house of the southern door?"
    world.retriever.script["Is there a singing bed?"] = knows(SONG)
    world.retriever.script[whole] = knows(SONG)
    said = model(question="What does the singing bed cost?")
    visitor = await talking(world, said)
    await visitor.says("Is there a singing bed?")
    await visitor.says("And what does it cost in the northern house of the southern door?")
    assert whole in world.retriever.asked


async def test_where_nothing_is_found_no_draft_is_asked_for(world: World) -> None:
    world.retriever.script[ASKED] = Found()
    said = model()
    visitor = await talking(world, said)
    reply = await visitor.says(ASKED)
    assert (reply.outcome, calls(said)) == (Outcome.REFUSED, ["understand"])


async def test_what_a_message_is_after_does_not_hang_on_how_well_its_translation_fits(world: World) -> None:
    vague, translated, price = "What is the price of a small test?", "Hvad koster det?", passage("price", "It is free.")
    world.retriever.script |= {vague: knows(price, score=5.0), translated: knows(price, score=9.0)}
    visitor = await talking(world, model(translated=translated))
    assert (await visitor.says(vague)).text.endswith(CLARIFY.in_language(Language.ENGLISH))


async def test_a_translated_question_is_searched_for_in_both_languages(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    visitor = await talking(world, model(translated="Hvad gør den syngende seng?"))
    await visitor.says(ASKED)
    assert world.retriever.asked == [ASKED, ASKED]
    assert world.retriever.translated == ["", "Hvad gør den syngende seng?"]
