"""Claims with proof, or an honest refusal."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from .knowledge import Passage


class Outcome(StrEnum):
    """How one turn ended, as reports and evaluations name it."""

    ANSWERED = "answered"
    ASKED = "asked"
    REFUSED = "refused"
    OUT_OF_SCOPE = "out_of_scope"
    EMERGENCY = "emergency"
    HANDOVER_OFFERED = "handover_offered"


class Refusal(StrEnum):
    NOTHING_FOUND = "nothing_found"
    NOT_GROUNDED = "not_grounded"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence and the passages it rests on."""

    text: str
    passage_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What quoting or a model proposes, before it is proved."""

    claims: tuple[Claim, ...]
    opening: str = ""
    """Words of our own before the first claim ("No."); they carry no fact and need no proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered source under an answer. `quote` is the passage's own words."""

    marker: int
    card_id: str
    passage_id: str
    title: str
    source_title: str
    owner: str
    section: str
    url: str
    as_of: str
    quote: str

    @classmethod
    def of(cls, passage: Passage, *, marker: int, quote: str) -> Self:
        return cls(
            marker=marker,
            card_id=passage.card_id,
            passage_id=passage.id,
            title=passage.title,
            source_title=passage.source_title,
            owner=passage.owner,
            section=passage.section,
            url=passage.url,
            as_of=passage.as_of,
            quote=quote,
        )


@dataclass(frozen=True, slots=True)
class ProvedClaim:
    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Proved claims with numbered citations; a refusal has neither."""

    claims: tuple[ProvedClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    opening: str = ""
    refusal: Refusal | None = None
    dropped: int = 0
    """Claims that were proposed and failed the proof."""

    @property
    def is_grounded(self) -> bool:
        return self.refusal is None and bool(self.claims)
