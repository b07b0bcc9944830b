"""What is still worth asking: only what can change the route, or what the contact needs. One thing at a time."""

from dataclasses import dataclass

from bot.domain import Field, Inquiry

from .places import region_of

HANDS_ON = frozenset({"test", "develop", "trial"})
NEEDED_FOR_A_LEAD = (Field.NEED, Field.PRODUCT, Field.COMPANY_NAME, Field.CONTACT_EMAIL)
_PLACED = HANDS_ON | {"sale", "ai_help"}
_DIGITAL = frozenset({"software", "diagnostic", "robot"})


@dataclass(frozen=True, slots=True)
class Missing:
    """A field to ask for. `decides` is true when the route hangs on it."""

    field: Field
    decides: bool


def missing_fields(inquiry: Inquiry) -> list[Missing]:
    """Everything still worth asking, most deciding first; a skipped field is not asked for again."""
    wanted = [*_for_the_route(inquiry), *_for_the_contact(inquiry)]
    return [missing for missing in wanted if not _is_settled(inquiry, missing.field)]


def is_ready(inquiry: Inquiry) -> bool:
    """Whether a colleague could act on it: a need, a product, a company and an address are known."""
    return all(inquiry.get(field) for field in NEEDED_FOR_A_LEAD)


def _for_the_route(inquiry: Inquiry) -> list[Missing]:
    needs = inquiry.codes(Field.NEED)
    route = [Missing(Field.NEED, True)]
    if needs & _PLACED:
        route.append(Missing(Field.REGION_HOSPITAL, True))
    return route


def _for_the_contact(inquiry: Inquiry) -> list[Missing]:
    needs = inquiry.codes(Field.NEED)
    contact = [Missing(Field.PRODUCT, False)]
    if needs & HANDS_ON:
        contact += _about_the_test(inquiry)
    if needs & (HANDS_ON | {"visit", "data"}):
        contact.append(Missing(Field.TIMELINE, False))
    return [*contact, Missing(Field.COMPANY_NAME, False), Missing(Field.CONTACT_EMAIL, False)]


def _about_the_test(inquiry: Inquiry) -> list[Missing]:
    about = [Missing(Field.CE_STATUS, False)]
    if inquiry.code(Field.CE_STATUS) in {"not_ce_marked", "in_progress"}:
        about.append(Missing(Field.PATIENTS, False))
    if inquiry.code(Field.PRODUCT_TYPE) in _DIGITAL:
        about.append(Missing(Field.AI_USE, False))
    if inquiry.code(Field.AI_USE) == "yes":
        about.append(Missing(Field.DATA, False))
    return about


def _is_settled(inquiry: Inquiry, field: Field) -> bool:
    if field is Field.REGION_HOSPITAL and field not in inquiry.skipped:
        return any(region_of(code) for code in inquiry.codes(field))
    return inquiry.is_settled(field)
