"""What stops programs at the hand-over is met by nobody who sees, hears or types."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from playwright.sync_api import Page, expect

from bot.domain import Bilingual, Language, Site
from bot.web import Sites, create_app
from tests.fakes import FrozenClock
from tests.web.fake_door import FakeDoor
from tests.web.visitor import SECRET

from .conftest import UNHURRIED
from .serving import Served, serve
from .visiting import COMPANY, EMAIL, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELD = ".review input[name=subject]"


@pytest.fixture
def served(door: FakeDoor) -> Iterator[Served]:
    """As elsewhere, with a least time before a lead. The clock stands still, so it passes when a test says so."""
    limits = replace(UNHURRIED, lead_seconds=3)
    site = Site(operator=Bilingual("Region Prøveland", "Testland Region"), retention_days=30)
    app = create_app(door=door, feed=door.feed, clock=door.clock, secret=SECRET, sites=Sites.of(site), limits=limits)
    with serve(app) as served:
        yield served


@pytest.fixture
def ready(talk: Visit) -> Visit:
    """At the review, all filled in and one recipient ticked."""
    talk.ask()
    talk.is_asked()
    talk.answers()
    talk.reviews()
    talk.fills_in()
    return talk


def waits(door: FakeDoor) -> None:
    assert isinstance(door.clock, FrozenClock)
    door.clock.move(timedelta(seconds=3))


def leads(door: FakeDoor) -> int:
    return sum(len(conversation.handoffs) for conversation in door.kept.values())


def heard(page: Page) -> list[str]:
    """The names of all text fields in the tree that assistive technology is given."""
    session = cast(Any, page.context.new_cdp_session(page))
    tree: dict[str, list[dict[str, Any]]] = session.send("Accessibility.getFullAXTree")
    nodes = [node for node in tree["nodes"] if not node["ignored"]]
    return [node["name"]["value"] for node in nodes if node["role"]["value"] == "textbox"]


def test_the_field_is_there_and_no_person_meets_it(ready: Visit, door: FakeDoor) -> None:
    page = ready.page
    expect(page.locator(FIELD)).to_have_count(1)
    assert len(heard(page)) == 2, "the company and the address, and nothing else"
    page.locator("#edit-company_name").focus()
    reached = set[str]()
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.add(str(page.evaluate("document.activeElement.shadowRoot?.activeElement?.name ?? ''")))
    assert "subject" not in reached
    shown = page.evaluate(
        """() => {
          const field = document.querySelector('indgang-widget').shadowRoot.querySelector('[name=subject]');
          field.scrollIntoView();
          const { left, top, width, height } = field.getBoundingClientRect();
          const root = field.getRootNode();
          const hits = [[0, 0], [width / 2, height / 2], [width - 1, height - 1]]
            .map(([x, y]) => root.elementFromPoint(left + x, top + y));
          const { clipPath: clip } = getComputedStyle(field.parentElement);
          return { clip, isHit: hits.includes(field), fills: field.autocomplete };
        }"""
    )
    assert shown == {"clip": "inset(50%)", "isHit": False, "fills": "off"}
    waits(door)
    with page.expect_request("**/consent") as asked:
        ready.sends()
    assert json.loads(asked.value.post_data or "")["left_empty"] == ""
    assert leads(door) == 1
    ready.says_nothing_wrong()


def test_what_a_program_filled_in_is_not_sent_and_a_person_sends_again(ready: Visit, door: FakeDoor) -> None:
    waits(door)
    ready.page.evaluate(
        "document.querySelector('indgang-widget').shadowRoot.querySelector('[name=subject]').value = 'cheap pills'"
    )
    ready.button("review.send").click()
    expect(ready.page.locator(".trouble")).to_contain_text("Der stod noget i et skjult felt")
    assert leads(door) == 0
    ready.sends()
    [conversation] = door.kept.values()
    assert {stated.value for each in conversation.inquiry.stated.values() for stated in each} >= {COMPANY, EMAIL}
    assert leads(door) == 1


@pytest.mark.parametrize("language", list(Language))
def test_who_sends_at_once_is_told_to_send_again_and_loses_nothing(
    ready: Visit, door: FakeDoor, language: Language
) -> None:
    if language is Language.ENGLISH:
        ready.button("panel.other_language").click()
        ready = Visit(page=ready.page, language=language)
    ready.button("review.send").click()
    words = {Language.DANISH: "så intet er sendt endnu", Language.ENGLISH: "nothing has been sent yet"}[language]
    expect(ready.page.locator(".trouble")).to_contain_text(words)
    expect(ready.page.locator("[data-destination=syd-en-indgang]")).to_be_checked()
    assert leads(door) == 0
    waits(door)
    ready.sends()
    assert leads(door) == 1
