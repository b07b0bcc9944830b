"""Two public sites and one server: each site's pages reach their own conversations and nobody else's."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from bot.domain import Bilingual, Language, OpeningHours, Site, Span
from bot.web import Limits, Rate, Sites, create_app
from tests.fakes import FrozenClock

from .fake_door import FakeDoor
from .visitor import SECRET, Answer, Visitor

NORTH = Site(
    key="north",
    operator=Bilingual("Nordregionen", "North Region"),
    origins=frozenset({"https://north.example", "https://www.north.example"}),
    title=Bilingual("Spørg Nord", "Ask North"),
    lead=Bilingual("Spørg om robotter.", "Ask about robots."),
    suggestions=(Bilingual("Kan robotten danse?", "Can the robot dance?"),),
    opening_hours=OpeningHours(week={day: Span(time(9), time(15)) for day in range(4)}),
    first=("nord-lsca",),
)
SOUTH = Site(
    key="south",
    operator=Bilingual("Sydregionen", "South Region"),
    origins=frozenset({"https://south.example"}),
    languages=(Language.ENGLISH,),
)
AT_NORTH = {"Origin": "https://north.example", "X-Indgang-Site": "north"}
AT_SOUTH = {"Origin": "https://south.example", "X-Indgang-Site": "south"}
UNHURRIED = Limits(deeds=Rate(1_000, 1_000), requests=Rate(10_000, 10_000), openings=Rate(1_000, 1_000))


@pytest.fixture
def client(door: FakeDoor, clock: FrozenClock) -> TestClient:
    app = create_app(
        door=door, feed=door.feed, clock=clock, secret=SECRET, limits=UNHURRIED, sites=Sites.of(NORTH, SOUTH)
    )
    return TestClient(app, raise_server_exceptions=False)


def arrives(client: TestClient, headers: dict[str, str]) -> Visitor:
    opened = client.post("/api/v1/conversations", json={}, headers=headers)
    assert opened.status_code == 201
    return Visitor(client=client, id=opened.json()["id"], token=opened.json()["token"])


def crossing(answer: Answer) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items() if name.lower().startswith("access-control")}


def preflight(client: TestClient, origin: str, path: str = "/api/v1/conversations") -> Answer:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,x-indgang-site"}
    return client.options(path, headers={"Origin": origin} | asked)


@pytest.mark.parametrize("origin", sorted(NORTH.origins | SOUTH.origins))
def test_a_sites_own_pages_are_let_in(client: TestClient, origin: str) -> None:
    answer = preflight(client, origin)
    assert answer.status_code == 204
    allowed = crossing(answer)
    assert allowed["access-control-allow-origin"] == origin
    assert {"GET", "POST", "PUT", "DELETE"} <= set(allowed["access-control-allow-methods"].split(", "))
    headers = allowed["access-control-allow-headers"].lower().split(", ")
    assert {"authorization", "content-type", "last-event-id", "x-indgang-site"} <= set(headers)
    assert "access-control-allow-credentials" not in allowed
    assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://north.example",
        "https://north.example.evil.example",
        "https://evil-north.example",
        "https://north.example:8443",
        "null",
        "*",
    ],
)
def test_no_other_page_is_let_in_and_nothing_is_done_for_it(client: TestClient, door: FakeDoor, origin: str) -> None:
    assert crossing(preflight(client, origin)) == {}
    for key in ("", "north", "south"):
        answer = client.post("/api/v1/conversations", json={}, headers={"Origin": origin, "X-Indgang-Site": key})
        assert (answer.status_code, answer.json()["error"], crossing(answer)) == (403, "other_site", {})
    assert door.kept == {}


@pytest.mark.parametrize(("origin", "key"), [("https://north.example", "south"), ("https://north.example", "")])
def test_a_page_cannot_name_itself_another_site(client: TestClient, door: FakeDoor, origin: str, key: str) -> None:
    answer = client.post("/api/v1/conversations", json={}, headers={"Origin": origin, "X-Indgang-Site": key})
    assert (answer.status_code, crossing(answer), door.kept) == (403, {}, {})


def test_an_unknown_key_is_told_in_both_languages(client: TestClient, door: FakeDoor) -> None:
    answer = client.post("/api/v1/conversations", json={}, headers={"X-Indgang-Site": "nowhere"})
    assert answer.status_code == 403
    assert "egen side" in answer.json()["message_da"]
    assert "own page" in answer.json()["message_en"]
    assert door.kept == {}


def test_our_own_page_needs_no_key_also_behind_a_proxy_that_ends_tls(client: TestClient) -> None:
    for origin in ("http://testserver", "https://testserver"):
        answer = client.post("/api/v1/conversations", json={}, headers={"Origin": origin})
        assert (answer.status_code, crossing(answer)) == (201, {})


def test_refusals_and_errors_can_be_read_by_the_page_that_asked(client: TestClient) -> None:
    for answer in (
        client.get("/api/v1/conversations/x", headers=AT_NORTH),
        client.post("/api/v1/conversations", content=b"x" * 70_000, headers=AT_NORTH),
        client.get("/api/v1/nothing", headers=AT_NORTH),
    ):
        assert answer.status_code >= 400
        assert crossing(answer)["access-control-allow-origin"] == "https://north.example"
        assert crossing(answer)["access-control-expose-headers"] == "Retry-After"


def test_no_answer_sets_a_cookie(client: TestClient) -> None:
    visitor = arrives(client, AT_NORTH)
    for answer in (client.get("/", headers={}), visitor.ask("GET", headers=AT_NORTH), client.get("/api/v1/welcome")):
        assert "set-cookie" not in {name.lower() for name in answer.headers}


def everything(client: TestClient, visitor: Visitor, *, reference: str, message: str) -> list[tuple[str, str, Any]]:
    """Every route that names something of a conversation's."""
    mine = f"/api/v1/conversations/{visitor.id}"
    return [
        ("GET", mine, None),
        ("GET", f"{mine}/messages", None),
        ("GET", f"{mine}/events", None),
        ("GET", f"{mine}/review", None),
        ("POST", f"{mine}/messages", {"id": str(uuid4()), "text": "Hej"}),
        ("POST", f"{mine}/messages/{message}/feedback", {"id": str(uuid4()), "helped": True}),
        ("PUT", f"{mine}/fields/company_name", {"id": str(uuid4()), "value": "Fremmed ApS"}),
        (
            "POST",
            f"{mine}/consent",
            {"id": str(uuid4()), "destinations": ["nord-lsca"], "notice_id": "notice-1", "consent": True},
        ),
        ("POST", f"{mine}/withdraw", {"id": str(uuid4()), "reference": reference}),
        ("DELETE", mine, None),
    ]


@pytest.fixture
def north(client: TestClient) -> Visitor:
    """A conversation of the north's that has everything: messages, fields, consent, a handoff."""
    visitor = arrives(client, AT_NORTH)
    at_north = Visitor(client=client, id=visitor.id, token=visitor.token, headers=AT_NORTH)
    at_north.has_sent()
    return at_north


def test_the_isolation_test_tries_every_route_of_a_conversation(client: TestClient, north: Visitor) -> None:
    paths: dict[str, Any] = client.get("/api/v1/openapi.json").json()["paths"]
    known = {
        (method.upper(), path) for path, methods in paths.items() if "{conversation_id}" in path for method in methods
    }
    assert len(known) == len(everything(client, north, reference="x", message="y"))


@pytest.mark.parametrize(
    ("headers", "whose"),
    [
        (AT_SOUTH, "the south's"),
        (AT_SOUTH, "the north's"),
        ({"X-Indgang-Site": "south"}, "the north's"),
        ({}, "the north's"),
        (AT_NORTH, "the south's"),
    ],
)
def test_one_sites_objects_are_out_of_reach_of_the_other(
    client: TestClient, door: FakeDoor, north: Visitor, headers: dict[str, str], whose: str
) -> None:
    token = arrives(client, AT_SOUTH).token if whose == "the south's" else north.token
    kept = door.kept[north.id]
    turns = door.turns
    reached = list[tuple[str, str, int]]()
    for method, path, body in everything(
        client, north, reference=kept.handoffs[0].reference, message=kept.transcript[1].id
    ):
        answer = client.request(method, path, json=body, headers=headers | {"Authorization": f"Bearer {token}"})
        unknown = client.request(
            method,
            path.replace(north.id, "no-such-id"),
            json=body,
            headers=headers | {"Authorization": f"Bearer {token}"},
        )
        assert answer.json() == unknown.json(), "a foreign conversation must look like one that is not there"
        if answer.status_code != 404:
            reached.append((method, path, answer.status_code))
    assert reached == []
    assert door.kept[north.id] == kept
    assert door.turns == turns


def test_the_right_token_on_the_right_site_opens_them(north: Visitor) -> None:
    assert north.ask("GET").status_code == 200
    assert north.ask("GET", "/review").status_code == 200


def test_a_token_holds_for_the_pair_and_not_for_the_letters(client: TestClient) -> None:
    visitor = arrives(client, AT_NORTH)
    answer = client.get(
        f"/api/v1/conversations/north%00{visitor.id}", headers={"Authorization": f"Bearer {visitor.token}"}
    )
    assert answer.status_code == 404


def test_each_site_says_who_it_is_and_when_it_is_open(client: TestClient, clock: FrozenClock) -> None:
    clock.moment = datetime(2026, 9, 1, 9, tzinfo=UTC)
    told = client.get("/api/v1/welcome", headers=AT_NORTH).json()
    assert told["operator"] == {"da": "Nordregionen", "en": "North Region"}
    assert told["title"] == {"da": "Spørg Nord", "en": "Ask North"}
    assert told["suggestions"] == [{"da": "Kan robotten danse?", "en": "Can the robot dance?"}]
    assert told["opening_hours"] == {"da": "Mandag–torsdag kl. 9.00–15.00", "en": "Monday–Thursday 9:00–15:00"}
    assert told["is_open"] is True
    clock.moment = datetime(2026, 9, 1, 13, tzinfo=UTC)  # 15:00 in Denmark
    assert client.get("/api/v1/welcome", headers=AT_NORTH).json()["is_open"] is False
    other = client.get("/api/v1/welcome", headers=AT_SOUTH).json()
    assert (other["opening_hours"], other["is_open"], other["languages"]) == (None, None, ["en"])


def test_a_site_in_one_language_opens_its_conversations_in_it(client: TestClient) -> None:
    opened = client.post("/api/v1/conversations", json={"language": "da"}, headers=AT_SOUTH).json()
    assert opened["language"] == "en"
    assert "run by South Region" in opened["disclosure"]


def test_a_sites_own_destinations_are_shown_first_and_the_others_stay(client: TestClient, north: Visitor) -> None:
    names = [each["destination_id"] for each in north.ask("GET", "/review").json()["recipients"]]
    assert names == ["nord-lsca", "syd-en-indgang"]
