"""Breaks the product on purpose, one fault at a time, and shows which suites notice: `python -m evals.faults`."""

import asyncio
import contextlib
import hashlib
import sys
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.answering import Answerer
from bot.conversation import Engine, composing
from bot.domain import (
    Answer,
    Bilingual,
    Card,
    Claim,
    Field,
    Language,
    Passage,
    ProvedClaim,
    Route,
    ScoredPassage,
    Stated,
)
from bot.knowledge import Knowledge
from bot.qualification import Reader
from bot.routing import Router
from bot.settings import Settings

from .comparing import Comparison
from .embedders import LETTERS
from .gating import against_baselines, read_baselines
from .house import Change, Opening, Rewrite, as_written, unchanged
from .report import report_html
from .running import Order, run_suites
from .runs import Run, write_run
from .stamping import stamp_of
from .suites import SUITES

BROKEN = 10
PROOF = "keep_proved"
SWAPPED = ("nord-lsca", "syd-en-indgang")
INVENTED = {
    Language.DANISH: "Et testforløb koster 48.750 kr. og varer 11 uger.",
    Language.ENGLISH: "A test costs DKK 48,750 and takes 11 weeks.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    name: str
    change: Change = unchanged
    rewrite: Rewrite = as_written
    ignores_proof: bool = False
    """A reply proves its claims a second time when it is composed; the fault is one only where that is left out too."""


class SwappingRouter(Router):
    """Names each of two destinations where the other is meant."""

    def rank(self, *given: Any, **named: Any) -> tuple[Route, ...]:
        one, other = SWAPPED
        swapped: dict[str, str] = {one: other, other: one}
        routes = super().rank(*given, **named)
        return tuple(
            replace(each, destination_id=swapped.get(each.destination_id, each.destination_id)) for each in routes
        )


class UnprovedAnswerer(Answerer):
    """Adds a sentence of its own to what was proved, and proves nothing of it."""

    def answer(
        self,
        question: str,
        hits: Sequence[ScoredPassage],
        *,
        language: Language,
        further: Sequence[ScoredPassage] = (),
    ) -> Answer:
        proved = super().answer(question, hits, language=language, further=further)
        if not proved.is_grounded:
            return proved
        invented = ProvedClaim(INVENTED[language], proved.claims[0].markers)
        return replace(proved, claims=(*proved.claims, invented))


class GuessingReader(Reader):
    """Fills in a stage nobody mentioned, in words nobody said."""

    def read(
        self, text: str, *, message_id: str, language: Language, asking: Field | None
    ) -> dict[Field, tuple[Stated, ...]]:
        read = super().read(text, message_id=message_id, language=language, asking=asking)
        guess = Stated("on the market in three countries", "on the market in three countries", message_id)
        return read if Field.STAGE in read or not read else {**read, Field.STAGE: (guess,)}


def swap_routes(engine: Engine) -> Engine:
    router = SwappingRouter(directory=engine.router.directory, passages=engine.router.passages)
    steering = replace(engine.replier.steering, router=router)
    return replace(engine, router=router, replier=replace(engine.replier, steering=steering))


def ignore_proof(engine: Engine) -> Engine:
    return replace(engine, replier=replace(engine.replier, answerer=UnprovedAnswerer()))


def accept_unseen(engine: Engine) -> Engine:
    reader = GuessingReader(gazetteer=engine.replier.reader.gazetteer)
    return replace(engine, replier=replace(engine.replier, reader=reader))


def drop_a_card(knowledge: Knowledge) -> Knowledge:
    [dropped] = _drawn(knowledge, 1)
    return replace(knowledge, cards=tuple(card for card in knowledge.cards if card.id != dropped.id))


def break_danish(knowledge: Knowledge) -> Knowledge:
    """The Danish words of ten cards stand in no order; the English ones are whole."""
    ids = {card.id for card in _drawn(knowledge, BROKEN)}
    return replace(knowledge, cards=tuple(_without_order(card) if card.id in ids else card for card in knowledge.cards))


def _drawn(knowledge: Knowledge, count: int) -> list[Card]:
    """Cards drawn by lot, the same in every run, whatever the cases ask about."""
    held = [card for card in knowledge.cards if card.asks and card.boundary is None and not card.superseded_by]
    return sorted(held, key=lambda card: hashlib.sha256(card.id.encode()).hexdigest())[:count]


def _without_order(card: Card) -> Card:
    return replace(card, body=Bilingual(da=" ".join(sorted(card.body.da.split())), en=card.body.en))


FAULTS = (
    Fault(name="none"),
    Fault(name="two routes swapped", change=swap_routes),
    Fault(name="a card dropped", rewrite=drop_a_card),
    Fault(name="Danish half of ten cards broken", rewrite=break_danish),
    Fault(name="an invented sentence shown unproved", change=ignore_proof, ignores_proof=True),
    Fault(name="slots filled with unseen values", change=accept_unseen),
)


def main(wanted: Sequence[str]) -> int:
    """Print the table fault by suite, for faults whose names hold one of the words, or all of them.

    Returns 1 where a fault slips through, or the sound product is stopped.
    """
    settings, out = Settings.from_environ(), Console(soft_wrap=True)
    baselines = read_baselines(LETTERS)
    names = list(baselines.suites)
    table = Table("fault", *names, "the gate", title="Comparisons that stop a release, by suite")
    details: list[str] = []
    is_right = True
    for fault in FAULTS:
        if wanted and not any(word in fault.name for word in wanted):
            continue
        folder = settings.data_dir / "faults" / fault.name.replace(" ", "-").lower()
        stops = _stops(fault, settings, baselines, folder)
        counts = Counter(each.suite for each in stops)
        is_right &= bool(stops) == (fault is not FAULTS[0])
        table.add_row(fault.name, *(str(counts[name] or "") for name in names), "closed" if stops else "open")
        details += [
            f"{fault.name}: {each.suite}, {each.title} ({each.lang}) {100 * each.base:.1f} → {100 * each.new:.1f}"
            f" {each.verdict}: {', '.join(each.worse[:3])}"
            for each in stops[:4]
        ]
        out.print(f"{fault.name}: {len(stops)} · {folder / 'report.html'}")
    out.print(table)
    for line in details:
        out.print(line, markup=False)
    return 0 if is_right else 1


def _stops(fault: Fault, settings: Settings, baselines: Run, folder: Path) -> list[Comparison]:
    opening = Opening(embedder=LETTERS, change=fault.change, rewrite=fault.rewrite)
    order = Order(
        suites=[SUITES[name] for name in baselines.suites],
        stamp=stamp_of(settings, embedder=LETTERS, judge=""),
        logs=folder / "logs",
        opening=opening,
    )
    with _without_proof() if fault.ignores_proof else contextlib.nullcontext():
        run = asyncio.run(run_suites(order, settings, indexing=_silent, playing=_silent))
    write_run(run, folder / "run.json")
    compared = against_baselines(run, baselines)
    (folder / "report.html").write_text(report_html(run, baselines), encoding="utf-8")
    return [each for each in compared if each.stops_a_release]


@contextlib.contextmanager
def _without_proof() -> Generator[None, None, None]:
    proving = getattr(composing, PROOF)
    setattr(composing, PROOF, _as_drafted)
    try:
        yield
    finally:
        setattr(composing, PROOF, proving)


def _as_drafted(claims: Sequence[Claim], shown: Mapping[str, Passage]) -> tuple[list[Claim], int]:
    del shown
    return list(claims), 0


def _silent(done: int, total: int) -> None:
    del done, total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
