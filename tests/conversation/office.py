"""The small world over a real database file, with staff at the other end."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.conversation import Delivery, Engine
from bot.domain import (
    Conversation,
    ConversationId,
    Deed,
    Directory,
    Handoff,
    Language,
    Remark,
    Staff,
    StaffMove,
    StaffReply,
)
from bot.storage import Database, SqlConversationStore
from bot.wiring import StaffDesk, make_delivery, open_desk
from tests.fakes import FrozenClock, MemoryFeed, RecordingNotifier, ScriptedRetriever
from tests.house import Visitor, make_engine

from .samples import READY, SYD, directory, door_cards, knowledge

ANN, BO = Staff("test:ann", "Ann Aske"), Staff("test:bo", "Bo Birk")


@dataclass(kw_only=True)
class Office:
    database: Database
    clock: FrozenClock
    feed: MemoryFeed
    notifier: RecordingNotifier
    store: SqlConversationStore
    desk: StaffDesk
    engine: Engine
    delivery: Delivery
    _deeds: int = field(default=0)

    async def visitor(self, *destinations: str, language: Language = Language.ENGLISH) -> Visitor:
        """One who has handed over to these destinations."""
        visitor = await Visitor.arrives(self.engine, language=language)
        for name, (value, _) in READY.items():
            await visitor.fills_in(name, "OUH, Aalborg" if name == "region_hospital" else value)
        await visitor.consents(*(destinations or (SYD,)))
        return visitor

    async def lead(self, visitor: Visitor, place: int = -1) -> Handoff:
        return (await visitor.sees()).handoffs[place]

    async def moves(
        self, conversation_id: ConversationId, deed: Deed, *, by: Staff = ANN, remark: str = "", place: int = -1
    ) -> Conversation:
        handoff = (await self.store.get(conversation_id)).handoffs[place]
        heard = StaffMove(
            id=self._new_id(),
            conversation_id=conversation_id,
            handoff_id=handoff.id,
            by=by,
            deed=deed,
            remark=Remark(remark),
        )
        return await self.desk.door.hear_move(heard)

    async def sends(self, conversation_id: ConversationId, text: str, *, by: Staff = ANN) -> Conversation:
        handoff = (await self.store.get(conversation_id)).handoffs[-1]
        heard = StaffReply(id=self._new_id(), conversation_id=conversation_id, handoff_id=handoff.id, text=text, by=by)
        return await self.desk.door.hear_staff(heard)

    def arrived(self, what: str) -> list[str]:
        return [told.to for told in self.notifier.told if told.what == what]

    def _new_id(self) -> str:
        self._deeds += 1
        return f"staff-{self._deeds}"


@asynccontextmanager
async def open_office(
    folder: Path, *, clock: FrozenClock | None = None, known: Directory | None = None
) -> AsyncGenerator[Office]:
    clock, feed, notifier = clock or FrozenClock(), MemoryFeed(), RecordingNotifier()
    database = Database.open(f"sqlite:///{folder}/state/indgang.db")
    await database.migrate()
    store = SqlConversationStore(database=database, clock=clock)
    known = known or directory()
    desk = open_desk(database, known, store=store, feed=feed, clock=clock)
    yield Office(
        database=database,
        clock=clock,
        feed=feed,
        notifier=notifier,
        store=store,
        desk=desk,
        engine=make_engine(
            store=store,
            feed=feed,
            clock=clock,
            retriever=ScriptedRetriever(cards=door_cards()),
            knowledge=replace(knowledge(), directory=known),
        ),
        delivery=make_delivery(desk, notifier, mailer=notifier),
    )
    await database.close()
