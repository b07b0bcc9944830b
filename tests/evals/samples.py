"""Cases, records and runs, short to write: a test names only what it is about."""

from dataclasses import replace
from typing import Any

from evals.cases import Case
from evals.measures import Mark
from evals.records import Record, RouteShown, Shown, Slot, Source, TurnRecord
from evals.runs import Kind, Run, Scored, Stamp, SuiteRun

PASSAGE = "Region Nordjylland hjælper virksomheder. Skriv til indgang@region.example. Prisen er 1.995 kr."


def case(**given: Any) -> Case:
    return replace(Case(id="C1", lang="da", group="seed", said=("Hvem hjælper os?",), persona={}), **given)


def turn(**given: Any) -> TurnRecord:
    return replace(TurnRecord(said="Hvem hjælper os?", reply="Regionen hjælper.", outcome="answered"), **given)


def source(**given: Any) -> Source:
    held = Source(card_id="card", passage_id="card:da", title="", url="", as_of="", quote="", text=PASSAGE)
    return replace(held, **given)


def shown(text: str, *passage_ids: str) -> Shown:
    return Shown(text=text, passage_ids=passage_ids)


def route(id_: str, **given: Any) -> RouteShown:
    return replace(RouteShown(id=id_, name=id_, score=1.0, rule="rule", citations=1), **given)


def slot(value: str, quote: str = "", code: str = "") -> Slot:
    return Slot(value=value, quote=quote or value, code=code)


def record(*, reply: str = "Regionen hjælper.", outcome: str = "answered", **given: Any) -> Record:
    held = Record(case_id="C1", lang="da", turns=(turn(reply=reply, outcome=outcome),))
    return replace(held, **given)


def kind(**given: Any) -> Kind:
    return replace(Kind(title="a measure", gates=True, is_promise=False, is_seconds=False), **given)


def stamp(**given: Any) -> Stamp:
    return replace(Stamp(commit="c", knowledge="k", prompts="none", datasets="d", day="2026-11-25"), **given)


def scored(id_: str, lang: str = "da", said: str = "Hvem?", **marks: float) -> Scored:
    return Scored(
        id=id_,
        lang=lang,
        group="seed",
        split="dev",
        said=(said,),
        marks={name: Mark(value, "because" if value < 1 else "") for name, value in marks.items()},
    )


def run(*cases: Scored, kinds: dict[str, Kind] | None = None, suite: str = "answers", **given: Any) -> Run:
    held = SuiteRun(title="Answers", kinds=kinds or {"m": kind()}, cases={each.id: each for each in cases})
    return replace(Run(stamp=stamp(), suites={suite: held}), **given)
