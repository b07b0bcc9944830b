"""Lets a model that makes things up answer many questions, and checks every shown claim a second time, another way.

The second check is the evaluations' own (`evals/scorers/grounded.py`), written apart from the product's proof.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console

from bot.domain import Author, Language, Message, VisitorMessage
from bot.wiring import House
from evals.scorers.grounded import unproved

console = Console(highlight=False, soft_wrap=True)


@dataclass(slots=True)
class Seen:
    """What was shown, and what of it the second check does not find in its sources."""

    turns: int = 0
    shown: int = 0
    wrong_language: int = 0
    outcomes: Counter[str] = field(default_factory=Counter[str])
    unproved: list[str] = field(default_factory=list[str])


async def let_it_invent(house: House, questions: Sequence[tuple[str, Language]], *, seconds: float) -> Seen:
    """Ask question after question for so many seconds, each in a conversation of its own."""
    seen, until = Seen(), time.monotonic() + seconds
    for text, language in questions:
        if time.monotonic() > until:
            break
        conversation = await house.engine.open(language=language)
        heard = VisitorMessage(id="m1", conversation_id=conversation.id, text=text)
        reply = (await house.engine.hear_visitor(heard)).transcript[-1]
        await house.engine.delete(conversation.id)
        assert reply.author is Author.BOT  # noqa: S101 - a benchmark's own check
        seen.turns += 1
        seen.outcomes[str(reply.outcome)] += 1
        _look(reply, house, seen)
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
            seen.unproved.append(f"{', '.join(missing)}: {part.text}")


def tell(seen: Seen, house: House) -> None:
    modelled = house.engine.replier.modelled
    assert modelled is not None  # noqa: S101 - opened with one
    tally = modelled.answerer.tally
    drafts = tally.proposed - tally.dropped
    console.print(f"turns                         {seen.turns}, of which {tally.turns} asked the model for a draft")
    console.print(f"sentences it tried to say     {tally.proposed}")
    console.print(f"  failed the proof, dropped   {tally.dropped}   {dict(tally.reasons)}")
    console.print(f"  held                        {drafts}")
    console.print(f"turns quoted instead          {sum(tally.fallbacks.values())}   {dict(tally.fallbacks)}")
    console.print(f"claims shown, quoted or not   {seen.shown}")
    console.print(f"shown without proof           {len(seen.unproved)}   (goal 0; by the evaluations' own check)")
    for line in seen.unproved:
        console.print(f"  {line}")
