"""Whether a message is ours to answer: danger first, then which way the question leans and what was found."""

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
# Here a card that says what the sources do not state is as good an answer as the boundary's own words.
_SOFT = frozenset({Boundary.SPECULATION, Boundary.POLITICS})
# Leaning here is not leaning away from an answer.
_ANSWERED = frozenset({None, Boundary.IMPERSONAL})


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

    Scores are in the retriever's standard deviations. The weights of the leanings and their `prior` are a logistic
    regression over the questions editors have foreseen and the lookalikes, each held back from the index in its turn;
    `make boundaries` fits them anew. `sign` and `wish` stand outside it: a boundary's own words, a company's own wish.

    A match is as strong as its score plus `similarity_weight` for each cosine above `usual_similarity`. Of 230
    questions from other fields 5 % reach `least_strength`, of 248 from ours 98 %.
    """

    least_strength: float = 4.25
    usual_similarity: float = 0.86
    similarity_weight: float = 75.0
    kind_weight: float = 8.0
    """Which boundary it would be: its own score, and this much of the leaning to its kind."""
    prior: float = 3.0
    knowledge_coverage: float = -4.2
    lean_to_knowledge: float = -5.1
    lean_to_boundary: float = 4.4
    lean_to_impersonal: float = -8.5
    """To what is asked of Indgang itself, which is answered."""
    sign: float = 1.0
    wish: float = -1.0
    suspicion: float = 0.7
    """A model's own opinion: as much as doubt itself, so that alone it decides nothing."""
    soft: float = -0.7
    """Where our sources may say that they do not say."""
    least_score: float = 3.0
    """What a boundary must reach by itself, unless a sign or a leaning marks it: what is far from all is at none."""
    clear_leaning: float = 0.2
    """To a boundary by so much more than to knowledge: it needs no other likeness."""
    far_behind: float = 0.25
    """To knowledge by so much more than to a boundary: only a sign makes it one, however near it is found."""
    in_doubt: float = 0.4
    """In doubt, we answer: a turned-away company is worse than a quoted source beside the question."""
    danger: float = 0.2
    """A leaning to emergencies of so much, and more than to knowledge, is one."""
    impersonal_margin: float = 10.0
    """Log-odds for each unit it leans more to Indgang itself than to anything else."""
    sure_of_knowledge: float = 0.3
    """A leaning to knowledge by so much more: whoever names a danger describes a product, and is not in it."""


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
    signed = _signed(text, found)
    danger = _danger(found, signed, rules, only_signs=only_signs)
    if danger is not None:
        return Scope(ground=Ground.BOUNDARY, hits=(danger,), boundary=Boundary.EMERGENCY)
    boundary = _best_boundary(found, signed, rules, only_signs=only_signs)
    if boundary is not None:
        kind = boundary.passage.boundary
        odds = evidence(boundary, found, rules) + _sign_weight(boundary, signed, rules)
        odds += rules.wish if is_a_wish else 0.0
        odds += rules.suspicion if suspected is kind else 0.0
        if odds > rules.in_doubt:
            return Scope(ground=Ground.BOUNDARY, hits=(boundary,), boundary=kind)
    if found.knowledge and strength(found.knowledge[0], rules) >= rules.least_strength:
        return Scope(ground=Ground.KNOWLEDGE, hits=found.knowledge)
    own = None if only_signs else _own(found, rules)
    if own is not None:
        return Scope(ground=Ground.BOUNDARY, hits=(own,), boundary=Boundary.IMPERSONAL)
    return Scope(ground=Ground.NOTHING)


def is_urgent(text: str, found: Found, rules: ScopeRules) -> bool:
    """Whether somebody may be in danger: it is met at once, and waits for no model."""
    return _danger(found, _signed(text, found), rules, only_signs=False) is not None


def evidence(boundary: ScoredPassage, found: Found, rules: ScopeRules) -> float:
    """What was found and how the question leans, as log-odds for a boundary."""
    known, own = _lean(found, None), _lean(found, Boundary.IMPERSONAL)
    away = max((lean for kind, lean in found.leans.items() if kind not in _ANSWERED), default=0.0)
    if boundary.passage.boundary is Boundary.IMPERSONAL:
        return rules.impersonal_margin * (own - max(away, known))
    coverage = found.knowledge[0].coverage if found.knowledge else 0.0
    return (
        rules.prior
        + rules.knowledge_coverage * coverage
        + rules.lean_to_knowledge * known
        + rules.lean_to_boundary * away
        + rules.lean_to_impersonal * own
    )


def strength(hit: ScoredPassage, rules: ScopeRules) -> float:
    return hit.score + rules.similarity_weight * (hit.similarity - rules.usual_similarity)


def shows_sign(text: str, signs: tuple[str, ...]) -> bool:
    return any(_pattern(sign).search(text) for sign in signs)


def _own(found: Found, rules: ScopeRules) -> ScoredPassage | None:
    """What Indgang says of itself, held to what knowledge is held to: where nothing is known, it is an answer, too."""
    own = [hit for hit in found.boundaries if hit.passage.boundary is Boundary.IMPERSONAL]
    best = max(own, key=lambda hit: strength(hit, rules), default=None)
    return best if best is not None and strength(best, rules) >= rules.least_strength else None


def _signed(text: str, found: Found) -> frozenset[str]:
    """The ids of the boundaries that have a sign in the text."""
    return frozenset(hit.passage.id for hit in found.boundaries if shows_sign(text, hit.passage.signs))


def _danger(found: Found, signed: frozenset[str], rules: ScopeRules, *, only_signs: bool) -> ScoredPassage | None:
    """Better one needless 112 than one too few: a sign is enough, unless all else says that a product is described."""
    dangers = [hit for hit in found.boundaries if hit.passage.boundary is Boundary.EMERGENCY]
    leaning, ahead = _lean(found, Boundary.EMERGENCY), _ahead(found, Boundary.EMERGENCY)
    met = [hit for hit in dangers if hit.passage.id in signed and ahead > -rules.sure_of_knowledge]
    if not met and not only_signs and leaning > rules.danger and ahead > 0:
        met = dangers
    return max(met, key=lambda hit: _likeliness(hit, found, rules), default=None)


def _best_boundary(
    found: Found, signed: frozenset[str], rules: ScopeRules, *, only_signs: bool
) -> ScoredPassage | None:
    open_to = [
        hit for hit in found.boundaries if hit.passage.id in signed or (not only_signs and _is_near(hit, found, rules))
    ]
    return max(open_to, key=lambda hit: _likeliness(hit, found, rules) + _sign_weight(hit, signed, rules), default=None)


def _is_near(hit: ScoredPassage, found: Found, rules: ScopeRules) -> bool:
    """A boundary is held to what knowledge is held to, or a question about nothing we know is turned away with words
    beside the point; but a clear leaning to one is likeness enough."""
    ahead = _ahead(found, hit.passage.boundary)
    if ahead > rules.clear_leaning:
        return True
    return ahead > -rules.far_behind and hit.score >= rules.least_score and strength(hit, rules) >= rules.least_strength


def _sign_weight(hit: ScoredPassage, signed: frozenset[str], rules: ScopeRules) -> float:
    if hit.passage.id in signed:
        return rules.sign
    return rules.soft if hit.passage.boundary in _SOFT else 0.0


def _likeliness(hit: ScoredPassage, found: Found, rules: ScopeRules) -> float:
    return hit.score + rules.kind_weight * _lean(found, hit.passage.boundary)


def _lean(found: Found, kind: Boundary | None) -> float:
    """Where nothing was learnt that tells them apart, all leans to knowledge."""
    return found.leans.get(kind, 0.0 if kind or found.leans else 1.0)


def _ahead(found: Found, kind: Boundary | None) -> float:
    return _lean(found, kind) - _lean(found, None)


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
