"""What a visitor does in the widget, step by step, in either language."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from playwright.sync_api import Locator, Page, expect

from bot.domain import ConversationId, Language
from bot.web.words import page_words
from tests.web.fake_door import FakeDoor

from .serving import Served

T = TypeVar("T")
QUESTION = "Hvordan tester vi vores udstyr?"
COMPANY = "Æblehjælp ApS"
EMAIL = "mia@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visitor at one page. Everything is found as assistive technology finds it: by role, name and label."""

    page: Page
    language: Language = Language.DANISH

    def words(self, key: str, **values: object) -> str:
        return page_words(self.language)[key].format(**values)

    def button(self, key: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=self.words(key), exact=exact)

    def heading(self, key: str) -> Locator:
        return self.page.get_by_role("heading", name=self.words(key), exact=True)

    @property
    def field(self) -> Locator:
        return self.page.get_by_label(self.words("chat.label"))

    @property
    def messages(self) -> Locator:
        return self.page.locator(".message")

    def open(self) -> None:
        self.page.locator(".launcher").click()
        self.heading("consent.title").wait_for()

    def start(self) -> None:
        self.button("consent.start").click()
        self.field.wait_for()

    def ask(self, text: str = QUESTION) -> None:
        self.field.fill(text)
        self.page.keyboard.press("Enter")

    def is_asked(self) -> None:
        """Until the answer stands there whole, with the question that follows it."""
        self.page.locator(".question").wait_for()

    def answers(self) -> None:
        self.page.get_by_label(self.words("choice.ce_status.not_ce_marked")).check()
        self.button("question.continue").click()
        self.page.locator(".offer").wait_for()

    def reviews(self) -> None:
        self.button("review.open").click()
        self.page.locator("#send-inquiry").wait_for()

    def fills_in(self) -> None:
        self.page.locator("#edit-company_name").fill(COMPANY)
        self.page.locator("#edit-contact_email").fill(EMAIL)
        self.page.locator("[data-destination=syd-en-indgang]").check()

    def sends(self) -> None:
        self.button("review.send").click()
        self.heading("receipt.title").wait_for()

    def goes_all_the_way(self) -> None:
        self.ask()
        self.is_asked()
        self.answers()
        self.reviews()
        self.fills_in()
        self.sends()

    def is_sure(self, key: str) -> None:
        self.page.get_by_role("dialog").last.get_by_role("button", name=self.words(key), exact=True).click()

    def kept_in_the_browser(self) -> int:
        kept: int = self.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
        return kept

    def focused(self) -> str:
        """What has focus inside the widget, by its id or its words."""
        text: str = self.page.evaluate(
            """() => {
              const outer = document.activeElement;
              const inner = outer.shadowRoot ? outer.shadowRoot.activeElement : outer;
              return inner === null ? '' : inner.id || inner.dataset.destination || inner.innerText.trim();
            }"""
        )
        return text

    def says_nothing_wrong(self) -> None:
        expect(self.page.locator(".trouble, .errors")).to_have_count(0)


def on_the_server(served: Served, deed: Awaitable[T]) -> T:
    """Done where the app lives, from the test's own thread."""

    async def wait() -> T:
        return await deed

    return asyncio.run_coroutine_threadsafe(wait(), served.loop).result(5)


def only_conversation(door: FakeDoor) -> ConversationId:
    [kept] = door.kept
    return ConversationId(kept)
