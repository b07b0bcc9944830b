"""Where sources differ or have run out: the newer one holds, with its date, and the visitor is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.domain import Bilingual, Claim, Passage

from .addresses import without_addresses
from .figures import figures
from .sentences import sentences
from .support import covers

DISAGREE = Bilingual(
    da="Kilderne er ikke enige; her gælder den nyeste, fra {as_of}.",
    en="The sources do not agree; this follows the newest, from {as_of}.",
)
RUN_OUT = Bilingual(
    da="Noget af dette er fra {as_of}; tjek, om det stadig gælder.",
    en="Some of this is from {as_of}; check whether it still holds.",
)
_ALIKE = 0.8
"""So much of a claim's own words must stand in another source's sentence for the two to be about the same."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Claims of which the newer source holds, and the date of the newest one that was preferred, if any was."""

    claims: tuple[Claim, ...]
    newest: str = ""


def agreed(claims: Sequence[Claim], shown: Mapping[str, Passage]) -> Agreed:
    """Replace a claim by a newer source's own sentence where that says other figures about the same."""
    kept: list[Claim] = []
    newest = ""
    for claim in claims:
        newer = _newer(claim, shown)
        newest = max(newest, shown[newer.passage_ids[0]].as_of) if newer else newest
        kept.append(newer or claim)
    return Agreed(tuple({claim.text.casefold(): claim for claim in kept}.values()), newest)


def run_out(claims: Sequence[Claim], shown: Mapping[str, Passage], *, day: date) -> str:
    """The date of the oldest cited passage whose time is over on `day`; empty where all hold."""
    cited = {shown[id_] for claim in claims for id_ in claim.passage_ids}
    return min((each.as_of for each in cited if each.valid_to and each.valid_to < day), default="")


def _newer(claim: Claim, shown: Mapping[str, Passage]) -> Claim | None:
    own = _Stated.of(claim.text, shown[claim.passage_ids[0]])
    dated = max(shown[id_].as_of for id_ in claim.passage_ids)
    later = [each for each in shown.values() if each.id not in claim.passage_ids and each.as_of > dated > ""]
    for passage in sorted(later, key=lambda each: each.as_of, reverse=True):
        for sentence in sentences(passage.text):
            if own.is_contradicted_by(_Stated.of(sentence, passage)):
                return Claim(sentence, (passage.id,))
    return None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A sentence's figures by what they count (days of a year, DKK, months, nothing at all), and its other words."""

    kinds: Mapping[str, frozenset[str]]
    words: str

    @classmethod
    def of(cls, text: str, passage: Passage) -> Self:
        stated, words = figures(without_addresses(text), passage.language)
        kinds: dict[str, frozenset[str]] = {}
        for meaning in (meaning for figure in stated for meaning in figure.means):
            kind = "day" if meaning.startswith("day ") else meaning.partition(" ")[2]
            kinds[kind] = kinds.get(kind, frozenset()) | {meaning}
        return cls(kinds, words)

    def is_contradicted_by(self, other: Self) -> bool:
        """Whether another sentence says the same with other figures of the same kind."""
        common = self.kinds.keys() & other.kinds.keys()
        if not common or not all(self.kinds[kind].isdisjoint(other.kinds[kind]) for kind in common):
            return False
        return min(covers(other.words, self.words), covers(self.words, other.words)) >= _ALIKE
