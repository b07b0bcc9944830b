"""Visitors say whether an answer helped."""

import asyncio
from typing import cast
from uuid import uuid4

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.conversation import FeedbackBox
from bot.ports import ConversationStore
from bot.web import take_feedback
from tests.fakes import FrozenClock, MemoryFeedback

from .fake_door import FakeDoor
from .visitor import Answer, Visitor


@pytest.fixture
def kept(client: TestClient, door: FakeDoor, clock: FrozenClock) -> MemoryFeedback:
    kept = MemoryFeedback()
    # The fake engine gives out conversations as a store does, and the box asks for nothing else.
    take_feedback(
        cast(FastAPI, client.app),
        FeedbackBox(conversations=cast(ConversationStore, door), store=kept, clock=clock),
    )
    return kept


def answered(visitor: Visitor) -> str:
    message: str = visitor.says("Hvordan tester vi vores udstyr?").json()["messages"][1]["id"]
    return message


def rate(visitor: Visitor, message: str, **body: object) -> Answer:
    told = {"id": str(uuid4()), "helped": False, "reason": "outdated", "comment": ""} | body
    return visitor.ask("POST", f"/messages/{message}/feedback", body=told)


def test_a_visitor_says_why_an_answer_did_not_help(visitor: Visitor, kept: MemoryFeedback) -> None:
    answer = rate(visitor, answered(visitor), comment="Tallet er fra 2019. Mit CPR er 010190-1234.")
    assert (answer.status_code, answer.content) == (204, b"")
    [told] = asyncio.run(kept.all())
    assert (told.helped, told.reason, told.question) == (False, "outdated", "Hvordan tester vi vores udstyr?")
    assert "2019" in told.comment
    assert "010190" not in told.comment
    assert told.cards == ("syd-en-indgang", "syd-sdsi")


def test_the_same_id_again_is_heard_once(visitor: Visitor, kept: MemoryFeedback) -> None:
    message, id_ = answered(visitor), str(uuid4())
    assert [rate(visitor, message, id=id_).status_code for _ in range(2)] == [204, 204]
    assert len(asyncio.run(kept.all())) == 1


def test_the_page_asks_only_where_answers_are_kept(client: TestClient) -> None:
    assert client.get("/api/v1/welcome").json()["takes_feedback"] is False


def test_it_asks_where_they_are(client: TestClient, kept: MemoryFeedback) -> None:
    assert client.get("/api/v1/welcome").json()["takes_feedback"] is True


def test_without_a_place_to_keep_it_the_visitor_is_told(visitor: Visitor) -> None:
    assert rate(visitor, answered(visitor)).status_code == 409


@pytest.mark.parametrize(
    "body",
    [{"helped": "maybe"}, {"reason": "boring"}, {"comment": "x" * 1_001}, {"id": "1"}, {"admin": True}],
)
def test_what_has_another_form_is_refused(visitor: Visitor, kept: MemoryFeedback, body: dict[str, object]) -> None:
    assert rate(visitor, answered(visitor), **body).status_code == 422
    assert asyncio.run(kept.all()) == []


def test_only_answers_can_be_judged_and_only_ones_own(
    client: TestClient, visitor: Visitor, kept: MemoryFeedback
) -> None:
    said = visitor.says("Hej").json()["messages"][0]["id"]
    assert rate(visitor, said).status_code == 409
    assert rate(visitor, "no-such-message").status_code == 409
    stranger = Visitor(client=client, id=visitor.id, token=Visitor.arrives(client).token)
    assert rate(stranger, said).status_code == 404
    assert asyncio.run(kept.all()) == []


def test_a_message_id_may_hold_a_slash(visitor: Visitor, kept: MemoryFeedback) -> None:
    """The engine names an answer after the message it answers."""
    assert rate(visitor, "a%2Freply").status_code == 409
