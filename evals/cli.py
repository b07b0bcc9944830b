"""`indgang eval`: run the suites, read the report, compare two runs, and let the gate decide."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.domain import ConfigurationError, Language, UnreadableDocument
from bot.settings import ModelSettings, Settings

from .comparing import Comparison, Verdict, compare
from .embedders import LOCAL
from .figures import Figure, figures_of, parity
from .gating import BASELINES, against_baselines, keep_baselines, read_baselines
from .harvesting import harvest_rows, write_rows
from .house import Opening
from .played import Played
from .raters import agreement, export_cases
from .report import report_html
from .runs import Run, read_run, write_run
from .sampling import likely
from .stamping import stamp_of

app = typer.Typer(
    help="Measure the product: run suites, read reports, compare runs, keep a baseline.",
    no_args_is_help=True,
    add_completion=False,
)
paper = Console(highlight=False, soft_wrap=True)
screen = Console(stderr=True)

RUNS = "evals"
NAMES = ("retrieval", "answers", "refusal", "qualification", "routing", "safety", "latency-cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of each suite is run, and whether what was played before is taken up."""

    limit: int | None
    sample: int | None
    seed: int
    resume: bool


Folder = Annotated[Path, typer.Option(help="Where the baselines lie.", show_default="evals/baselines")]
RunFile = Annotated[Path | None, typer.Argument(help="A run; the newest one where left out.")]


@app.command("run")
def run_(  # noqa: PLR0913 - a command has its options
    suite: Annotated[
        list[str] | None, typer.Option(help=f"One or more of: {', '.join(NAMES)}. All where left out.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many cases of each language in each suite.")] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Only so many cases of each suite, spread over languages and groups.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Which sample is taken.")] = 1,
    model: Annotated[
        str, typer.Option(help="The model that answers, at INDGANG_LLM__BASE_URL; empty answers by quoting.")
    ] = "",
    judge: Annotated[
        str, typer.Option(help="A model that judges answers, by its Inspect name. It informs, never gates.")
    ] = "",
    embedder: Annotated[
        str,
        typer.Option(help="local, as installed; or letters, which needs no model and no index: for the gate in CI."),
    ] = LOCAL,
    out: Annotated[
        Path | None, typer.Option(help="Where the run goes; a new folder in the data folder where left out.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep in --out what is played, and go on where a run there was cut off.")
    ] = False,
) -> None:
    """Play every case against the product and score what happened."""
    settings = _settings()
    settings = settings.model_copy(update={"llm": _asked(model, settings.llm)})
    unknown = sorted(set(suite or ()) - set(NAMES))
    if unknown:
        raise typer.BadParameter(f"no suite {', '.join(unknown)}; there are {', '.join(NAMES)}")
    folder = out or settings.data_dir / RUNS / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"  # noqa: TID251 - a name
    part = Part(limit=limit, sample=sample, seed=seed, resume=resume)
    run = _run(
        settings, suite or list(NAMES), folder=folder, opening=Opening(embedder=embedder), part=part, judge=judge
    )
    write_run(run, folder / "run.json")
    (folder / "report.html").write_text(_page(run), encoding="utf-8")
    _show(run, with_intervals=sample is not None)
    paper.print(f"{run.seconds:.0f} s · {folder / 'run.json'} · {folder / 'report.html'} · logs in {folder / 'logs'}")


@app.command("report")
def report(
    run: RunFile = None,
    out: Annotated[Path | None, typer.Option(help="The page; beside the run where left out.")] = None,
) -> None:
    """Write a run as one page that can be opened and sent."""
    path = run or _newest()
    page = out or path.with_name("report.html")
    page.write_text(_page(read_run(path)), encoding="utf-8")
    paper.print(f"wrote {page}")


@app.command("compare")
def compare_(base: Path, new: Path) -> None:
    """What moved between two runs, case by case, with intervals and a verdict."""
    _tell(list(compare(read_run(base), read_run(new))))


@app.command("gate")
def gate(run: RunFile = None, baselines: Folder = BASELINES) -> None:
    """Fail where a run is worse than the baselines: a measure fell, or a promise was broken in a single case."""
    held = read_run(run or _newest())
    found = against_baselines(held, read_baselines(held.stamp.embedder, baselines))
    stops = [each for each in found if each.stops_a_release]
    _tell(found)
    if stops:
        paper.print(f"[bold]The gate is closed:[/] {len(stops)} of {len(found)} comparisons stop a release.")
        sys.exit(1)
    paper.print(f"The gate is open: {len(found)} comparisons, none stops a release.")


@app.command("baseline")
def baseline(run: RunFile = None, baselines: Folder = BASELINES) -> None:
    """Keep a run as the baselines. Do it when a change was looked at and is meant."""
    for path in keep_baselines(read_run(run or _newest()), baselines):
        paper.print(f"kept {path.name}")


@app.command("harvest")
def harvest(out: Annotated[Path, typer.Option(help="Where the candidate rows go (JSONL).")]) -> None:
    """Conversations whose visitors agreed, as rows for a person to label: masked, and only where a rule says why."""
    rows = asyncio.run(harvest_rows(_settings()))
    write_rows(rows, out)
    paper.print(f"{len(rows)} rows to label in {out}")


@app.command("export")
def export(
    out: Annotated[Path, typer.Option(help="A folder; a CSV and a JSONL file are written there.")],
    run: RunFile = None,
    limit: Annotated[int, typer.Option(min=1, help="So many cases of each language.")] = 50,
) -> None:
    """Write cases and answers for two people to grade, without any grade on them."""
    count = export_cases(read_run(run or _newest()), out, limit=limit)
    paper.print(f"{count} cases in {out}; grade A, B or C in the column `grade`")


@app.command("agree")
def agree(
    first: Annotated[Path, typer.Argument(help="One person's grades (CSV or JSONL).")],
    second: Annotated[Path, typer.Argument(help="Another person's grades, or a run that a model judged.")],
) -> None:
    """How far two raters agree beyond chance: Cohen's kappa in each language."""
    table = Table("", "cases", "alike", "kappa", "95 % interval", "left out")
    for line in agreement(first, second):
        table.add_row(*line)
    paper.print(table)


def _page(run: Run) -> str:
    """The report, with what moved since the baselines of the same embedder where there are any."""
    try:
        base = read_baselines(run.stamp.embedder)
    except UnreadableDocument:
        base = None
    return report_html(run, base)


def _settings() -> Settings:
    return Settings.from_environ()


def _asked(model: str, named: ModelSettings) -> ModelSettings:
    """The model of that name at the operator's server; for an empty name none, whatever is configured."""
    if not model:
        return ModelSettings()
    if not named.base_url:
        raise ConfigurationError("--model needs its server: set INDGANG_LLM__BASE_URL and INDGANG_LLM__MODEL")
    return named.model_copy(update={"model": model})


def _run(settings: Settings, names: Sequence[str], *, folder: Path, opening: Opening, part: Part, judge: str) -> Run:
    try:
        # Inspect takes seconds to import, and only a run needs it.
        from .running import Order, judge_named, run_suites
        from .suites import SUITES
    except ModuleNotFoundError as error:
        raise ConfigurationError(f'a run needs {error.name}: pip install -e ".[evals]"') from error

    stamp = stamp_of(settings, embedder=opening.embedder, judge=judge)
    order = Order(
        suites=[SUITES[name] for name in names],
        stamp=stamp,
        logs=folder / "logs",
        limit=part.limit,
        sample=part.sample,
        seed=part.seed,
        played=Played.beside(folder, stamp) if part.resume else Played(),
        opening=opening,
        judge=judge_named(judge),
    )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        indexing, playing = progress.add_task("indexing", total=None), progress.add_task("playing", total=None)
        return asyncio.run(
            run_suites(
                order,
                settings,
                indexing=lambda done, total: progress.update(indexing, completed=done, total=total),
                playing=lambda done, total: progress.update(playing, completed=done, total=total),
            )
        )


def _newest() -> Path:
    runs = sorted((_settings().data_dir / RUNS).glob("*/run.json"))
    if not runs:
        raise ConfigurationError("there is no run yet; make one with `indgang eval run`")
    return runs[-1]


def _show(run: Run, *, with_intervals: bool) -> None:
    by_measure: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures_of(run):
        by_measure.setdefault((figure.suite, figure.measure), []).append(figure)
    table = Table("suite", "measure", "da", "n", "en", "n", "apart")
    for (suite, _), figures in by_measure.items():
        held = {figure.lang: figure for figure in figures}
        da, en = held.get(Language.DANISH), held.get(Language.ENGLISH)
        apart = parity(figures)
        table.add_row(
            suite,
            figures[0].title,
            _shown(da, with_interval=with_intervals) if da else "",
            str(da.count) if da else "",
            _shown(en, with_interval=with_intervals) if en else "",
            str(en.count) if en else "",
            f"{apart:.1f}" if apart is not None else "",
        )
    paper.print(table)
    for measured in run.suites.values():
        for line in measured.skipped:
            paper.print(f"{measured.title}: not measured: {line}")


def _shown(figure: Figure, *, with_interval: bool) -> str:
    if figure.is_seconds or not with_interval:
        return figure.shown
    low, high = likely(figure.value, figure.count)
    return f"{figure.shown} ({100 * low:.0f}–{100 * high:.0f})"


def _tell(found: Sequence[Comparison]) -> None:
    moved = [each for each in found if each.verdict is not Verdict.SAME]
    table = Table("suite", "measure", "", "base", "new", "change, 95 % interval", "verdict", "cases")
    for each in moved:
        table.add_row(
            each.suite,
            each.title,
            each.lang,
            f"{100 * each.base:.1f}",
            f"{100 * each.new:.1f}",
            f"{100 * each.change:+.1f} ({100 * each.low:+.1f} … {100 * each.high:+.1f})",
            f"{each.verdict}{' – stops a release' if each.stops_a_release else ''}",
            ", ".join((each.worse or each.better)[:6]),
        )
    if moved:
        paper.print(table)
    paper.print(f"{len(found) - len(moved)} of {len(found)} comparisons are the same.")
