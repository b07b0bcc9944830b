"""Lets a model that makes things up answer many questions, and checks every shown claim a second time, another way.

The second check is the evaluations' own (`evals/scorers/grounded.py`), written apart from the product's proof.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from bot.answering import Tally
from bot.domain import Author, Language, Message, VisitorMessage
from bot.wiring import House
from evals.scorers.grounded import unproved

console = Console(highlight=False, soft_wrap=True)
AT_ONCE = 6
"""Conversations, so that the server reads and writes several at a time."""


@dataclass
class Seen:
    """What was shown, and what of it the second check does not find in its sources."""

    done: list[int] = field(default_factory=list[int])
    """The questions' places."""
    shown: int = 0
    wrong_language: int = 0
    outcomes: Counter[str] = field(default_factory=Counter[str])
    unproved: list[str] = field(default_factory=list[str])
    asked: int = 0
    tried: int = 0
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter[str])
    quoted: Counter[str] = field(default_factory=Counter[str])

    @classmethod
    def kept(cls, path: Path) -> "Seen":
        """What a run that was cut off had seen; nothing yet where there is no such file."""
        held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        counts = {name: Counter(held.pop(name, {})) for name in ("outcomes", "reasons", "quoted")}
        return cls(**held, **counts)

    def keep(self, path: Path) -> None:
        path.write_text(json.dumps(vars(self), ensure_ascii=False), encoding="utf-8")

    def take(self, tally: Tally) -> None:
        """Add what the product counted, and let it count from nothing again."""
        self.asked, self.tried, self.dropped = (
            self.asked + tally.turns,
            self.tried + tally.proposed,
            self.dropped + tally.dropped,
        )
        self.reasons.update(tally.reasons)
        self.quoted.update({str(why): count for why, count in tally.fallbacks.items()})
        tally.turns = tally.proposed = tally.dropped = 0
        tally.reasons.clear()
        tally.fallbacks.clear()


async def let_it_invent(house: House, questions: Sequence[tuple[str, Language]], *, seconds: float, out: Path) -> Seen:
    """Ask question after question for so many seconds, each in a conversation of its own, going on where `out` ends."""
    modelled = house.engine.replier.modelled
    assert modelled is not None  # noqa: S101 - opened with one
    seen, until = Seen.kept(out), time.monotonic() + seconds
    left = iter([(place, *each) for place, each in enumerate(questions) if place not in seen.done])

    async def ask() -> None:
        for place, text, language in left:
            if time.monotonic() > until:
                return
            conversation = await house.engine.open(language=language)
            heard = VisitorMessage(id="m1", conversation_id=conversation.id, text=text)
            reply = (await house.engine.hear_visitor(heard)).transcript[-1]
            await house.engine.delete(conversation.id)
            assert reply.author is Author.BOT  # noqa: S101 - a benchmark's own check
            seen.done.append(place)
            seen.outcomes[str(reply.outcome)] += 1
            _look(reply, house, seen)
            seen.take(modelled.answerer.tally)
            seen.keep(out)

    await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    return seen


def _look(reply: Message, house: House, seen: Seen) -> None:
    passages = house.engine.replier.retriever
    by_marker = {citation.marker: citation for citation in reply.citations}
    for part in reply.parts:
        if not part.markers:
            continue
        seen.shown += 1
        evidence: list[str] = []
        for citation in (by_marker[marker] for marker in part.markers):
            held = [passages.passage(citation.card_id, language=each) for each in Language]
            evidence += [
                f"{each.title}\n{each.text}\n{each.url}" for each in held if each and each.id == citation.passage_id
            ]
            evidence += [] if evidence else [citation.quote]
        if missing := unproved(part.text, "\n".join(evidence)):
            seen.unproved.append(f"not in its source: {', '.join(missing)}. Shown: {part.text}")


def tell(seen: Seen) -> None:
    console.print(f"turns                         {len(seen.done)}, of which {seen.asked} asked the model for a draft")
    console.print(f"sentences it tried to say     {seen.tried}")
    console.print(f"  failed the proof, dropped   {seen.dropped}   {dict(seen.reasons)}")
    console.print(f"  held                        {seen.tried - seen.dropped}")
    console.print(f"turns quoted instead          {seen.quoted.total()}   {dict(seen.quoted)}")
    console.print(f"claims shown, quoted or not   {seen.shown}")
    console.print(f"shown without proof           {len(seen.unproved)}   (goal 0; by the evaluations' own check)")
    for line in seen.unproved:
        console.print(f"  {line}")
