"""Metrics: for machines, with no visitor's words and no ids in them."""

import logging

import pytest
from starlette.testclient import TestClient

from bot.metrics import EventCounter, Metrics
from bot.web import create_app, watch
from tests.fakes import FrozenClock

from .fake_door import FakeDoor
from .visitor import SECRET

TOKEN = "read-only"  # noqa: S105 - a test's


@pytest.fixture
def watched(door: FakeDoor, clock: FrozenClock, request: pytest.FixtureRequest) -> TestClient:
    app = create_app(door=door, feed=door.feed, clock=clock, secret=SECRET)
    watch(app, metrics=Metrics(), token=getattr(request, "param", TOKEN))
    return TestClient(app)


def metrics(client: TestClient, token: str = TOKEN) -> str:
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).text


def test_requests_are_counted_by_route_and_never_by_id(watched: TestClient) -> None:
    watched.get("/api/v1/conversations/secret-id")
    watched.get("/nowhere/secret-id")
    shown = metrics(watched)
    assert 'route="/api/v1/conversations/{conversation_id}"' in shown
    assert 'route="other",status="404"' in shown
    assert "secret-id" not in shown


def test_metrics_want_their_token(watched: TestClient) -> None:
    assert watched.get("/metrics").status_code == 401
    assert metrics(watched, "wrong") == ""


@pytest.mark.parametrize("watched", [""], indirect=True)
def test_without_a_token_there_are_no_metrics(watched: TestClient) -> None:
    assert watched.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_events_of_ours_are_counted_by_name_alone() -> None:
    counted = Metrics()
    ours, foreign = logging.getLogger("bot.conversation.engine"), logging.getLogger("elsewhere")
    handler = EventCounter(counted)
    for logger, words, arguments in (
        (ours, "handoff.delivered", ()),
        (foreign, "a visitor's words", ()),
        (ours, "failed for %s", ("a visitor",)),
    ):
        handler.handle(logger.makeRecord(logger.name, logging.INFO, "f", 1, words, arguments, None))
    shown = counted.text().decode()
    assert 'indgang_events_total{event="handoff.delivered",level="info"} 1.0' in shown
    assert "visitor" not in shown
