import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bot.domain import Bilingual, Site
from bot.web import Limits, Sites, create_app
from bot.web.limits import Rate
from tests.fakes import FrozenClock, MemoryFeed
from tests.web.fake_door import FakeDoor
from tests.web.visitor import SECRET

from .serving import Served, serve
from .visiting import Visit

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


UNHURRIED = Limits(deeds=Rate(1_000, 1_000), requests=Rate(10_000, 10_000))


def launch(playwright: Playwright) -> Browser:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except PlaywrightError as error:
            says = "no Chromium here: apt-get install chromium, or playwright install chromium"
            if os.environ.get("CI"):  # noqa: TID251 - whether a missing browser is a failure is not a setting of ours
                pytest.fail(f"{says} ({error.message.splitlines()[0]})")
            pytest.skip(says)
        yield browser
        browser.close()


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor(clock=FrozenClock(), feed=MemoryFeed())


@pytest.fixture
def served(door: FakeDoor) -> Iterator[Served]:
    site = Site(
        operator=Bilingual("Region Prøveland", "Testland Region"), retention_days=30, contact_email="os@example.org"
    )
    app = create_app(door=door, feed=door.feed, clock=door.clock, secret=SECRET, sites=Sites.of(site), limits=UNHURRIED)
    with serve(app) as served:
        yield served


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Asks for `served` so that it closes first: an open stream would hold up the server's end."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="da-DK", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: errors in scripts and breaches of the page's own security policy."""
    return []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    return page


@pytest.fixture
def visit(page: Page, served: Served) -> Visit:
    """A visitor at the page the widget fills, before the first click."""
    page.goto(served.url)
    visit = Visit(page=page)
    visit.heading("consent.title").wait_for()
    return visit


@pytest.fixture
def talk(visit: Visit) -> Visit:
    """The same, after Start."""
    visit.start()
    return visit
