"""A seeded year of made-up conversations in a real database, and how long its report takes.

`python -m benchmarks.year --out var/year` keeps the pages in both languages; --conversations sets how many.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.domain import (
    BY_DEFAULT,
    Author,
    CloseOutcome,
    Consent,
    Conversation,
    ConversationId,
    Directory,
    Exemption,
    FeedbackReason,
    Field,
    Gap,
    Handoff,
    HandoffState,
    Inquiry,
    Language,
    Lead,
    Message,
    Move,
    MoveKind,
    Outcome,
    Region,
    Route,
    Stage,
    Stated,
    TriageState,
    Unfit,
)
from bot.knowledge import load_knowledge
from bot.qualification import CLOSED
from bot.settings import Settings
from bot.storage import Database, SqlConversationStore
from bot.storage.feedback_table import feedback
from bot.storage.handoff_rows import consent_values, handoff_values
from bot.storage.rows import conversation_values, gap_values, message_values
from bot.storage.tables import consents, conversations, gaps, handoffs, messages
from bot.triage import answer_by
from bot.wiring import FixedClock, read_sites

YEAR, SEED, GOAL = 2026, 20260101, 30.0
BATCH, RATED = 500, 0.1
console = Console(highlight=False)


class Simulated:
    """Conversations of the shape the product writes; nothing in them is drawn from what anybody asked."""

    def __init__(self, directory: Directory, sites: list[str], *, seed: int = SEED) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up traffic, not a secret
        self.directory = directory
        self.destinations = list(directory.destinations.values())
        self.sites = sites

    def year(self, count: int) -> Iterator[tuple[Conversation, list[Gap]]]:
        first = datetime(YEAR, 1, 1, 7, tzinfo=UTC)
        for number in range(count):
            at = first + timedelta(seconds=self.chance.uniform(0, 364.5 * 86400))
            yield self.conversation(f"year-{number}", at)

    def conversation(self, key: str, at: datetime) -> tuple[Conversation, list[Gap]]:
        chance = self.chance
        language = Language.DANISH if chance.random() < 0.63 else Language.ENGLISH
        inquiry = self._inquiry()
        destination = chance.choices(self.destinations, [1 / (place + 1) for place in range(len(self.destinations))])[0]
        route = Route(
            destination_id=destination.id,
            name=destination.name,
            score=0.8,
            rule=chance.choice(["hands-on", "region", BY_DEFAULT]),
            reason=destination.takes,
        )
        said, missed = self._transcript(key, at, language)
        conversation = Conversation(
            id=ConversationId(key),
            language=language,
            language_is_settled=True,
            site=chance.choice(self.sites),
            started_at=at,
            transcript=said,
            inquiry=inquiry,
            routes=(route,) if chance.random() < 0.7 else (),
        )
        return (self._handed_over(conversation, route) if chance.random() < 0.18 else conversation), missed

    def _inquiry(self) -> Inquiry:
        chance, inquiry = self.chance, Inquiry()
        for field, share in ((Field.NEED, 0.9), (Field.PRODUCT_TYPE, 0.7), (Field.CE_STATUS, 0.6)):
            if chance.random() < share:
                option = chance.choice(CLOSED[field])
                inquiry = inquiry.with_stated(field, Stated(option.label.en, "words", "m0", option.code))
        if chance.random() < 0.6:
            region = chance.choices(list(Region), [30, 8, 40, 12, 3, 0.02])[0]
            inquiry = inquiry.with_stated(Field.REGION_HOSPITAL, Stated(region, "words", "m0", f"{region}/hospital"))
        return inquiry

    def _transcript(self, key: str, at: datetime, language: Language) -> tuple[tuple[Message, ...], list[Gap]]:
        said, missed = list[Message](), list[Gap]()
        outcomes = [Outcome.ANSWERED, Outcome.ASKED, Outcome.HANDOVER_OFFERED, Outcome.REFUSED, Outcome.OUT_OF_SCOPE]
        for turn in range(self.chance.randint(1, 5)):
            when, id_ = at + timedelta(minutes=turn), f"m{turn}"
            outcome = self.chance.choices(outcomes, [62, 15, 8, 11, 4])[0]
            said.append(Message(id=id_, author=Author.VISITOR, text="a made-up question", sent_at=when))
            said.append(
                Message(id=f"{id_}/reply", author=Author.BOT, text="a made-up reply", sent_at=when, outcome=outcome)
            )
            if outcome is Outcome.REFUSED:
                gap = Gap(
                    id=f"{key}/{id_}",
                    conversation_id=ConversationId(key),
                    question="a made-up question",
                    language=language,
                    reason=self.chance.choice(["nothing_found", "nothing_found", "not_grounded"]),
                    at=when,
                )
                missed.append(gap)
        return tuple(said), missed

    def opinions(self, told: Conversation) -> Iterator[dict[str, object]]:
        """What some visitors think of some answers, as rows."""
        for said in told.transcript:
            if said.outcome is not Outcome.ANSWERED or self.chance.random() > RATED:
                continue
            helped = self.chance.random() < 0.8
            yield {
                "conversation_id": told.id,
                "id": f"opinion-{said.id}",
                "message_id": said.id,
                "helped": helped,
                "reason": None if helped else str(self.chance.choice(list(FeedbackReason))),
                "comment": "",
                "question": "a made-up question",
                "cards": [],
                "at": said.sent_at,
            }

    def _handed_over(self, before: Conversation, route: Route) -> Conversation:
        at = before.started_at + timedelta(minutes=9)
        consent = Consent(id=f"yes-{before.id}", destination_id=route.destination_id, given_at=at, notice="made-up")
        due = answer_by(at, self.directory.answering.terms(route.destination_id))
        handoff = Handoff(
            id=f"h-{before.id}",
            reference=f"IND-{before.id}",
            destination_id=route.destination_id,
            lead=Lead(before.inquiry, at),
            route=route,
            state=HandoffState.DELIVERED,
            delivered_at=at,
            answer_by=due,
        )
        return replace(before, consents=(consent,), handoffs=(self._ended(handoff, due),), stage=Stage.HANDED_OVER)

    def _ended(self, handoff: Handoff, due: datetime) -> Handoff:
        chance, fate = self.chance, self.chance.random()
        if fate < 0.04:
            return replace(handoff, state=HandoffState.WITHDRAWN)
        if fate < 0.1:
            return replace(handoff, exempt=chance.choices(list(Exemption), [60, 30, 8, 2, 10])[0])
        at = handoff.lead.consented_at + chance.uniform(0.05, 1.15) * (due - handoff.lead.consented_at)
        is_fit = chance.random() < 0.8
        kind, detail = (
            (MoveKind.CLOSE, str(chance.choice(list(CloseOutcome))))
            if is_fit
            else (MoveKind.NOT_A_FIT, str(chance.choice(list(Unfit))))
        )
        state = TriageState.CLOSED if is_fit else TriageState.UNSUITABLE
        move = Move(id="end", kind=kind, by=None, at=at, detail=detail)
        return replace(handoff, answered_at=at, triage=state, moves=(move,))


async def fill(database: Database, simulated: Simulated, count: int) -> int:
    """Write the year in the product's own rows, many at a time; how many messages there are."""
    said, batch = 0, list[tuple[Conversation, list[Gap]]]()
    for each in simulated.year(count):
        batch.append(each)
        said += len(each[0].transcript)
        if len(batch) == BATCH:
            await _write(database, simulated, batch)
            batch.clear()
    await _write(database, simulated, batch)
    return said


async def _write(database: Database, simulated: Simulated, batch: list[tuple[Conversation, list[Gap]]]) -> None:
    rows = {
        conversations: [
            {**conversation_values(each), "version": 1, "touched_at": each.transcript[-1].sent_at} for each, _ in batch
        ],
        messages: [
            {**message_values(said), "conversation_id": each.id, "number": number}
            for each, _ in batch
            for number, said in enumerate(each.transcript)
        ],
        consents: [
            {**consent_values(given), "conversation_id": each.id, "number": 0}
            for each, _ in batch
            for given in each.consents
        ],
        handoffs: [
            {
                **handoff_values(lead),
                "conversation_id": each.id,
                "number": 0,
                "consent_id": each.consents[0].id,
                "created_at": lead.lead.consented_at,
            }
            for each, _ in batch
            for lead in each.handoffs
        ],
        gaps: [gap_values(gap) for _, missed in batch for gap in missed],
        feedback: [opinion for each, _ in batch for opinion in simulated.opinions(each)],
    }
    async with database.writing() as connection:
        for table, values in rows.items():
            if values:
                await connection.execute(table.insert(), values)


async def measure(folder: Path, count: int) -> list[tuple[str, str]]:
    settings = Settings(data_dir=folder)
    knowledge = load_knowledge(settings.knowledge_dir)
    sites = [site.key for site in read_sites(settings, knowledge)]
    database = Database.open(settings.database)
    await database.migrate()
    begun = time.perf_counter()
    said = await fill(database, Simulated(knowledge.directory, sites), count)
    rows = [("conversations", f"{count:,}"), ("messages", f"{said:,}")]
    rows.append(("written in", f"{time.perf_counter() - begun:.1f} s"))
    rows += [(f"report, every word still kept, {lang}", report(folder, lang)) for lang in Language]
    clock = FixedClock(datetime(YEAR, 12, 31, tzinfo=UTC).date())
    store = SqlConversationStore(database=database, clock=clock)
    begun = time.perf_counter()
    forgotten = await store.forget_before(
        conversations=clock.now() - timedelta(days=settings.conversation_days),
        leads=clock.now() - timedelta(days=settings.lead_days),
    )
    rows.append((f"forgotten on time: {forgotten:,}, in", f"{time.perf_counter() - begun:.1f} s"))
    before = (folder / "en.csv").read_text(encoding="utf-8-sig")
    rows += [(f"report after that, {lang}", report(folder, lang)) for lang in Language]
    same = before == (folder / "en.csv").read_text(encoding="utf-8-sig")
    rows.append(("the same figures before and after", "yes" if same else "NO"))
    await database.close()
    return rows


def report(folder: Path, lang: str) -> str:
    """The command as an operator runs it, its own start included."""
    program = Path(sys.executable).parent / "indgang"
    command = [program, "report", "--year", str(YEAR), "--lang", lang, "--out", folder / f"{lang}.html"]
    begun = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command
        command, check=True, env={"INDGANG_DATA_DIR": str(folder)}, stdout=subprocess.DEVNULL
    )
    return f"{time.perf_counter() - begun:.1f} s (goal: under {GOAL:.0f} s)"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    parser.add_argument("--conversations", type=int, default=20_000)
    parser.add_argument("--out", type=Path, help="keep database and pages in this folder, which must be empty")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.out or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        shown = Table("a simulated year", "", box=None)
        for row in asyncio.run(measure(home, chosen.conversations)):
            shown.add_row(*row)
        console.print(shown)


if __name__ == "__main__":
    main()
