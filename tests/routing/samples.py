"""A small directory whose bodies change, inquiries in two words, and the real thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.domain import (
    Bilingual,
    Destination,
    Directory,
    Field,
    Inquiry,
    Language,
    Organisation,
    Passage,
    Route,
    Stated,
    Tenure,
    Validity,
)
from bot.retrieval import passages_of
from bot.routing import Router
from tests.house import real_knowledge

LAST_DAY_OF_2026 = date(2026, 12, 31)
FIRST_DAY_OF_2027 = date(2027, 1, 1)
ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages by card and language."""

    passages: dict[tuple[str, Language], Passage]

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return self.passages.get((card_id, language))


def shelf(*passages: Passage) -> Shelf:
    return Shelf({(passage.card_id, passage.language): passage for passage in passages})


@cache
def real_router() -> Router:
    known = real_knowledge()
    return Router(
        directory=known.directory, passages=shelf(*(found for card in known.cards for found in passages_of(card)))
    )


def inquiry(*, skipped: Sequence[Field] = (), **codes: str) -> Inquiry:
    """`need="test sale"` states two needs; the keys are the fields' own names."""
    made = Inquiry(skipped=frozenset(skipped))
    for name, said in codes.items():
        made = made.with_stated(Field(name), *(Stated(code, code, "m1", code) for code in said.split()))
    return made


def rank(told: Inquiry, *, day: date = LAST_DAY_OF_2026, pointed_to: Sequence[str] = ()) -> tuple[Route, ...]:
    return real_router().rank(told, day=day, is_a_wish=True, pointed_to=pointed_to)


def ids(routes: Sequence[Route]) -> list[str]:
    return [route.destination_id for route in routes]


def organisation(key: str, *, region: str = "", validity: Validity = ALWAYS, successor: str = "") -> Organisation:
    kind = "region" if region else "authority"
    return Organisation(
        id=key, name=Bilingual(f"{key} (da)", f"{key} (en)"), kind=kind, region=region, validity=validity,
        successor=successor,
    )  # fmt: skip


def destination(
    key: str,
    *tenures: Tenure,
    cards: tuple[str, ...] = (),
    validity: Validity = ALWAYS,
    successor: str = "",
) -> Destination:
    return Destination(
        id=key,
        name=Bilingual(f"{key} på dansk", f"{key} in English"),
        tenures=tenures or (Tenure(organisation("someone")),),
        takes=Bilingual("Robotter.", "Robots."),
        not_for=Bilingual("Te.", "Tea."),
        cards=cards,
        validity=validity,
        successor=successor,
    )


def directory(*destinations: Destination, organisations: Sequence[Organisation] = ()) -> Directory:
    return Directory(
        organisations={each.id: each for each in organisations},
        contacts={},
        destinations={each.id: each for each in destinations},
        places=(),
    )
