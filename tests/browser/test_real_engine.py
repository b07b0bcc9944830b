"""The page in front of the real engine, cards and database: from a question in English to a stored lead."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bot.domain import ConversationId, Field, Handoff, HandoffState, Language
from bot.storage import Database, SqlConversationStore
from bot.web import create_app
from tests.fakes import FrozenClock, MemoryFeed
from tests.house import make_engine
from tests.web.visitor import SECRET

from .serving import Served, serve
from .visiting import EMAIL, Visit

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
def abroad(browser: Browser, house: RealHouse) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def say(visit: Visit, words: str) -> None:
    answers = visit.page.locator(".message.bot")
    said = answers.count()
    visit.ask(words)
    expect(answers).to_have_count(said + 1)


def test_a_company_goes_from_a_question_to_a_stored_lead(abroad: BrowserContext, house: RealHouse) -> None:
    complaints: list[str] = []
    page = abroad.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{house.served.url}/?lang=en")
    visit = Visit(page=page, language=Language.ENGLISH)
    visit.start()

    say(visit, "What is Trial Nation?")
    answer = page.locator(".message.bot").last
    expect(answer).to_contain_text("the national entrance to clinical trials in Denmark")
    page.get_by_role("button", name=re.compile("^Source 1")).first.click()
    expect(page.locator(".sources details").first).to_contain_text("Trial Nation")

    say(visit, "We make a wound sensor and want to test it at OUH.")
    expect(page.locator(".question")).to_contain_text("CE marking")
    page.locator(".question input").first.check()
    visit.button("question.continue").click()
    expect(page.locator(".message.bot")).to_have_count(3)
    for field, words in (("timeline", "Next spring"), ("company_name", "Apple Aid ApS"), ("contact_email", EMAIL)):
        page.get_by_label(visit.words(f"field.{field}"), exact=True).fill(words)
        visit.button("question.continue").click()
    assert house.leads() == []

    visit.reviews()
    tick = page.get_by_role("checkbox")
    expect(tick).to_have_count(1)
    expect(tick).not_to_be_checked()
    tick.check()
    visit.sends()

    [(_, lead)] = house.leads()
    expect(page.locator(".reference")).to_have_text([lead.reference])
    assert (lead.destination_id, lead.state) == ("syd-en-indgang", HandoffState.PENDING)
    known = {field: [stated.value for stated in values] for field, values in lead.lead.inquiry.stated.items()}
    assert known[Field.COMPANY_NAME] == ["Apple Aid ApS"]
    assert known[Field.CONTACT_EMAIL] == [EMAIL]
    assert known[Field.TIMELINE] == ["Next spring"]
    assert complaints == []


def test_several_wishes_and_a_corrected_answer_are_understood(abroad: BrowserContext, house: RealHouse) -> None:
    page = abroad.new_page()
    page.goto(f"{house.served.url}/?lang=da")
    visit = Visit(page=page)
    visit.start()
    say(visit, "Vi vil gerne i kontakt med nogen.")
    page.get_by_label("Vi vil teste", exact=True).check()
    page.get_by_label("Vi vil udvikle sammen", exact=True).check()
    visit.button("question.continue").click()
    expect(page.locator(".message.bot")).to_have_count(2)
    visit.button("question.back").click()
    expect(page.get_by_label("Vi vil teste", exact=True)).to_be_checked()
    expect(page.get_by_label("Vi vil udvikle sammen", exact=True)).to_be_checked()
    page.get_by_label("Vi vil teste", exact=True).uncheck()
    visit.button("question.continue").click()
    visit.button("question.back").click()
    expect(page.get_by_label("Vi vil teste", exact=True)).not_to_be_checked()
