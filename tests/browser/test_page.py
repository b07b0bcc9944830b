import asyncio
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bot.domain import ConversationId, Language
from bot.web.words import page_words
from tests.web.fake_door import FakeDoor

from .serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "Hvordan tester vi vores udstyr?"


def ask(page: Page, text: str = QUESTION) -> None:
    page.get_by_label("Skriv dit spørgsmål").fill(text)
    page.keyboard.press("Enter")


def answered(page: Page) -> None:
    page.locator(".question").wait_for()


def reach_the_review(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="Nej, det er ikke CE-mærket").click()
    page.get_by_role("button", name="Se, hvad der sendes").click()
    page.get_by_role("heading", name="Se efter, før du sender").wait_for()


def send_to_the_region(page: Page) -> None:
    reach_the_review(page)
    page.get_by_role("textbox", name="Virksomhed").fill("Æblehjælp ApS")
    page.get_by_role("textbox", name="E-mail").fill("mia@example.org")
    page.get_by_label("En indgang, Region Syddanmark").check()
    page.get_by_role("button", name="Send henvendelsen").click()
    page.get_by_role("heading", name="Kvittering").wait_for()


def kept_in_the_browser(page: Page) -> int:
    kept: int = page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    return kept


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return text


def test_who_answers_is_told_before_the_first_word_and_nothing_is_kept(page: Page, door: FakeDoor) -> None:
    disclosure = page.locator("#disclosure")
    expect(disclosure).to_contain_text("AI-assistent, som Region Prøveland står bag")
    expect(disclosure).to_contain_text("30 dage")
    expect(disclosure).to_contain_text("Skriv ikke CPR-numre")
    expect(disclosure).to_contain_text("et menneske")
    assert kept_in_the_browser(page) == 0
    assert door.kept == {}


def test_an_answer_carries_numbers_that_open_its_sources(page: Page, complaints: list[str]) -> None:
    ask(page)
    answered(page)
    page.get_by_role("button", name="Kilde 1: En indgang for virksomheder").first.click()
    source = page.locator("details[data-marker='1']")
    for shown in ("Referat, Digitaliserings", "Region Syddanmark", "Punkt 1 > En indgang", "21. november 2024"):
        expect(source).to_contain_text(shown)
    link = source.get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/referat"
    assert "noopener" in (link.get_attribute("rel") or "")
    page.locator("details[data-marker='2'] summary").click()
    assert page.locator("details[data-marker='2'] a").count() == 0
    assert complaints == []


def test_the_whole_journey(page: Page, door: FakeDoor, context: BrowserContext, complaints: list[str]) -> None:
    reach_the_review(page)
    recipients = page.get_by_role("checkbox")
    assert [recipients.nth(place).is_checked() for place in range(recipients.count())] == [False, False]
    page.get_by_role("button", name="Send henvendelsen").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors li")).to_have_count(3)
    page.get_by_role("link", name="Udfyld virksomhed").click()
    expect(page.get_by_role("textbox", name="Virksomhed")).to_be_focused()
    page.keyboard.type("Æblehjælp ApS")
    page.get_by_role("textbox", name="E-mail").fill("mia@example.org")
    page.get_by_label("En indgang, Region Syddanmark").check()
    page.get_by_role("button", name="Send henvendelsen").dblclick()
    expect(page.get_by_role("heading", name="Kvittering")).to_be_focused()
    expect(page.locator("#receipt .reference")).to_have_text(["IND-0001"])
    [conversation] = door.kept.values()
    assert [handoff.destination_id for handoff in conversation.handoffs] == ["syd-en-indgang"]

    status = context.new_page()
    status.goto(page.get_by_role("link", name="Følg henvendelsen").get_attribute("href") or "")
    expect(status.locator("section[lang=da]")).to_contain_text("Modtaget")
    expect(status.locator("section[lang=en]")).to_contain_text("Received")

    page.get_by_role("button", name="Træk tilbage").click()
    page.locator("#sure").get_by_role("button", name="Træk tilbage").click()
    expect(page.locator("#receipt")).to_contain_text("Trukket tilbage.")
    status.reload()
    expect(status.locator("section[lang=da]")).to_contain_text("Linket virker ikke")
    assert complaints == []


def test_a_field_is_edited_where_it_stands(page: Page) -> None:
    reach_the_review(page)
    page.get_by_role("button", name="Redigér ce-mærkning").click()
    expect(page.get_by_label("CE-mærkning")).to_be_focused()
    page.get_by_label("CE-mærkning").select_option("Ja, det er CE-mærket")
    page.get_by_role("button", name="Gem").first.click()
    expect(page.locator("[data-row=ce_status]")).to_contain_text("Ja, det er CE-mærket")
    expect(page.get_by_role("button", name="Redigér ce-mærkning")).to_be_focused()


def test_deleting_empties_both_ends(page: Page, door: FakeDoor) -> None:
    send_to_the_region(page)
    page.locator("#receipt").get_by_role("button", name="Slet samtalen").click()
    page.locator("#sure").get_by_role("button", name="Slet samtalen").click()
    expect(page.locator("#note")).to_have_text("Samtalen er slettet.")
    assert kept_in_the_browser(page) == 0
    assert door.kept == {}


def test_a_reload_keeps_the_conversation_and_asks_nothing_again(page: Page, door: FakeDoor) -> None:
    ask(page)
    answered(page)
    page.reload()
    answered(page)
    expect(page.locator(".message")).to_have_count(2)
    assert door.turns == 1


def test_a_new_conversation_starts_clean(page: Page, door: FakeDoor) -> None:
    ask(page)
    answered(page)
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".message")).to_have_count(0)
    expect(page.locator("#disclosure")).to_have_attribute("open", "")
    assert kept_in_the_browser(page) == 0
    ask(page)
    answered(page)
    assert len(door.kept) == 2


def test_the_page_setting_wins_and_the_words_follow(page: Page, door: FakeDoor) -> None:
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_label("Write your question").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".question")).to_contain_text("No, it is not CE-marked")
    [conversation] = door.kept.values()
    assert conversation.language == "en"
    assert conversation.language_is_settled


def test_changing_language_midway_keeps_the_conversation(page: Page) -> None:
    ask(page)
    answered(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".question")).to_contain_text("No, it is not CE-marked")
    expect(page.locator("#note")).to_contain_text("The assistant goes on")
    expect(page.locator(".message")).to_have_count(2)


def test_a_lost_answer_is_asked_for_again_under_the_same_id(page: Page, door: FakeDoor) -> None:
    cut: list[str] = []

    def cut_once(route: Route) -> None:
        if route.request.method == "POST" and not cut:
            cut.append(route.request.post_data or "")
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/(messages|events)"), cut_once)
    ask(page)
    retry = page.get_by_role("button", name="Prøv igen")
    expect(page.locator("#trouble")).to_contain_text("ikke tabt")
    retry.click()
    answered(page)
    expect(page.locator(".message.visitor")).to_have_count(1)
    assert door.turns == 1


def test_words_from_staff_arrive_by_themselves(page: Page, door: FakeDoor, served: Served) -> None:
    ask(page)
    answered(page)
    [id_] = [ConversationId(kept) for kept in door.kept]
    asyncio.run_coroutine_threadsafe(door.staff_says(id_, "Vi ringer i morgen."), served.loop).result(5)
    expect(page.locator(".message.staff")).to_contain_text("Vi ringer i morgen.")


def test_without_a_stream_the_page_asks_now_and_then(page: Page, door: FakeDoor, served: Served) -> None:
    page.route(re.compile("/events"), lambda route: route.abort())
    ask(page)
    answered(page)
    [id_] = [ConversationId(kept) for kept in door.kept]
    asyncio.run_coroutine_threadsafe(door.staff_says(id_, "Vi ringer i morgen."), served.loop).result(5)
    expect(page.locator(".message.staff")).to_contain_text("Vi ringer i morgen.", timeout=30_000)


def test_a_conversation_deleted_elsewhere_is_said_to_be_gone(page: Page, door: FakeDoor, served: Served) -> None:
    ask(page)
    answered(page)
    [id_] = [ConversationId(kept) for kept in door.kept]
    asyncio.run_coroutine_threadsafe(door.delete(id_), served.loop).result(5)
    expect(page.locator("#note")).to_contain_text("findes ikke længere")


@pytest.mark.parametrize(
    "text",
    [
        "<script>window.hit = 1</script>",
        "<img src=x onerror='window.hit = 1'>",
        "<a href='javascript:window.hit=1'>x</a>",
        "<svg onload=window.hit=1>",
        "</textarea><iframe srcdoc='<script>top.hit=1</script>'>",
    ],
)
def test_what_looks_like_html_is_shown_as_text(page: Page, text: str) -> None:
    ask(page, text)
    expect(page.locator(".message.bot .sentence")).to_have_text(text)
    assert page.evaluate("window.hit") is None
    assert page.locator("#transcript script, #transcript img, #transcript a, #transcript iframe").count() == 0


def test_one_answer_is_announced_once_and_whole(page: Page) -> None:
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.getElementById('status');
          new MutationObserver(() => region.textContent && window.said.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    ask(page)
    answered(page)
    # Waited for through the page's own text: the page's policy lets nobody evaluate strings, its testers included.
    expect(page.locator("#status")).to_contain_text("CE-mærket")
    said: list[str] = page.evaluate("window.said")
    assert len([words for words in said if "Svar fra assistenten" in words]) == 1
    assert len(said) <= 2


def test_the_journey_by_keyboard_alone(page: Page) -> None:
    def tab_to(words: str) -> None:
        for _ in range(40):
            if words in focused(page):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{words} is not reached by keyboard; focus is on {focused(page)!r}")

    page.keyboard.press("Tab")
    assert focused(page) == "Gå til skrivefeltet"
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answered(page)
    page.keyboard.press("Shift+Tab")
    for _ in range(40):
        if focused(page) == "Nej, det er ikke CE-mærket":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".offer").wait_for()
    assert focused(page) != ""
    tab_to("open-review")
    page.keyboard.press("Enter")
    expect(page.locator("#review-title")).to_be_focused()
    tab_to("edit-company_name")
    page.keyboard.type("Æblehjælp ApS")
    tab_to("edit-contact_email")
    page.keyboard.type("mia@example.org")
    tab_to("to-syd-en-indgang")
    page.keyboard.press("Space")
    tab_to("send-inquiry")
    page.keyboard.press("Enter")
    expect(page.locator("#receipt-title")).to_be_focused()


@pytest.mark.parametrize("reach", [answered, reach_the_review, send_to_the_region])
def test_nothing_is_cut_off_at_320_pixels(browser: Browser, served: Served, reach: Callable[[Page], None]) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 568}, locale="da-DK", reduced_motion="reduce")
    page.goto(served.url)
    page.locator("#suggestion-list button").first.wait_for()
    if reach is answered:
        ask(page)
    reach(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, input, summary, select')]
          .filter((one) => one.offsetParent && (one.offsetHeight < 24 || one.offsetWidth < 24))
          .map((one) => one.outerHTML)"""
    )
    assert small == []
    page.close()


def test_the_page_says_what_its_words_say(page: Page) -> None:
    shown = page.locator("body").inner_text()
    assert "undefined" not in shown
    assert not set(re.findall(r"\b[a-z]+\.[a-z_]+\b", shown)) & set(page_words(Language.DANISH))
