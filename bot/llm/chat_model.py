"""Asks any OpenAI-compatible server, over langchain-openai: streaming, with timeouts, retries and a breaker."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

import httpx2
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from bot.domain import TransientError
from bot.ports import ModelAccount, ModelRequest

from .breaker import Breaker
from .model_errors import FAULTS, asked_to_wait, costs_nothing, is_about_the_request, sorted_out

logger = logging.getLogger(__name__)
FIRST_WAIT = 0.4
LONGEST_WAIT = 2.0
"""A longer wait is longer than a turn has: then the turn goes on without the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAiModel:
    """A ChatModel behind an address that speaks OpenAI's chat completions."""

    client: ChatOpenAI
    http: httpx2.AsyncClient
    retries: int
    breaker: Breaker
    account: ModelAccount = field(default_factory=ModelAccount)
    jitter: Callable[[], float] = random.random

    @classmethod
    def at(
        cls, base_url: str, *, model: str, key: SecretStr, silence: float, retries: int = 1, rest: float = 30.0
    ) -> "OpenAiModel":
        """`silence` is how many seconds the server may say nothing, `rest` how long a failing one is left alone."""
        http = httpx2.AsyncClient(timeout=httpx2.Timeout(silence))
        client = ChatOpenAI(
            base_url=base_url,
            model=model,
            api_key=SecretStr(key.get_secret_value() or "none"),
            http_async_client=http,
            timeout=http.timeout,
            temperature=0.0,
            # Waiting and trying again is decided here, where the breaker is.
            max_retries=0,
            stream_usage=True,
            stream_chunk_timeout=None,
        )
        return cls(client=client, http=http, retries=retries, breaker=Breaker(rest=rest))

    @property
    def name(self) -> str:
        return self.client.model_name

    async def close(self) -> None:
        await self.http.aclose()

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        for attempt in range(self.retries + 1):
            if self.breaker.is_open:
                raise TransientError("the model is resting after failures")
            said = False
            try:
                async with aclosing(self._once(request)) as pieces:
                    async for piece in pieces:
                        said = True
                        yield piece
            except FAULTS as error:
                wait = self._wait(error, attempt)
                self._note_fault(error, request)
                if not said and costs_nothing(error):
                    request.receipt.uncounted -= 1
                if said or wait is None:
                    raise sorted_out(error) from error
                await asyncio.sleep(wait)
            else:
                self.breaker.worked()
                return

    async def _once(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        started = time.perf_counter()
        self.account.calls += 1
        request.receipt.uncounted += 1
        form = {"type": "json_schema", "json_schema": {"name": request.name, "strict": True, "schema": request.schema}}
        stream = self.client.astream(
            [SystemMessage(request.system), HumanMessage(request.visitor)],
            max_tokens=request.most_tokens,
            # In the body and not as a keyword: there the client gathers the whole reply before it gives any of it.
            extra_body={"response_format": form},
        )
        prompt = reply = 0
        async for piece in stream:
            if piece.usage_metadata:
                prompt += piece.usage_metadata["input_tokens"]
                reply += piece.usage_metadata["output_tokens"]
            if text := str(piece.text):
                yield text
        self.account.add(prompt=prompt, reply=reply)
        if prompt or reply:
            request.receipt.uncounted -= 1
            request.receipt.tokens += prompt + reply
        spent = round(1000 * (time.perf_counter() - started))
        counts = {"request": request.name, "prompt_tokens": prompt, "reply_tokens": reply, "milliseconds": spent}
        logger.info("model.answered", extra=counts)

    def _wait(self, error: BaseException, attempt: int) -> float | None:
        """Seconds until the next try; None where there is none."""
        if attempt >= self.retries or not isinstance(sorted_out(error), TransientError):
            return None
        wait = max(asked_to_wait(error), FIRST_WAIT * 2**attempt * (0.5 + self.jitter()))
        return wait if wait <= LONGEST_WAIT else None

    def _note_fault(self, error: BaseException, request: ModelRequest) -> None:
        fault = str(sorted_out(error))
        self.account.faults[fault] += 1
        if not is_about_the_request(error):
            self.breaker.failed(rest=asked_to_wait(error))
        logger.warning("model.failed", extra={"request": request.name, "fault": fault, "kind": type(error).__name__})
