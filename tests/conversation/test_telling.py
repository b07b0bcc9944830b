"""Sentences are told while a model writes them only where the reply will begin with them."""

from dataclasses import replace

import pytest

from bot.conversation import Engine
from bot.domain import Author, ClaimLead, Found, Language, ProvedClaim, VisitorMessage
from bot.wiring import speaking
from tests.house import Visitor

from .office import Office
from .samples import SYD, World, knows, passage
from .test_engine import RestlessStore
from .test_modelled import ASKED, SETTINGS, SONG, calls, model, talking

pytestmark = pytest.mark.anyio


async def told(visitor: Visitor, text: str, *, engine: Engine | None = None) -> list[ProvedClaim]:
    """What was told before the turn was stored."""
    heard: list[ProvedClaim] = []
    message = VisitorMessage(id=f"told-{text}", conversation_id=visitor.id, text=text)
    await (engine or visitor.engine).hear_visitor(message, tell=heard.append)
    return heard


async def test_what_is_told_is_what_the_reply_begins_with(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    visitor = await talking(world, model())
    heard = await told(visitor, ASKED)
    assert heard == [ProvedClaim("For nurses the singing bed sings in 2026.", (1,))]
    assert (await visitor.sees()).transcript[-1].parts[:1] == tuple(heard)


async def test_nothing_is_told_without_a_model_or_without_a_source(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    assert await told(await Visitor.arrives(world.engine, language=Language.ENGLISH), ASKED) == []
    world.retriever.script[ASKED] = Found()
    assert await told(await talking(world, model()), ASKED) == []


async def test_nothing_is_told_before_a_suggestion_or_a_warning(world: World) -> None:
    wish = "Who could we contact about our singing bed?"
    world.retriever.script[wish] = knows(SONG, score=4.0)
    said = model()
    assert await told(await talking(world, said), wish) == []
    assert "answer" in calls(said)
    world.retriever.script[f"{ASKED} [CPR]"] = knows(SONG)
    said = model()
    assert await told(await talking(world, said), f"{ASKED} 010203-4567") == []
    assert "answer" in calls(said)


async def test_nothing_is_told_of_a_source_in_the_other_language(world: World) -> None:
    world.retriever.script[ASKED] = knows(passage("song", SONG.text, language=Language.DANISH), SONG)
    said = model()
    assert await told(await talking(world, said), ASKED) == []
    assert "answer" in calls(said)


async def test_nothing_is_told_while_a_colleague_answers(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, ClaimLead())
    said = model()
    engine = speaking(office.engine, SETTINGS, said)
    assert await told(visitor, ASKED, engine=engine) == []
    assert (await visitor.sees()).transcript[-1].author is Author.VISITOR


async def test_a_turn_that_is_thought_again_is_told_once(world: World) -> None:
    world.retriever.script[ASKED] = knows(SONG)
    said = model()
    visitor = await talking(world, said)
    store = RestlessStore(clock=world.clock)
    await store.create(await visitor.sees())
    store.moves = 1
    assert len(await told(visitor, ASKED, engine=replace(visitor.engine, store=store))) == 1
    assert calls(said).count("answer") == 2
