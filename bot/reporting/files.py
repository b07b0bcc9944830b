"""The same figures as CSV and JSON: nothing stands there that the page leaves out."""

import csv
import io
import json
from dataclasses import asdict

from bot.domain import Language

from .counting import Report

COLUMNS = ("year", "table", "code", "name", "count", "total")


def report_csv(report: Report, *, language: Language) -> str:
    """One line a number; an empty count is left out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for section in report.sections:
        for table in section.tables:
            for row in table.rows:
                name = row.name.in_language(language)
                writer.writerow([report.year, table.key, row.key, name, _cell(row.count), _cell(table.total)])
    return text.getvalue()


def report_json(report: Report) -> str:
    """Both languages; null is left out."""
    written = {**asdict(report), "made_at": report.made_at.isoformat()}
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _cell(count: int | None) -> str:
    return "" if count is None else str(count)
