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
    """What speaks for a boundary against knowledge, as log-odds: above `in_doubt` it is one.

    Scores are in the retriever's standard deviations. The weights of evidence and their `prior` are a logistic
    regression over every question editors have foreseen, each held back from the index in its turn; `make boundaries`
    fits them anew. `sign` and `wish` stand outside it: a boundary's own words, and a company's own wish.

    A match is as strong as its score plus `similarity_weight` for each cosine above `usual_similarity`. Of 230
    questions from other fields 5 % reach `least_strength`, of 248 from ours 98 %.
    """

    least_strength: float = 4.25
    usual_similarity: float = 0.86
    similarity_weight: float = 75.0
    kind_weight: float = 8.0
    """Which boundary it would be: its own score, and this much of the leaning to its kind."""
    prior: float = 2.4
    knowledge_score: float = -0.38
    knowledge_coverage: float = -7.0
    boundary_score: float = 0.42
    lean_to_knowledge: float = -3.8
    lean_to_boundary: float = 2.9
    sign: float = 3.0
    wish: float = -2.2
    suspicion: float = 0.7
    """A model's own opinion: as much as doubt itself, so that alone it decides nothing."""
    soft: float = -0.7
    """Where our sources may say that they do not say."""
    least_score: float = 3.0
    """Without a sign, what a boundary must reach by itself: what is far from everything is at no boundary."""
    in_doubt: float = 0.7
    """In doubt, we answer: a turned-away company is worse than a quoted source beside the question."""


def settle_scope(
    text: str,
    found: Found,
    rules: ScopeRules,
    *,
    is_a_wish: bool,
    only_signs: bool = False,
    suspected: Boundary | None = None,
) -> Scope:
    """Where the answer stands.

    `is_a_wish`: the message itself says what a company wants or has; that is seldom a boundary. `only_signs`: it
    answers our own question, so only a plain sign makes it one. `suspected`: what a model takes it for; that tips the
    scales where they are nearly even, and never away from a boundary.
    """
    boundary = _best_boundary(text, found, rules, only_signs=only_signs)
    if boundary is not None:
        signs = _sign_weight(text, boundary, rules)
        odds = evidence(boundary, found, rules) + signs + (rules.wish if is_a_wish else 0.0)
        odds += rules.suspicion if suspected is boundary.passage.boundary else 0.0
        if odds > rules.in_doubt:
            return Scope(ground=Ground.BOUNDARY, hits=(boundary,), boundary=boundary.passage.boundary)
    if not found.knowledge or strength(found.knowledge[0], rules) < rules.least_strength:
        return Scope(ground=Ground.NOTHING)
    return Scope(ground=Ground.KNOWLEDGE, hits=found.knowledge)


def evidence(boundary: ScoredPassage, found: Found, rules: ScopeRules) -> float:
    """What was found and how the question leans, as log-odds for a boundary."""
    best = found.knowledge[0] if found.knowledge else None
    known = rules.knowledge_score * best.score + rules.knowledge_coverage * best.coverage if best else 0.0
    return (
        rules.prior
        + known
        + rules.boundary_score * boundary.score
        + rules.lean_to_knowledge * found.leans.get(None, 0.0)
        + rules.lean_to_boundary * found.leans.get(boundary.passage.boundary, 0.0)
    )


def likeliest_boundary(found: Found, rules: ScopeRules) -> ScoredPassage | None:
    """The boundary a message would be at, if it is at one."""
    return max(found.boundaries, key=lambda hit: _likeliness(hit, found, rules), default=None)


def strength(hit: ScoredPassage, rules: ScopeRules) -> float:
    return hit.score + rules.similarity_weight * (hit.similarity - rules.usual_similarity)


def shows_sign(text: str, signs: tuple[str, ...]) -> bool:
    return any(_pattern(sign).search(text) for sign in signs)


def _best_boundary(text: str, found: Found, rules: ScopeRules, *, only_signs: bool) -> ScoredPassage | None:
    open_to = [
        hit
        for hit in found.boundaries
        if shows_sign(text, hit.passage.signs) or (not only_signs and _is_near(hit, rules))
    ]
    return max(open_to, key=lambda hit: _likeliness(hit, found, rules) + _sign_weight(text, hit, rules), default=None)


def _is_near(hit: ScoredPassage, rules: ScopeRules) -> bool:
    """A boundary is held to what knowledge is held to, or a question about nothing we know is turned away with words
    beside the point; but a danger to life is met at the first likeness."""
    if hit.score < rules.least_score:
        return False
    return hit.passage.boundary is Boundary.EMERGENCY or strength(hit, rules) >= rules.least_strength


def _likeliness(hit: ScoredPassage, found: Found, rules: ScopeRules) -> float:
    return hit.score + rules.kind_weight * found.leans.get(hit.passage.boundary, 0.0)


def _sign_weight(text: str, hit: ScoredPassage, rules: ScopeRules) -> float:
    if not shows_sign(text, hit.passage.signs):
        return rules.soft if hit.passage.boundary in _SOFT else 0.0
    if hit.passage.boundary is Boundary.EMERGENCY:
        # Better one needless 112 than one too few, so a sign alone decides, unless it stands in a product's praise.
        return 0.0 if _DESCRIBES_A_PRODUCT.search(text) else 100.0
    return rules.sign


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
