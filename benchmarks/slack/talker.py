"""A server that answers in Slack with a model that takes its time; started, and killed, by `answers`.

python -m benchmarks.slack.talker <folder> <port> <Slack's API> (in a process of its own)
"""

import asyncio
import json
import logging
import sys
from pathlib import Path

from bot.conversation import Engine
from bot.settings import ModelSettings, Settings
from bot.slack import LeadChannels, SlackConfig, make_client, open_slack
from bot.storage import Database, SqlConversationStore
from bot.wiring import SystemClock, open_desk, speaking
from tests.conversation.samples import directory, door_cards, knowledge, knows, passage
from tests.fakes import MemoryFeed, ScriptedModel, ScriptedRetriever
from tests.house import make_engine
from tests.slack.edge import BOT_TOKEN, SECRET
from tests.slack.workspace import behind_of, served

QUESTION = "What does the robot lab do?"
SENTENCES = (
    "The robot lab tests robots for nurses.",
    "The robot lab lends beds to companies.",
    "The robot lab moves to Odense in 2027.",
    "The robot lab is open on Tuesdays.",
    "The robot lab writes a report for each company.",
)
PAUSE = 0.03
"""Seconds between seven letters of the model's: two seconds an answer."""
SETTINGS = Settings(llm=ModelSettings(base_url="http://127.0.0.1:1/v1", model="slow", understand_seconds=0))


def speaking_slowly(engine: Engine) -> Engine:
    draft = json.dumps({"claims": [{"text": each, "sources": [1]} for each in SENTENCES]})
    return speaking(engine, SETTINGS, ScriptedModel(script={"answer": [draft]}, pause=PAUSE))


async def talk(folder: Path, port: int, api: str) -> None:
    """Until killed."""
    clock, feed = SystemClock(), MemoryFeed()
    retriever = ScriptedRetriever(script={QUESTION: knows(passage("lab", " ".join(SENTENCES)))}, cards=door_cards())
    database = Database.open(f"sqlite:///{folder}/indgang.db")
    await database.migrate()
    store = SqlConversationStore(database=database, clock=clock)
    known = directory()
    desk = open_desk(database, known, store=store, feed=feed, clock=clock)
    engine = make_engine(store=store, feed=feed, clock=clock, retriever=retriever, knowledge=knowledge())
    config = SlackConfig(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=api)
    behind = behind_of(desk, speaking_slowly(engine), nudge=lambda: asyncio.sleep(0))
    channels = LeadChannels(directory=known)
    async with (
        open_slack(config, client=make_client(config), channels=channels, behind=behind) as slack,
        served(slack.around(_nothing), port),
    ):
        await asyncio.Event().wait()


async def _nothing(*_: object) -> None:
    """There is no other app here."""


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(talk(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
