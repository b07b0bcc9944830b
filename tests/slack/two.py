"""Two emulated workspaces, each with a channel for one door's leads, and the product between them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.fernet import Fernet

from bot.domain import Answering, Directory, Field, Handoff, HandoffState, Language, Terms
from bot.domain import Delivery as Way
from bot.ports import Clock
from bot.slack import (
    Installing,
    LeadChannels,
    PostingEverywhere,
    SlackConfig,
    SlackDoor,
    SlackNotifier,
    Workspaces,
    make_client,
    open_slack,
)
from bot.storage import Database, Sealer, SqlConversationStore, SqlInstallations, SqlStates
from bot.web import create_app
from bot.wiring import StaffDesk, make_delivery, open_desk
from tests.conversation.samples import NORD, READY, SYD, directory, door_cards, knowledge
from tests.fakes import FrozenClock, MemoryFeed, ScriptedRetriever
from tests.house import Visitor, make_engine
from tests.serving import free_port

from .colleague import Colleague
from .edge import APP_TOKEN, SECRET, TEAM, Edge, Json
from .hub import PUBLIC, Browser, Hub, open_hub
from .workspace import Nudges, behind_of, channel_of, colleague_of, served

NORTH = "T0000NORTH"
CLIENT_ID, CLIENT_SECRET = "111.222", "sekret"  # the emulator's own
COMPANY = {SYD: "Sydfirma ApS", NORD: "Nordfirma ApS"}


@dataclass(slots=True, kw_only=True)
class Place:
    """One of the two workspaces."""

    edge: Edge
    ann: Colleague
    eve: Colleague
    channel: str
    """Where its door's leads go."""
    browser: Browser

    @property
    def team(self) -> str:
        return self.edge.team

    async def installs(self) -> tuple[int, str]:
        return await self.browser.installs(as_user=self.ann.id)

    async def messages(self) -> list[Json]:
        return list((await self.edge.emulated("conversations.history", {"channel": self.channel}))["messages"])

    async def card(self, handoff: Handoff) -> Json:
        [card] = [
            each
            for each in await self.messages()
            if handoff.reference in each["text"] and each.get("thread_ts") in {None, each["ts"]}
        ]
        return card

    async def shown(self, *, after: int = 0) -> Json:
        """The view that was shown last, once there are more than `after`."""
        async with asyncio.timeout(10):
            while len(self.edge.views) <= after:  # noqa: ASYNC110 - another task opens it
                await asyncio.sleep(0.01)
        return self.edge.views[-1]

    async def is_told(self, kind: str, *, at: int, **more: object) -> tuple[int, object]:
        """A workspace's own event: it was left, or its tokens were revoked, at that second."""
        payload = {
            **{"token": "x", "team_id": self.team, "api_app_id": "A000000042", "event": {"type": kind, **more}},
            **{"type": "event_callback", "event_id": f"Ev{kind}{at}{self.team}", "event_time": at},
        }
        return await self.edge.deliver("events_api", payload)


@dataclass(slots=True, kw_only=True)
class Two:
    south: Place
    north: Place
    hub: Hub
    slack: SlackDoor
    desk: StaffDesk
    database: Database
    installing: Installing
    config: SlackConfig
    channels: LeadChannels
    clock: FrozenClock
    nudges: Nudges
    retriever: ScriptedRetriever
    folder: Path
    engine: object

    @property
    def violations(self) -> list[str]:
        return [*self.south.edge.violations, *self.north.edge.violations]

    async def visitor(self, destination: str) -> Visitor:
        visitor = await Visitor.arrives(self.engine, language=Language.ENGLISH)  # type: ignore[arg-type]
        for name, (value, _) in READY.items():
            shown = {Field.REGION_HOSPITAL: "OUH, Aalborg", Field.COMPANY_NAME: COMPANY[destination]}.get(name, value)
            await visitor.fills_in(name, shown)
        await visitor.consents(destination)
        return visitor

    async def lead(self, destination: str) -> tuple[Visitor, Handoff]:
        visitor = await self.visitor(destination)
        async with asyncio.timeout(20):
            while True:
                await self.nudges.delivery.tick()
                [handoff] = (await visitor.sees()).handoffs
                if handoff.state is HandoffState.DELIVERED:
                    return visitor, handoff
                await asyncio.sleep(0.02)

    async def settled(self) -> None:
        async with asyncio.timeout(30):
            while await self.desk.inbox.waiting(limit=1):  # noqa: ASYNC110 - the database tells
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.05)
        await self.nudges.over()
        await self.nudges.delivery.tick()


def installing_in(database: Database, clock: Clock, *keys: str) -> Installing:
    sealer = Sealer.of(" ".join(keys), named="KEYS")
    return Installing(
        installations=SqlInstallations(database=database, clock=clock, sealer=sealer),
        states=SqlStates(database=database, clock=clock, sealer=sealer),
        clock=clock,
    )


@asynccontextmanager
async def open_two(
    emulators: tuple[str, str], folder: Path, *, by_socket: bool = False, key: str = "", bot_token: str = ""
) -> AsyncGenerator[Two, None]:
    port = free_port()
    app_url = "" if by_socket else f"http://127.0.0.1:{port}/slack/events"
    edges = [
        Edge(emulator=emulator, team=team, app_url=app_url, tokens={bot_token} if bot_token and team == TEAM else set())
        for emulator, team in zip(emulators, (TEAM, NORTH), strict=True)
    ]
    clock, feed, retriever = FrozenClock(), MemoryFeed(), ScriptedRetriever(cards=door_cards())
    database = Database.open(f"sqlite:///{folder}/state/indgang.db")
    await database.migrate()
    async with open_hub(*edges) as hub:
        south, north = [await _place(edge, port, hub) for edge in edges]
        known = _directory(south, north)
        store = SqlConversationStore(database=database, clock=clock)
        desk = open_desk(database, known, store=store, feed=feed, clock=clock)
        engine = make_engine(
            store=store, feed=feed, clock=clock, retriever=retriever, knowledge=replace(knowledge(), directory=known)
        )
        config = SlackConfig(
            bot_token=bot_token,
            signing_secret=SECRET,
            app_token=APP_TOKEN if by_socket else "",
            default_channel=f"{south.channel}@{TEAM}",
            api_url=f"{hub.url}/api/",
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            public_url=PUBLIC,
        )
        channels = LeadChannels(directory=known, default_channel=config.default_channel)
        installing = installing_in(database, clock, key or Fernet.generate_key().decode())
        workspaces = Workspaces(
            config=config, channels=channels, client=make_client(config), installations=installing.installations
        )
        delivery = make_delivery(desk, SlackNotifier(posting=PostingEverywhere(workspaces), channels=channels))
        nudges = Nudges(delivery)
        behind = behind_of(desk, engine, nudge=nudges.tick)
        async with open_slack(
            config, client=make_client(config), channels=channels, behind=behind, installing=installing
        ) as slack:
            web = create_app(door=engine, feed=feed, clock=clock, secret="a secret of at least thirty-two characters")  # noqa: S106
            async with served(slack.around(web), port):
                yield Two(
                    south=south,
                    north=north,
                    hub=hub,
                    slack=slack,
                    desk=desk,
                    database=database,
                    installing=installing,
                    config=config,
                    channels=channels,
                    clock=clock,
                    nudges=nudges,
                    retriever=retriever,
                    folder=folder,
                    engine=engine,
                )
    await database.close()


async def _place(edge: Edge, port: int, hub: Hub) -> Place:
    del hub
    ann, eve = await colleague_of(edge, "ann"), await colleague_of(edge, "eve")
    browser = Browser(edge=edge, app=f"http://127.0.0.1:{port}", http=edge.http)
    return Place(edge=edge, ann=ann, eve=eve, channel=await channel_of(edge, ann), browser=browser)


def _directory(south: Place, north: Place) -> Directory:
    known = directory()
    doors = {
        id_: replace(known.destinations[id_], delivery=Way(slack_channel=f"{place.channel}@{place.team}"))
        for id_, place in ((SYD, south), (NORD, north))
    }
    answering = Answering(default=Terms(language=Language.ENGLISH), colleagues=())
    return replace(known, destinations={**known.destinations, **doors}, answering=answering)
