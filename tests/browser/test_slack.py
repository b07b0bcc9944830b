"""The whole journey with both ends real: the widget in a browser, colleagues in the emulated Slack, by either way."""

import asyncio
import gc
import threading
from collections.abc import Coroutine, Generator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, expect

from bot.domain import Handoff, Language, Terms
from tests.slack.conftest import emulated as emulated
from tests.slack.workspace import Workspace, open_workspace

from .visiting import EMAIL, Visit

pytestmark = [pytest.mark.slack, pytest.mark.browser, pytest.mark.journey, pytest.mark.slow]
T = TypeVar("T")
WISH = {
    Language.ENGLISH: "We make a wound sensor and want to test it at OUH.",
    Language.DANISH: "Vi vil gerne teste vores sårsensor på OUH.",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A workspace on a loop of its own, since the browser's driver holds the test's."""

    loop: asyncio.AbstractEventLoop
    place: Workspace

    def do(self, deed: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(deed, self.loop).result(60)


@contextmanager
def beside(emulated: str, folder: Path, *, by_socket: bool, language: Language) -> Generator[Beside, None, None]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def do(deed: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(deed, loop).result(60)

    stack = AsyncExitStack()
    opening = open_workspace(emulated, folder, by_socket=by_socket, is_real=True, terms=Terms(language=language))
    place = do(stack.enter_async_context(opening))
    try:
        yield Beside(loop, place)
        assert place.edge.violations == []
    finally:
        do(stack.aclose())
        do(_ended())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _ended() -> None:
    """What the server leaves running, as the end of a process would."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    # Greenlets of cancelled queries are taken apart in the thread they belong to: from another, once it has ended, that
    # may never come to an end.
    gc.collect()


@pytest.mark.parametrize(
    ("by_socket", "language"),
    [(False, Language.DANISH), (True, Language.ENGLISH)],
    ids=["http-danish", "socket-english"],
)
def test_from_the_widget_to_a_card_a_claim_an_answer_and_the_widget_again(
    emulated: str, tmp_path: Path, browser: Browser, by_socket: bool, language: Language
) -> None:
    with (
        beside(emulated, tmp_path, by_socket=by_socket, language=language) as there,
        # Closed first: an open stream would hold up the server's end.
        browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce") as context,
    ):
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(f"{there.place.url}/?lang={language}")
        visit = Visit(page=page, language=language)
        handoff = _hands_over(visit, there, WISH[language])

        # The card stands in the channel, with what the company wrote; Ann claims it.
        card = there.do(there.place.card(handoff, ""))
        for words in ("Apple Aid ApS", EMAIL, handoff.reference):
            assert words in str(card["blocks"])
        there.do(there.place.ann.presses(card, "deed:claim", channel=there.place.channel))
        there.do(there.place.settled())
        visit.button("review.back").click()
        expect(page.locator(".standing")).to_be_visible()

        # They talk among themselves; then Ann answers, and the widget shows it by itself.
        there.do(there.place.bo.says(there.place.channel, "internal-only", thread_ts=card["ts"]))
        there.do(there.place.ann.presses(card, "deed:answer", channel=there.place.channel))
        form = there.do(there.place.opened())
        there.do(there.place.ann.fills_in(form, text="Shall we meet on Tuesday?"))
        there.do(there.place.settled())
        expect(page.locator(".message.staff").last).to_contain_text("Shall we meet on Tuesday?")
        expect(page.locator(".staffed")).to_contain_text("Ann Aske")
        assert "internal-only" not in page.locator(".panel").inner_text()

        # The company writes back, and it stands in the thread.
        visit.ask("Tuesday is fine")
        expect(page.locator(".message.visitor").last).to_contain_text("Tuesday is fine")
        there.do(there.place.settled())
        assert "Tuesday is fine" in str(there.do(there.place.thread(card["ts"])))


def _hands_over(visit: Visit, there: Beside, wish: str) -> Handoff:
    page = visit.page
    visit.start()
    visit.ask(wish)
    page.locator(".question input").first.check()
    visit.button("question.continue").click()
    for field, words in (("timeline", "2027"), ("company_name", "Apple Aid ApS"), ("contact_email", EMAIL)):
        page.get_by_label(visit.words(f"field.{field}"), exact=True).fill(words)
        visit.button("question.continue").click()
    visit.reviews()
    page.get_by_role("checkbox").first.check()
    visit.sends()
    there.do(there.place.delivery.tick())
    [(_, handoff)] = there.do(there.place.store.handoffs())
    expect(page.locator(".reference")).to_have_text([handoff.reference])
    return handoff
