"""Lives that store leads until they are killed, naming each lead on stdout once it is acknowledged.

Every line read from stdin begins a life. It is a fork, so that ten lives do not cost ten starts of Python.
"""

import asyncio
import os
import sys

from bot.domain import Conversation, ConversationId, Language
from bot.storage import Database, SqlConversationStore
from tests.fakes import FrozenClock

from .samples import MORNING, gap, message, with_lead


async def append(url: str, life: str) -> None:
    database = Database.open(url)
    store = SqlConversationStore(database=database, clock=FrozenClock())
    for number in range(1_000_000):
        key = f"{life}-{number}"
        started = Conversation(id=ConversationId(key), language=Language.DANISH, started_at=MORNING)
        await store.create(started.says(message("m1")))
        loaded = (await store.get(started.id)).says(message("m2"))
        await store.save(with_lead(loaded, reference=key), gaps=[gap(key)])
        say(key)


async def prepare(url: str) -> None:
    database = Database.open(url)
    await database.migrate()
    await database.close()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(url: str) -> None:
    asyncio.run(prepare(url))
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(str(os.getpid()))
            asyncio.run(append(url, line.strip()))
        os.waitpid(pid, 0)
        say("dead")


if __name__ == "__main__":
    main(sys.argv[1])
