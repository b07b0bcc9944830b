"""Whatever somebody writes, nothing runs, nothing is fetched, nothing leads elsewhere."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.domain import Author, Bilingual, Citation, Message, Outcome, ProvedClaim
from tests.web.fake_door import FakeDoor
from tests.web.material import CITATIONS, ROUTES

from .payloads import PAYLOADS
from .serving import Served
from .visiting import Visit, on_the_server, only_conversation

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOUND = """
() => {
  const root = document.querySelector('indgang-widget').shadowRoot;
  const bad = [...root.querySelectorAll(
    'script, img, iframe, object, embed, link, style, video, audio, base, meta, [style]')];
  const own = new Set(['https://example.org', location.origin]);
  const strange = [...root.querySelectorAll('a, form')].filter((one) => {
    const url = one.getAttribute('href') ?? one.getAttribute('action');
    if (url === null || url === 'mailto:os@example.org') return false;
    return !own.has(new URL(url, location.href).origin);
  });
  const handlers = [...root.querySelectorAll('*')].filter((one) =>
    [...one.attributes].some((attribute) => /^on/.test(attribute.name)));
  return [...bad, ...strange, ...handlers].map((one) => one.outerHTML.slice(0, 200));
}
"""


@pytest.fixture
def strangers(page: Page, served: Served) -> list[str]:
    """Every address asked that is not the server's own."""
    asked: list[str] = []
    own = urlsplit(served.url).netloc

    def note(url: str) -> None:
        if urlsplit(url).netloc != own:
            asked.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("popup", lambda popup: asked.append(popup.url))
    return asked


def is_clean(page: Page, strangers: list[str], complaints: list[str]) -> None:
    page.wait_for_timeout(50)
    assert page.evaluate(FOUND) == []
    assert page.evaluate("window.hit") is None
    assert strangers == []
    assert complaints == []


def says(door: FakeDoor, served: Served, message: Message) -> None:
    conversation = door.kept[only_conversation(door)]

    async def say() -> None:
        door.kept[conversation.id] = conversation.says(message)
        await door.feed.changed(conversation.id)

    on_the_server(served, say())


def bot_says(door: FakeDoor, text: str, **changed: object) -> Message:
    conversation = door.kept[only_conversation(door)]
    message = Message(
        id=f"evil-{len(conversation.transcript)}",
        author=Author.BOT,
        text=text,
        sent_at=door.clock.now(),
        outcome=Outcome.ANSWERED,
    )
    return replace(message, **changed)  # type: ignore[arg-type]


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 40


def test_questions_are_shown_as_they_were_written(
    talk: Visit, door: FakeDoor, strangers: list[str], complaints: list[str]
) -> None:
    for payload in PAYLOADS:
        talk.ask(payload)
        expect(talk.page.locator(".message.visitor:not(.pending)").last).to_be_visible()
        expect(talk.field).to_have_value("")
        talk.page.locator("#send[type=submit]").wait_for()
    is_clean(talk.page, strangers, complaints)
    assert door.turns == len(PAYLOADS)


@pytest.mark.parametrize("author", [Author.BOT, Author.STAFF])
def test_words_of_the_assistant_and_of_staff_stay_words(
    talk: Visit, door: FakeDoor, served: Served, strangers: list[str], complaints: list[str], author: Author
) -> None:
    talk.ask()
    talk.is_asked()
    for payload in PAYLOADS:
        says(door, served, bot_says(door, f"Her står:\n\n{payload}", author=author))
    expect(talk.messages).to_have_count(len(PAYLOADS) + 2)
    is_clean(talk.page, strangers, complaints)


def test_what_stands_between_proved_sentences_stays_words(
    talk: Visit, door: FakeDoor, served: Served, strangers: list[str], complaints: list[str]
) -> None:
    talk.ask()
    talk.is_asked()
    for payload in PAYLOADS:
        part = ProvedClaim(payload, (1,))
        says(door, served, bot_says(door, f"{payload} [1] og mere.", parts=(part,), citations=CITATIONS[:1]))
    expect(talk.messages).to_have_count(len(PAYLOADS) + 2)
    expect(talk.messages.last).to_contain_text("og mere.")
    is_clean(talk.page, strangers, complaints)
    assert talk.page.locator(".mark", has_text="99").count() == 0


def test_citations_and_routes_stay_words(
    talk: Visit, door: FakeDoor, served: Served, strangers: list[str], complaints: list[str]
) -> None:
    talk.ask()
    talk.is_asked()
    for number, payload in enumerate(PAYLOADS):
        evil = replace(
            ROUTES[0],
            destination_id=f"evil-{number}",
            name=Bilingual(payload, payload),
            reason=Bilingual(payload, payload),
        )
        message = bot_says(door, "Se kilden.", citations=(_cites(payload),), routes=(evil,))
        says(door, served, message)
    expect(talk.messages).to_have_count(len(PAYLOADS) + 2)
    talk.page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    is_clean(talk.page, strangers, complaints)


def _cites(payload: str) -> Citation:
    # A source's own web address is the one link there is: it stands in the knowledge base.
    url = "" if payload.startswith("http") else payload
    return replace(
        CITATIONS[0],
        title=payload,
        source_title=payload,
        owner=payload,
        section=payload,
        url=url,
        as_of=payload,
        quote=payload,
    )


def test_a_company_name_stays_words_from_the_form_to_the_receipt(
    talk: Visit, strangers: list[str], complaints: list[str]
) -> None:
    page = talk.page
    talk.ask()
    talk.is_asked()
    talk.answers()
    talk.reviews()
    page.locator("#edit-contact_email").fill("mia@example.org")
    page.locator("#edit-company_name").fill("x")
    talk.button("review.save", exact=False).first.click()
    for payload in PAYLOADS:
        name = payload.replace("\n", " ").replace("\t", " ")
        page.get_by_role("button", name="Redigér virksomhed").click()
        page.locator("#edit-company_name").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Redigér virksomhed")).to_be_focused()
        expect(page.locator("[data-row=company_name] dd").first).to_contain_text(name.strip()[:20].strip())
    page.locator("[data-destination=syd-en-indgang]").check()
    talk.sends()
    page.locator(".receipt summary").click()
    is_clean(page, strangers, complaints)
