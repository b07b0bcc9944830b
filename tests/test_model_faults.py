"""Whatever the model's server does, a turn ends in a correct reply within its deadline."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.domain import Language, Outcome
from bot.llm.chat_model import OpenAiModel
from bot.settings import ModelSettings, Settings
from bot.wiring import open_model, speaking
from tests.fakes import FrozenClock, MemoryFeed, MemoryStore
from tests.house import Visitor, make_engine
from tests.model_server import INVENTED, WRONG_LANGUAGE, Fault, model_server

pytestmark = pytest.mark.anyio
LIMITS = ModelSettings(base_url="http://127.0.0.1:1/v1", model="m", turn_seconds=3)
ASKED = {
    Language.DANISH: "Hvad er En indgang i Region Syddanmark?",
    Language.ENGLISH: "What is En indgang in Region Syddanmark?",
}


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1, 0], ids=["while reading", "while writing"])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("fault", list(Fault))
async def test_every_fault_still_ends_in_an_answer_with_its_sources(
    fault: Fault, language: Language, seconds: float
) -> None:
    clock, limits = FrozenClock(), LIMITS.model_copy(update={"understand_seconds": seconds})
    with model_server(fault) as server:
        model = OpenAiModel.at(server.url, model="m", key=SecretStr(""), silence=0.5)
        engine = make_engine(store=MemoryStore(clock=clock), feed=MemoryFeed(), clock=clock)
        engine = speaking(engine, Settings(llm=limits), model)
        visitor = await Visitor.arrives(engine, language=language)
        # The deadline is three seconds; what is beyond it here means that something waits without end.
        async with asyncio.timeout(20):
            reply = await visitor.says(ASKED[language])
        await model.close()
    assert reply.outcome is Outcome.ANSWERED
    assert reply.citations
    assert "SDSI" in reply.text
    assert not any(words in reply.text for words in (INVENTED, "Fabel", *WRONG_LANGUAGE.values()))
    assert engine.replier.modelled is not None
    fallbacks = engine.replier.modelled.answerer.tally.fallbacks
    assert bool(fallbacks) is (fault is not Fault.NONE)


async def test_a_model_is_opened_only_where_one_is_named() -> None:
    async with open_model(Settings()) as none, open_model(Settings(llm=LIMITS)) as model:
        assert none is None
        assert model is not None
        assert model.name == "m"
