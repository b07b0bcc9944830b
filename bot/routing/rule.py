"""What a routing rule is: when it holds, whom it names, and why.

Neutral by design: a rule looks at need, place and product kind, never at who the company is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import Bilingual, Field

from .facts import Facts

NEED = (Field.NEED,)
NEED_AND_PLACE = (Field.NEED, Field.REGION_HOSPITAL)
OTHER_REGIONS = frozenset({"midtjylland", "hovedstaden", "sjaelland", "oestdanmark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`weight` orders destinations (0..1). `uses` are the fields the reason rests on."""

    id: str
    destination: str
    weight: float
    holds: Callable[[Facts], bool]
    reason: Bilingual
    uses: tuple[Field, ...]
