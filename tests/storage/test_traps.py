"""What no person does makes no lead, and says how to go on; what a person does is stored. On both databases."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient, Response

from bot.conversation import Engine
from bot.domain import ConversationId, Field
from bot.storage import Database, SqlConversationStore
from bot.web import Limits, create_app
from tests.conversation.samples import READY, SYD
from tests.fakes import FrozenClock, MemoryFeed
from tests.house import make_engine
from tests.web.visitor import SECRET

pytestmark = pytest.mark.anyio
API = "/api/v1/conversations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Has filled in all that is needed, at the moment its conversation was opened."""

    engine: Engine
    clock: FrozenClock
    page: AsyncClient
    id: str

    async def consents(self, id_: str = "", **more: object) -> Response:
        notice = (await self.page.get(f"{API}/{self.id}/review")).json()["notice_id"]
        body = {"id": id_ or str(uuid4()), "destinations": [SYD], "notice_id": notice, "consent": True}
        return await self.page.post(f"{API}/{self.id}/consent", json=body | more)

    async def leads(self) -> int:
        return len((await self.engine.get(ConversationId(self.id))).handoffs)


@pytest.fixture
async def company(anyio_backend: str, database: Database, clock: FrozenClock) -> AsyncIterator[Company]:
    store = SqlConversationStore(database=database, clock=clock)
    engine = make_engine(store=store, feed=MemoryFeed(), clock=clock)
    app = create_app(door=engine, feed=engine.feed, clock=clock, secret=SECRET, limits=Limits(lead_seconds=3))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as page:
        opened = (await page.post(API, json={"language": "da"})).json()
        page.headers["Authorization"] = f"Bearer {opened['token']}"
        for field, (value, _) in READY.items():
            typed = {"id": str(uuid4()), "value": value}
            assert (await page.put(f"{API}/{opened['id']}/fields/{field}", json=typed)).is_success
        assert Field.CONTACT_EMAIL in READY
        yield Company(engine=engine, clock=clock, page=page, id=opened["id"])


def told(answer: Response) -> tuple[int, str]:
    problem: dict[str, Any] = answer.json()
    assert "Send igen" in problem["message_da"] or "send igen" in problem["message_da"]
    assert "end again" in problem["message_en"]
    assert "samtalen" in problem["message_da"]
    return answer.status_code, problem["error"]


def events(caplog: pytest.LogCaptureFixture, company: Company) -> list[str]:
    sprung = [record for record in caplog.records if record.message.startswith("trap.")]
    assert {record.__dict__["conversation_id"] for record in sprung} == {company.id}
    return [record.message for record in sprung]


async def test_the_field_that_nobody_sees_is_left_empty_by_who_sends_a_lead(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    company.clock.move(timedelta(minutes=2))
    assert told(await company.consents(left_empty="https://pills.example")) == (422, "filled_in")
    assert await company.leads() == 0
    assert events(caplog, company) == ["trap.filled_in"]
    assert "pills" not in caplog.text
    # Sent again as a person does, it is stored; a form that sends the field empty is as good as one without it.
    assert (await company.consents(left_empty="")).status_code == 200
    assert await company.leads() == 1


async def test_who_is_faster_than_reading_is_told_when_to_send_again(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    company.clock.move(timedelta(seconds=1))
    deed = str(uuid4())
    hasty = await company.consents(deed)
    assert told(hasty) == (429, "too_soon")
    assert await company.leads() == 0
    assert events(caplog, company) == ["trap.too_soon"]
    company.clock.move(timedelta(seconds=int(hasty.headers["Retry-After"])))
    assert (await company.consents(deed)).status_code == 200
    # What is stored is not asked about again, whatever stands in the field when it is repeated.
    assert (await company.consents(deed, left_empty="x")).status_code == 200
    assert await company.leads() == 1


async def test_a_clock_that_was_set_back_stops_nobody(company: Company, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    company.clock.move(timedelta(seconds=-30))
    assert (await company.consents()).status_code == 200
    assert await company.leads() == 1
