"""One visitor's whole visit over HTTP: open, listen, ask, read; and for some a lead, a deletion, a slammed door."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx

from tests.trust.world import API, VALUES, deed

from .lives import BY_MAIL, BY_SLACK

QUESTIONS = (
    "Hvordan tester vi en sårsensor på OUH?",
    "Hvem driver En indgang?",
    "How can we co-develop a telemedicine app with a hospital in Aalborg?",
    "Skal vores udstyr være CE-mærket, før det prøves på patienter?",
    "Hvad koster det at teste hos jer?",
    "Where do we get access to health data for training an algorithm?",
    "Vi vil sælge et PACS-system til regionen",
    "Hvad er vejret i morgen?",
    "Kan I hjælpe os med et klinisk forsøg?",
    "We are a start-up with only an idea. Who do we talk to?",
)
Events = AsyncIterator[tuple[str, str]]
LEADS, DELETES, LEAVES, ASKS_AGAIN = 0.2, 0.1, 0.05, 0.3
"""How many of the visits: hand a lead over, delete all, leave before the answer, ask a second time."""


class Failed(Exception):
    """An answer that was not the one expected."""


@dataclass(slots=True)
class Visits:
    """`first` is the seconds from asking to the first sentence on the stream."""

    client: httpx.AsyncClient
    chance: random.Random = field(default_factory=random.Random)
    done: Counter[str] = field(default_factory=Counter[str])
    failed: Counter[str] = field(default_factory=Counter[str])
    first: list[float] = field(default_factory=list[float])

    async def visit(self) -> None:
        """Whatever goes wrong is counted, by kind."""
        try:
            async with asyncio.timeout(60):
                await self._visit()
            self.done["conversations"] += 1
        except (httpx.HTTPError, Failed, TimeoutError, KeyError) as error:
            self.failed[str(error)[:60] or type(error).__name__] += 1

    async def _visit(self) -> None:
        path, token = await self.arrives()
        async with self.listens(path, token) as events:
            if self.chance.random() < LEAVES:
                self.done["left before the answer"] += 1
                await self._says(path, token)
                return
            for _ in range(1 + (self.chance.random() < ASKS_AGAIN)):
                await self.asks_and_reads(path, token, events)
        if self.chance.random() < LEADS:
            await self._hands_over(path, token)
        if self.chance.random() < DELETES:
            await self._asks("DELETE", path, token=token)
            self.done["deleted"] += 1

    async def arrives(self) -> tuple[str, str]:
        """The path and token of a new conversation."""
        opened = (await self._asks("POST", "", token="", body={"language": "da"})).json()
        return f"/{opened['id']}", opened["token"]

    @asynccontextmanager
    async def listens(self, path: str, token: str) -> AsyncGenerator[Events, None]:
        """The conversation's stream, once it has told how things stand."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self.client.stream("GET", f"{API}{path}/events", headers=headers) as stream:
            if stream.status_code != httpx.codes.OK:
                raise _failed("stream", stream)
            events = _events(stream)
            await anext(events)
            yield events

    async def asks_and_reads(self, path: str, token: str, events: Events) -> None:
        saying = asyncio.create_task(self._says(path, token))
        reading = asyncio.create_task(self._reads(events, since=time.monotonic()))
        _, left = await asyncio.wait({saying, reading}, return_when=asyncio.FIRST_EXCEPTION)
        for each in left:
            each.cancel()
        await asyncio.gather(saying, reading, return_exceptions=True)
        # Who was not heard need not wait for an answer: that is the reason to tell.
        for each in (saying, reading):
            if not each.cancelled():
                each.result()

    async def _reads(self, events: Events, *, since: float) -> None:
        """Until the bot's whole message."""
        seen = False
        async for name, data in events:
            if name == "sentence" and not seen:
                self.first.append(time.monotonic() - since)
                seen = True
            if name == "message" and json.loads(data)["author"] == "bot":
                return
        raise Failed("the stream ended before the answer")

    async def _says(self, path: str, token: str) -> None:
        await self._asks("POST", f"{path}/messages", token=token, body=deed(text=self.chance.choice(QUESTIONS)))
        self.done["questions"] += 1

    async def _hands_over(self, path: str, token: str) -> None:
        for name, value in VALUES.items():
            await self._asks("PUT", f"{path}/fields/{name}", token=token, body=deed(value=value))
        review = (await self._asks("GET", f"{path}/review", token=token)).json()
        consent = deed(destinations=[BY_SLACK, BY_MAIL], notice_id=review["notice_id"], consent=True)
        receipt = (await self._asks("POST", f"{path}/consent", token=token, body=consent)).json()
        self.done["leads"] += len(receipt["state"]["handoffs"])

    async def _asks(self, method: str, path: str, *, token: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = await self.client.request(method, f"{API}{path}", json=body, headers=headers)
        if not answer.is_success:
            raise _failed(f"{method} {path.rpartition('/')[2][:10]}", answer)
        return answer


def _failed(what: str, answer: httpx.Response) -> Failed:
    says_when = ", Retry-After" if answer.headers.get("Retry-After", "").isdigit() else ""
    return Failed(f"{what}: {answer.status_code}{says_when}")


async def _events(stream: httpx.Response) -> Events:
    """Name and data of each event; comments are passed over."""
    name = ""
    async for line in stream.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, line.removeprefix("data: ")
