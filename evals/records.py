"""What one case brought about: everything a scorer may look at, and a reader may want to see."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What the product believes the visitor stated, and the words it took it from."""

    value: str
    quote: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cited passage; `text` is all of it, title first, as the product holds it."""

    card_id: str
    passage_id: str
    title: str
    url: str
    as_of: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One part of a reply as it was shown, and the passages it cites; none for Indgang's own words."""

    text: str
    passage_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteShown:
    id: str
    name: str
    score: float
    rule: str
    citations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRecord:
    """One exchange. `asked` is the field that was asked for, `retrieved` the cards found, best first."""

    said: str
    reply: str
    outcome: str
    asked: str = ""
    retrieved: tuple[tuple[str, float], ...] = ()
    first_sentence: float = 0.0
    """Seconds until something could be shown."""
    whole: float = 0.0
    """Seconds until all of it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A case as played. An `error` is the name of what went wrong; such a case scores as silence."""

    case_id: str
    lang: str = ""
    turns: tuple[TurnRecord, ...] = ()
    shown: tuple[Shown, ...] = ()
    sources: tuple[Source, ...] = ()
    routes: tuple[RouteShown, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict[str, Slot])
    stored: str = ""
    """Everything kept of the conversation, as text: what a leak would be found in."""
    model_calls: int = 0
    tokens: int = 0
    error: str = ""

    @property
    def answer(self) -> str:
        return "\n\n".join(turn.reply for turn in self.turns)

    @property
    def outcome(self) -> str:
        return self.turns[-1].outcome if self.turns else ""

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(turn.asked for turn in self.turns if turn.asked)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def record_from(data: Mapping[str, Any]) -> Record:
    """The record that was written as JSON."""
    fields: dict[str, Any] = {
        **data,
        "turns": tuple(_turn(turn) for turn in data["turns"]),
        "shown": tuple(Shown(text=each["text"], passage_ids=tuple(each["passage_ids"])) for each in data["shown"]),
        "sources": tuple(Source(**each) for each in data["sources"]),
        "routes": tuple(RouteShown(**each) for each in data["routes"]),
        "slots": {name: Slot(**each) for name, each in data["slots"].items()},
    }
    return Record(**fields)


def _turn(data: Mapping[str, Any]) -> TurnRecord:
    fields: dict[str, Any] = {**data, "retrieved": tuple((card, score) for card, score in data["retrieved"])}
    return TurnRecord(**fields)
