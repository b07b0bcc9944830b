"""`indgang report`: a year in numbers, as a page to read, a table and a file for programs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.domain import BY_CARD, BY_DEFAULT, BY_STAFF, Bilingual, Field, Language, Site, Tally
from bot.knowledge import Knowledge, load_knowledge
from bot.qualification import CLOSED, REGION_NAMES
from bot.reporting import CODES, Names, count_year, report_csv, report_html, report_json
from bot.settings import Settings
from bot.storage import SqlTallies
from bot.triage.wording import EXEMPTIONS, OUTCOMES, UNFIT
from bot.wiring import SystemClock, open_database, read_sites

from .running import paper, read_settings, run, write

EXEMPT = Bilingual("undtaget: {reason}", "exempt: {reason}")
CLOSED_AS = Bilingual("afsluttet: {reason}", "closed: {reason}")
NOT_A_FIT = Bilingual("ikke egnet: {reason}", "not a fit: {reason}")


def report(
    year: Annotated[int, typer.Option(min=2000, max=2999, help="Which year, Danish time.")],
    lang: Annotated[Language, typer.Option(help="The language of the page and the table.")] = Language.DANISH,
    out: Annotated[Path | None, typer.Option(help="The page; .csv and .json are written beside it.")] = None,
) -> None:
    """Count a year: what was asked, where it went, how soon it was answered. No words, no small numbers."""
    settings = read_settings()
    page = out or settings.data_dir / f"report-{year}-{lang}.html"
    if page.suffix != ".html":
        raise typer.BadParameter("name a file that ends in .html; the table and the .json are written beside it")
    knowledge = load_knowledge(settings.knowledge_dir)
    counted = count_year(
        run(_tallies(settings, year)),
        year=year,
        names=names_of(knowledge, read_sites(settings, knowledge)),
        smallest=settings.report_smallest,
        made_at=SystemClock().now(),
    )
    write(page, report_html(counted, language=lang))
    write(page.with_suffix(".csv"), report_csv(counted, language=lang), encoding="utf-8-sig")
    write(page.with_suffix(".json"), report_json(counted))
    paper.print(f"{page} written, with .csv and .json beside it", markup=False)


def names_of(knowledge: Knowledge, sites: tuple[Site, ...]) -> dict[str, Names]:
    """What the codes in each table are called, in the order in which they are shown."""
    options = {field: {option.code: option.label for option in choices} for field, choices in CLOSED.items()}
    destinations = {key: each.name for key, each in knowledge.directory.destinations.items()}
    return {
        "need": options[Field.NEED],
        "product": options[Field.PRODUCT_TYPE],
        "stage": options[Field.CE_STATUS],
        "region": {str(region): name for region, name in REGION_NAMES.items()},
        "source": {site.key: site.operator for site in sites if site.key},
        "language": _own("da", "en"),
        "suggested": destinations,
        "destination": destinations,
        "rule": _own(BY_CARD, BY_DEFAULT, BY_STAFF),
        "turn": _own("answered", "asked", "handover_offered", "out_of_scope", "emergency"),
        "opinion": _own("helped", "did_not_help"),
        "timing": {
            **_own("in_time", "late", "waiting", "overdue"),
            **{f"exempt/{key}": EXEMPT.filled(reason=words) for key, words in EXEMPTIONS.items()},
        },
        "ending": {
            **{f"closed/{key}": CLOSED_AS.filled(reason=words) for key, words in OUTCOMES.items()},
            **{f"unsuitable/{key}": NOT_A_FIT.filled(reason=words) for key, words in UNFIT.items()},
        },
    }


def _own(*codes: str) -> Names:
    return {code: CODES[code] for code in codes}


async def _tallies(settings: Settings, year: int) -> list[Tally]:
    async with open_database(settings) as database:
        return await SqlTallies(database=database, clock=SystemClock()).of_year(year)
