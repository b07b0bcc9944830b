"""The facts routing looks at, read off an inquiry once."""

from dataclasses import dataclass

from bot.domain import Field, Inquiry, Region

ANY_REGION = "any"
HANDS_ON = frozenset({"test", "develop", "trial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Closed-set facts: `regions` are region ids, `settings` hospital or municipality, `needs` codes of that field."""

    needs: frozenset[str]
    regions: frozenset[str]
    settings: frozenset[str]
    any_region: bool
    product_type: str
    ce_status: str
    on_patients: str
    uses_ai: bool
    is_a_wish: bool = True

    @property
    def is_hands_on(self) -> bool:
        return bool(self.needs & HANDS_ON)

    @property
    def is_unmarked(self) -> bool:
        return self.ce_status in {"not_ce_marked", "in_progress"}


def facts_of(inquiry: Inquiry, *, is_a_wish: bool = True) -> Facts:
    places = inquiry.codes(Field.REGION_HOSPITAL)
    regions = frozenset(code.partition("/")[0] for code in places) - {""}
    return Facts(
        needs=inquiry.codes(Field.NEED),
        regions=frozenset(region for region in regions if region in set(Region)),
        settings=frozenset(code.partition("/")[2] for code in places) - {""},
        any_region=ANY_REGION in regions or Field.REGION_HOSPITAL in inquiry.skipped,
        product_type=inquiry.code(Field.PRODUCT_TYPE),
        ce_status=inquiry.code(Field.CE_STATUS),
        on_patients=inquiry.code(Field.PATIENTS),
        uses_ai=inquiry.code(Field.AI_USE) == "yes",
        is_a_wish=is_a_wish,
    )
