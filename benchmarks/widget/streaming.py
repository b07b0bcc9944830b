"""A very long answer on a slow machine: how soon its first sentence is shown, and how long the page is ever busy."""

import json
import time
from dataclasses import dataclass, replace
from typing import Literal

from playwright.sync_api import Browser

from bot.domain import Author, Message, Outcome, ProvedClaim
from tests.browser.embedded import Embedded
from tests.browser.visiting import Visit, on_the_server, only_conversation
from tests.web.fake_door import FakeDoor
from tests.web.material import CITATIONS

from .loading import TRACED, WATCH, tasks_of, throttle

SENTENCES, TOKENS = 250, 5_000
SHOWN = """
  () => {
    const root = document.querySelector('indgang-widget').shadowRoot;
    window.shown = 0;
    const look = () => {
      if (root.querySelector('[data-index="2"] .words p')) window.shown = Date.now();
      else requestAnimationFrame(look);
    };
    look();
  }
"""
LONG = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """Milliseconds: until the first sentence is shown, the main thread's longest task, and all over 50."""

    first: float
    longest: float
    long_tasks: tuple[float, ...]


def stream(
    browser: Browser, embedded: Embedded, door: FakeDoor, *, motion: Literal["reduce", "no-preference"]
) -> Streamed:
    """5,000 tokens in 250 proved sentences; with motion one after another, without it all at once."""
    door.kept.clear()
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="da-DK", reduced_motion=motion)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH)
    page.goto(embedded.demo.origin)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    throttle(page, network=False)
    page.wait_for_timeout(500)
    page.evaluate(SHOWN)
    browser.start_tracing(page=page, categories=TRACED)
    sent = _say(embedded, door)
    page.wait_for_function(f"() => {LAST}")
    page.wait_for_timeout(1_000)
    tasks = sorted(tasks_of(json.loads(browser.stop_tracing())), reverse=True)
    streamed = Streamed(
        first=page.evaluate("shown") - sent * 1_000,
        longest=max(tasks, default=0),
        long_tasks=tuple(task for task in tasks if task > LONG),
    )
    context.close()
    return streamed


LAST = (
    "document.querySelector('indgang-widget').shadowRoot.querySelector('[data-index=\"2\"]')"
    f"?.innerText.includes('Sætning {SENTENCES - 1} ')"
)


def _say(embedded: Embedded, door: FakeDoor) -> float:
    """When it was sent, in seconds since 1970."""
    words = " ".join(["ord"] * (TOKENS // SENTENCES - 3))
    parts = tuple(ProvedClaim(f"Sætning {number} har {words} her.", (1,)) for number in range(SENTENCES))
    conversation = door.kept[only_conversation(door)]
    message = Message(
        id="long",
        author=Author.BOT,
        text="\n\n".join(part.text for part in parts),
        sent_at=door.clock.now(),
        outcome=Outcome.ANSWERED,
    )
    told = replace(message, parts=parts, citations=CITATIONS[:1])
    at = list[float]()

    async def say() -> None:
        door.kept[conversation.id] = conversation.says(told)
        at.append(time.time())
        await door.feed.changed(conversation.id)

    on_the_server(embedded.served, say())
    return at[0]
