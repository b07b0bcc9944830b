"""Routing: the right destination first, proved, on either side of a date, whoever the company is."""

from dataclasses import replace
from datetime import date

from evals.cases import Case, load_cases
from evals.house import Subject, saying
from evals.playing import Persona, load_personas
from evals.records import Record
from evals.scorers import any_right, day_right, neutral, reasons_cite, top_one, top_three
from evals.suite import Play, Prepared, Suite, asked

from .qualification import played_by

OLD, NEW = date(2026, 12, 31), date(2027, 1, 1)
# Who acts changes at the turn of the year: what may be named on each of the two days, in the visitor's language.
DATED: tuple[tuple[str, str, str, dict[date, tuple[str, str]]], ...] = (
    (
        "capital",
        "da",
        "Vi vil teste en seng på Rigshospitalet.",
        {OLD: ("Region Hovedstaden", "Region Østdanmark"), NEW: ("Region Østdanmark", "")},
    ),
    (
        "capital",
        "en",
        "We want to test a bed at Rigshospitalet.",
        {OLD: ("Capital Region of Denmark", "Region of Eastern Denmark"), NEW: ("Region of Eastern Denmark", "")},
    ),
    (
        "zealand",
        "da",
        "Vi vil teste en seng på et sygehus i Region Sjælland.",
        {OLD: ("Region Sjælland", "Region Østdanmark"), NEW: ("Region Østdanmark", "")},
    ),
    (
        "zealand",
        "en",
        "We want to test a bed at a hospital in Region Sjælland.",
        {OLD: ("Region Zealand", "Region of Eastern Denmark"), NEW: ("Region of Eastern Denmark", "")},
    ),
)
OTHER_COMPANY = {"company_name": "Kæmpekoncernen A/S", "contact_email": "en.anden@koncern.example"}


async def prepare(subject: Subject) -> Prepared:
    del subject
    cases = [asked(case) for case in load_cases(["spine", "further"]) if case.destinations]
    personas = load_personas()
    return Prepared(
        plays=[
            *cases,
            *(played_by(persona) for persona in personas),
            *(_under_another_name(persona) for persona in personas),
            *(_on(day, *dated) for dated in DATED for day in (OLD, NEW)),
        ],
        measures=[
            top_one.MEASURE,
            top_three.MEASURE,
            any_right.MEASURE,
            reasons_cite.MEASURE,
            day_right.MEASURE,
            neutral.MEASURE,
        ],
    )


def _under_another_name(persona: Persona) -> Play:
    """The same company's wish, told by a large one: its routes are held against those of the small one."""
    known = {name: _renamed(name, answer) for name, answer in persona.answers.items()}
    other = persona.model_copy(update={"answers": known})
    case = replace(other.as_case(), id=f"P-{persona.id}/other-name", group="neutrality", expected_route=())

    async def perform(subject: Subject) -> Record:
        plain = await subject.converse(case.id, case.lang, persona.speaking())
        renamed = await subject.converse(case.id, case.lang, other.speaking())
        return replace(renamed, stored=" ".join(route.id for route in plain.routes))

    return Play(case, perform)


def _renamed(name: str, answer: str | list[str]) -> str | list[str]:
    """Only the last of several answers tells the name; what was said on the way stays."""
    other = OTHER_COMPANY.get(name)
    if other is None:
        return answer
    return other if isinstance(answer, str) else [*answer[:-1], other]


def _on(day: date, name: str, lang: str, said: str, names: dict[date, tuple[str, str]]) -> Play:
    wanted, unwanted = names[day]
    case = Case(
        id=f"D-{name}-{lang}-{day}",
        lang=lang,
        group="dated",
        said=(said,),
        key_facts=(wanted,),
        must_not=(unwanted,) if unwanted else (),
        persona={},
        provenance="the reform of 1 January 2027",
    )

    async def perform(subject: Subject) -> Record:
        return await subject.converse(case.id, lang, saying(said), day=day)

    return Play(case, perform)


ROUTING = Suite(name="routing", title="Routing", prepare=prepare)
