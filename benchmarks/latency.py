"""When a turn's first proved sentence is there, beside the server's own first token and sentence on the same prompt."""

import json
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from rich.console import Console

from bot.answering.drafting import Drafter, Tried, make_mark
from bot.domain import Language
from bot.ports import ChatModel, ModelRequest
from bot.wiring import House
from evals.house import DAY

console = Console(highlight=False, soft_wrap=True)
GOAL = 1.5
_OPENS = '"text"'


@dataclass(slots=True)
class Noting:
    """A ChatModel that remembers what it was asked."""

    inner: ChatModel
    last: ModelRequest | None = None

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def account(self) -> Any:
        return self.inner.account

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        self.last = request
        async with aclosing(self.inner.stream(request)) as pieces:
            async for piece in pieces:
                yield piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds. `proved` is 0 where no sentence held; `place` is which of the model's sentences it was, from 1."""

    question: str
    proved: float
    place: int
    token: float
    sentence: float


async def time_first_sentences(
    house: House, questions: Sequence[tuple[str, Language]], *, server: str, seconds: float, out: Path
) -> list[Timed]:
    """The product's draft, then the same request bare; one question after another, going on where `out` ends."""
    modelled = house.engine.replier.modelled
    assert modelled is not None  # noqa: S101 - opened with one
    drafter, until = modelled.answerer.drafter, time.monotonic() + seconds
    noting = Noting(drafter.model)
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []  # noqa: ASYNC240
    found = [Timed(**json.loads(line)) for line in lines]
    for text, language in questions[len(found) :]:
        if time.monotonic() > until:
            break
        mark = make_mark()
        watched = replace(drafter, model=noting, mark=lambda mark=mark: mark)
        proved, place = await _draft(watched, house, text, language)
        assert noting.last is not None  # noqa: S101 - it was asked just now
        token, sentence = await _bare(noting.last, mark, server)
        found.append(Timed(question=text, proved=proved, place=place, token=token, sentence=sentence))
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(found[-1]), ensure_ascii=False) + "\n")
    return found


async def _draft(drafter: Drafter, house: House, text: str, language: Language) -> tuple[float, int]:
    started, tried = time.perf_counter(), Tried()
    hits = (await house.engine.replier.retriever.retrieve(text, language=language, day=DAY)).knowledge
    async with aclosing(drafter.draft(text, hits, language=language, day=DAY, tried=tried)) as claims:
        async for _ in claims:
            return time.perf_counter() - started, tried.proposed
    return 0.0, 0


async def _bare(request: ModelRequest, mark: str, server: str) -> tuple[float, float]:
    """Seconds to the first token and to the end of the first sentence, straight from the server.

    With a mark of its own, so that the server has no more of this prompt ready than it had of the product's.
    """
    form = {"type": "json_schema", "json_schema": {"name": request.name, "strict": True, "schema": request.schema}}
    body = {
        "model": "measured",
        "messages": [
            {"role": "system", "content": request.system.replace(mark, make_mark())},
            {"role": "user", "content": request.visitor},
        ],
        "max_tokens": request.most_tokens,
        "temperature": 0,
        "stream": True,
        "response_format": form,
    }
    started, first, text = time.perf_counter(), 0.0, ""
    async with (
        httpx.AsyncClient(timeout=300) as client,
        client.stream("POST", f"{server}/chat/completions", json=body) as reply,
    ):
        async for line in reply.aiter_lines():
            if not line.startswith("data: {"):
                continue
            choices = json.loads(line.removeprefix("data: "))["choices"]
            if not choices or not (piece := choices[0]["delta"].get("content")):
                continue
            first = first or time.perf_counter() - started
            text += piece
            if _is_said(text):
                break
    return first, time.perf_counter() - started


def _is_said(text: str) -> bool:
    """Whether the first claim's words are all there: its string is closed."""
    _, opened, rest = text.partition(_OPENS)
    said = rest.partition('"')[2].replace('\\"', "")
    return bool(opened) and '"' in said


def tell_first_sentences(found: Sequence[Timed]) -> None:
    held = [each for each in found if each.place]
    first = [each for each in held if each.place == 1]
    console.print(f"questions                     {len(found)}, of which {len(held)} had a sentence that was proved")
    if not held:
        return
    for what, values in (
        ("server's first token", [each.token for each in found]),
        ("server's first sentence", [each.sentence for each in found]),
        ("first proved sentence", [each.proved for each in held]),
    ):
        console.print(f"{what:<29} p50 {np.median(values):.1f} s")
    for what, some in (("the model's first sentence held", first), ("any held", held)):
        if some:
            ratios = [each.proved / each.sentence for each in some]
            console.print(
                f"proved / server's sentence    p50 {np.median(ratios):.2f}, most {max(ratios):.2f}"
                f"   in {len(some)} where {what} (goal at most {GOAL})"
            )
