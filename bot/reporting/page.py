"""One HTML page that needs nothing else: no script, no network, no other file."""

from pathlib import Path

from bot.domain import Bilingual, Language
from bot.domain.tally import DENMARK

from . import wording as say
from .charts import bar, columns
from .counting import Report, Row, Section, Table
from .markup import Markup, tag

STYLE = Path(__file__).parent / "report.css"
LEFT_OUT = "·"


def report_html(report: Report, *, language: Language) -> str:
    writer = _Writer(report, language)
    title = writer.words(say.TITLE.filled(year=str(report.year)))
    # Our own style sheet, and nothing anybody wrote.
    style = Markup(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    head = tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", f"Indgang: {title}"),
        style,
    )
    page = tag("html", head, tag("body", writer.body(title)), lang=str(language))
    return f"<!doctype html>\n{page}\n"


class _Writer:
    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.language = language

    def words(self, words: Bilingual) -> str:
        return words.in_language(self.language)

    def number(self, value: float | None) -> str:
        """Danish: 20.000 and 3,5. English: 20,000 and 3.5."""
        if value is None:
            return LEFT_OUT
        written = f"{value:,}"
        return written.translate(str.maketrans(",.", ".,")) if self.language is Language.DANISH else written

    def body(self, title: str) -> Markup:
        report = self.report
        day = say.MADE.filled(day=f"{report.made_at.astimezone(DENMARK):%Y-%m-%d}")
        figures = (
            (report.inquiries, say.INQUIRIES),
            (report.leads, say.LEADS),
            (report.times.median, say.MEDIAN),
            (report.times.nine_in_ten, say.NINE_IN_TEN),
        )
        return tag(
            "main",
            tag("h1", f"Indgang: {title}"),
            tag("p", self.words(say.LEDE)),
            tag("div", *(self._figure(value, words) for value, words in figures), class_="figures"),
            tag("p", self.words(say.SMALL.filled(smallest=str(report.smallest))), class_="quiet"),
            *(self._section(section) for section in report.sections),
            tag("p", self.words(day), class_="quiet"),
        )

    def _figure(self, value: float | None, words: Bilingual) -> Markup:
        shown = tag("b", self.number(value)) if value is not None else tag("b", "–", class_="left-out")
        return tag("div", shown, tag("span", self.words(words)))

    def _section(self, section: Section) -> Markup:
        tables = tag("div", *(self._table(table) for table in section.tables), class_="tables")
        return tag("section", tag("h2", self.words(section.title)), tables, id=section.key)

    def _table(self, table: Table) -> Markup:
        title = tag("h3", self.words(table.title))
        note = [tag("p", self.words(table.note), class_="quiet")] if table.note else []
        if not table.rows or table.total == 0:
            nothing = tag("p", self.words(say.NONE.filled(year=str(self.report.year))), class_="quiet")
            return tag("article", title, nothing)
        most = max(row.count or 0 for row in table.rows)
        head = tag("tr", *(tag("th", self.words(words), scope="col") for words in (say.NAME, say.COUNT, say.SHARE)))
        rows = [self._row(row, table, most) for row in table.rows]
        foot = tag("tr", tag("th", self.words(say.TOTAL), scope="row"), tag("td", self.number(table.total)), tag("td"))
        labels = [(self.number(row.count), self.words(row.name)[:3]) for row in table.rows]
        drawn = [columns(table.rows, labels)] if table.is_by_month else []
        body = tag("table", tag("thead", head), tag("tbody", *rows), tag("tfoot", foot))
        return tag("article", title, *note, *drawn, body, class_="whole" if table.is_by_month else "part")

    def _row(self, row: Row, table: Table, most: int) -> Markup:
        share = f"{100 * row.count / table.total:.1f}" if row.count is not None and table.total else ""
        written = share.replace(".", ",") if self.language is Language.DANISH else share
        count = (
            tag("td", self.number(row.count))
            if row.count is not None
            else tag("td", LEFT_OUT, title=self.words(say.HIDDEN), class_="left-out")
        )
        drawn = [] if table.is_by_month else [bar(row.count, most=most)]
        return tag(
            "tr",
            tag("th", tag("span", self.words(row.name)), *drawn, scope="row"),
            count,
            tag("td", f"{written} %" if written else LEFT_OUT, class_="share"),
        )
