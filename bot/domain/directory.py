"""Who can act, where, from when to when."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .language import Bilingual
from .terms import Answering


class Region(StrEnum):
    NORDJYLLAND = "nordjylland"
    MIDTJYLLAND = "midtjylland"
    SYDDANMARK = "syddanmark"
    HOVEDSTADEN = "hovedstaden"
    SJAELLAND = "sjaelland"
    OESTDANMARK = "oestdanmark"


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day something holds; None is open-ended."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    id: str
    name: Bilingual
    kind: str
    region: str = ""
    aliases: tuple[str, ...] = ()
    validity: Validity = Validity()
    successor: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or mailbox a company may be given. Never a politician; never a phone number."""

    id: str
    name: str
    role: Bilingual
    organisation: str
    email: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Which organisation stands behind a destination, and when."""

    organisation: Organisation
    validity: Validity = Validity()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where this installation delivers a lead. Empty until an operator fills it in."""

    slack_channel: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    id: str
    name: Bilingual
    tenures: tuple[Tenure, ...]
    takes: Bilingual
    not_for: Bilingual
    contact: Contact | None = None
    regions: frozenset[str] = frozenset()
    cards: tuple[str, ...] = ()
    delivery: Delivery = Delivery()
    validity: Validity = Validity()
    successor: str = ""
    as_of: str = ""

    def organisation_on(self, day: date) -> Organisation | None:
        return next((tenure.organisation for tenure in self.tenures if tenure.validity.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Place:
    """A town, hospital or municipality by which people say where they want to be."""

    name: str
    aliases: tuple[str, ...]
    region: Region
    setting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What a product or a project is about. In `words`, `*` stands for letters at that end of a word.

    `of_the_body`: an organ or a disease, not a way of working.
    """

    id: str
    name: Bilingual
    words: tuple[str, ...]
    of_the_body: bool = False


class ActivityKind(StrEnum):
    """What is going on, nearest to the ward first."""

    PROJECT = "project"
    UNIT = "unit"
    PROGRAMME = "programme"
    NETWORK = "network"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A known project, unit, programme, network or event, with the card and source that prove it."""

    id: str
    kind: ActivityKind
    areas: tuple[str, ...]
    card_id: str
    region: str
    title: Bilingual
    source_title: str
    section: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Touched:
    """An activity that touches a lead, and the areas they share: why it is shown."""

    activity: Activity
    shared: tuple[Bilingual, ...]
    is_of_the_body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    organisations: dict[str, Organisation]
    contacts: dict[str, Contact]
    destinations: dict[str, Destination]
    places: tuple[Place, ...]
    politicians: tuple[str, ...] = ()
    """Names and addresses that are never shown as a contact."""
    answering: Answering = field(default_factory=Answering)
    areas: tuple[Area, ...] = ()
    activities: tuple[Activity, ...] = ()
