"""The widget on other sites' pages, from another origin: it works there, stays out of their way, and only there."""

import json
from collections.abc import Iterator
from typing import cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from bot.domain import Language
from bot.ports import ConversationStore
from tests.web.fake_door import FakeDoor

from .embedded import Embedded, embed
from .visiting import COMPANY, EMAIL, QUESTION, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ["/", "/hostile?policy=nonce", "/hostile?policy=strict-dynamic", "/hostile?policy=listed"]
WATCH = """
  window.breaches = [];
  addEventListener('securitypolicyviolation', (one) => breaches.push(`${one.violatedDirective} ${one.blockedURI}`));
"""


@pytest.fixture
def embedded(door: FakeDoor) -> Iterator[Embedded]:
    with embed(door, conversations=cast(ConversationStore, door)) as embedded:
        yield embedded


@pytest.fixture
def context(browser: Browser, embedded: Embedded) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="da-DK", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.add_init_script(WATCH)
    yield context
    context.close()


def told(page: Page) -> list[str]:
    return page.locator("#events li").all_inner_texts()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", PAGES)
def test_the_whole_journey_from_another_origin(
    page: Page, embedded: Embedded, complaints: list[str], path: str, language: Language
) -> None:
    joint = "&" if "?" in path else "?"
    page.goto(f"{embedded.demo.origin}{path}{joint}lang={language}")
    visit = Visit(page=page, language=language)
    visit.open()
    visit.start()
    visit.goes_all_the_way()
    assert page.evaluate("breaches") == []
    assert complaints == []
    names = [
        one.split(" ")[0]
        for one in page.evaluate("[...document.querySelectorAll('#events li')].map((one) => one.textContent)")
    ]
    assert names[:2] == ["indgang:opened", "indgang:started"]
    assert "indgang:lead-submitted" in names


def test_the_page_hears_that_something_happened_and_never_what_was_said(page: Page, embedded: Embedded) -> None:
    page.goto(embedded.demo.origin)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.goes_all_the_way()
    heard = told(page)
    assert not [one for one in heard for word in (QUESTION, COMPANY, EMAIL) if word in one]
    [sent] = [json.loads(one.split(" ", 1)[1]) for one in heard if one.startswith("indgang:lead-submitted")]
    assert sent == {"handoffs": [{"reference": "IND-0001", "destination": "syd-en-indgang"}]}


def test_before_start_nothing_is_kept_and_only_the_welcome_is_asked_for(page: Page, embedded: Embedded) -> None:
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))
    page.goto(embedded.demo.origin)
    page.locator(".launcher").wait_for()
    own = urlsplit(embedded.served.url).netloc
    assert [urlsplit(one.url).path.split(".")[0] for one in asked if urlsplit(one.url).netloc == own] == [
        "/widget/v1/loader"
    ]
    visit = Visit(page=page)
    visit.open()
    page.get_by_text("Region Prøveland (eksempel)").first.wait_for()
    assert visit.kept_in_the_browser() == 0
    assert {urlsplit(one.url).path for one in asked if "/api/" in one.url} == {"/api/v1/welcome"}
    assert page.context.cookies() == []
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    places = {urlsplit(one.url).netloc for one in asked if not one.url.startswith("data:")}
    assert places == {own, urlsplit(embedded.demo.origin).netloc}
    visit.start()
    assert page.evaluate("Object.keys(localStorage)") == [f"indgang {embedded.served.url} demo"]


def test_the_site_has_its_own_name_questions_and_looks(page: Page, embedded: Embedded) -> None:
    page.goto(embedded.demo.origin)
    launcher = page.locator(".launcher")
    assert launcher.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(31, 92, 63)"
    visit = Visit(page=page)
    visit.open()
    expect(page.get_by_role("dialog", name="Spørg Prøveland")).to_be_visible()
    visit.start()
    expect(page.locator(".suggestions button")).to_have_text(
        ["Hvordan tester vi et produkt på et sygehus?", "Hvad kræver et klinisk forsøg?"]
    )


def test_the_hostile_page_changes_nothing_inside(page: Page, embedded: Embedded) -> None:
    page.goto(f"{embedded.demo.origin}/hostile")
    visit = Visit(page=page)
    visit.open()
    look = page.locator(".panel h3").first.evaluate(
        """(one) => {
          const { color, fontStyle, letterSpacing, direction, textTransform } = getComputedStyle(one);
          return [color, fontStyle, letterSpacing, direction, textTransform];
        }"""
    )
    assert look[1:2] + look[3:] == ["normal", "ltr", "none"]
    assert look[0] == "rgb(24, 35, 39)"
    assert float(look[2].removesuffix("px") if look[2] != "normal" else 0) < 0.1
    start = page.locator("#start").bounding_box()
    assert start is not None
    assert 40 <= start["height"] <= 60


def test_a_reload_on_the_sites_page_keeps_the_conversation(page: Page, embedded: Embedded, door: FakeDoor) -> None:
    page.goto(embedded.demo.origin)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    page.reload()
    visit.is_asked()
    assert (door.turns, len(door.kept)) == (1, 1)
    visit.answers()
    assert door.turns == 2


def test_an_answer_can_be_judged(page: Page, embedded: Embedded) -> None:
    page.goto(embedded.demo.origin)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    group = page.get_by_role("group", name=visit.words("feedback.ask"))
    group.get_by_role("button", name=visit.words("feedback.no"), exact=True).click()
    page.get_by_label(visit.words("feedback.reason.outdated")).check()
    page.locator(".why").get_by_role("button", name=visit.words("feedback.send")).click()
    expect(page.locator(".feedback")).to_contain_text(visit.words("feedback.thanks"))
    [kept] = embedded.feedback.kept.values()
    assert (kept.helped, kept.reason, kept.question) == (False, "outdated", QUESTION)


def test_a_site_that_is_not_named_gets_no_panel_but_the_way_to_our_own_page(page: Page, embedded: Embedded) -> None:
    page.goto(f"{embedded.stranger.origin}/plain")
    page.locator(".launcher").click()
    expect(page.get_by_role("alert")).to_contain_text("could not open here")
    link = page.get_by_role("link", name="Open it on its own page")
    assert link.get_attribute("href") == f"{embedded.served.url}/?lang=en&site=demo"
    with page.context.expect_page() as opened:
        link.click()
    own = opened.value
    own.get_by_role("heading", name="Ask Testland").wait_for()
    assert own.evaluate("document.documentElement.lang") == "en"


def test_a_pinned_tag_on_a_site_that_is_not_named_does_nothing_and_breaks_nothing(
    page: Page, embedded: Embedded
) -> None:
    page.goto(f"{embedded.stranger.origin}/?lang=en")
    expect(page.get_by_role("heading", name="Innovation and partnerships")).to_be_visible()
    assert page.locator("indgang-widget").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_panel_that_is_not_the_one_that_was_built_is_never_run(page: Page, embedded: Embedded, path: str) -> None:
    def tamper(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"window.hit = 1;{answer.text()}")

    page.route("**/widget/v1/panel.*", tamper)
    page.goto(f"{embedded.demo.origin}{path}")
    page.locator(".launcher").click()
    expect(page.get_by_role("alert")).to_contain_text("kunne ikke åbnes her")
    assert page.evaluate("window.hit") is None


def test_the_own_page_changes_its_language_and_name_with_the_visitor(page: Page, embedded: Embedded) -> None:
    page.goto(f"{embedded.served.url}/?lang=en")
    named = "Indgang – Ask about testing, developing and working with the Danish health service."
    expect(page).to_have_title(named)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Dansk").click()
    expect(page).to_have_title("Indgang – Spørg om at teste, udvikle og samarbejde med sundhedsvæsenet.")
    assert page.evaluate("document.documentElement.lang") == "da"
