"""Decides whether a run may be released: against the baselines that were looked at and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.domain import UnreadableDocument

from .comparing import Comparison, compare
from .runs import Run, read_run, write_run

BASELINES = Path(__file__).parent / "baselines"


def read_baselines(embedder: str, folder: Path = BASELINES) -> Run:
    """Every suite's baseline for an embedder as one run. Raises UnreadableDocument where there is none."""
    runs = [read_run(path) for path in sorted((folder / embedder).glob("*.json"))]
    if not runs:
        raise UnreadableDocument(
            f"no baselines for the embedder {embedder}; make a run and keep it with `indgang eval baseline RUN`"
        )
    return replace(runs[0], suites={name: suite for run in runs for name, suite in run.suites.items()})


def keep_baselines(run: Run, folder: Path = BASELINES) -> list[Path]:
    """Write each suite of a run as its baseline, beside those of the same embedder."""
    paths: list[Path] = []
    for name, suite in run.suites.items():
        if all(kind.is_seconds or not kind.gates for kind in suite.kinds.values()):
            continue
        path = folder / run.stamp.embedder / f"{name}.json"
        write_run(replace(run, suites={name: suite}), path, with_records=False)
        paths.append(path)
    return paths


def against_baselines(run: Run, baselines: Run) -> Sequence[Comparison]:
    """The comparisons of the suites the run holds. A public set that was not there to be measured is left aside."""
    wanted = {name: suite for name, suite in baselines.suites.items() if name in run.suites}
    absent = _not_here(run)
    kept = {
        name: replace(suite, cases={key: case for key, case in suite.cases.items() if not key.startswith(absent)})
        if absent
        else suite
        for name, suite in wanted.items()
    }
    return list(compare(replace(baselines, suites=kept), run))


def _not_here(run: Run) -> tuple[str, ...]:
    """How the ids of cases begin that could not be played here, as the run itself says."""
    skipped: Mapping[str, tuple[str, ...]] = {
        "the public set squad_daen": ("R-squad_daen",),
        "the public set epi_health": ("R-epi_health",),
        "the public injection and CPR sets": ("PUB-",),
    }
    said = [line for suite in run.suites.values() for line in suite.skipped]
    return tuple(
        prefix
        for sign, prefixes in skipped.items()
        if any(line.startswith(sign) for line in said)
        for prefix in prefixes
    )
