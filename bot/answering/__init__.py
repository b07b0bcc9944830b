"""From a question and the passages found to an answer that proves every claim."""

from .answerer import Answerer
from .citing import Numbering, render
from .grounding import keep_proved, prove
from .language import heard_language
from .quoting import QuotingRules
from .scope import OUTCOMES, Ground, Scope, ScopeRules, likeliest_boundary, settle_scope, shows_sign, strength
from .sentences import sentences
from .several import questions_in
from .understanding import Repair, Understood, understand

__all__ = [
    "OUTCOMES",
    "Answerer",
    "Ground",
    "Numbering",
    "QuotingRules",
    "Repair",
    "Scope",
    "ScopeRules",
    "Understood",
    "heard_language",
    "keep_proved",
    "likeliest_boundary",
    "prove",
    "questions_in",
    "render",
    "sentences",
    "settle_scope",
    "shows_sign",
    "strength",
    "understand",
]
