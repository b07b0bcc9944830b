"""What a database and the receivers hold after all the kills, against what companies were told."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.mail.server import Mailroom

from .insisting import Ledger
from .lives import BY_MAIL, BY_SLACK, index_of, indexed
from .receivers import CountingSlack
from .table import Row

Counts = dict[str, Any]


def waiting(folder: Path) -> int:
    """How many leads have not arrived."""
    with closing(sqlite3.connect(folder / "indgang.db", timeout=10)) as connection:
        query = "SELECT count(*) FROM handoffs WHERE state != 'delivered'"
        return int(connection.execute(query).fetchone()[0])


def attempts_under_way(folder: Path) -> set[tuple[str, int]]:
    """The posts somebody has taken, with the number of the attempt; read without changing a byte."""
    with closing(sqlite3.connect(f"file:{folder}/indgang.db?mode=ro", uri=True, timeout=10)) as connection:
        try:
            return set(connection.execute("SELECT key, attempts FROM outbox WHERE taken_until IS NOT NULL"))
        except sqlite3.OperationalError:
            # Killed before there was a table.
            return set()


def counted(folder: Path, ledger: Ledger, slack: CountingSlack, mail: Mailroom) -> Counts:
    with closing(sqlite3.connect(folder / "indgang.db")) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        leads = connection.execute("SELECT conversation_id, reference, destination_id, id FROM handoffs").fetchall()
    kept = {reference for _, reference, _, _ in leads}
    pairs = Counter((conversation, destination) for conversation, _, destination, _ in leads)
    posted = slack.keys()
    cards = [posted[f"lead:{id_}@slack:C1"] for _, _, destination, id_ in leads if destination == BY_SLACK]
    letters = Counter(str(letter["Message-ID"]) for letter in list(mail.letters))
    by_mail = sum(destination == BY_MAIL for _, _, destination, _ in leads)
    return {
        "acknowledged": len(ledger.told),
        "lost": len(ledger.told - kept),
        "stored": len(kept),
        "double": sum(count - 1 for count in pairs.values()),
        "damaged": int(not sound),
        "cards": len(cards),
        "cards_missing": sum(not count for count in cards),
        "cards_twice": sum(count > 1 for count in cards),
        "letters": by_mail,
        "letters_missing": max(0, by_mail - len(letters)),
        "letters_twice": sum(count > 1 for count in letters.values()),
        "requests": ledger.attempts,
        "cut_off": ledger.cut_off,
    }


async def index_counted(folder: str) -> Counts:
    """The index as the last kill left it, asked what its cards foresee."""
    passages = indexed(0)
    retriever = await index_of(folder, passages)
    asked = [(passage.asks[0].text, passage) for passage in passages if passage.asks]
    found = 0
    for text, passage in asked:
        hits = retriever.find(text, language=passage.language).knowledge
        found += bool(hits) and passage.card_id in {hit.passage.card_id for hit in hits[:3]}
    return {"asked": len(asked), "found": found}


def rows_of(n: Counter[str], *, slices: int) -> list[Row]:
    how = (
        f"{n['kills']} kill -9 in {n['seconds']} s and {slices} databases, {n['submitting']} of them while a company "
        f"waited for a receipt, {n['delivering']} while a post was on its way; "
        f"{n['requests']} requests, {n['cut_off']} cut off"
    )
    lost, double, damaged = n["lost"], n["double"], n["damaged"]
    return [
        Row(
            "an acknowledged lead is never lost",
            how,
            f"{n['acknowledged']} acknowledged, {lost} lost",
            n["acknowledged"] > 0 and not lost,
        ),
        Row("nor stored twice", "the same id until acknowledged", f"{n['stored']} stored, {double} double", not double),
        Row("the store is sound", "SQLite integrity_check", f"{damaged} of {slices} damaged", not damaged),
        Row("every lead reaches Slack", f"{n['cards']} cards", _missing(n["cards_missing"]), not n["cards_missing"]),
        Row(
            "once",
            "the channel is searched before a repeat",
            f"{n['cards_twice']} cards twice",
            not n["cards_twice"],
        ),
        Row(
            "every lead reaches a mailbox",
            f"{n['letters']} letters",
            _missing(n["letters_missing"]),
            not n["letters_missing"],
        ),
        Row(
            "twice at most once a kill in delivery, with the same Message-ID",
            "a mailbox cannot be asked",
            f"{n['letters_twice']} letters twice",
            n["letters_twice"] <= n["delivering"],
        ),
        Row(
            "the index is usable",
            f"opened after kills in its writing, {n['asked']} foreseen questions",
            f"{n['found']} find their card among three",
            n["found"] >= n["asked"] * 0.95,
        ),
    ]


def _missing(count: int) -> str:
    return f"{count} missing"
