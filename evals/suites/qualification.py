"""Qualification: what is taken up from a conversation, what is made up, and how many questions it takes."""

from evals.cases import load_cases
from evals.house import Subject
from evals.playing import Persona, load_personas
from evals.records import Record
from evals.scorers import invented, repaired, slots_found, slots_right, thrift
from evals.suite import Play, Prepared, Suite, asked


def played_by(persona: Persona) -> Play:
    """A scripted company's conversation, to its end."""
    case = persona.as_case()

    async def perform(subject: Subject) -> Record:
        return await subject.converse(case.id, case.lang, persona.speaking())

    return Play(case, perform)


async def prepare(subject: Subject) -> Prepared:
    del subject
    dialogues = [asked(case) for case in load_cases(["spine"]) if case.group == "dialogue"]
    return Prepared(
        plays=[*dialogues, *(played_by(persona) for persona in load_personas())],
        measures=[slots_found.MEASURE, slots_right.MEASURE, invented.MEASURE, thrift.MEASURE, repaired.MEASURE],
    )


QUALIFICATION = Suite(name="qualification", title="Qualification", prepare=prepare)
