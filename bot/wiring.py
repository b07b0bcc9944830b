"""The composition root: it knows every room and puts them together, with `*_wiring` for the parts."""

import uuid
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.answering import Answerer
from bot.conversation import (
    Delivery,
    Engine,
    FeedbackBox,
    Replier,
    StaffDoor,
    Steering,
)
from bot.desk_wiring import (
    StaffDesk,
    deliver,
    make_delivery,
    make_mail,
    make_smtp_door,
    open_desk,
    open_feed,
    read_secret,
)
from bot.domain import Language, Passage, Site
from bot.knowledge import Knowledge, load_knowledge, load_sites
from bot.model_wiring import drafted, make_drafter, make_embedder, open_model, speaking
from bot.ports import (
    Clock,
    ConversationStore,
    Inbox,
    Outbox,
    Reports,
    Retriever,
    StaffNotifier,
    VisitorFeed,
)
from bot.qualification import Gazetteer, Reader
from bot.retrieval import ChromaServer, IndexFolder, IndexPlace, Progress, open_retriever, passages_of, silent
from bot.routing import Router
from bot.settings import Settings
from bot.slack import Behind, SlackEntrance
from bot.slack_wiring import joined_slack, make_installing
from bot.storage import (
    Database,
    SqlConversationStore,
    SqlDocuments,
    SqlEmbeddings,
    SqlFeedback,
)

__all__ = [
    "FixedClock",
    "House",
    "StaffDesk",
    "SystemClock",
    "deliver",
    "index_folder",
    "index_place",
    "known_passages",
    "make_delivery",
    "make_embedder",
    "make_engine",
    "make_mail",
    "make_smtp_door",
    "open_database",
    "open_desk",
    "open_feed",
    "open_house",
    "open_model",
    "open_slack_door",
    "propose_texts",
    "read_secret",
    "read_sites",
    "speaking",
]


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the one Clock


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Noon on a given day: for questions asked as of another date."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything a door needs, ready to use."""

    settings: Settings
    knowledge: Knowledge
    database: Database
    store: ConversationStore
    feed: VisitorFeed
    clock: Clock
    engine: Engine
    delivery: Delivery
    feedback: FeedbackBox
    sites: tuple[Site, ...]
    staff: StaffDoor
    outbox: Outbox
    inbox: Inbox
    reports: Reports


async def known_passages(knowledge: Knowledge, documents: SqlDocuments) -> Sequence[Passage]:
    """Every passage that may be found: the cards still in force, and imported documents."""
    cards = [passage for card in knowledge.cards if not card.superseded_by for passage in passages_of(card)]
    return [*cards, *await documents.passages()]


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncGenerator[Database, None]:
    database = Database.open(settings.database)
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    progress: Progress,
    clock: Clock | None = None,
    notifier: StaffNotifier | None = None,
    conversations: Database | None = None,
) -> AsyncGenerator[House, None]:
    """The whole product, its index built where that is missing.

    `conversations` keeps conversations in a database of their own, apart from documents and embeddings.
    """
    knowledge = load_knowledge(settings.knowledge_dir)
    sites = read_sites(settings, knowledge)
    now = clock or SystemClock()
    embedder = make_embedder(settings)
    async with (
        open_database(settings) as database,
        open_model(settings) as model,
        open_feed(conversations or database) as feed,
    ):
        retriever = await open_retriever(
            await known_passages(knowledge, SqlDocuments(database=database, clock=now)),
            embedder=embedder,
            embeddings=SqlEmbeddings(database=database, embedder=embedder.name),
            folder=index_folder(settings),
            place=index_place(settings),
            progress=progress,
        )
        store = SqlConversationStore(database=conversations or database, clock=now)
        engine = make_engine(settings, knowledge, retriever, store=store, feed=feed, clock=now)
        desk = open_desk(conversations or database, knowledge.directory, store=store, feed=feed, clock=now)
        yield House(
            settings=settings,
            knowledge=knowledge,
            database=database,
            store=store,
            feed=feed,
            clock=now,
            engine=speaking(engine, settings, model) if model else engine,
            feedback=FeedbackBox(conversations=store, store=SqlFeedback(database=conversations or database), clock=now),
            sites=sites,
            delivery=deliver(settings, desk, notifier),
            staff=desk.door,
            outbox=desk.outbox,
            inbox=desk.inbox,
            reports=desk.reports,
        )


def index_folder(settings: Settings) -> Path:
    return settings.data_dir / "index"


def index_place(settings: Settings) -> IndexPlace:
    """A Chroma server where one is set, which replicas share; else files in the data folder."""
    return ChromaServer(settings.chroma_url) if settings.chroma_url else IndexFolder(index_folder(settings))


async def propose_texts(settings: Settings, questions: Mapping[Language, Sequence[str]]) -> dict[Language, str]:
    """What the cards at hand say near these questions, in a model's words, each sentence proved; {} without a model.

    Raises:
        TransientError, PermanentError: the model fails.
    """
    if not settings.llm.is_on:
        return {}
    clock = SystemClock()
    async with open_model(settings) as model, open_house(settings, progress=silent, clock=clock) as house:
        if model is None:
            return {}
        drafter, retriever = make_drafter(settings, model), house.engine.replier.retriever
        texts = dict[Language, str]()
        for language, asked in questions.items():
            for question in asked:
                found = await retriever.retrieve(question, language=language, day=clock.now().date())
                texts[language] = await drafted(
                    drafter, question, found.knowledge, language=language, day=clock.now().date()
                )
        return texts


def read_sites(settings: Settings, knowledge: Knowledge) -> tuple[Site, ...]:
    """The public sites that may carry the widget, told how long words are kept here."""
    sites = load_sites(settings.sites, destinations=knowledge.directory.destinations)
    return tuple(replace(site, retention_days=settings.conversation_days) for site in sites)


@asynccontextmanager
async def open_slack_door(house: House) -> AsyncGenerator[SlackEntrance | None, None]:
    """The colleagues' door in Slack, where this installation has one."""
    behind = Behind(
        door=house.staff,
        engine=house.engine,
        store=house.store,
        inbox=house.inbox,
        outbox=house.outbox,
        clock=house.clock,
        nudge=house.delivery.tick,
    )
    installing = make_installing(house.settings, house.database, clock=house.clock)
    directory = house.knowledge.directory
    async with joined_slack(house.settings, directory, behind=behind, installing=installing) as entrance:
        yield entrance


def make_engine(
    settings: Settings,
    knowledge: Knowledge,
    retriever: Retriever,
    *,
    store: ConversationStore,
    feed: VisitorFeed,
    clock: Clock,
) -> Engine:
    """The engine over a retriever and a store, whatever stands behind them."""
    router = Router(directory=knowledge.directory, passages=retriever)
    replier = Replier(
        retriever=retriever,
        answerer=Answerer(),
        reader=Reader(gazetteer=Gazetteer(knowledge.directory.places)),
        steering=Steering(router=router, passages=retriever),
    )
    return Engine(
        store=store,
        feed=feed,
        clock=clock,
        replier=replier,
        router=router,
        directory=knowledge.directory,
        new_id=lambda: str(uuid.uuid4()),
        default_language=settings.default_language,
    )
