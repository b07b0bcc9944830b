"""Puts the staff desk together: its door, its outbox and the channels it posts through."""

import asyncio
import secrets
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.conversation import (
    Channels,
    Delivery,
    Digests,
    LiveFeed,
    NoChannels,
    ReadDues,
    Sender,
    SharedFeed,
    StaffDoor,
    Upkeep,
    no_cards,
)
from bot.domain import CardDue, Directory
from bot.knowledge import cards_due
from bot.mail import CHANNEL, Letters, MailNotifier, Security, SmtpDoor
from bot.ports import (
    Clock,
    ConversationStore,
    Inbox,
    Outbox,
    Reports,
    StaffNotifier,
    VisitorFeed,
    VisitorMailer,
)
from bot.qualification import Gazetteer, Reader
from bot.settings import MailSettings, Settings
from bot.slack import CHANNEL as SLACK
from bot.slack_wiring import make_installing, make_slack
from bot.storage import (
    Database,
    PostgresSignals,
    SqlInbox,
    SqlOutbox,
    SqlReports,
)
from bot.web import LINK_DAYS, LINK_LIFE, LeadLinks, Seal, StatusLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    """What staff's channels and commands work with; no index is needed for it."""

    database: Database
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
        database=database,
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


@asynccontextmanager
async def open_feed(database: Database) -> AsyncGenerator[VisitorFeed, None]:
    """On SQLite one process knows every screen; on PostgreSQL the servers hear of each other's."""
    if database.is_sqlite:
        yield LiveFeed()
        return
    signals = PostgresSignals(database)
    feed = SharedFeed(signals)
    listening = asyncio.create_task(feed.listen())
    try:
        yield feed
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await signals.close()


def make_delivery(
    desk: StaffDesk, notifier: StaffNotifier, *, mailer: VisitorMailer | None = None, dues: ReadDues = no_cards
) -> Delivery:
    """`dues` reads the days of cards, whose editors are told by e-mail where there is a `mailer`."""
    digests = Digests(store=desk.store, reports=desk.reports, directory=desk.directory, clock=desk.clock)
    upkeep = Upkeep(
        read=dues, outbox=desk.outbox, directory=desk.directory, channel=CHANNEL if mailer is not None else ""
    )
    return Delivery(
        outbox=desk.outbox,
        notifier=notifier,
        sender=Sender(
            store=desk.store, notifier=notifier, digests=digests, upkeep=upkeep, feed=desk.feed, mailer=mailer
        ),
        clock=desk.clock,
        directory=desk.directory,
    )


def deliver(settings: Settings, desk: StaffDesk, notifier: StaffNotifier | None) -> Delivery:
    """Through the channels that are set up, unless another is given."""
    mail = make_mail(settings, desk.directory, clock=desk.clock) if settings.mail.host else None
    installing = make_installing(settings, desk.database, clock=desk.clock)
    slack = make_slack(settings, desk.directory, installing=installing) if settings.slack.is_on else None
    ways: dict[str, StaffNotifier] = {**({SLACK: slack} if slack else {}), **({CHANNEL: mail} if mail else {})}
    channels = notifier or (Channels(ways) if ways else NoChannels())
    return make_delivery(desk, channels, mailer=mail, dues=read_dues(settings.knowledge_dir))


def read_dues(folder: Path) -> ReadDues:
    """The days of cards as the folder has them whenever it is asked: editors need no restart."""

    async def read() -> Sequence[CardDue]:
        return await asyncio.to_thread(cards_due, folder)

    return read


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
