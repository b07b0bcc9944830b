"""The model's client against a real server that behaves well or badly."""

import logging
import time
from contextlib import aclosing

import pytest
from pydantic import SecretStr

from bot.domain import IndgangError, PermanentError, TransientError
from bot.llm.breaker import FAILURES_AT_MOST, Breaker
from bot.llm.chat_model import OpenAiModel
from bot.ports import ModelRequest
from tests.model_server import Fault, ModelServer, model_server

pytestmark = pytest.mark.anyio
REQUEST = ModelRequest(
    name="answer",
    system="Answer in Danish.",
    visitor='<source number="1">\nTitel\nDet er sandt.\n</source>',
    schema={"type": "object"},
    most_tokens=77,
)


def model_at(server: ModelServer, *, retries: int = 0, silence: float = 0.5) -> OpenAiModel:
    return OpenAiModel.at(
        server.url, model="m", key=SecretStr("key-of-gold"), silence=silence, retries=retries, rest=60
    )


async def said(model: OpenAiModel) -> str:
    try:
        return "".join([piece async for piece in model.stream(REQUEST)])
    finally:
        await model.close()


async def test_a_reply_streams_with_its_schema_and_its_tokens_are_counted() -> None:
    with model_server() as server:
        model = model_at(server)
        assert await said(model) == '{"claims": [{"text": "Det er sandt.", "sources": [1]}]}'
    (body,) = server.asked
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert (body["stream"], body["model"]) == (True, "m")
    assert 77 in {body.get("max_tokens"), body.get("max_completion_tokens")}
    assert (model.account.calls, model.account.prompt_tokens, model.account.reply_tokens) == (1, 900, 60)
    assert (model.name, model.account.prompts) == ("m", [900])


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault.REFUSED, TransientError, "cannot be reached"),
        (Fault.QUOTA, TransientError, "quota"),
        (Fault.QUOTA_ODD, TransientError, "quota"),
        (Fault.BROKEN, TransientError, "server failed"),
        (Fault.BAD_KEY, PermanentError, "INDGANG_LLM__API_KEY"),
        (Fault.BAD_REQUEST, PermanentError, "INDGANG_LLM__MODEL"),
        (Fault.STALL, TransientError, "silent"),
        (Fault.STALL_MIDWAY, TransientError, "silent"),
        (Fault.GARBLED, TransientError, "could not be read"),
    ],
)
async def test_a_fault_becomes_an_error_that_says_what_to_do_and_quotes_nobody(
    fault: Fault, kind: type[IndgangError], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    with model_server(fault) as server, pytest.raises(kind, match=words) as raised:
        await said(model_at(server))
    told = f"{raised.value} {caplog.text} {[vars(record) for record in caplog.records if record.name[:3] == 'bot']}"
    assert "secret words" not in told
    assert "key-of-gold" not in told


async def test_a_server_that_fails_once_is_asked_again() -> None:
    with model_server(Fault.BROKEN, times=1) as server:
        assert "Det er sandt." in await said(model_at(server, retries=1))
    assert len(server.asked) == 2


async def test_what_was_half_said_is_not_asked_for_again() -> None:
    with model_server(Fault.STALL_MIDWAY) as server, pytest.raises(TransientError):
        await said(model_at(server, retries=3))
    assert len(server.asked) == 1


async def test_a_wait_longer_than_a_turn_is_not_waited_for_and_the_server_is_left_alone() -> None:
    started = time.perf_counter()
    with model_server(Fault.QUOTA) as server:
        model = model_at(server, retries=3)
        with pytest.raises(TransientError, match="quota"):
            await said(model)
        with pytest.raises(TransientError, match="resting"):
            await said(model)
    assert len(server.asked) == 1
    assert time.perf_counter() - started < 10


async def test_a_reply_nobody_waits_for_any_more_is_closed() -> None:
    with model_server() as server:
        model = model_at(server)
        async with aclosing(model.stream(REQUEST)) as pieces:
            assert await anext(pieces)
        await model.close()
    assert model.account.prompt_tokens == 0


async def test_one_odd_request_does_not_silence_the_rest() -> None:
    with model_server(Fault.BAD_REQUEST, times=FAILURES_AT_MOST) as server:
        model = model_at(server)
        for _ in range(FAILURES_AT_MOST):
            with pytest.raises(PermanentError):
                [piece async for piece in model.stream(REQUEST)]
        assert "Det er sandt." in await said(model)


def test_a_breaker_opens_after_failures_in_a_row_and_closes_when_things_are_well() -> None:
    now = [0.0]
    breaker = Breaker(rest=10, now=lambda: now[0])
    for _ in range(FAILURES_AT_MOST):
        assert not breaker.is_open
        breaker.failed()
    assert breaker.is_open
    now[0] = 10.5
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    breaker.worked()
    assert not breaker.is_open


def test_a_breaker_rests_as_long_as_it_is_asked_to() -> None:
    now = [0.0]
    breaker = Breaker(rest=10, now=lambda: now[0])
    breaker.failed(rest=25)
    now[0] = 24
    assert breaker.is_open
    now[0] = 25
    assert not breaker.is_open
