"""The year's report: what was asked, where it went and how soon it was answered, in counts nobody can be read from."""

from .counting import Names, Report, Section, Table, count_year
from .files import report_csv, report_json
from .page import report_html
from .suppressing import published
from .wording import CODES

__all__ = [
    "CODES",
    "Names",
    "Report",
    "Section",
    "Table",
    "count_year",
    "published",
    "report_csv",
    "report_html",
    "report_json",
]
