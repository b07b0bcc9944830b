"""Draws every screen of the widget to a folder: both languages, light and dark, desktop and phone."""

import sys
from pathlib import Path
from typing import Literal, cast

from playwright.sync_api import Browser, Page, sync_playwright

from bot.domain import Bilingual, Language, Site
from bot.ports import ConversationStore
from bot.web import Sites, create_app
from tests.fakes import FrozenClock, MemoryFeed
from tests.web.fake_door import FakeDoor
from tests.web.visitor import SECRET

from .conftest import launch
from .embedded import embed
from .screens import ASKED, twelve_screens
from .serving import serve
from .visiting import Visit

SIZES = {1280: 860, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def draw(page: Page, *, name: str, folder: Path) -> None:
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
    page.set_viewport_size({"width": 1280, "height": 860})


def draw_embedded(browser: Browser, *, language: Language, folder: Path) -> None:
    """The demo site's two pages, from another origin: closed, at the consent, and with an answer."""
    door = FakeDoor(clock=FrozenClock(), feed=MemoryFeed())
    with embed(door, conversations=cast(ConversationStore, door)) as embedded:
        for path in ("", "hostile"):
            context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
            page = context.new_page()
            page.set_default_timeout(10_000)
            visit = Visit(page=page, language=language)
            page.goto(f"{embedded.demo.origin}/{path}?lang={language}")
            page.locator(".launcher").wait_for()
            name = f"13-demo-{path or 'friendly'}"
            draw(page, name=f"{name}-1-closed-{language}", folder=folder)
            visit.open()
            page.locator(".operator").wait_for()
            draw(page, name=f"{name}-2-consent-{language}", folder=folder)
            visit.start()
            visit.ask(ASKED[language])
            visit.is_asked()
            draw(page, name=f"{name}-3-answer-{language}", folder=folder)
            context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for language in Language:
            door = FakeDoor(clock=FrozenClock(), feed=MemoryFeed())
            operator = Bilingual("Region Prøveland", "Testland Region")
            site = Site(
                operator=operator, retention_days=30, contact_email="os@example.org", privacy_url="https://example.org"
            )
            app = create_app(door=door, feed=door.feed, clock=door.clock, secret=SECRET, sites=Sites.of(site))
            with serve(app) as served:
                context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
                page = context.new_page()
                page.set_default_timeout(10_000)
                for name in twelve_screens(page, door=door, served=served, language=language):
                    draw(page, name=f"{name}-{language}", folder=folder)
                context.close()
            draw_embedded(browser, language=language, folder=folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "var/screens"))
