import logging
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from bot.domain import ConfigurationError, ConversationMoved, IndgangError, TransientError
from bot.web import Limits, Rate, create_app
from tests.fakes import FrozenClock

from .fake_door import FakeDoor
from .visitor import SECRET, Visitor


def test_answers_are_never_stored_and_pages_are_locked_down(client: TestClient, visitor: Visitor) -> None:
    for answer in (visitor.ask("GET"), client.get("/api/v1/conversations/x"), client.get("/healthz"), client.get("/")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_no_other_site_is_let_in(client: TestClient) -> None:
    answer = client.options(
        "/api/v1/conversations",
        headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"},
    )
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    plain = client.post("/api/v1/conversations", content="{}", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422


@pytest.mark.parametrize("size", [64 * 1024 + 1, 10_000_000])
def test_a_body_that_is_too_big_is_refused(client: TestClient, visitor: Visitor, size: int, door: FakeDoor) -> None:
    answer = visitor.ask("POST", "/messages", body={"id": "x" * size})
    assert answer.status_code == 413
    assert answer.json()["error"] == "too_big"
    assert answer.headers["Cache-Control"] == "no-store"
    assert door.turns == 0


def test_a_body_without_a_length_is_counted_as_it_comes(client: TestClient) -> None:
    pieces = (b"x" * 1000 for _ in range(100))
    assert client.post("/api/v1/conversations", content=pieces).status_code == 413


@pytest.mark.parametrize("limits", [Limits(deeds=Rate(2, 0.5))])
def test_a_hasty_visitor_waits_and_others_do_not(client: TestClient, clock: FrozenClock) -> None:
    hasty, calm = Visitor.arrives(client), Visitor.arrives(client)
    assert [hasty.says("Hej").status_code for _ in range(3)] == [200, 200, 429]
    assert hasty.says("Hej").headers["Retry-After"] == "2"
    assert calm.says("Hej").status_code == 200
    clock.move(timedelta(seconds=2))
    assert hasty.says("Hej").status_code == 200


@pytest.mark.parametrize("limits", [Limits(openings=Rate(3, 0.1))])
def test_one_address_opens_only_so_many_conversations(client: TestClient) -> None:
    statuses = [client.post("/api/v1/conversations", json={}).status_code for _ in range(4)]
    assert statuses == [201, 201, 201, 429]


@pytest.mark.parametrize("limits", [Limits(requests=Rate(5, 1))])
def test_one_address_asks_only_so_much(client: TestClient) -> None:
    statuses = [client.get("/api/v1/conversations/x").status_code for _ in range(6)]
    assert statuses == [404] * 5 + [429]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (TransientError("model is down"), 503),
        (ConversationMoved("busy"), 503),
        (ConfigurationError("no model"), 503),
        (IndgangError("something"), 503),
    ],
)
def test_a_neighbour_that_does_not_answer_means_later(
    visitor: Visitor, door: FakeDoor, error: Exception, status: int
) -> None:
    door.breaks_with = error
    answer = visitor.says("Hej")
    assert answer.status_code == status
    assert answer.headers["Retry-After"] == "5"
    assert str(error) not in answer.text


def test_an_unforeseen_error_is_an_id_to_both_sides_and_words_to_neither(
    visitor: Visitor, door: FakeDoor, caplog: pytest.LogCaptureFixture
) -> None:
    door.breaks_with = RuntimeError("the visitor wrote: hemmelighed")
    with caplog.at_level(logging.DEBUG):
        answer = visitor.says("hemmelighed")
    assert answer.status_code == 500
    [record] = [record for record in caplog.records if record.message == "web.unforeseen"]
    assert f"({record.__dict__['error_id']})" in answer.json()["message_en"]
    assert record.__dict__["kind"] == "RuntimeError"
    assert "Traceback" not in answer.text
    assert "hemmelighed" not in answer.text
    assert "hemmelighed" not in str([record.__dict__ for record in caplog.records])


def test_unknown_paths_and_methods_are_problems_too(client: TestClient) -> None:
    assert client.get("/api/v1/nothing").json()["error"] == "unknown"
    assert client.put("/api/v1/conversations", json={}).json()["error"] == "not_allowed"
    assert client.get("/docs").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


def test_health_and_readiness(client: TestClient, door: FakeDoor) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200
    door.is_away = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_a_short_secret_stops_the_start(door: FakeDoor, clock: FrozenClock) -> None:
    with pytest.raises(ConfigurationError, match="32 characters"):
        create_app(door=door, feed=door.feed, clock=clock, secret="short")  # noqa: S106 - too short on purpose


def test_tokens_signed_with_another_secret_open_nothing(client: TestClient, door: FakeDoor, clock: FrozenClock) -> None:
    other = TestClient(create_app(door=door, feed=door.feed, clock=clock, secret=SECRET[::-1]))
    visitor = Visitor.arrives(other)
    assert visitor.ask("GET").status_code == 200
    assert Visitor(client=client, id=visitor.id, token=visitor.token).ask("GET").status_code == 404
