"""Runs suites on Inspect: a dataset of cases, a solver that drives the real product, and our measures as scorers."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspect_ai import Task, eval_async  # pyright: ignore[reportUnknownVariableType] - a source of tasks is unparametrised there
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import Model, ModelOutput, get_model
from inspect_ai.scorer import Score, Scorer, Target, grouped, mean, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.util import display_type

from bot.domain import ConfigurationError, IndgangError
from bot.settings import Settings

from .house import Opening, Progress, Subject, open_subject
from .judging import QUESTION, read_grade
from .measures import Mark, Measure
from .played import Played
from .records import Record
from .runs import Kind, Run, Scored, Stamp, SuiteRun
from .sampling import sampled
from .suite import Play, Prepared, Suite

KEPT_RECORDS = 400
NO_MODEL = "none/none"
HELPFUL = "helpful"
JUDGED = "answers"

Marks = dict[str, dict[str, Mark | None]]
"""By case and measure; None is a case its judge left unscored."""


@dataclass(slots=True)
class Stage:
    """What has been played: each play once in a run, whichever suites look at it."""

    subject: Subject
    step: Callable[[], None]
    played: Played = field(default_factory=Played)

    @property
    def records(self) -> dict[str, Record]:
        return self.played.records

    async def play(self, play: Play) -> Record:
        if play.key not in self.records:
            self.played.keep(play.key, await play.perform(self.subject))
        self.step()
        return self.records[play.key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to run. `limit` takes so many cases of each language, `sample` so many of a suite by the `seed`.

    `judge` is a model that informs; `played` is what was played before this run was cut off.
    """

    suites: Sequence[Suite]
    stamp: Stamp
    logs: Path
    limit: int | None = None
    sample: int | None = None
    seed: int = 1
    judge: Model | None = None
    played: Played = field(default_factory=Played)
    opening: Opening = field(default_factory=Opening)


def judge_named(name: str) -> Model | None:
    """A judge by its name in Inspect ("openai/gpt-4o"); none for an empty name.

    Raises:
        ConfigurationError: Inspect does not know it, or its key is missing.
    """
    if not name:
        return None
    try:
        return get_model(name)
    except Exception as error:
        raise ConfigurationError(f"the judge {name} cannot be used: {str(error).splitlines()[0]}") from error


async def run_suites(order: Order, settings: Settings, *, indexing: Progress, playing: Progress) -> Run:
    """Play every case once, and let each suite's measures look at what happened."""
    started = time.perf_counter()
    logging.getLogger("inspect_ai").setLevel(logging.WARNING)
    display_type()  # reads the environment now; left to itself, Inspect would draw plain lines
    async with open_subject(settings, progress=indexing, opening=order.opening) as subject:
        prepared = {suite.name: _part_of(await suite.prepare(subject), order) for suite in order.suites}
        total, done = sum(len(each.plays) for each in prepared.values()), 0

        def step() -> None:
            nonlocal done
            done += 1
            playing(done, total)

        stage = Stage(subject, step, order.played)
        runs: dict[str, SuiteRun] = {}
        for suite in order.suites:
            runs[suite.name] = await _run(suite, prepared[suite.name], stage, order)
        kept = _worth_reading(runs, stage.records)
        judged = runs[JUDGED].cases.keys() if JUDGED in runs else ()
        answers = {key: stage.records[key].answer for key in judged}
    return Run(
        stamp=order.stamp, suites=runs, records=kept, answers=answers, seconds=round(time.perf_counter() - started, 1)
    )


def _part_of(prepared: Prepared, order: Order) -> Prepared:
    kept = list(prepared.plays)
    if order.limit is not None:
        kept = [
            play for lang in ("da", "en") for play in [each for each in kept if each.case.lang == lang][: order.limit]
        ]
    skipped = prepared.skipped
    if order.sample is not None and order.sample < len(kept):
        skipped += (f"all but a sample of {order.sample} of {len(kept)} cases (seed {order.seed})",)
        kept = sampled(kept, count=order.sample, seed=order.seed)
    return Prepared(plays=kept, measures=prepared.measures, skipped=skipped)


async def _run(suite: Suite, prepared: Prepared, stage: Stage, order: Order) -> SuiteRun:
    plays = {play.case.id: play for play in prepared.plays}
    marks: Marks = {key: {} for key in plays}
    kinds = {each.name: Kind.of(each) for each in prepared.measures}
    scorers = [scoring(measure, plays, stage, marks) for measure in prepared.measures]
    if order.judge and suite.name == JUDGED:
        kinds[HELPFUL] = Kind(title="helpful, as judged by a model", gates=False, is_promise=False, is_seconds=False)
        scorers.append(judging(order.judge, plays, stage, marks))
    task = Task(
        name=suite.name,
        dataset=MemoryDataset([_sample(play) for play in prepared.plays], name=suite.name),
        solver=playing_the_product(plays, stage),
        scorer=scorers,
    )
    [log] = await eval_async(
        task,
        model=NO_MODEL,
        log_dir=str(order.logs),
        log_level="warning",
        max_samples=1,
        fail_on_error=True,
        score_display=False,
        log_realtime=False,
    )
    if log.status != "success":
        # A run that lost cases on the way would look better or worse than the product is.
        raise IndgangError(f"the suite {suite.name} broke: {log.error.message if log.error else log.status}")
    cases = {key: _scored(play, marks[key]) for key, play in plays.items()}
    return SuiteRun(title=suite.title, kinds=kinds, cases=cases, skipped=prepared.skipped)


def _sample(play: Play) -> Sample:
    case = play.case
    return Sample(
        id=case.id,
        input="\n\n".join(case.said),
        target=list(case.key_facts) or "",
        metadata={"lang": case.lang, "group": case.group, "split": case.split, "provenance": case.provenance},
    )


@solver
def playing_the_product(plays: Mapping[str, Play], stage: Stage) -> Solver:
    """Plays a sample's case against the product; Inspect's own model is never asked."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        del generate
        record = await stage.play(plays[str(state.sample_id)])
        state.output = ModelOutput.from_content(NO_MODEL, record.answer)
        state.metadata["outcome"] = record.outcome
        state.metadata["sources"] = [source.card_id for source in record.sources]
        state.metadata["routes"] = [route.id for route in record.routes]
        return state

    return solve


def scoring(measure: Measure, plays: Mapping[str, Play], stage: Stage, marks: Marks) -> Scorer:
    """A measure as Inspect's scorer: its figures by language in the log, its marks kept for the run."""

    @scorer(metrics=[grouped(mean(), "lang")], name=measure.name)
    def build() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score | None:
            del target
            play = plays[str(state.sample_id)]
            mark = measure.judge(play.case, stage.records[play.key])
            if mark is None:
                return None
            marks[play.case.id][measure.name] = mark
            return Score(value=mark.value, explanation=mark.why)

        return score

    return build()


def judging(judge: Model, plays: Mapping[str, Play], stage: Stage, marks: Marks) -> Scorer:
    """A model's grade. What is off the scale is kept as unscored."""

    @scorer(metrics=[grouped(mean(), "lang")], name=HELPFUL)
    def build() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score | None:
            del target
            play = plays[str(state.sample_id)]
            said, answer = "\n".join(play.case.said), stage.records[play.key].answer
            output = await judge.generate(QUESTION.format(said=said, answer=answer))
            grade = read_grade(output.completion)
            unscored = grade.value is None
            marks[play.case.id][HELPFUL] = None if grade.value is None else Mark(grade.value, output.completion.strip())
            return Score.unscored(explanation=grade.why) if unscored else Score(value=grade.value or 0.0)

        return score

    return build()


def _scored(play: Play, marks: Mapping[str, Mark | None]) -> Scored:
    case = play.case
    return Scored(
        id=case.id,
        lang=case.lang,
        group=case.group,
        split=case.split,
        said=case.said,
        marks={name: mark for name, mark in marks.items() if mark is not None},
        unscored=tuple(name for name, mark in marks.items() if mark is None),
    )


def _worth_reading(runs: Mapping[str, SuiteRun], records: Mapping[str, Record]) -> dict[str, dict[str, object]]:
    """The records of cases that fell short, the shortest first, so that a run stays a file one can open."""
    short: dict[str, float] = {}
    for run in runs.values():
        for case in run.cases.values():
            for name, mark in case.marks.items():
                if not run.kinds[name].is_seconds and mark.value < 1 and case.id in records:
                    short[case.id] = min(short.get(case.id, 1.0), mark.value)
    worst = sorted(short, key=lambda key: (short[key], key))[:KEPT_RECORDS]
    return {key: {**records[key].as_json(), "stored": ""} for key in worst}
