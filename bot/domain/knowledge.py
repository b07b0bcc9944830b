"""What we know, how long it holds, and what we do not do: cards, sources and the passages cut from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .language import Bilingual, Language


class Standing(StrEnum):
    FIRM = "firm"
    PLAN = "plan"
    NOT_STATED = "not_stated"


class Verdict(StrEnum):
    """The short answer to a yes-or-no question an editor has foreseen."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    NOT_STATED = "not_stated"


class Boundary(StrEnum):
    """Kinds of message we do not answer from knowledge, each with its own words under boundaries/."""

    EMERGENCY = "emergency"
    MEDICAL_ADVICE = "medical_advice"
    PATIENT_DATA = "patient_data"
    BID_ADVANTAGE = "bid_advantage"
    POLITICS = "politics"
    SPECULATION = "speculation"
    PROMISE = "promise"
    OTHER_COUNTRY = "other_country"
    DEVICE_SAFETY = "device_safety"
    OFF_TOPIC = "off_topic"
    INSTRUCTIONS = "instructions"
    IMPERSONAL = "impersonal"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `as_of` is a date, or only a year where no more is known."""

    id: str
    title: str
    owner: str
    language: Language
    as_of: str
    url: str = ""
    document: str = ""
    check_current: bool = False


@dataclass(frozen=True, slots=True)
class SourceRef:
    source: Source
    section: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One way people ask for a card, and the short answer where it is a yes-or-no question."""

    question: Bilingual
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One curated entry. The unit an editor writes and signs off. `as_of` is a date, a month or only a year."""

    id: str
    topic: str
    region: str
    title: Bilingual
    body: Bilingual
    asks: tuple[Ask, ...] = ()
    destinations: tuple[str, ...] = ()
    standing: Standing = Standing.FIRM
    as_of: str
    valid_to: date | None = None
    superseded_by: str = ""
    reviewed: date | None = None
    sources: tuple[SourceRef, ...] = ()
    boundary: Boundary | None = None
    clarifies: str = ""
    """The inquiry field this card asks for, when it answers a question that can mean several things."""
    signs: tuple[str, ...] = ()
    """Words by which a boundary is recognised whatever else is said; `*` stands for the rest of a word."""
    lookalikes: tuple[Bilingual, ...] = ()
    """Messages that resemble a boundary and are ours to answer; it is learnt from them what it is not."""


@dataclass(frozen=True, slots=True)
class PassageAsk:
    text: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A citeable text in one language: one card, or one section of an imported document.

    `id` is `card-id:da`, or `document-key#n` for a document. `asks` are further texts it can be found by.
    """

    id: str
    card_id: str
    language: Language
    title: str
    text: str
    source_title: str
    owner: str = ""
    section: str = ""
    url: str = ""
    as_of: str = ""
    valid_to: date | None = None
    asks: tuple[PassageAsk, ...] = ()
    destinations: tuple[str, ...] = ()
    region: str = ""
    standing: Standing = Standing.FIRM
    boundary: Boundary | None = None
    clarifies: str = ""
    signs: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    is_card: bool = True


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage and how well it fits a question.

    `score` orders passages of both languages, in standard deviations above what a question gets from any text;
    `similarity` is the cosine of its best surface and `coverage` the share (0..1) of the question's character 4-grams
    that surface holds. `ask` is the foreseen question that matched best.
    """

    passage: Passage
    score: float
    similarity: float = 0.0
    coverage: float = 0.0
    ask: PassageAsk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for a question: knowledge and boundaries, each best first, and what the question leans to.

    `leans` says how much its wording is like that of questions foreseen for each kind of boundary, and for knowledge
    under None: about 0 to 1, not probabilities. Empty where nothing tells them apart.
    """

    knowledge: tuple[ScoredPassage, ...] = ()
    boundaries: tuple[ScoredPassage, ...] = ()
    leans: Mapping[Boundary | None, float] = field(default_factory=dict[Boundary | None, float])
