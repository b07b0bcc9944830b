"""From an inquiry to ranked destinations with reasons, dates and proof."""

from .advice import ADVICE
from .eligibility import acting_on, region_on
from .facts import Facts, facts_of
from .ranking import Router
from .rules import FRONT_DESK, RULES
from .touching import touching

__all__ = ["ADVICE", "FRONT_DESK", "RULES", "Facts", "Router", "acting_on", "facts_of", "region_on", "touching"]
