"""From a question and the passages found to an answer that proves every claim."""

from .answerer import Answerer
from .citing import Numbering, render
from .drafting import LANGUAGE_NAMES, Drafter, DraftingRules, Tried, make_mark
from .fencing import plain
from .grounding import keep_proved, prove
from .language import heard_language
from .model_answerer import Fallback, ModelAnswerer, Tally, TurnLimit
from .quoting import QuotingRules
from .scope import (
    OUTCOMES,
    Ground,
    Scope,
    ScopeRules,
    is_urgent,
    settle_scope,
    shows_sign,
    strength,
)
from .sentences import sentences
from .several import questions_in
from .understanding import Repair, Understood, points_back, understand

__all__ = [
    "LANGUAGE_NAMES",
    "OUTCOMES",
    "Answerer",
    "Drafter",
    "DraftingRules",
    "Fallback",
    "Ground",
    "ModelAnswerer",
    "Numbering",
    "QuotingRules",
    "Repair",
    "Scope",
    "ScopeRules",
    "Tally",
    "Tried",
    "TurnLimit",
    "Understood",
    "heard_language",
    "is_urgent",
    "keep_proved",
    "make_mark",
    "plain",
    "points_back",
    "prove",
    "questions_in",
    "render",
    "sentences",
    "settle_scope",
    "shows_sign",
    "strength",
    "understand",
]
