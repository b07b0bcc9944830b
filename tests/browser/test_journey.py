import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.domain import Language
from bot.web.words import page_words
from tests.web.fake_door import FakeDoor

from .host_page import HostPage
from .serving import Served
from .visiting import COMPANY, QUESTION, Visit, on_the_server, only_conversation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_who_answers_is_told_before_the_first_word_and_nothing_is_kept(visit: Visit, door: FakeDoor) -> None:
    told = visit.page.locator(".consent")
    for words in ("AI-assistent, som Region Prøveland står bag", "30 dage", "Skriv ikke CPR-numre", "et menneske"):
        expect(told).to_contain_text(words)
    expect(told.get_by_role("link", name="os@example.org")).to_have_attribute("href", "mailto:os@example.org")
    assert visit.kept_in_the_browser() == 0
    assert door.kept == {}


def test_the_launcher_alone_asks_the_server_for_nothing(page: Page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served.url)))
    HostPage(server=served.url).open(page)
    page.locator(".launcher").wait_for()
    assert asked == ["/a-public-site", "/a-public-site.css", "/widget/v1/loader.js"]
    assert Visit(page=page).kept_in_the_browser() == 0


def test_an_answer_carries_numbers_that_open_its_sources(talk: Visit, complaints: list[str]) -> None:
    talk.ask()
    talk.is_asked()
    page = talk.page
    page.get_by_role("button", name="Kilde 1: En indgang for virksomheder").first.click()
    source = page.locator("details[data-source='1-1']")
    for shown in ("Referat, Digitaliserings", "Region Syddanmark", "Punkt 1 > En indgang", "21. november 2024"):
        expect(source).to_contain_text(shown)
    link = source.get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/referat"
    assert "noopener" in (link.get_attribute("rel") or "")
    page.locator("details[data-source='1-2'] summary").click()
    assert page.locator("details[data-source='1-2'] a").count() == 0
    assert complaints == []


def test_the_whole_journey(talk: Visit, door: FakeDoor, context: BrowserContext, complaints: list[str]) -> None:
    page = talk.page
    page.evaluate(
        """() => {
          window.told = [];
          for (const name of ['message-sent', 'lead-submitted', 'lead-withdrawn']) {
            addEventListener(`indgang:${name}`, (event) => told.push([name, JSON.stringify(event.detail)]));
          }
        }"""
    )
    talk.ask()
    talk.is_asked()
    talk.answers()
    talk.reviews()
    ticks = page.get_by_role("checkbox")
    assert [ticks.nth(place).is_checked() for place in range(ticks.count())] == [False, False]
    talk.button("review.send").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors li")).to_have_count(3)
    page.get_by_role("link", name="Udfyld virksomhed").click()
    expect(page.locator("#edit-company_name")).to_be_focused()
    talk.fills_in()
    talk.button("review.send").dblclick()
    expect(talk.heading("receipt.title")).to_be_focused()
    expect(page.locator(".reference")).to_have_text(["IND-0001"])
    [conversation] = door.kept.values()
    assert [handoff.destination_id for handoff in conversation.handoffs] == ["syd-en-indgang"]

    status = context.new_page()
    status.goto(page.get_by_role("link", name="Følg henvendelsen").get_attribute("href") or "")
    expect(status.locator("section[lang=da]")).to_contain_text("Modtaget")
    expect(status.locator("section[lang=en]")).to_contain_text("Received")

    page.get_by_role("button", name="Træk tilbage IND-0001").click()
    talk.is_sure("receipt.withdraw")
    expect(page.locator(".handoff")).to_contain_text("Trukket tilbage.")
    status.reload()
    expect(status.locator("section[lang=da]")).to_contain_text("Linket virker ikke")
    told = page.evaluate("told")
    assert [name for name, _ in told] == ["message-sent", "message-sent", "lead-submitted", "lead-withdrawn"]
    assert COMPANY not in str(told)
    assert QUESTION not in str(told)
    assert complaints == []


def test_a_field_is_edited_where_it_stands(talk: Visit) -> None:
    page = talk.page
    talk.ask()
    talk.is_asked()
    talk.answers()
    talk.reviews()
    page.get_by_role("button", name="Redigér CE-mærkning").click()
    expect(page.locator("#edit-ce_status")).to_be_focused()
    page.locator("#edit-ce_status").select_option("Ja, det er CE-mærket")
    page.get_by_role("button", name="Gem CE-mærkning").click()
    expect(page.locator("[data-row=ce_status]")).to_contain_text("Ja, det er CE-mærket")
    expect(page.get_by_role("button", name="Redigér CE-mærkning")).to_be_focused()


def test_an_address_that_is_none_is_refused_where_it_stands(talk: Visit, door: FakeDoor) -> None:
    talk.ask()
    talk.is_asked()
    talk.answers()
    talk.reviews()
    talk.fills_in()
    talk.page.locator("#edit-contact_email").fill("mia at example")
    talk.button("review.send").click()
    expect(talk.page.locator(".errors li")).to_have_text(["Skriv en e-mailadresse som navn@firma.dk"])
    expect(talk.page.locator("#edit-company_name")).to_have_value(COMPANY)
    [conversation] = door.kept.values()
    assert conversation.handoffs == ()


def test_an_earlier_answer_is_gone_back_to(talk: Visit, door: FakeDoor) -> None:
    talk.ask()
    talk.is_asked()
    talk.page.get_by_label("Andet – skriv selv").check()
    talk.button("question.continue").click()
    expect(talk.page.locator("#question-error")).to_contain_text("Skriv et svar")
    talk.page.get_by_label("Skriv jeres svar").fill("Det ved vi ikke endnu")
    talk.button("question.continue").click()
    talk.page.locator(".offer").wait_for()
    assert [message.text for message in next(iter(door.kept.values())).visitor_messages] == [
        QUESTION,
        "Det ved vi ikke endnu",
    ]


def test_deleting_empties_both_ends(talk: Visit, door: FakeDoor) -> None:
    talk.goes_all_the_way()
    talk.button("receipt.delete").last.click()
    talk.is_sure("receipt.delete")
    expect(talk.page.locator(".note")).to_have_text("Samtalen er slettet.")
    assert talk.kept_in_the_browser() == 0
    assert door.kept == {}


def test_a_new_conversation_starts_clean(talk: Visit, door: FakeDoor) -> None:
    talk.ask()
    talk.is_asked()
    talk.button("panel.more").click()
    talk.button("panel.new").click()
    talk.is_sure("panel.new")
    talk.heading("consent.title").wait_for()
    assert talk.kept_in_the_browser() == 0
    assert door.kept == {}


def test_the_chosen_language_settles_the_conversation(visit: Visit, door: FakeDoor) -> None:
    visit.button("panel.other_language").click()
    english = Visit(page=visit.page, language=Language.ENGLISH)
    assert visit.page.locator(".panel").get_attribute("lang") == "en"
    english.start()
    english.ask()
    english.is_asked()
    expect(visit.page.locator(".question")).to_contain_text("No, it is not CE-marked")
    [conversation] = door.kept.values()
    assert (conversation.language, conversation.language_is_settled) == ("en", True)


def test_changing_language_midway_keeps_the_conversation_and_what_is_written(talk: Visit) -> None:
    talk.ask()
    talk.is_asked()
    talk.field.fill("Halvt skrevet")
    talk.button("panel.other_language").click()
    english = Visit(page=talk.page, language=Language.ENGLISH)
    expect(english.field).to_have_value("Halvt skrevet")
    expect(talk.page.locator(".question")).to_contain_text("No, it is not CE-marked")
    expect(talk.page.locator(".note")).to_contain_text("The assistant goes on")
    expect(talk.messages).to_have_count(2)


def test_words_from_staff_arrive_by_themselves(talk: Visit, door: FakeDoor, served: Served) -> None:
    talk.goes_all_the_way()
    talk.button("review.back").click()
    expect(talk.page.locator(".standing")).to_contain_text("Venter på en medarbejder")
    on_the_server(served, door.staff_says(only_conversation(door), "Vi ringer **i morgen**."))
    expect(talk.page.locator(".message.staff strong").last).to_have_text("i morgen")
    expect(talk.page.locator(".staffed")).to_contain_text("En medarbejder svarer")


def test_one_answer_is_announced_once_and_whole(talk: Visit) -> None:
    talk.page.evaluate(
        """() => {
          window.said = [];
          const region = document.querySelector('indgang-widget').shadowRoot.querySelector('[role=status]');
          new MutationObserver(() => region.innerText && window.said.push(region.innerText))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    talk.ask()
    talk.is_asked()
    expect(talk.page.locator("[role=status]")).to_contain_text("CE-mærket")
    said: list[str] = talk.page.evaluate("window.said")
    assert len([words for words in said if "Svar fra assistenten" in words]) == 1
    assert len(said) <= 2
    assert not re.search(r"https?:|\[\d|\*", " ".join(said))


def test_the_page_says_what_its_words_say(talk: Visit) -> None:
    talk.ask()
    talk.is_asked()
    shown = talk.page.locator(".panel").inner_text()
    assert "undefined" not in shown
    assert not set(re.findall(r"\b[a-z]+\.[a-z_]+\b", shown)) & set(page_words(Language.DANISH))


def test_the_message_that_is_too_long_stays_and_says_so(talk: Visit, door: FakeDoor) -> None:
    talk.ask("x" * 4_001)
    expect(talk.page.locator("#text-left")).to_have_text("Fejl: 1 tegn for meget")
    expect(talk.field).to_have_attribute("aria-invalid", "true")
    assert door.turns == 0
