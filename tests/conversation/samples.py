"""A small world: two doors, a front desk and a few cards, over a retriever that finds what it is told to."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.conversation import Engine, StaffDoor
from bot.domain import (
    Answering,
    Bilingual,
    Boundary,
    Colleague,
    Contact,
    Conversation,
    ConversationId,
    Destination,
    Directory,
    Field,
    Found,
    Inquiry,
    Language,
    Organisation,
    Passage,
    Place,
    Region,
    ScoredPassage,
    Stated,
    Tenure,
    Validity,
)
from bot.knowledge import Knowledge
from bot.qualification import Gazetteer, Reader
from tests.fakes import FrozenClock, MemoryFeed, MemoryReports, MemoryStore, ScriptedRetriever
from tests.house import Visitor, make_engine

MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
DAY = MORNING.date()
SYD, NORD, DESK = "syd-en-indgang", "nord-lsca", "human-coordinator"
BOTH = list(Language)


def both(words: str) -> Bilingual:
    return Bilingual(f"{words} (da)", f"{words} (en)")


def passage(
    card_id: str,
    text: str,
    *,
    language: Language = Language.ENGLISH,
    boundary: Boundary | None = None,
    destinations: tuple[str, ...] = (),
    clarifies: str = "",
    signs: tuple[str, ...] = (),
    valid_to: date | None = None,
) -> Passage:
    return Passage(
        id=f"{card_id}:{language}",
        card_id=card_id,
        language=language,
        title="",
        text=text,
        source_title="Regionens side",
        as_of="2026-05-01",
        boundary=boundary,
        destinations=destinations,
        clarifies=clarifies,
        signs=signs,
        valid_to=valid_to,
    )


def fits(found: Passage, *, score: float = 7.0) -> ScoredPassage:
    return ScoredPassage(found, score, similarity=0.95, coverage=0.9)


def knows(*passages: Passage, score: float = 7.0) -> Found:
    return Found(knowledge=tuple(fits(each, score=score) for each in passages))


def refuses(found: Passage) -> Found:
    """A boundary that is plainly meant."""
    return Found(boundaries=(fits(found, score=9.0),), leans={None: 0.0, found.boundary: 1.0})


def _organisation(id_: str, name: str, *, region: str = "", kind: str = "region") -> Organisation:
    return Organisation(id=id_, name=both(name), kind=kind, region=region)


def _destination(
    id_: str, name: str, organisation: Organisation, *, contact: Contact | None = None, last: date | None = None
) -> Destination:
    return Destination(
        id=id_,
        name=both(name),
        tenures=(Tenure(organisation),),
        takes=both(f"What {name} takes"),
        not_for=both("Tea"),
        contact=contact,
        cards=(f"card-of-{id_}",),
        validity=Validity(last=last),
    )


def directory() -> Directory:
    syd, nord = _organisation("syd", "Syd", region="syddanmark"), _organisation("nord", "Nord", region="nordjylland")
    desk = _organisation("desk", "Desk", kind="company")
    gerda = Contact(
        id="gerda", name="Gerda Gear", role=both("project lead"), organisation="nord", email="g@nord.example"
    )
    return Directory(
        organisations={each.id: each for each in (syd, nord, desk)},
        contacts={"gerda": gerda},
        destinations={
            SYD: _destination(SYD, "The southern door", syd),
            NORD: _destination(NORD, "The northern door", nord, contact=gerda),
            DESK: _destination(DESK, "The front desk", desk),
            "closed-door": _destination("closed-door", "The door that closed", desk, last=date(2026, 1, 1)),
        },
        places=(
            Place("OUH", ("Odense",), Region.SYDDANMARK, "hospital"),
            Place("Aalborg", (), Region.NORDJYLLAND),
        ),
    )


def colleagues() -> tuple[Colleague, ...]:
    """Ann and Bo, who answer for the southern door."""
    return (
        Colleague(
            id="ann", name="Ann Aske", destinations=frozenset({SYD}), email="ann@syd.example", slack="UANN", backup="bo"
        ),
        Colleague(id="bo", name="Bo Birk", destinations=frozenset({SYD}), slack="UBO"),
    )


def staffed(*colleagues: Colleague) -> Directory:
    return replace(directory(), answering=Answering(colleagues=colleagues))


def knowledge() -> Knowledge:
    return Knowledge(cards=(), sources={}, topics={}, directory=directory())


def door_cards() -> list[Passage]:
    """The cards that prove what the doors do, one sentence each, in both languages."""
    return [
        passage(f"card-of-{id_}", f"The {side} door takes tests.", language=language)
        for id_, side in ((SYD, "southern"), (NORD, "northern"))
        for language in Language
    ]


READY = {
    Field.NEED: ("test", "test"),
    Field.PRODUCT: ("singing bed", ""),
    Field.REGION_HOSPITAL: ("OUH", "syddanmark/hospital"),
    Field.CE_STATUS: ("CE-marked", "ce_marked"),
    Field.TIMELINE: ("spring", ""),
    Field.COMPANY_NAME: ("Æblehjælp ApS", ""),
    Field.CONTACT_EMAIL: ("mia@example.org", ""),
}


def inquiry(*without: Field) -> Inquiry:
    """All that a lead needs, less what is named."""
    known = Inquiry()
    for name, (value, code) in READY.items():
        if name not in without:
            known = known.with_stated(name, Stated(value, value, "m1", code))
    return known


def conversation(known: Inquiry | None = None, *, language: Language = Language.ENGLISH) -> Conversation:
    return Conversation(id=ConversationId("c1"), language=language, started_at=MORNING, inquiry=known or Inquiry())


@dataclass(kw_only=True)
class World:
    """The engine and everything around it."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    feed: MemoryFeed = field(default_factory=MemoryFeed)
    retriever: ScriptedRetriever = field(default_factory=lambda: ScriptedRetriever(cards=door_cards()))
    store: MemoryStore = field(init=False)
    engine: Engine = field(init=False)
    reports: MemoryReports = field(default_factory=MemoryReports)
    staff: StaffDoor = field(init=False)

    def __post_init__(self) -> None:
        self.store = MemoryStore(clock=self.clock)
        self.engine = self.engine_over(self.store)
        numbers = itertools.count(1)
        self.staff = StaffDoor(
            store=self.store,
            feed=self.feed,
            clock=self.clock,
            directory=directory(),
            reports=self.reports,
            reader=Reader(gazetteer=Gazetteer(directory().places)),
            new_id=lambda: f"again-{next(numbers)}",
        )

    def engine_over(self, store: MemoryStore) -> Engine:
        return make_engine(
            store=store, feed=self.feed, clock=self.clock, retriever=self.retriever, knowledge=knowledge()
        )

    async def visitor(self, *, language: Language | None = Language.ENGLISH) -> Visitor:
        return await Visitor.arrives(self.engine, language=language)

    async def ready_visitor(self, *, language: Language = Language.ENGLISH) -> Visitor:
        """One who has filled in all that a lead needs, for a test in both regions."""
        visitor = await self.visitor(language=language)
        for name, (value, _) in READY.items():
            await visitor.fills_in(name, "OUH, Aalborg" if name is Field.REGION_HOSPITAL else value)
        return visitor
