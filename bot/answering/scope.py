"""Whether a message is ours to answer: a sign first, then what was found and which way the question leans."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain import Boundary, Found, Outcome, ScoredPassage

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
# Someone describing what a product does for patients is not one of them, and in no danger.
_DESCRIBES_A_PRODUCT = re.compile(
    r"\b(?:opdager|detekterer|måler|overvåger|forudsiger|advarer|alarmerer|hjælper|behandler|forebygger|finder"
    r"|udvikle[rt]|afprøve|teste|til (?:patienter|borgere|folk) med|detects?|measures?|monitors?|predicts?"
    r"|warns?|alerts?|helps?|treats?|prevents?|finds|develop\w*|for (?:patients|people) with)\b",
    re.IGNORECASE,
)


# Here a card that says what the sources do not state is as good an answer as the boundary's own words.
_SOFT = frozenset({Boundary.SPECULATION, Boundary.POLITICS})


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
    """Scores are in the retriever's standard deviations.

    A match is as strong as its score plus `similarity_weight` for each cosine above `usual_similarity`. Of 230
    questions from other fields 5 % reach `least_strength`, of 248 from ours 98 %. `lean_weight` turns a leaning into a
    score, `wish_weight` is what a company's own wish speaks for knowledge, `sign_weight` what a sign speaks for its
    boundary, `soft_weight` what a boundary needs more where our sources may say that they do not say.
    """

    least_strength: float = 4.25
    usual_similarity: float = 0.86
    similarity_weight: float = 75.0
    lean_weight: float = 1.0
    wish_weight: float = 1.2
    sign_weight: float = 3.0
    soft_weight: float = 0.7
    least_leaning: float = 0.4
    """Without a sign, a boundary needs the question to lean its way at least this much."""
    least_boundary_score: float = 3.8
    """Without a sign, what a boundary must reach by itself: far from everything, a question is not at a boundary."""
    margin: float = 0.3
    """How much better than knowledge a boundary must fit: in doubt, we answer."""


def settle_scope(text: str, found: Found, rules: ScopeRules, *, is_a_wish: bool, only_signs: bool = False) -> Scope:
    """Where the answer stands.

    `is_a_wish`: the message itself says what a company wants or has; that is seldom a boundary. `only_signs`: it
    answers our own question, so only a plain sign makes it one.
    """
    needs_sign = only_signs or found.leaning < rules.least_leaning
    boundary = _best_boundary(text, found, rules, needs_sign=needs_sign)
    best = found.knowledge[0].score if found.knowledge else 0.0
    if boundary is not None:
        hit, weight = boundary
        against = rules.margin + (rules.wish_weight if is_a_wish else 0.0)
        if weight + rules.lean_weight * found.leaning - against > best:
            return Scope(ground=Ground.BOUNDARY, hits=(hit,), boundary=hit.passage.boundary)
    if not found.knowledge or strength(found.knowledge[0], rules) < rules.least_strength:
        return Scope(ground=Ground.NOTHING)
    return Scope(ground=Ground.KNOWLEDGE, hits=found.knowledge)


def strength(hit: ScoredPassage, rules: ScopeRules) -> float:
    return hit.score + rules.similarity_weight * (hit.similarity - rules.usual_similarity)


def shows_sign(text: str, signs: tuple[str, ...]) -> bool:
    return any(_pattern(sign).search(text) for sign in signs)


def _best_boundary(
    text: str, found: Found, rules: ScopeRules, *, needs_sign: bool
) -> tuple[ScoredPassage, float] | None:
    describes = bool(_DESCRIBES_A_PRODUCT.search(text))
    open_to = [
        hit
        for hit in found.boundaries
        if shows_sign(text, hit.passage.signs) or not (needs_sign or hit.score < rules.least_boundary_score)
    ]
    weighed = [(hit, hit.score + _sign_weight(text, hit, rules, describes=describes)) for hit in open_to]
    return max(weighed, key=lambda each: each[1], default=None)


def _sign_weight(text: str, hit: ScoredPassage, rules: ScopeRules, *, describes: bool) -> float:
    if not shows_sign(text, hit.passage.signs):
        return -rules.soft_weight if hit.passage.boundary in _SOFT else 0.0
    if hit.passage.boundary is Boundary.EMERGENCY:
        # Better one needless 112 than one too few, so a sign alone decides, unless it stands in a product's praise.
        return 0.0 if describes else 100.0
    return rules.sign_weight


@lru_cache(maxsize=2048)
def _pattern(sign: str) -> re.Pattern[str]:
    """`garanter* * test`: words in order, `*` at a word's end for the rest of it, alone for up to four words."""
    pattern = ""
    for word in sign.split():
        gap = r"\W+" if pattern else ""
        pattern += r"(?:\W+\w+){0,4}?" if word == "*" else gap + _word(word)
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)
