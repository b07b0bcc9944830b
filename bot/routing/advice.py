"""Cards a company should read before it goes anywhere, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from .facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A card a company should read before it goes anywhere, and when."""

    id: str
    holds: Callable[[Facts], bool]
    cards: tuple[str, ...]


ADVICE: tuple[Advice, ...] = (
    Advice(
        id="unmarked-on-patients",
        holds=lambda facts: (
            facts.is_unmarked and facts.on_patients != "no" and (facts.is_hands_on or "visit" in facts.needs)
        ),
        cards=("pub-not-ce-on-patients",),
    ),
    Advice(
        id="marked-as-intended",
        holds=lambda facts: facts.ce_status == "ce_marked" and facts.is_hands_on,
        cards=("pub-ce-as-intended",),
    ),
    Advice(
        id="municipal-aalborg",
        holds=lambda facts: "nordjylland" in facts.regions and "municipality" in facts.settings,
        cards=("lsca-aalborg-kommune",),
    ),
    Advice(
        id="record-data",
        holds=lambda facts: "data" in facts.needs,
        cards=("pub-section-46", "pub-syd-record-data", "ai-data-catalogue"),
    ),
    Advice(
        id="staff-only",
        holds=lambda facts: facts.is_hands_on and facts.on_patients == "no",
        cards=("pub-demo-staff-only",),
    ),
    Advice(
        id="test-is-not-purchase",
        holds=lambda facts: facts.is_hands_on and "sale" in facts.needs,
        cards=("entry-test-not-purchase",),
    ),
)
