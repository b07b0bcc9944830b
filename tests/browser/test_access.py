"""The widget for everybody: measured by axe on every screen, and by what axe cannot see."""

import json
import os
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.domain import Language
from bot.web.files import FOLDER
from tests.web.fake_door import FakeDoor

from .host_page import HostPage
from .screens import twelve_screens
from .serving import Served
from .visiting import COMPANY, EMAIL, QUESTION, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = FOLDER.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SIZES = ((1280, 800), (320, 568))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SMALL_TARGETS = """
() => {
  const root = document.querySelector('indgang-widget').shadowRoot;
  return [...root.querySelectorAll('button, input, summary, select, textarea, a')]
    .filter((one) => one.checkVisibility())
    .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`);
}
"""
SIDEWAYS = """
() => {
  const root = document.querySelector('indgang-widget').shadowRoot;
  const wide = document.documentElement.clientWidth;
  const out = [...root.querySelectorAll('.panel *')].filter((one) => {
    if (!one.checkVisibility() || one.closest('.unseen, .sideways, svg')) return false;
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > wide + 1 || box.left < -1);
  });
  const scroller = root.querySelector('.scroller');
  const panel = root.querySelector('.panel');
  const slides = [scroller, panel].filter((one) => one && one.scrollWidth > one.clientWidth + 1);
  return [...out, ...slides].map((one) => one.outerHTML.slice(0, 120));
}
"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        says = "no axe-core here: run npm ci in bot/web/widget"
        if os.environ.get("CI"):  # noqa: TID251 - whether a missing tool is a failure is not a setting of ours
            pytest.fail(says)
        pytest.skip(says)
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def desk(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(
        """async (tags) => (await axe.run('indgang-widget', {
          runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
        })).violations""",
        TAGS,
    )
    return [
        f"{one['id']}: {json.dumps(node['target'])} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("language", list(Language))
def test_no_screen_breaks_a_rule_axe_knows(
    axe: str, desk: BrowserContext, door: FakeDoor, served: Served, language: Language
) -> None:
    page = desk.new_page()
    found: dict[str, list[str]] = {}
    runs = 0
    for name in twelve_screens(page, door=door, served=served, language=language):
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(axe)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            sideways: list[str] = page.evaluate(SIDEWAYS) if name != "01-launcher" else []
            if sideways:
                found[f"{name} {width} sideways"] = sideways
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                if wrong := violations(page):
                    found[f"{name} {width} {scheme}"] = wrong
                runs += 1
        if small := page.evaluate(SMALL_TARGETS):
            found[f"{name} small"] = small
        page.set_viewport_size({"width": 1280, "height": 800})
    assert found == {}
    assert runs >= 4 * 12


def tab_to(visit: Visit, words: str) -> None:
    for _ in range(60):
        if visit.focused().startswith(words):
            return
        visit.page.keyboard.press("Tab")
    pytest.fail(f"{words} is not reached by keyboard; focus is on {visit.focused()!r}")


def test_the_journey_by_keyboard_alone(page: Page, served: Served) -> None:
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    press = page.keyboard.press
    page.locator(".launcher").wait_for()
    tab_to(visit, "Spørg assistenten")
    press("Enter")
    expect(visit.heading("consent.title")).to_be_focused()
    tab_to(visit, "start")
    press("Enter")
    expect(visit.heading("chat.title")).to_be_focused()
    tab_to(visit, "text")
    page.keyboard.type(QUESTION)
    press("Enter")
    visit.is_asked()
    assert visit.focused() == "text"
    while page.evaluate("document.activeElement.shadowRoot.activeElement.type") != "radio":
        press("Shift+Tab")
    wanted = page.get_by_label("CE-mærkningen er i gang")
    for _ in range(5):
        press("ArrowDown")
        if wanted.is_checked():
            break
    expect(wanted).to_be_focused()
    tab_to(visit, "Fortsæt")
    press("Enter")
    page.locator(".offer").wait_for()
    assert visit.focused() != ""
    tab_to(visit, "open-review")
    press("Enter")
    expect(visit.heading("review.title")).to_be_focused()
    tab_to(visit, "send-inquiry")
    press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    tab_to(visit, "Udfyld virksomhed")
    press("Enter")
    assert visit.focused() == "edit-company_name"
    page.keyboard.type(COMPANY)
    press("Enter")
    expect(page.locator("[data-row=company_name] button")).to_be_focused()
    tab_to(visit, "edit-contact_email")
    page.keyboard.type(EMAIL)
    tab_to(visit, "syd-en-indgang")
    press("Space")
    tab_to(visit, "send-inquiry")
    press("Enter")
    expect(visit.heading("receipt.title")).to_be_focused()
    tab_to(visit, "Træk tilbage")
    press("Enter")
    page.locator("dialog").wait_for()
    press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert "Træk tilbage" in visit.focused()
    press("Escape")
    expect(page.locator(".launcher")).to_be_focused()


def test_the_page_behind_stays_within_reach(page: Page, served: Served) -> None:
    HostPage(server=served.url).open(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    visit = Visit(page=page)
    visit.open()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") in {"A", "BODY"}:
            return
    pytest.fail("the panel keeps the keyboard for itself")


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (640, 400)])
def test_nothing_is_cut_off_when_the_page_is_magnified(
    page: Page, served: Served, door: FakeDoor, width: int, height: int
) -> None:
    """320 by 256 is a screen of 1280 by 1024 at 400 %, 640 by 400 is one of 1280 by 800 at 200 %."""
    page.set_viewport_size({"width": width, "height": height})
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    for reach in (visit.ask, visit.is_asked, visit.answers, visit.reviews, visit.fills_in, visit.sends):
        reach()
        assert page.evaluate(SIDEWAYS) == [], reach.__name__
        room: float = page.evaluate(
            """() => {
              const root = document.querySelector('indgang-widget').shadowRoot;
              const panel = root.querySelector('.panel');
              return panel.scrollHeight > panel.clientHeight + 1 ? 999 : root.querySelector('.scroller').clientHeight;
            }"""
        )
        assert room >= 96, reach.__name__
    assert door.turns == 2


def test_wider_spacing_of_text_cuts_nothing_off(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    visit.open()
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
          const root = document.querySelector('indgang-widget').shadowRoot;
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }"""
    )
    assert page.evaluate(SIDEWAYS) == []
    visit.start()
    visit.ask()
    visit.is_asked()
    assert page.evaluate(SIDEWAYS) == []


def test_forced_colours_keep_every_control_and_state_visible(
    browser: Browser, served: Served, door: FakeDoor, axe: str
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    page.get_by_label(visit.words("choice.ce_status.in_progress")).check()
    borders: list[str] = page.evaluate(
        """() => [...document.querySelector('indgang-widget').shadowRoot.querySelectorAll(
            'button.main, button.quiet, .choice, .mark, .message.visitor')]
          .filter((one) => one.checkVisibility() && parseFloat(getComputedStyle(one).borderTopWidth) < 1)
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert borders == []
    page.evaluate(axe)
    assert violations(page) == []
    context.close()


def test_who_asks_for_less_motion_sees_none(talk: Visit) -> None:
    talk.ask()
    talk.is_asked()
    moving: list[str] = talk.page.evaluate(
        """() => document.querySelector('indgang-widget').shadowRoot.getAnimations().map((one) => one.animationName)"""
    )
    assert moving == []
