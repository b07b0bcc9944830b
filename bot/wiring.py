"""The composition root: the one module that knows every room and puts them together."""

import secrets
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import assert_never

from bot.answering import Answerer, Drafter, DraftingRules, ModelAnswerer
from bot.conversation import (
    Channels,
    Delivery,
    Digests,
    Engine,
    FeedbackBox,
    LiveFeed,
    Modelled,
    ModelListener,
    NoChannels,
    Replier,
    Sender,
    StaffDoor,
    Steering,
)
from bot.domain import Directory, Passage, Site
from bot.knowledge import Knowledge, load_knowledge, load_sites
from bot.llm import Endpoint, FastembedEmbedder, LocalEmbedder, OpenAIEmbedder
from bot.mail import CHANNEL, Letters, MailNotifier, Security, SmtpDoor
from bot.ports import (
    ChatModel,
    Clock,
    ConversationStore,
    Embedder,
    Inbox,
    Outbox,
    Reports,
    Retriever,
    StaffNotifier,
    VisitorFeed,
    VisitorMailer,
)
from bot.prompts import Prompts
from bot.qualification import Gazetteer, Reader
from bot.retrieval import Progress, open_retriever, passages_of
from bot.routing import Router
from bot.settings import EmbeddingProvider, EmbeddingSettings, MailSettings, Settings
from bot.slack import CHANNEL as SLACK
from bot.slack import Behind, SlackDoor
from bot.slack_wiring import joined_slack, make_slack
from bot.storage import (
    Database,
    SqlConversationStore,
    SqlDocuments,
    SqlEmbeddings,
    SqlFeedback,
    SqlInbox,
    SqlOutbox,
    SqlReports,
)
from bot.web import LINK_DAYS, LINK_LIFE, LeadLinks, Seal, StatusLinks


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


def make_embedder(settings: Settings) -> Embedder:
    """As set. None of them loads a model or asks a server before it is used."""
    chosen, models = settings.embedding, settings.data_dir / "models"
    match chosen.provider:
        case EmbeddingProvider.LOCAL:
            return LocalEmbedder(cache_folder=models, threads=settings.embedder_threads)
        case EmbeddingProvider.OPENAI:
            return OpenAIEmbedder(_endpoint(chosen))
        case EmbeddingProvider.FASTEMBED:
            return FastembedEmbedder(
                model=chosen.model,
                cache_folder=models,
                threads=settings.embedder_threads,
                query_prefix=chosen.query_prefix,
                passage_prefix=chosen.passage_prefix,
            )
        case _:
            assert_never(chosen.provider)


def _endpoint(chosen: EmbeddingSettings) -> Endpoint:
    return Endpoint(
        url=chosen.url,
        model=chosen.model,
        key=chosen.key.get_secret_value(),
        dimension=chosen.dimension,
        query_prefix=chosen.query_prefix,
        passage_prefix=chosen.passage_prefix,
        timeout=chosen.timeout_seconds,
        retries=chosen.retries,
        batch=chosen.batch,
    )


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
    async with open_database(settings) as database, open_model(settings) as model:
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
            engine=speaking(engine, settings, model) if model else engine,
            feedback=FeedbackBox(conversations=store, store=SqlFeedback(database=conversations or database), clock=now),
            sites=sites,
            delivery=_deliver(settings, desk, notifier),
            staff=desk.door,
            outbox=desk.outbox,
            inbox=desk.inbox,
            reports=desk.reports,
        )


def read_sites(settings: Settings, knowledge: Knowledge) -> tuple[Site, ...]:
    """The public sites that may carry the widget, told how long words are kept here."""
    sites = load_sites(settings.sites, destinations=knowledge.directory.destinations)
    return tuple(replace(site, retention_days=settings.conversation_days) for site in sites)


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


def make_feed() -> VisitorFeed:
    """For a command that changes conversations while no page is open in its own process."""
    return LiveFeed()


def make_delivery(desk: StaffDesk, notifier: StaffNotifier, *, mailer: VisitorMailer | None = None) -> Delivery:
    digests = Digests(store=desk.store, reports=desk.reports, directory=desk.directory, clock=desk.clock)
    return Delivery(
        outbox=desk.outbox,
        notifier=notifier,
        sender=Sender(store=desk.store, notifier=notifier, digests=digests, feed=desk.feed, mailer=mailer),
        clock=desk.clock,
        directory=desk.directory,
    )


def _deliver(settings: Settings, desk: StaffDesk, notifier: StaffNotifier | None) -> Delivery:
    """Through the channels that are set up, unless another is given."""
    mail = make_mail(settings, desk.directory, clock=desk.clock) if settings.mail.host else None
    slack = make_slack(settings, desk.directory) if settings.slack.is_on else None
    ways: dict[str, StaffNotifier] = {**({SLACK: slack} if slack else {}), **({CHANNEL: mail} if mail else {})}
    return make_delivery(desk, notifier or (Channels(ways) if ways else NoChannels()), mailer=mail)


def make_smtp_door(mail: MailSettings) -> SmtpDoor:
    return SmtpDoor(
        host=mail.host,
        port=mail.port,
        security=Security(mail.security),
        username=mail.username,
        password=mail.password.get_secret_value(),
    )


def make_mail(settings: Settings, directory: Directory, *, clock: Clock) -> MailNotifier:
    """E-mail to staff and companies, with links to this installation's own pages."""
    secret, url = read_secret(settings), settings.public_url.rstrip("/")
    leads = LeadLinks(secret=secret, clock=clock)
    statuses = StatusLinks(seal=Seal(secret=secret, purpose="status"), clock=clock, life=LINK_LIFE)
    return MailNotifier(
        door=make_smtp_door(settings.mail),
        letters=Letters(sender=settings.mail.sender, link_days=LINK_DAYS),
        directory=directory,
        clock=clock,
        lead_link=lambda key: f"{url}/lead/{leads.issue(key)}",
        status_link=lambda handoff: f"{url}/status/{statuses.issue(handoff)}",
    )


@asynccontextmanager
async def open_slack_door(house: House) -> AsyncGenerator[SlackDoor | None, None]:
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
    async with joined_slack(house.settings, house.knowledge.directory, behind=behind) as door:
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


@asynccontextmanager
async def open_model(settings: Settings) -> AsyncGenerator[ChatModel | None, None]:
    """The language model the operator named, or None: then answers are quoted."""
    llm = settings.llm
    if not llm.is_on:
        yield None
        return
    # langchain-openai takes seconds to import, and only an installation with a model needs it.
    from bot.llm.chat_model import OpenAiModel

    model = OpenAiModel.at(
        llm.base_url,
        model=llm.model,
        key=llm.key(),
        silence=llm.silence_seconds,
        retries=llm.retries,
        rest=llm.rest_seconds,
    )
    try:
        yield model
    finally:
        await model.close()


def speaking(engine: Engine, settings: Settings, model: ChatModel) -> Engine:
    """The engine with a model in its turns, asked with the prompts and within the limits the operator set."""
    replier = engine.replier
    llm, prompts = settings.llm, Prompts.load(settings.prompts_dir)
    rules = DraftingRules(source_characters=llm.source_characters, most_tokens=llm.answer_tokens)
    drafter = Drafter(model=model, prompt=prompts.answer, rules=rules)
    answering = ModelAnswerer(quoting=replier.answerer, drafter=drafter)
    listener = ModelListener(
        model=model,
        prompt=prompts.understand,
        reader=replier.reader,
        seconds=llm.understand_seconds,
        tally=answering.tally,
    )
    modelled = Modelled(
        answerer=answering, listener=listener if llm.understand_seconds > 0 else None, seconds=llm.turn_seconds
    )
    return replace(engine, replier=replace(replier, modelled=modelled))


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
