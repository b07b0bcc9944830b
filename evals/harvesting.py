"""Turns stored conversations into candidate cases: by rule, masked, and only where the visitor agreed to a handover."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.domain import Author, Conversation, Field, Message, Outcome
from bot.privacy import mask
from bot.settings import Settings
from bot.storage import SqlConversationStore, harvest_label
from bot.wiring import SystemClock, open_database

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|\bwww\.\S+")
FIGURES = re.compile(r"(?<!\w)\+?\d(?:[ .\-]?\d){6,}(?!\w)")
PERSONAL = (Field.COMPANY_NAME, Field.CONTACT_EMAIL)


async def harvest_rows(settings: Settings) -> list[dict[str, Any]]:
    """Candidate rows from what is stored. The labels are left empty: they are a person's to give."""
    async with open_database(settings) as database:
        store = SqlConversationStore(database=database, clock=SystemClock())
        agreed = dict.fromkeys(conversation_id for conversation_id, _ in await store.handoffs())
        conversations = [await store.get(conversation_id) for conversation_id in agreed]
    return [row for conversation in conversations if conversation.consents for row in candidates(conversation)]


def candidates(conversation: Conversation) -> Iterator[dict[str, Any]]:
    """The turns worth labelling, each with the rule that chose it."""
    heard: list[str] = []
    for message in conversation.transcript:
        if message.author is Author.VISITOR:
            heard.append(without_personal(message.text, conversation))
            continue
        why = _why(message)
        if why and heard:
            yield {
                "id": f"{harvest_label(conversation.id)}{len(heard)}",
                "lang": str(conversation.language),
                "group": "",
                "question": heard[-1],
                "key_facts": [],
                "must_not": [],
                "gold": [],
                "expected_route": [],
                "tags": ["harvested"],
                "provenance": f"a stored conversation, agreed to; {why}",
            }


def _why(message: Message) -> str:
    if message.author is not Author.BOT:
        return ""
    if message.outcome is Outcome.REFUSED:
        return "it was refused"
    if message.outcome is Outcome.OUT_OF_SCOPE:
        return "it was said to be out of scope"
    if message.outcome is Outcome.ASKED and not message.citations:
        return "it was asked back without a source"
    return ""


def without_personal(text: str, conversation: Conversation) -> str:
    """No numbers, addresses or names of the company: the question is wanted, not who asked it."""
    kept = mask(text)
    for name in PERSONAL:
        for stated in conversation.inquiry.values(name):
            for words in (stated.value, stated.quote):
                if words.strip():
                    kept = re.sub(re.escape(words), f"[{name}]", kept, flags=re.IGNORECASE)
    return FIGURES.sub("[number]", ADDRESS.sub("[address]", kept))


def write_rows(rows: Sequence[dict[str, Any]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
