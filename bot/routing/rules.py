"""All the rules that match an inquiry with destinations, and the front desk for what no rule decides."""

from bot.domain import Bilingual

from .hands_on_rules import HANDS_ON_RULES
from .other_rules import OTHER_RULES

RULES = (*HANDS_ON_RULES, *OTHER_RULES)
FRONT_DESK = "human-coordinator"
FRONT_DESK_REASON = Bilingual(
    "Ingen regel afgør det; en medarbejder læser jeres henvendelse og finder den rette.",
    "No rule decides it; a colleague reads your enquiry and finds the right one.",
)
