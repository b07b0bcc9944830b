"""The composition root: the one module that knows every room and puts them together."""

import secrets
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.answering import Answerer
from bot.conversation import Delivery, Digests, Engine, LiveFeed, Replier, Sender, StaffDoor, Steering
from bot.domain import ConfigurationError, Directory, LeadCard, Message, Notice, Passage, Sending
from bot.knowledge import Knowledge, load_knowledge
from bot.llm import LocalEmbedder
from bot.ports import (
    Clock,
    ConversationStore,
    Inbox,
    Outbox,
    Reports,
    Retriever,
    StaffNotifier,
    VisitorFeed,
    VisitorMailer,
)
from bot.qualification import Gazetteer, Reader
from bot.retrieval import Progress, open_retriever, passages_of
from bot.routing import Router
from bot.settings import Settings
from bot.slack import (
    Behind,
    Channels,
    Finding,
    Posting,
    SlackConfig,
    SlackDoor,
    SlackNotifier,
    examine,
    make_client,
    open_slack,
)
from bot.storage import (
    Database,
    SqlConversationStore,
    SqlDocuments,
    SqlEmbeddings,
    SqlInbox,
    SqlOutbox,
    SqlReports,
)


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the one Clock


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Noon on a given day: for questions asked as of another date."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC)


class NoChannels:
    """A StaffNotifier without channels: leads wait in `indgang leads`, where the front desk reads them."""

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        return ()

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        raise self._nowhere

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        raise self._nowhere

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        raise self._nowhere

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        raise self._nowhere

    async def notify(self, sending: Sending, notice: Notice) -> str:
        raise self._nowhere

    async def retract(self, sending: Sending) -> None:
        raise self._nowhere

    @property
    def _nowhere(self) -> ConfigurationError:
        return ConfigurationError("no channel is configured")


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
    staff: StaffDoor
    outbox: Outbox
    inbox: Inbox
    reports: Reports


def make_embedder(settings: Settings) -> LocalEmbedder:
    return LocalEmbedder(cache_folder=settings.data_dir / "models", threads=settings.embedder_threads)


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
    now = clock or SystemClock()
    embedder = make_embedder(settings)
    async with open_database(settings) as database:
        retriever = await open_retriever(
            await known_passages(knowledge, SqlDocuments(database=database, clock=now)),
            embedder=embedder,
            embeddings=SqlEmbeddings(database=database, embedder=embedder.name),
            folder=settings.data_dir / "index",
            progress=progress,
        )
        store = SqlConversationStore(database=conversations or database, clock=now)
        feed = LiveFeed()
        engine = make_engine(settings, knowledge, retriever, store=store, feed=feed, clock=now)
        desk = open_desk(conversations or database, knowledge.directory, store=store, feed=feed, clock=now)
        yield House(
            settings=settings,
            knowledge=knowledge,
            database=database,
            store=store,
            feed=feed,
            clock=now,
            engine=engine,
            delivery=make_delivery(desk, notifier or make_notifier(settings, knowledge.directory)),
            staff=desk.door,
            outbox=desk.outbox,
            inbox=desk.inbox,
            reports=desk.reports,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    """What staff's channels and commands work with; no index is needed for it."""

    store: ConversationStore
    feed: VisitorFeed
    clock: Clock
    directory: Directory
    door: StaffDoor
    outbox: Outbox
    inbox: Inbox
    reports: Reports


def open_desk(
    database: Database,
    directory: Directory,
    *,
    store: ConversationStore,
    feed: VisitorFeed,
    clock: Clock,
) -> StaffDesk:
    reports = SqlReports(database=database)
    return StaffDesk(
        store=store,
        feed=feed,
        clock=clock,
        directory=directory,
        door=StaffDoor(
            store=store,
            feed=feed,
            clock=clock,
            directory=directory,
            reports=reports,
            reader=Reader(gazetteer=Gazetteer(directory.places)),
            new_id=lambda: str(uuid.uuid4()),
        ),
        outbox=SqlOutbox(database=database, clock=clock),
        inbox=SqlInbox(database=database, clock=clock),
        reports=reports,
    )


def make_delivery(desk: StaffDesk, notifier: StaffNotifier, *, mailer: VisitorMailer | None = None) -> Delivery:
    digests = Digests(store=desk.store, reports=desk.reports, directory=desk.directory, clock=desk.clock)
    return Delivery(
        outbox=desk.outbox,
        notifier=notifier,
        sender=Sender(store=desk.store, notifier=notifier, digests=digests, feed=desk.feed, mailer=mailer),
        clock=desk.clock,
        directory=desk.directory,
    )


def make_notifier(settings: Settings, directory: Directory) -> StaffNotifier:
    """Every channel this installation has."""
    if not settings.slack.is_on:
        return NoChannels()
    config = slack_config(settings)
    return SlackNotifier(posting=Posting(client=make_client(config)), channels=slack_channels(config, directory))


def slack_config(settings: Settings) -> SlackConfig:
    slack = settings.slack
    return SlackConfig(
        bot_token=slack.bot_token.get_secret_value(),
        signing_secret=slack.signing_secret.get_secret_value(),
        app_token=slack.app_token.get_secret_value(),
        default_channel=slack.channel,
        quiet_channels=frozenset(slack.quiet_channels.replace(",", " ").split()),
        api_url=slack.api_url,
    )


def slack_channels(config: SlackConfig, directory: Directory) -> Channels:
    return Channels(directory=directory, default_channel=config.default_channel)


def examine_slack(settings: Settings, directory: Directory) -> AsyncIterator[Finding]:
    config = slack_config(settings)
    return examine(config, slack_channels(config, directory), client=make_client(config))


@asynccontextmanager
async def open_slack_door(house: House) -> AsyncGenerator[SlackDoor | None, None]:
    """The colleagues' door in Slack, where this installation has one."""
    if not house.settings.slack.is_on:
        yield None
        return
    config = slack_config(house.settings)
    behind = Behind(
        door=house.staff,
        engine=house.engine,
        store=house.store,
        inbox=house.inbox,
        outbox=house.outbox,
        clock=house.clock,
        nudge=house.delivery.tick,
    )
    channels = slack_channels(config, house.knowledge.directory)
    async with open_slack(config, client=make_client(config), channels=channels, behind=behind) as door:
        yield door


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


def read_secret(settings: Settings) -> str:
    """The operator's secret, else one made once and kept beside the data, readable by its owner only."""
    if given := settings.secret.get_secret_value():
        return given
    path = settings.data_dir / "secret"
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
