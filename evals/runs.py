"""A run: every case's marks with what they were earned on, kept as one file that can be compared years later."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.domain import UnreadableDocument

from .measures import Mark, Measure

FORMAT = 1


QUOTED = "none: answers are quoted"
"""Stands for the model in a run without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a score was earned on. Two runs with equal stamps must have equal scores, seconds aside."""

    commit: str
    knowledge: str
    prompts: str
    datasets: str
    day: str
    embedder: str = "local"
    model: str = QUOTED
    judge: str = "none"
    started: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A case as scored. `marks` by measure; a measure that does not apply is absent, an unscored one has no value."""

    id: str
    lang: str
    group: str
    split: str
    said: tuple[str, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict[str, Mark])
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a measure is read: its title, and what a drop means."""

    title: str
    gates: bool
    is_promise: bool
    is_seconds: bool

    @classmethod
    def of(cls, measure: Measure) -> "Kind":
        return cls(
            title=measure.title,
            gates=measure.gates,
            is_promise=measure.is_promise,
            is_seconds=measure.is_seconds,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteRun:
    title: str
    kinds: Mapping[str, Kind]
    cases: Mapping[str, Scored]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    stamp: Stamp
    suites: Mapping[str, SuiteRun]
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """What happened in the cases that fell short, for readers."""
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    """What was answered in each case of the answers suite, for people to grade."""
    seconds: float = 0.0


def write_run(run: Run, path: Path, *, with_records: bool = True) -> None:
    """One JSON file. A baseline leaves records and seconds out: it holds what is compared, and nothing that varies."""
    data: dict[str, Any] = {"format": FORMAT, **asdict(run)}
    if not with_records:
        data.pop("records")
        data.pop("answers")
        data.pop("seconds")
        data["suites"] = {name: _lasting(suite) for name, suite in data["suites"].items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=None if with_records else 0), encoding="utf-8")


def _lasting(suite: dict[str, Any]) -> dict[str, Any]:
    """Without seconds, reasons and words: what a baseline holds of a suite."""
    kept = {name: kind for name, kind in suite["kinds"].items() if not kind["is_seconds"]}
    cases = {
        key: {
            **case,
            "said": (),
            "marks": {name: {"value": mark["value"]} for name, mark in case["marks"].items() if name in kept},
        }
        for key, case in suite["cases"].items()
    }
    return {**suite, "kinds": kept, "cases": cases}


def read_run(path: Path) -> Run:
    """Raises UnreadableDocument where the file is no run, saying what to do."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Run(
            stamp=Stamp(**data["stamp"]),
            suites={name: _suite(suite) for name, suite in data["suites"].items()},
            records=data.get("records", {}),
            answers=data.get("answers", {}),
            seconds=data.get("seconds", 0.0),
        )
    except OSError as error:
        raise UnreadableDocument(f"cannot read {path}: {error.strerror}; make a run with `indgang eval run`") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableDocument(f"{path.name} is not a run of this version; make a new one") from error


def _suite(data: Mapping[str, Any]) -> SuiteRun:
    return SuiteRun(
        title=data["title"],
        kinds={name: Kind(**kind) for name, kind in data["kinds"].items()},
        cases={key: _scored(case) for key, case in data["cases"].items()},
        skipped=tuple(data["skipped"]),
    )


def _scored(data: Mapping[str, Any]) -> Scored:
    marks = {name: Mark(mark["value"], mark.get("why", "")) for name, mark in data["marks"].items()}
    return Scored(
        id=data["id"],
        lang=data["lang"],
        group=data["group"],
        split=data["split"],
        said=tuple(data["said"]),
        marks=marks,
        unscored=tuple(data["unscored"]),
    )
