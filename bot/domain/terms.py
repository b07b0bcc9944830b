"""When a destination answers, and who answers for it: this installation's own figures, or what a source promises."""

from dataclasses import dataclass, field
from datetime import date, time

from .language import Language


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from and to, in Danish time."""

    opens: time
    closes: time


OFFICE = Hours(time(9), time(15))
WORKING_WEEK = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How soon a first answer is due, in working days after the day a lead came.

    `hours` are Monday's to Sunday's; None is closed. `promised_by` names the source that gives the figure; empty means
    it is this installation's own.
    """

    answer_days: int = 5
    remind_days: int = 1
    """Working days before the deadline that those who have the lead are reminded."""
    repeat_days: int = 5
    """Working days between notes about a lead that is overdue."""
    park_days: int = 20
    """Working days after which a lead parked without a date is brought up again."""
    hours: tuple[Hours | None, ...] = WORKING_WEEK
    closed: tuple[Days, ...] = ()
    language: Language = Language.DANISH
    """What those who read the leads there read."""
    promised_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who answers for destinations. Filled in by the operator; none is shipped."""

    id: str
    name: str
    destinations: frozenset[str]
    email: str = ""
    slack: str = ""
    capacity: int | None = None
    """Most open leads at once; None is no limit."""
    away: tuple[Days, ...] = ()
    backup: str = ""

    def is_away(self, day: date) -> bool:
        return any(days.covers(day) for days in self.away)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Deadlines, colleagues and editors, as data. What a destination does not say is the default's."""

    default: Terms = Terms()
    destinations: dict[str, Terms] = field(default_factory=dict[str, Terms])
    colleagues: tuple[Colleague, ...] = ()
    editors: dict[str, str] = field(default_factory=dict[str, str])
    """Who is told of a topic's cards, by e-mail; `default` where the topic is not named. None is shipped."""

    def terms(self, destination_id: str) -> Terms:
        return self.destinations.get(destination_id, self.default)

    def editor_of(self, topic: str) -> str:
        """An address, or empty."""
        return self.editors.get(topic) or self.editors.get("default", "")
