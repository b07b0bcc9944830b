"""Kills a server at random moments, again and again, while companies hand leads over and leads go out."""

import asyncio
import random
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2 as httpx

from tests.mail.server import Mailroom, open_mailroom
from tests.trust.world import VALUES, deed

from .lives import BY_MAIL, BY_SLACK, Life, index_of, indexed
from .nursery import Nursery, nursery
from .receivers import CountingSlack, counting_slack
from .standing import free_port
from .table import Row

BUSY = 429
COMPANIES = 6
PATIENCE = 45.0
SOONEST, LONGEST = 0.05, 1.2
"""Seconds into a life at which it may end: while it starts, while it answers, while it delivers."""


@dataclass(slots=True)
class Ledger:
    """What companies were told, kept where no server can lose it."""

    acknowledged: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Conversation id: the references its receipt named."""
    attempts: int = 0
    cut_off: int = 0
    """Requests whose connection broke: the company does not know, and asks again with the same id."""
    refused: int = 0


@dataclass(slots=True)
class Company:
    """Hands over lead after lead, repeating each deed under its own id until it is acknowledged."""

    client: httpx.AsyncClient
    ledger: Ledger
    over: asyncio.Event

    async def hands_over(self) -> None:
        while not self.over.is_set():
            opened = (await self._insist("POST", "", body={"language": "da"}, token="")).json()
            path, token = f"/{opened['id']}", opened["token"]
            for name, value in VALUES.items():
                await self._insist("PUT", f"{path}/fields/{name}", body=deed(value=value), token=token)
            notice = (await self._insist("GET", f"{path}/review", token=token)).json()["notice_id"]
            consent = deed(destinations=[BY_SLACK, BY_MAIL], notice_id=notice, consent=True)
            receipt = (await self._insist("POST", f"{path}/consent", body=consent, token=token)).json()
            references = tuple(each["reference"] for each in receipt["state"]["handoffs"])
            self.ledger.acknowledged[opened["id"]] = references

    async def _insist(self, method: str, path: str, *, token: str, body: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        while True:
            self.ledger.attempts += 1
            try:
                answer = await self.client.request(
                    method, f"/api/v1/conversations{path}", json=body, headers=headers, timeout=10
                )
                if answer.is_success:
                    return answer
                self.ledger.refused += 1
                if answer.status_code < BUSY:
                    raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
            except httpx.TransportError:
                self.ledger.cut_off += 1
            if self.over.is_set():
                raise asyncio.CancelledError
            await asyncio.sleep(0.05)


async def kill(times: int, *, minutes: float = 60, longest: float = LONGEST) -> list[Row]:
    """So many lives, or as many as the minutes hold, each ended at a random moment; then everything is counted."""
    ledger = Ledger()
    with (
        tempfile.TemporaryDirectory() as folder,
        counting_slack() as slack,
        open_mailroom() as mail,
        nursery() as house,
    ):
        life = Life(folder=folder, port=free_port(), slack=slack.url, smtp=mail.port)
        started = time.monotonic()
        until = started + 60 * minutes
        times = await _under_load(house, life, ledger, times=times, until=until, longest=longest)
        seconds = time.monotonic() - started
        await _drained(house, life)
        rows = _counted(Path(folder), ledger, slack, mail, kills=times, seconds=seconds)
        return [*rows, await _index_row(folder)]


async def _under_load(house: Nursery, life: Life, ledger: Ledger, *, times: int, until: float, longest: float) -> int:
    """How many were killed."""
    chance, over, killed = random.Random(), asyncio.Event(), 0  # noqa: S311 - moments, not secrets
    crowd: list[asyncio.Task[None]] = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{life.port}") as client:
        while killed < times and time.monotonic() < until:
            await asyncio.to_thread(house.begin, replace(life, indexes=killed % 4 == 0))
            if killed == 0:
                crowd = [asyncio.create_task(Company(client, ledger, over).hands_over()) for _ in range(COMPANIES)]
            await asyncio.sleep(chance.uniform(SOONEST, longest))
            await asyncio.to_thread(house.end)
            killed += 1
            for each in crowd:
                if each.done():
                    each.result()
        over.set()
        await asyncio.gather(*crowd, return_exceptions=True)
    return killed


async def _drained(house: Nursery, life: Life) -> None:
    """A last life, until all that was acknowledged has arrived or patience ends."""
    await asyncio.to_thread(house.begin, life)
    gives_up = time.monotonic() + PATIENCE
    while time.monotonic() < gives_up and _waiting(Path(life.folder)):  # noqa: ASYNC110 - another process ends it
        await asyncio.sleep(0.5)
    await asyncio.to_thread(house.end)


def _waiting(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "indgang.db", timeout=10)) as connection:
        standing = connection.execute("SELECT count(*) FROM handoffs WHERE state != 'delivered'").fetchone()[0]
    return int(standing)


def _counted(
    folder: Path, ledger: Ledger, slack: CountingSlack, mail: Mailroom, *, kills: int, seconds: float
) -> list[Row]:
    with closing(sqlite3.connect(folder / "indgang.db")) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        stored: dict[str, list[tuple[str, str, str]]] = {}
        for conversation, reference, destination, id_ in connection.execute(
            "SELECT conversation_id, reference, destination_id, id FROM handoffs"
        ):
            stored.setdefault(conversation, []).append((reference, destination, id_))
    told = {reference for references in ledger.acknowledged.values() for reference in references}
    kept = {reference for leads in stored.values() for reference, _, _ in leads}
    twice = sum(len(leads) - len({destination for _, destination, _ in leads}) for leads in stored.values())
    posted = slack.keys()
    mailed: dict[str, int] = {}
    for letter in list(mail.letters):
        mailed[str(letter["Message-ID"])] = mailed.get(str(letter["Message-ID"]), 0) + 1
    by_slack = [id_ for leads in stored.values() for _, destination, id_ in leads if destination == BY_SLACK]
    by_mail = [id_ for leads in stored.values() for _, destination, id_ in leads if destination == BY_MAIL]
    cards = {id_: posted[f"lead:{id_}@slack:C1"] for id_ in by_slack}
    unposted, doubled = sum(not n for n in cards.values()), sum(n > 1 for n in cards.values())
    letters_twice = sum(n > 1 for n in mailed.values())
    how = f"{kills} kill -9 in {seconds:.0f} s, {ledger.attempts} requests, {ledger.cut_off} of them cut off"
    missing = len(told - kept)
    return [
        Row(
            "an acknowledged lead is never lost",
            how,
            f"{len(told)} acknowledged, {missing} lost",
            bool(told) and missing == 0,
        ),
        Row("nor stored twice", "the same id until acknowledged", f"{len(kept)} stored, {twice} double", twice == 0),
        Row("the store is sound", "SQLite integrity_check", "ok" if sound else "damaged", sound),
        Row("every lead reaches Slack", f"{len(by_slack)} cards", f"{unposted} missing", unposted == 0),
        Row("once", "the channel is searched before a repeat", f"{doubled} cards twice", doubled == 0),
        Row(
            "every lead reaches a mailbox",
            f"{len(by_mail)} letters",
            f"{max(0, len(by_mail) - len(mailed))} missing",
            len(by_mail) <= len(mailed),
        ),
        Row(
            "twice at most once a kill, with the same Message-ID",
            "a mailbox cannot be asked",
            f"{letters_twice} letters twice, {kills} kills",
            letters_twice <= kills,
        ),
    ]


async def _index_row(folder: str) -> Row:
    """Opened after the last kill, with the right card first for what the cards foresee."""
    passages = indexed(0)
    retriever = await index_of(folder, passages)
    asked = [(passage.asks[0].text, passage) for passage in passages if passage.asks]
    found = 0
    for text, passage in asked:
        hits = retriever.find(text, language=passage.language).knowledge
        found += bool(hits) and passage.card_id in {hit.passage.card_id for hit in hits[:3]}
    return Row(
        "the index is usable",
        f"opened after kills in its writing, {len(asked)} foreseen questions",
        f"{found} find their card among three",
        found >= len(asked) * 0.95,
    )
