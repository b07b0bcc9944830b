"""Whether a message is ours to answer: an emergency first, then what the best passages say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Boundary, Outcome, ScoredPassage

_EMERGENCY = re.compile(
    r"\b(?:ring(?:e|er)? (?:til )?112|call(?:ing)? (?:112|911|999|an ambulance)|brystsmerter|ondt i brystet"
    r"|trykken for brystet"
    r"|chest pain|kan ikke (?:trække vejret|ånde)|(?:can'?t|cannot) breathe|bevidstløs|unconscious"
    r"|hjertestop|cardiac arrest|(?:har|having|fået|had) (?:et )?(?:a )?(?:slagtilfælde|blodprop|stroke"
    r"|heart attack|hjerteanfald)"
    r"|bløder (?:kraftigt|voldsomt)|bleeding (?:heavily|badly)|tage mit (?:eget )?liv|kill myself|selvmord|suicidal"
    r"|overdos[ei]s?)\b",
    re.IGNORECASE,
)
_ABOUT_A_PRODUCT = re.compile(
    r"\b(?:vores|our|app(?:en)?|produkt\w*|product|løsning\w*|solution|software|device|udstyr\w*|prototype"
    r"|algoritme\w*|algorithm"
    r"|startup|virksomhed\w*|company|teste?r?|afprøv\w*|pilot\w*|AI)\b",
    re.IGNORECASE,
)

OUTCOMES = {
    Boundary.EMERGENCY: Outcome.EMERGENCY,
    Boundary.MEDICAL_ADVICE: Outcome.OUT_OF_SCOPE,
    Boundary.OTHER_COUNTRY: Outcome.OUT_OF_SCOPE,
    Boundary.OFF_TOPIC: Outcome.OUT_OF_SCOPE,
    Boundary.DEVICE_SAFETY: Outcome.OUT_OF_SCOPE,
    Boundary.IMPERSONAL: Outcome.ANSWERED,
    Boundary.PATIENT_DATA: Outcome.REFUSED,
    Boundary.BID_ADVANTAGE: Outcome.REFUSED,
    Boundary.POLITICS: Outcome.REFUSED,
    Boundary.SPECULATION: Outcome.REFUSED,
    Boundary.PROMISE: Outcome.REFUSED,
    Boundary.INSTRUCTIONS: Outcome.REFUSED,
}


class Ground(StrEnum):
    KNOWLEDGE = "knowledge"
    BOUNDARY = "boundary"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the answer stands, and the passages it may use."""

    ground: Ground
    hits: tuple[ScoredPassage, ...] = ()
    boundary: Boundary | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRules:
    """The weakest match that still counts. Similarity is a cosine, coverage a share of the question's 4-grams."""

    weak_similarity: float = 0.84
    weak_coverage: float = 0.30
    sure_similarity: float = 0.88


def sounds_like_an_emergency(text: str) -> bool:
    """Someone is in danger now. A company describing a product for such patients is not."""
    return bool(_EMERGENCY.search(text)) and not _ABOUT_A_PRODUCT.search(text)


def settle_scope(text: str, hits: Sequence[ScoredPassage], rules: ScopeRules) -> Scope:
    if sounds_like_an_emergency(text):
        urgent = tuple(hit for hit in hits if hit.passage.boundary is Boundary.EMERGENCY)
        return Scope(ground=Ground.BOUNDARY, hits=urgent[:1], boundary=Boundary.EMERGENCY)
    if not hits or _is_weak(hits[0], rules):
        return Scope(ground=Ground.NOTHING)
    if hits[0].passage.boundary:
        return Scope(ground=Ground.BOUNDARY, hits=(hits[0],), boundary=hits[0].passage.boundary)
    return Scope(ground=Ground.KNOWLEDGE, hits=tuple(hit for hit in hits if not hit.passage.boundary))


def _is_weak(hit: ScoredPassage, rules: ScopeRules) -> bool:
    if hit.similarity >= rules.sure_similarity:
        return False
    return hit.similarity < rules.weak_similarity or hit.coverage < rules.weak_coverage
