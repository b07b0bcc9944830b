"""Counts a year's tallies into tables that may be shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import median

from bot.domain import Bilingual, Tally

from . import wording as say
from .suppressing import published, total

Names = Mapping[str, Bilingual]
"""What codes are called, and the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    key: str
    name: Bilingual
    count: int | None
    """None is left out because it, or one that could be reckoned from it, is small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    key: str
    title: Bilingual
    rows: tuple[Row, ...]
    total: int | None
    note: Bilingual | None = None
    is_by_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    key: str
    title: Bilingual
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Calendar days to a first answer, over those answered; None where they are too few to show."""

    answered: int | None
    median: float | None
    nine_in_ten: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    year: int
    made_at: datetime
    smallest: int
    inquiries: int | None
    leads: int | None
    times: Times
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counter:
    names: Mapping[str, Names]
    smallest: int

    def table(
        self, key: str, values: Iterable[str], *, of: int, note: Bilingual | None = None, all_named: bool = False
    ) -> Table:
        """`all_named` also shows what never came, where every name is always possible."""
        names, counts = self.names.get(key, {}), Counter(values)
        keys = [*(name for name in names if name in counts or all_named), *sorted(counts.keys() - names.keys())]
        shown = published({name: counts[name] for name in keys}, smallest=self.smallest)
        rows = tuple(Row(key=name, name=self._name(names, name), count=shown[name]) for name in keys)
        return Table(
            key=key,
            title=say.TABLES[key],
            rows=rows,
            total=total(of, smallest=self.smallest),
            note=note,
            is_by_month=key == "month",
        )

    def _name(self, names: Names, key: str) -> Bilingual:
        return names.get(key) or say.CODES.get(key) or Bilingual(key, key)


def count_year(
    tallies: Sequence[Tally], *, year: int, names: Mapping[str, Names], smallest: int, made_at: datetime
) -> Report:
    """`names` says, by table, what its codes are called."""
    counter = _Counter(names={**names, "month": say.months(year)}, smallest=smallest)
    leads = [lead for each in tallies for lead in each.leads]
    return Report(
        year=year,
        made_at=made_at,
        smallest=smallest,
        inquiries=total(len(tallies), smallest=smallest),
        leads=total(len(leads), smallest=smallest),
        times=_times([lead.days for lead in leads if lead.days is not None], smallest=smallest),
        sections=(_asked(tallies, counter), _answered(tallies, counter), _handed_on(tallies, counter)),
    )


def _asked(tallies: Sequence[Tally], counter: _Counter) -> Section:
    several, count = say.SEVERAL, len(tallies)
    tables = (
        counter.table("month", (each.month for each in tallies), of=count, all_named=True),
        counter.table("need", (need for each in tallies for need in each.needs), of=count, note=several),
        counter.table("region", (region for each in tallies for region in each.regions), of=count, note=several),
        counter.table("product", (each.product_type for each in tallies), of=count),
        counter.table("stage", (each.stage for each in tallies), of=count, note=say.STAGES),
        counter.table("source", (each.source for each in tallies), of=count),
        counter.table("language", (each.language for each in tallies), of=count, all_named=True),
    )
    return Section(key="asked", title=say.SECTIONS["asked"], tables=tables)


def _answered(tallies: Sequence[Tally], counter: _Counter) -> Section:
    turns = _added(each.turns for each in tallies)
    opinions = _added(each.opinions for each in tallies)
    tables = (
        counter.table("turn", turns.elements(), of=turns.total(), note=say.REFUSALS),
        counter.table("opinion", opinions.elements(), of=opinions.total()),
    )
    return Section(key="answered", title=say.SECTIONS["answered"], tables=tables)


def _handed_on(tallies: Sequence[Tally], counter: _Counter) -> Section:
    leads = [lead for each in tallies for lead in each.leads]
    count = len(leads)
    tables = (
        counter.table("suggested", (each.suggested for each in tallies), of=len(tallies), note=say.FIRST_CHOICE),
        counter.table("destination", (lead.destination_id for lead in leads), of=count),
        counter.table("rule", (lead.rule for lead in leads), of=count),
        counter.table("timing", (lead.timing for lead in leads), of=count, note=say.DEADLINES),
        counter.table("ending", (lead.ending for lead in leads), of=count),
    )
    return Section(key="handed_on", title=say.SECTIONS["handed_on"], tables=tables)


def _times(days: Sequence[float], *, smallest: int) -> Times:
    if len(days) < smallest:
        return Times(answered=total(len(days), smallest=smallest), median=None, nine_in_ten=None)
    ranked = sorted(days)
    late = ranked[ceil(0.9 * len(ranked)) - 1]
    return Times(answered=len(days), median=round(median(ranked), 1), nine_in_ten=round(late, 1))


def _added(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    added = Counter[str]()
    for each in counts:
        added.update(each)
    return added
