"""Where sources differ or have run out: the newer one holds, with its date, and the visitor is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
    own = _kinds(claim.text, shown[claim.passage_ids[0]])
    dated = max(shown[id_].as_of for id_ in claim.passage_ids)
    if not own:
        return None
    later = [each for each in shown.values() if each.id not in claim.passage_ids and each.as_of > dated > ""]
    for passage in sorted(later, key=lambda each: each.as_of, reverse=True):
        for sentence in sentences(passage.text):
            other = _kinds(sentence, passage)
            differs = own.keys() & other.keys() and all(
                own[kind].isdisjoint(other[kind]) for kind in own.keys() & other
            )
            if differs and min(covers(sentence, claim.text), covers(claim.text, sentence)) >= _ALIKE:
                return Claim(sentence, (passage.id,))
    return None


def _kinds(text: str, passage: Passage) -> dict[str, set[str]]:
    """The figures of a text by what they count: days of a year, DKK, months, or nothing at all."""
    found: dict[str, set[str]] = {}
    for figure in figures(without_addresses(text), passage.language)[0]:
        for meaning in figure.means:
            kind = "day" if meaning.startswith("day ") else meaning.partition(" ")[2]
            found.setdefault(kind, set()).add(meaning)
    return found
