"""What a suite is: plays of the product, and the measures that look at them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from .cases import Case
from .house import Subject, saying
from .measures import Measure
from .records import Record


@dataclass(frozen=True, slots=True)
class Play:
    """A case and how it is played. Plays with the same `key` are played once in a run, whoever asks."""

    case: Case
    perform: Callable[[Subject], Awaitable[Record]]

    @property
    def key(self) -> str:
        return self.case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """`prepare` makes the plays and the measures once the product is open, since some need its knowledge."""

    name: str
    title: str
    prepare: Callable[[Subject], Awaitable["Prepared"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    plays: Sequence[Play]
    measures: Sequence[Measure]
    skipped: tuple[str, ...] = field(default=())
    """What could not be measured here and why: said aloud in every report, never counted as passed."""


def asked(case: Case) -> Play:
    """A case whose visitor says what is written, in order."""

    async def perform(subject: Subject) -> Record:
        return await subject.converse(case.id, case.lang, saying(*case.said))

    return Play(case, perform)
