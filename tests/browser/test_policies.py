"""The widget on pages with strict policies and hostile styles, and a page that keeps its own globals."""

import pytest
from playwright.sync_api import Page, expect

from .host_page import PATH, HostPage
from .serving import Served
from .visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELF = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
NONCE = "default-src 'none'; script-src 'nonce-r4nd0m'; style-src 'self'; connect-src 'self'; img-src data:"
POLICIES = {
    "self": (SELF, ""),
    "nonce": (NONCE, "nonce=r4nd0m"),
    "strict-dynamic": (NONCE.replace("'nonce-r4nd0m'", "'nonce-r4nd0m' 'strict-dynamic'"), "nonce=r4nd0m"),
    "trusted-types": (f"{SELF}; require-trusted-types-for 'script'", ""),
    "trusted-types-listed": (f"{SELF}; require-trusted-types-for 'script'; trusted-types lit-html", ""),
}
HOSTILE = """
* { font-size: 40px !important; color: red !important; background: yellow !important; display: block !important;
    position: static !important; line-height: 3 !important; margin: 9px !important; direction: rtl !important; }
html { font-size: 62.5%; }
body { text-align: right; letter-spacing: 5px; text-transform: uppercase; transform: none; }
button, input, textarea { display: none !important; }
"""
MEASURED = """
() => {
  const root = document.querySelector('indgang-widget').shadowRoot;
  return [...root.querySelectorAll('.panel, .panel button, .panel h3, .panel p, .panel li')]
    .filter((one) => one.checkVisibility())
    .map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const { color, fontSize, direction, textTransform } = getComputedStyle(one);
      return [one.className, x, y, width, height, color, fontSize, direction, textTransform].join(' ');
    });
}
"""


@pytest.mark.parametrize("name", POLICIES)
def test_the_whole_journey_under_a_strict_policy(page: Page, served: Served, complaints: list[str], name: str) -> None:
    policy, attributes = POLICIES[name]
    page.add_init_script(
        "window.breaches = []; addEventListener('securitypolicyviolation',"
        " (one) => breaches.push(`${one.violatedDirective} ${one.blockedURI} ${one.sample}`));"
    )
    HostPage(server=served.url, policy=policy, attributes=attributes).open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.goes_all_the_way()
    assert page.evaluate("breaches") == []
    assert complaints == []


def test_where_a_policy_stops_the_panel_the_way_to_its_own_page_is_shown(page: Page, served: Served) -> None:
    policy = f"{SELF}; require-trusted-types-for 'script'; trusted-types someone-else"
    HostPage(server=served.url, policy=policy).open(page)
    page.locator(".launcher").click()
    expect(page.get_by_role("alert")).to_contain_text("kunne ikke åbnes her")
    link = page.get_by_role("link", name="Åbn den på sin egen side")
    assert link.get_attribute("href") == f"{served.url}/?lang=da"


@pytest.mark.parametrize("styles", [HOSTILE, "html { direction: rtl; color-scheme: dark; background: #000 }"])
def test_the_styles_of_the_page_change_nothing(page: Page, served: Served, styles: str) -> None:
    measured: list[list[str]] = []
    for look in ("", styles):
        HostPage(server=served.url, styles=look).open(page)
        page.evaluate("document.querySelector('indgang-widget').open()")
        Visit(page=page).heading("consent.title").wait_for()
        page.get_by_text("os@example.org").wait_for()
        measured.append(page.evaluate(MEASURED))
    assert measured[0] == measured[1]
    assert len(measured[0]) > 10


def test_a_site_may_set_its_own_colour_font_corners_and_place(page: Page, served: Served) -> None:
    theme = """indgang-widget { --indgang-accent: rgb(120, 0, 90); --indgang-font: Georgia, serif;
      --indgang-radius: 0px;
      --indgang-offset-bottom: 80px; --indgang-offset-right: 40px; --indgang-z-index: 7; }"""
    HostPage(server=served.url, styles=theme).open(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    look = page.locator(".launcher").evaluate(
        """(one) => {
          const box = one.getBoundingClientRect();
          const root = getComputedStyle(one.parentElement);
          const { backgroundColor, fontFamily } = getComputedStyle(one);
          return [backgroundColor, fontFamily, root.zIndex, innerHeight - box.bottom, innerWidth - box.right];
        }"""
    )
    assert look == ["rgb(120, 0, 90)", "Georgia, serif", "7", 80, 40]
    Visit(page=page).open()
    start = page.locator("#start")
    assert start.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(120, 0, 90)"
    assert start.evaluate("(one) => getComputedStyle(one).borderRadius") == "0px"


def test_the_page_keeps_its_own_names(page: Page, served: Served) -> None:
    page.route(
        f"**{PATH}-bare", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>")
    )
    page.goto(f"{served.url}{PATH}-bare")
    before: list[str] = page.evaluate("Object.getOwnPropertyNames(window)")
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    visit.open()
    after: list[str] = page.evaluate("Object.getOwnPropertyNames(window)")
    added = set(after) - set(before)
    # An element with an id is a property of its window: the widget's own, and the page's.
    assert added <= {"indgang-widget", "indhold"}
    assert page.evaluate("[...document.styleSheets, ...document.adoptedStyleSheets].length") == 1


def test_a_site_may_bring_its_own_questions_and_words(page: Page, served: Served) -> None:
    HostPage(
        server=served.url, attributes='lang="en" data-suggestions="How do I begin? | Who decides?" data-label="Ask us"'
    ).open(page)
    launcher = page.locator(".launcher")
    expect(launcher).to_have_text("Ask us")
    launcher.click()
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.locator(".suggestions button")).to_have_text(["How do I begin?", "Who decides?"])


def test_the_widget_is_there_once_however_often_the_page_asks_for_it(page: Page, served: Served) -> None:
    host = HostPage(server=served.url, head='<script src="/widget/v1/loader.js" defer></script>')
    host.open(page)
    page.locator(".launcher").wait_for()
    assert page.evaluate("document.querySelectorAll('indgang-widget').length") == 1


def test_a_site_that_removes_the_widget_is_obeyed(page: Page, served: Served) -> None:
    HostPage(server=served.url).open(page)
    page.locator(".launcher").wait_for()
    page.evaluate("document.querySelector('indgang-widget').remove()")
    page.wait_for_timeout(50)
    assert page.evaluate("document.querySelectorAll('indgang-widget').length") == 0
