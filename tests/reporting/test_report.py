"""A year's tallies become a page, a table and a file, in both languages, and none tells more than another."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from bot.domain import Language, LeadTally, Tally
from bot.reporting import Report, count_year, report_csv, report_html, report_json

NOW = datetime(2026, 12, 31, 12, tzinfo=UTC)


def _report(*tallies: Tally) -> Report:
    return count_year(tallies, year=2026, names={}, smallest=5, made_at=NOW)


def _many(count: int, *, language: str = "da", lead: LeadTally | None = None) -> list[Tally]:
    leads = (lead,) if lead else ()
    return [
        Tally(month="2026-03", language=language, needs=("test",), turns={"answered": 2}, leads=leads)
        for _ in range(count)
    ]


def _lead(days: float | None, timing: str = "in_time") -> LeadTally:
    return LeadTally(destination_id="lab", rule="staff", timing=timing, ending="closed/agreed", days=days)


REPORT = _report(*_many(12, lead=_lead(2.0)), *_many(7, language="en"), *_many(3, lead=_lead(None, "overdue")))


def test_times_are_over_those_answered_and_need_enough_of_them() -> None:
    assert (REPORT.times.answered, REPORT.times.median, REPORT.times.nine_in_ten) == (12, 2.0, 2.0)
    few = _report(*_many(4, lead=_lead(2.0))).times
    assert (few.answered, few.median, few.nine_in_ten) == (None, None, None)


def test_the_table_and_the_file_leave_out_what_the_page_leaves_out() -> None:
    rows = list(csv.DictReader(io.StringIO(report_csv(REPORT, language=Language.ENGLISH))))
    timing = {row["code"]: row["count"] for row in rows if row["table"] == "timing"}
    assert timing == {"in_time": "", "overdue": ""}
    told = json.loads(report_json(REPORT))
    tables = {table["key"]: table for section in told["sections"] for table in section["tables"]}
    assert {row["key"]: row["count"] for row in tables["timing"]["rows"]} == {"in_time": None, "overdue": None}
    assert {row["key"]: row["count"] for row in tables["language"]["rows"]} == {"da": 15, "en": 7}


@pytest.mark.parametrize(
    ("language", "title"), [(Language.DANISH, "Årsrapport 2026"), (Language.ENGLISH, "Report for 2026")]
)
def test_the_page_stands_alone_and_speaks_its_language(language: Language, title: str) -> None:
    page = report_html(REPORT, language=language)
    assert title in page
    assert f'lang="{language}"' in page
    assert not [word for word in ("<script", "http://", "https://", "url(", "src=") if word in page]


def test_an_empty_year_is_a_page_too() -> None:
    assert "Nothing in 2026." in report_html(_report(), language=Language.ENGLISH)
