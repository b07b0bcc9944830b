"""From what a visitor says to an inquiry a colleague can act on."""

from .completeness import HANDS_ON, NEEDED_FOR_A_LEAD, Missing, is_ready, missing_fields
from .lexicon import CLOSED, SEVERAL, Option
from .places import ANY_REGION, MUNICIPAL, REGION_NAMES, Gazetteer, region_of, setting_of
from .reading import Reader, corrects, merge
from .spans import introduces
from .told import READABLE, field_lines, stated_in

__all__ = [
    "ANY_REGION",
    "CLOSED",
    "HANDS_ON",
    "MUNICIPAL",
    "NEEDED_FOR_A_LEAD",
    "READABLE",
    "REGION_NAMES",
    "SEVERAL",
    "Gazetteer",
    "Missing",
    "Option",
    "Reader",
    "corrects",
    "field_lines",
    "introduces",
    "is_ready",
    "merge",
    "missing_fields",
    "region_of",
    "setting_of",
    "stated_in",
]
