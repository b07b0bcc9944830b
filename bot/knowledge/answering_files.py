"""Reads directory/answering.yaml: this installation's own deadlines, hours, colleagues and editors, if it has any."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import time
from pathlib import Path

from bot.domain import Answering, Colleague, Days, Hours, Language, Terms

from .editor_files import read_editors
from .findings import Finding
from .record import Record, mapping
from .yaml_files import read_yaml

WHERE = "directory/answering.yaml"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = ("answer_days", "remind_days", "repeat_days", "park_days")
_TERMS = (*_COUNTS, "hours", "closed", "language", "promised_by")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def read_answering(
    folder: Path,
    *,
    destinations: set[str],
    topics: Collection[str],
    politicians: Collection[str],
    findings: list[Finding],
) -> Answering:
    if not (folder / WHERE).exists():
        return Answering()
    values = mapping(read_yaml(folder / WHERE, where=WHERE, findings=findings))
    if values is None:
        findings.append(Finding(WHERE, "is not a mapping", "write default:, destinations:, colleagues: and editors:"))
        return Answering()
    row = Record(where=WHERE, values=values, findings=findings)
    row.allow_only("default", "destinations", "colleagues", "editors")
    inner = row.record("default")
    default = _terms(inner, Terms()) if inner else Terms()
    own = row.record("destinations")
    terms = dict[str, Terms]()
    for key in own.values if own else ():
        found = own.record(key) if own else None
        _require_known(row, key, destinations)
        terms[key] = _terms(found, default) if found else default
    colleagues = tuple(_colleague(each, destinations) for each in row.records("colleagues"))
    ids = {each.id for each in colleagues}
    for each in colleagues:
        if each.backup and each.backup not in ids:
            row.note(f"{each.id!r} has an unknown backup {each.backup!r}", "use a colleague's id")
    editors = read_editors(row, topics=topics, politicians=politicians)
    return Answering(default=default, destinations=terms, colleagues=colleagues, editors=editors)


def _terms(row: Record, base: Terms) -> Terms:
    row.allow_only(*_TERMS)
    counts = {key: count for key in _COUNTS if (count := _count(row, key)) is not None}
    return replace(
        base,
        **counts,
        hours=_week(row, base),
        closed=_runs(row, "closed") or base.closed,
        language=row.choice("language", Language) or base.language,
        promised_by=row.text("promised_by") or base.promised_by,
    )


def _week(row: Record, base: Terms) -> tuple[Hours | None, ...]:
    week = row.record("hours")
    if week is None:
        return base.hours
    week.allow_only(*WEEK)
    return tuple(_hours(week, day) if day in week.values else base.hours[place] for place, day in enumerate(WEEK))


def _hours(week: Record, day: str) -> Hours | None:
    """A day that is written and left empty is closed."""
    text = week.text(day)
    if not text:
        return None
    found = _HOURS.fullmatch(text)
    if found is None:
        week.note(f"{day!r} is {text!r}", 'write it as "09:00-15:00", or leave it empty for closed')
        return None
    opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if closes <= opens:
        week.note(f"{day!r} closes before it opens", "swap the two times")
        return None
    return Hours(opens, closes)


def _runs(row: Record, key: str) -> tuple[Days, ...]:
    found = list[Days]()
    for run in row.records(key):
        run.allow_only("first", "last")
        first, last = run.day("first", required=True), run.day("last", required=True)
        if first and last and last < first:
            run.note("ends before it begins", "swap first and last")
        elif first and last:
            found.append(Days(first, last))
    return tuple(found)


def _colleague(row: Record, destinations: set[str]) -> Colleague:
    row.allow_only("id", "name", "destinations", "email", "slack", "capacity", "away", "backup")
    answers_for = row.texts("destinations")
    for key in answers_for:
        _require_known(row, key, destinations)
    return Colleague(
        id=row.text("id", required=True),
        name=row.text("name", required=True),
        destinations=frozenset(answers_for),
        email=row.text("email"),
        slack=row.text("slack"),
        capacity=_count(row, "capacity"),
        away=_runs(row, "away"),
        backup=row.text("backup"),
    )


def _require_known(row: Record, key: str, destinations: set[str]) -> None:
    if key not in destinations:
        row.note(f"unknown destination {key!r}", "use a key of directory/destinations.yaml")


def _count(row: Record, key: str) -> int | None:
    value = row.values.get(key)
    if value is None:
        return None
    if type(value) is int and value >= 0:
        return value
    row.note(f"{key!r} is {value!r}", "write a whole number of 0 or more")
    return None
