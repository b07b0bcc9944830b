"""The worst cases, told so that a reader sees what was said, what was found and why it fell short."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.reporting.markup import Markup, tag
from evals.runs import Run, Scored, SuiteRun

from .means import worst
from .shares import percent

MOST = 6
LONGEST_SUMMARY = 140

Row = Mapping[str, Any]


def worst_cases(run: Run, suite: SuiteRun) -> Markup:
    """Up to six of each language."""
    found = [case for lang in ("da", "en") for case in worst(suite, lang=lang, most=MOST)]
    if not found:
        return tag("p", "No case fell short.", class_="quiet")
    return tag("div", *(_case(suite, case, run.records.get(case.id, {})) for case in found), class_="cases")


def _case(suite: SuiteRun, case: Scored, record: Row) -> Markup:
    short = {name: mark for name, mark in case.marks.items() if _counts(suite, name) and mark.value < 1}
    said = " // ".join(case.said) or case.id
    summary = tag(
        "summary",
        tag("span", case.lang, class_=f"lang {case.lang}"),
        tag("span", _cut(said), class_="said", lang=case.lang),
        tag("span", *(_chip(suite, name, mark.value) for name, mark in short.items()), class_="chips"),
    )
    reasons = [
        tag("li", tag("b", suite.kinds[name].title), f": {mark.why}") for name, mark in short.items() if mark.why
    ]
    return tag(
        "details",
        summary,
        tag("p", f"{case.id} · {case.group} · {case.split} half", class_="quiet"),
        tag("h4", "Why it fell short"),
        tag("ul", *reasons, class_="why"),
        *_happened(record, case),
        id=f"{case.id}",
    )


def _counts(suite: SuiteRun, name: str) -> bool:
    return name in suite.kinds and not suite.kinds[name].is_seconds


def _chip(suite: SuiteRun, name: str, value: float) -> Markup:
    kind = suite.kinds[name]
    return tag("span", f"{name} {percent(value)}", class_="chip promise" if kind.is_promise else "chip")


def _happened(record: Row, case: Scored) -> Iterator[Markup]:
    if not record:
        yield tag("p", "The transcript was not kept: only the cases that fall shortest keep theirs.", class_="quiet")
        return
    if record.get("error"):
        yield tag("p", f"Ended by {record['error']}.", class_="error")
    yield tag("h4", "Transcript")
    yield from (_turn(turn, case.lang) for turn in record.get("turns", ()))
    yield from _listed("Cited", [_source(source) for source in record.get("sources", ())])
    yield from _listed("Routes", [f"{route['id']} · {route['rule']}" for route in record.get("routes", ())])
    slots: Mapping[str, Row] = record.get("slots", {})
    yield from _listed(
        "Understood", [f"{name}: {slot['value']} (from “{slot['quote']}”)" for name, slot in slots.items()]
    )


def _turn(turn: Row, lang: str) -> Markup:
    found = [f"{card} {score}" for card, score in turn.get("retrieved", ())]
    ended = " · ".join(filter(None, [turn.get("outcome", ""), turn.get("asked") and f"asks for {turn['asked']}"]))
    return tag(
        "div",
        tag("p", turn["said"], class_="visitor", lang=lang),
        tag("p", turn["reply"], class_="bot", lang=lang) if turn["reply"] else Markup(""),
        tag("p", ended, class_="quiet") if ended else Markup(""),
        tag("p", tag("b", "Retrieved: "), ", ".join(found), class_="quiet found") if found else Markup(""),
        class_="turn",
    )


def _source(source: Row) -> str:
    return f"{source['card_id']}: “{source['quote']}”"


def _listed(title: str, items: Sequence[str]) -> list[Markup]:
    if not items:
        return []
    return [tag("h4", title), tag("ul", *(tag("li", item) for item in items))]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else f"{text[: LONGEST_SUMMARY - 1].rstrip()}…"
