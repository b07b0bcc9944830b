"""Halves: a card's text says in whole sentences, in its own language, what its other half says in the other."""

import re

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

from .grounded import ADDRESS, FIGURE
from .right_language import is_strange

# Neither an ordinal ("21. november") nor an abbreviation ends a sentence.
SENTENCE = re.compile(r"(?<!\d\.)(?<!\bkr\.)(?<!\bnr\.)(?<!\bmio\.)(?<!\bmia\.)(?<!\bca\.)(?<!\bstk\.)(?<=[.!?])\s+")
BEGINS = re.compile(r"[^\w]*[A-ZÆØÅÉ0-9]")
LONGEST = 2.5
"""How many times longer one language may put the same."""


def judge(case: Case, record: Record) -> Mark | None:
    del record
    own, other = case.persona.get("own", ""), case.persona.get("other", "")
    if not own and not other:
        return None
    faults = [*_missing(own, other), *_broken(own)]
    if is_strange(own, case.lang):
        faults.append("another language")
    if not len(own) * LONGEST >= len(other):
        faults.append("much shorter than the other half")
    told = len(_facts(other)) + len(SENTENCE.split(own)) + 2
    return Mark(max(0.0, 1 - len(faults) / told), "; ".join(faults[:5]))


def _missing(own: str, other: str) -> list[str]:
    """Facts of the other half that this one does not state."""
    held = _facts(own)
    return [f"lacks {fact}" for fact in sorted(_facts(other)) if fact not in held]


def _facts(text: str) -> set[str]:
    addresses = {address.rstrip(".,;").casefold() for address in ADDRESS.findall(text)}
    return addresses | {re.sub(r"\D", "", figure) for figure in FIGURE.findall(ADDRESS.sub(" ", text))}


def _broken(text: str) -> list[str]:
    """What stands between full stops and is no sentence."""
    return [f"no sentence: {part[:40]!r}" for part in SENTENCE.split(text.strip()) if not BEGINS.match(part)]


MEASURE = Measure(name="halves", title="each card says the same in both languages", judge=judge)
