"""A public site that carries Indgang: who runs it, where it may stand, and when its people answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from .language import Bilingual, Language

DENMARK = ZoneInfo("Europe/Copenhagen")
_DAYS = (
    Bilingual("mandag", "Monday"),
    Bilingual("tirsdag", "Tuesday"),
    Bilingual("onsdag", "Wednesday"),
    Bilingual("torsdag", "Thursday"),
    Bilingual("fredag", "Friday"),
    Bilingual("lørdag", "Saturday"),
    Bilingual("søndag", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of day up to another, on Danish clocks."""

    opens: time
    closes: time

    def holds(self, at: time) -> bool:
        return self.opens <= at < self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """When staff answer: by weekday (0 is Monday), but not on the days named as closed."""

    week: Mapping[int, Span]
    closed: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Takes any moment with a time zone; the hours are Danish."""
        here = at.astimezone(DENMARK)
        span = self.week.get(here.weekday())
        return span is not None and here.date() not in self.closed and span.holds(here.time())

    def words(self) -> Bilingual:
        """The week in both languages; days in a row with the same hours are said once."""
        runs = list[tuple[int, int, Span]]()
        for day, span in sorted(self.week.items()):
            if runs and runs[-1][1] == day - 1 and runs[-1][2] == span:
                runs[-1] = (runs[-1][0], day, span)
            else:
                runs.append((day, day, span))
        danish = ", ".join(f"{_days(first, last).da} kl. {_clock(span, '.')}" for first, last, span in runs)
        english = ", ".join(f"{_days(first, last).en} {_clock(span, ':')}" for first, last, span in runs)
        return Bilingual(danish[:1].upper() + danish[1:], english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One public site. `key` is what its pages name themselves by; empty is Indgang's own page.

    `origins` are where its pages may stand (`https://host`, a port where it is not the usual one).
    """

    key: str = ""
    operator: Bilingual = field(default_factory=lambda: Bilingual("Indgang", "Indgang"))
    """Who runs this, as the visitor is told before the first word."""
    origins: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = tuple(Language)
    title: Bilingual | None = None
    lead: Bilingual | None = None
    suggestions: tuple[Bilingual, ...] = ()
    contact_email: str = ""
    privacy_url: str = ""
    opening_hours: OpeningHours | None = None
    first: tuple[str, ...] = ()
    """Destinations shown first where several may have the inquiry. It changes the order, never who is named."""
    theme: Mapping[str, str] = field(default_factory=dict[str, str])
    """Custom properties for the site's own style sheet, without `--indgang-`."""
    retention_days: int = 90

    def language_for(self, wanted: Language | None) -> Language | None:
        """The language to open a conversation in; None leaves it to the first clear message."""
        if len(self.languages) == 1:
            return self.languages[0]
        return wanted


def _days(first: int, last: int) -> Bilingual:
    if first == last:
        return _DAYS[first]
    return Bilingual(f"{_DAYS[first].da}–{_DAYS[last].da}", f"{_DAYS[first].en}–{_DAYS[last].en}")


def _clock(span: Span, mark: str) -> str:
    return "–".join(f"{at.hour}{mark}{at.minute:02}" for at in (span.opens, span.closes))
