"""Puts the page together: headline, one section a suite, and what the scores were earned on."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from bot.reporting.markup import Markup, joined, tag
from evals.runs import Run

from .sections import headline_row, suite_section
from .stops import stops_section

STYLE = Path(__file__).parent / "report.css"
COLUMNS = ("Suite", "Danish", "English", "da − en", "Unseen half", "Cases", "Promises broken", "Since baseline")
READING = (
    "Each suite is known by its first measure, in percent. “da − en” is parity in percentage points, marked where "
    "chance seldom parts equal languages so far. The unseen half is only scored, never read while building. A promise "
    "must hold in every case. Measures judged by a model inform and never gate."
)


def report_html(run: Run, base: Run | None = None) -> str:
    """One HTML file, with changes since `base` where one is given."""
    body = tag(
        "main",
        tag("h1", "Indgang, measured"),
        _stamp(run),
        stops_section(run, base) if base else "",
        _headline(run, base),
        tag("p", READING, class_="quiet"),
        _legend(base),
        *(suite_section(name, run, base) for name in run.suites),
    )
    return f"<!doctype html>\n{_html(body)}\n"


def _html(body: Markup) -> Markup:
    # Our own style sheet, not text from a run.
    style = Markup(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    head = tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", "Indgang, measured"),
        style,
    )
    return tag("html", head, tag("body", body), lang="en")


def _stamp(run: Run) -> Markup:
    known = {name: str(value) for name, value in asdict(run.stamp).items() if value}
    pairs: Iterable[Markup] = (tag("div", tag("dt", name), tag("dd", value)) for name, value in known.items())
    return tag("dl", *pairs, class_="stamp")


def _headline(run: Run, base: Run | None) -> Markup:
    rows = [
        headline_row(name, suite, base.suites.get(name) if base else None)
        for name, suite in run.suites.items()
        if suite.kinds
    ]
    head = tag("tr", *(tag("th", column, scope="col") for column in COLUMNS))
    return tag(
        "div", tag("table", tag("thead", head), tag("tbody", *rows), class_="headline"), class_="wide", tabindex="0"
    )


def _legend(base: Run | None) -> Markup:
    dots = [tag("span", tag("i", class_="dot da"), " Danish"), tag("span", tag("i", class_="dot en"), " English")]
    ticks = [tag("span", tag("i", class_="tick"), " baseline, both languages")] if base else []
    return tag("p", joined([*dots, *ticks]), class_="legend")
