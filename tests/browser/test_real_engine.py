"""The page in front of the real engine, cards and database: from a question in English to a stored lead."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.domain import ConversationId, Field, Handoff, HandoffState
from bot.storage import Database, SqlConversationStore
from bot.web import create_app
from tests.fakes import FrozenClock, MemoryFeed
from tests.house import make_engine
from tests.web.visitor import SECRET

from .serving import Served, serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class RealHouse:
    served: Served
    store: SqlConversationStore

    def leads(self) -> list[tuple[ConversationId, Handoff]]:
        return asyncio.run_coroutine_threadsafe(self.store.handoffs(), self.served.loop).result(5)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RealHouse]:
    clock, feed = FrozenClock(), MemoryFeed()
    database = Database.open(f"sqlite:///{tmp_path}/indgang.db")
    store = SqlConversationStore(database=database, clock=clock)
    engine = make_engine(store=store, feed=feed, clock=clock)
    with serve(create_app(door=engine, feed=feed, clock=clock, secret=SECRET)) as served:
        asyncio.run_coroutine_threadsafe(database.migrate(), served.loop).result(10)
        yield RealHouse(served, store)
        asyncio.run_coroutine_threadsafe(database.close(), served.loop).result(5)


@pytest.fixture
def visit(browser: Browser, house: RealHouse) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def say(page: Page, words: str) -> None:
    said = page.locator(".message.visitor").count()
    page.get_by_label("Write your question").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".message.bot")).to_have_count(said + 1)


def test_a_company_goes_from_a_question_to_a_stored_lead(visit: BrowserContext, house: RealHouse) -> None:
    complaints: list[str] = []
    page = visit.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{house.served.url}/?lang=en")
    page.locator("#suggestion-list button").first.wait_for()

    say(page, "What is Trial Nation?")
    answer = page.locator(".message.bot").last
    expect(answer).to_contain_text("the national entrance to clinical trials in Denmark")
    page.get_by_role("button", name=re.compile("^Source 1")).first.click()
    expect(page.locator("details[data-marker='1']").last).to_contain_text("Trial Nation")

    say(page, "We make a wound sensor and want to test it at OUH.")
    expect(page.locator(".question")).to_contain_text("CE-mark")
    page.locator(".question button").first.click()
    expect(page.locator(".message.bot")).to_have_count(3)
    say(page, "Next spring")
    say(page, "Apple Aid ApS")
    say(page, "mia@example.org")
    assert house.leads() == []

    page.get_by_role("button", name="See what will be sent").click()
    page.get_by_role("heading", name="Check before you send").wait_for()
    tick = page.get_by_role("checkbox")
    expect(tick).to_have_count(1)
    expect(tick).not_to_be_checked()
    tick.check()
    page.locator("#send-inquiry").click()
    page.locator("#receipt .reference").wait_for()

    [(_, lead)] = house.leads()
    expect(page.locator("#receipt .reference")).to_have_text([lead.reference])
    assert (lead.destination_id, lead.state) == ("syd-en-indgang", HandoffState.PENDING)
    known = {field: [stated.value for stated in values] for field, values in lead.lead.inquiry.stated.items()}
    assert known[Field.COMPANY_NAME] == ["Apple Aid ApS"]
    assert known[Field.CONTACT_EMAIL] == ["mia@example.org"]
    assert known[Field.TIMELINE] == ["Next spring"]
    assert complaints == []
