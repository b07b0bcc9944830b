"""Whatever stands behind an id is open to its owner alone: every path of the API, tried with everybody else's keys."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import AsyncClient, Response

from bot.conversation import FeedbackBox
from bot.domain import ConversationId, LeadKey, Site, Stage
from bot.storage import SqlFeedback
from bot.web import LeadLinks, Limits, Rate, Sites, take_feedback
from tests.conversation.samples import READY, SYD
from tests.mail.posting import ANN, SECRET, Post, form, open_post
from tests.mail.server import open_mailroom

pytestmark = pytest.mark.anyio
API = "/api/v1/conversations"
PLENTY = Rate(1e9, 1e9)
SITES = Sites.of(
    Site(key="region-robot", origins=frozenset({"https://robot.example"})),
    Site(key="region-seng", origins=frozenset({"https://seng.example"})),
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


@dataclass(kw_only=True)
class Owner:
    """A company on one site, with a lead of its own. `secret` are words only they may read."""

    site: str
    secret: str
    id: str = ""
    token: str = ""
    status: str = ""
    reference: str = ""
    lead: str = ""
    """The link to its lead in a colleague's letter."""
    message: str = ""
    notice: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "X-Indgang-Site": self.site}

    def fill(self, path: str) -> str:
        """A path of the API with this owner's ids in it. A parameter the test does not know fails it."""
        known = {
            "conversation_id": self.id,
            "field": "product",
            "message_id:path": self.message,
            "message_id": self.message,
            "link": self.status,
        }
        for name in [part.partition("}")[0] for part in path.split("{")[1:]]:
            assert name in known, f"a path with an id nobody tries with others' keys: {path}"
            path = path.replace(f"{{{name}}}", known[name])
        return path

    def body(self, path: str) -> dict[str, object]:
        """What does something where it is let in."""
        bodies: dict[str, dict[str, object]] = {
            "messages": {"text": "Jeg overtager"},
            "product": {"value": "overtaget"},
            "consent": {"destinations": [SYD], "notice_id": self.notice, "consent": True},
            "withdraw": {"reference": self.reference},
            "feedback": {"helped": False, "comment": "overtaget"},
        }
        return {"id": str(uuid4())} | bodies.get(path.rpartition("/")[2], {})


@dataclass(kw_only=True)
class Street:
    post: Post
    app: FastAPI
    page: AsyncClient
    owners: list[Owner] = field(default_factory=list[Owner])

    async def asks(self, method: str, path: str, headers: dict[str, str], body: dict[str, object]) -> Response:
        return await self.page.request(method, path, headers=headers, json=body if method != "GET" else None)

    async def state(self, owner: Owner) -> str:
        return repr(await self.post.office.store.get(ConversationId(owner.id)))


@pytest.fixture
async def street(anyio_backend: str, tmp_path: Path) -> AsyncIterator[Street]:
    """Two companies on two sites, each with a lead of its own."""
    limits = Limits(deeds=PLENTY, requests=PLENTY, openings=PLENTY)
    with open_mailroom() as mailroom:
        async with open_post(tmp_path, mailroom, limits=limits, sites=SITES) as post:
            office = post.office
            box = FeedbackBox(
                conversations=office.store, store=SqlFeedback(database=office.database), clock=office.clock
            )
            take_feedback(post.app, box)
            street = Street(post=post, app=post.app, page=post.page)
            for site, secret in (("region-robot", "Zebrafisk"), ("region-seng", "Månekrater")):
                street.owners.append(await _moves_in(street, site=site, secret=secret))
            yield street


async def _moves_in(street: Street, *, site: str, secret: str) -> Owner:
    owner = Owner(site=site, secret=secret)
    opened = (await street.page.post(API, json={"language": "da"}, headers={"X-Indgang-Site": site})).json()
    owner.id, owner.token = opened["id"], opened["token"]
    path = f"{API}/{owner.id}"
    said = str(uuid4())
    await street.asks("POST", f"{path}/messages", owner.headers, {"id": said, "text": f"Vi laver {secret}"})
    owner.message = f"{said}/reply"
    for name, (value, _) in READY.items():
        filled = {"region_hospital": "OUH, Aalborg", "company_name": f"{secret} ApS"}.get(name, value)
        await street.asks("PUT", f"{path}/fields/{name}", owner.headers, {"id": str(uuid4()), "value": filled})
    owner.notice = (await street.page.get(f"{path}/review", headers=owner.headers)).json()["notice_id"]
    agreed = await street.asks("POST", f"{path}/consent", owner.headers, owner.body("consent"))
    [handoff] = agreed.json()["state"]["handoffs"]
    owner.reference, owner.status = handoff["reference"], handoff["status_link"]
    [lead] = (await street.post.office.store.get(ConversationId(owner.id))).handoffs
    links = LeadLinks(secret=SECRET, clock=street.post.office.clock)
    owner.lead = links.issue(LeadKey(ConversationId(owner.id), lead.id, ANN))

    assert (await street.post.office.store.get(ConversationId(owner.id))).stage is Stage.HANDED_OVER
    return owner


def _paths(app: FastAPI) -> list[str]:
    """Every path with an id, from the document the API publishes."""
    return [path for path in cast("dict[str, Any]", app.openapi()["paths"]) if "{" in path]


async def test_every_path_with_an_id_refuses_every_other_key_for_every_method(street: Street) -> None:
    """A stranger's token, none, a made-up one, one's own token on another site, and a status link as a token."""
    robot, seng = street.owners
    before = [await street.state(owner) for owner in street.owners]
    tried, opened = 0, list[str]()
    paths = [path for path in _paths(street.app) if "{link}" not in path]
    assert len(paths) >= 7
    for owner, other in ((robot, seng), (seng, robot)):
        unknown = str(uuid4())
        keys: list[dict[str, str]] = [
            other.headers,
            {**other.headers, "X-Indgang-Site": owner.site},
            {**owner.headers, "X-Indgang-Site": other.site},
            {**owner.headers, "X-Indgang-Site": ""},
            {"X-Indgang-Site": owner.site},
            {**owner.headers, "Authorization": f"Bearer {owner.status}"},
            {**owner.headers, "Authorization": f"Bearer {owner.lead}"},
            {**owner.headers, "Authorization": f"Basic {owner.token}"},
            {**owner.headers, "Authorization": f"Bearer {owner.token[:-1]}"},
            {**owner.headers, "Authorization": f"Bearer {owner.token[::-1]}"},
        ]
        for path in paths:
            for method in METHODS:
                for key in keys:
                    answer = await street.asks(method, owner.fill(path), key, owner.body(owner.fill(path)))
                    tried += 1
                    if answer.status_code not in {404, 405} or owner.secret in answer.text:
                        opened.append(f"{method} {path} {sorted(key)} {answer.status_code}")
                # Somebody else's conversation and none at all look the same.
                foreign = await street.asks(method, owner.fill(path), other.headers, owner.body(owner.fill(path)))
                missing = await street.asks(
                    method, owner.fill(path).replace(owner.id, unknown), other.headers, owner.body(owner.fill(path))
                )
                assert (foreign.status_code, foreign.text) == (missing.status_code, missing.text)
    assert opened == []
    assert tried >= 700
    assert [await street.state(owner) for owner in street.owners] == before


async def test_the_owner_is_let_in_by_the_same_requests(street: Street) -> None:
    """Or the test above would prove nothing."""
    owner = street.owners[0]
    let_in = set[str]()
    paths = cast("dict[str, Any]", street.app.openapi()["paths"])
    # What is withdrawn has no status any more, so that comes last.
    for path, methods in sorted(paths.items(), key=lambda each: each[0].endswith("/withdraw")):
        if "{" not in path or path.endswith("/events"):
            continue
        for method in sorted(methods, key=lambda each: each == "delete"):
            if method == "delete":
                continue
            answer = await street.asks(method.upper(), owner.fill(path), owner.headers, owner.body(owner.fill(path)))
            # An inquiry that was handed over already is not handed over again, and its owner is told so.
            assert answer.is_success or answer.status_code == 409, (method, path, answer.text)
            let_in.add(path)
    assert len(let_in) >= 7
    assert (await street.asks("DELETE", f"{API}/{owner.id}", owner.headers, {})).status_code == 204


async def test_ids_of_one_do_nothing_in_the_others_own_conversation(street: Street) -> None:
    """With one's own token: another's reference, message and notice."""
    robot, seng = street.owners
    before = await street.state(robot)
    path = f"{API}/{seng.id}"
    deeds: tuple[tuple[str, dict[str, object]], ...] = (
        ("/withdraw", {"id": str(uuid4()), "reference": robot.reference}),
        (f"/messages/{robot.message}/feedback", robot.body("feedback")),
    )
    for where, body in deeds:
        answer = await street.asks("POST", path + where, seng.headers, body)
        assert answer.status_code in {404, 409}
        assert robot.secret not in answer.text
    assert await street.state(robot) == before


async def test_a_letters_link_opens_its_own_lead_and_nothing_of_the_other(street: Street) -> None:
    robot, seng = street.owners
    before = await street.state(seng)
    page = (await street.page.get(f"/lead/{robot.lead}")).text
    assert robot.secret in page
    assert seng.secret not in page
    head, _, signature = robot.lead.rpartition(".")
    other_head, _, _ = seng.lead.rpartition(".")
    forged = [f"{other_head}.{signature}", f"{head}.{signature[::-1]}", robot.status, robot.token, seng.id]
    for link in forged:
        for method in METHODS:
            answer = await street.page.request(method, f"/lead/{link}", data=form(page, "claim"))
            assert seng.secret not in answer.text
            assert robot.secret not in answer.text
    # A form filled in with the other lead's ids still acts on the link's own lead.
    claim = {**form(page, "claim"), "handoff_id": seng.reference, "conversation_id": seng.id}
    await street.page.post(f"/lead/{robot.lead}", data=claim)
    assert await street.state(seng) == before


async def test_a_status_link_shows_its_own_lead_alone_and_takes_no_other_key(street: Street) -> None:
    robot, seng = street.owners
    shown = (await street.page.get(f"/api/v1/status/{robot.status}")).text
    assert robot.reference in shown
    assert seng.reference not in shown
    assert robot.secret not in shown
    head, _, signature = robot.status.partition(".")
    other, _, _ = seng.status.partition(".")
    for link in (f"{other}.{signature}", f"{head}.{signature[::-1]}", robot.token, robot.lead, robot.reference):
        assert (await street.page.get(f"/api/v1/status/{link}", headers=robot.headers)).status_code == 404


def test_every_route_that_the_document_leaves_out_is_known_here(street: Street) -> None:
    """Pages and files that hold no conversation, and the links in letters, which have tests of their own."""
    written = set(cast("dict[str, Any]", street.app.openapi()["paths"]))
    routes = set(_routes(street.app))
    with_ids = {path.replace(":path}", "}") for path in routes if "{" in path} - written
    assert with_ids == {"/status/{link}", "/lead/{link}"}
    assert written <= {path.replace(":path}", "}") for path in routes}, "the walk above misses routes"


def _routes(router: Any) -> Iterator[str]:
    """The path of every route, those of included routers too."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route.path
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _routes(included)
