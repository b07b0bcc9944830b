"""Gathers sightings that one card would answer into a gap."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np

from bot.domain import Language, SeenAs, Sighting

from .clustering import Floats, clusters_of
from .masking import masked
from .ruler import Ruler

MOST = 1500
"""Distinct questions gathered at once, the newest; more would take minutes."""
NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeGap:
    """What one card would answer. `questions` are masked and distinct, most typical first, by language."""

    id: str
    sightings: tuple[Sighting, ...]
    questions: dict[Language, tuple[str, ...]]
    nearest: tuple[str, ...]

    @property
    def conversations(self) -> int:
        """How many asked; what is of no conversation counts by itself."""
        return len({sighting.conversation_id or sighting.key for sighting in self.sightings})

    @property
    def seen_as(self) -> Counter[SeenAs]:
        return Counter(sighting.seen_as for sighting in self.sightings)

    @property
    def languages(self) -> Counter[Language]:
        return Counter(sighting.language for sighting in self.sightings)


def gather(sightings: Sequence[Sighting], vectors: Sequence[Sequence[float]], *, ruler: Ruler) -> list[KnowledgeGap]:
    """Gaps, those most asked first. `vectors` are unit vectors of the sightings' questions, in their order."""
    newest = sorted(range(len(sightings)), key=lambda place: (-sightings[place].at.timestamp(), sightings[place].key))
    order = sorted(newest[:MOST], key=lambda place: sightings[place].key)
    rows = ruler.measured([vectors[place] for place in order], [sightings[place].language for place in order])
    groups = clusters_of(rows, threshold=ruler.threshold)
    gaps = [_gap([sightings[order[place]] for place in group], rows[group], ruler) for group in groups]
    return sorted(gaps, key=lambda gap: (-gap.conversations, gap.id))


def together(gaps: Sequence[KnowledgeGap]) -> KnowledgeGap:
    """Several gaps that one card would close, as one: each one's most typical questions first, in turn."""
    questions = {language: _in_turn([gap.questions[language] for gap in gaps]) for language in Language}
    return KnowledgeGap(
        id="-".join(gap.id for gap in gaps),
        sightings=tuple(sighting for gap in gaps for sighting in gap.sightings),
        questions=questions,
        nearest=_in_turn([gap.nearest for gap in gaps])[:NEAREST],
    )


def _in_turn(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in chain.from_iterable(zip_longest(*rows)) if each is not None))


def _gap(members: list[Sighting], rows: Floats, ruler: Ruler) -> KnowledgeGap:
    middle = rows.mean(axis=0)
    order: list[int] = np.argsort(-(rows @ middle), kind="stable").tolist()
    typical = [members[place] for place in order]
    oldest = min(members, key=lambda each: (each.at, each.key))
    return KnowledgeGap(
        # A gap keeps its name while it grows, since what was seen first stays.
        id=hashlib.sha256(oldest.key.encode()).hexdigest()[:8],
        sightings=tuple(members),
        questions={language: _distinct(typical, language) for language in Language},
        nearest=ruler.nearest_cards(middle, most=NEAREST),
    )


def _distinct(members: Sequence[Sighting], language: Language) -> tuple[str, ...]:
    asked = (masked(each.question, hidden=each.hidden) for each in members if each.language is language)
    return tuple({question.casefold(): question for question in reversed(list(asked))}.values())[::-1]
