"""Harvesting: only what visitors agreed to, only by rule, and nothing personal."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import Author, Conversation, Field, Message, Outcome, Stated
from bot.settings import Settings
from bot.storage import SqlConversationStore, harvest_label
from bot.wiring import open_database
from evals.harvesting import candidates, harvest_rows
from tests.fakes import FrozenClock
from tests.storage.samples import MORNING, conversation, message, with_lead


def reply(key: str, outcome: Outcome) -> Message:
    return Message(id=key, author=Author.BOT, text="…", sent_at=MORNING, outcome=outcome)


def heard(text: str, outcome: Outcome) -> Conversation:
    started = conversation()
    inquiry = started.inquiry.with_stated(Field.COMPANY_NAME, Stated("Æblehjælp", "Æblehjælp", "m1"))
    return replace(started, inquiry=inquiry).says(message("m1", text)).says(reply("m1:reply", outcome))


def test_a_refused_question_is_a_candidate_with_its_rule() -> None:
    [row] = candidates(heard("Hvad koster en plads?", Outcome.REFUSED))
    assert row["question"] == "Hvad koster en plads?"
    assert "it was refused" in row["provenance"]
    assert row["key_facts"] == []


def test_an_answered_question_is_none() -> None:
    assert list(candidates(heard("Hvad koster en plads?", Outcome.ANSWERED))) == []


def test_who_asked_is_taken_out() -> None:
    said = "Æblehjælp spørger: 010190-1234, ring 20 12 34 56 eller a@b.example"
    [row] = candidates(heard(said, Outcome.OUT_OF_SCOPE))
    assert row["question"] == "[company_name] spørger: [CPR], ring [number] eller [address]"


@pytest.mark.anyio
async def test_only_conversations_that_were_agreed_to_are_read(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    asked = heard("Hvad koster en plads?", Outcome.REFUSED)
    async with open_database(settings) as database:
        store = SqlConversationStore(database=database, clock=FrozenClock())
        await store.create(replace(asked, id=conversation("silent").id))
        await store.create(with_lead(asked))
    assert [row["id"] for row in await harvest_rows(settings)] == [f"{harvest_label('c1')}1"]
