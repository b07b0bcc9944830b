"""The widget's twelve screens, driven one after another by a fake engine: looked at, and measured for access."""

import asyncio
import json
import re
from collections.abc import Iterator

from playwright.sync_api import Page, Route, expect

from bot.domain import Language
from tests.web.fake_door import FakeDoor
from tests.web.material import PARTS_DA, PARTS_EN

from .host_page import HostPage
from .serving import Served
from .visiting import Visit, on_the_server, only_conversation

STAFF_SAYS = {
    Language.DANISH: "Tak for jeres henvendelse. Vi vil gerne **mødes** med jer:\n\n- tirsdag kl. 10\n- torsdag kl. 13",
    Language.ENGLISH: "Thank you for your inquiry. We would like to **meet** you:\n\n- Tuesday 10:00\n- Thursday 13:00",
}
ASKED = {
    Language.DANISH: "Vi har udviklet en sårplejesensor. Hvordan tester vi den på et sygehus i Syddanmark?",
    Language.ENGLISH: "We have developed a wound care sensor. How do we test it at a hospital in Southern Denmark?",
}


def twelve_screens(page: Page, *, door: FakeDoor, served: Served, language: Language) -> Iterator[str]:
    """Brings the page to each screen in turn and gives its name."""
    visit = Visit(page=page, language=language)
    page.route("**/welcome", _tell_more)
    page.route("**/feedback", lambda route: route.fulfill(status=204))
    HostPage(server=served.url, language=language.value).open(page)
    page.locator(".launcher").wait_for()
    yield "01-launcher"
    visit.open()
    yield "02-consent"
    visit.start()
    page.get_by_role("heading", name=visit.words("chat.title")).wait_for()
    yield "03-empty"
    yield from _streaming(visit, door=door, served=served)
    yield from _answered(visit)
    yield from _questioned(visit)
    yield from _reviewed(visit)
    yield from _with_staff(visit, door=door, served=served)
    yield from _in_trouble(visit, door=door, served=served)


def _tell_more(route: Route) -> None:
    """A site that says when its staff answer, and wants to know whether answers help."""
    hours = {"da": "Mandag til torsdag kl. 9–15, fredag kl. 9–13", "en": "Monday to Thursday 9–15, Friday 9–13"}
    told = route.fetch().json() | {"opening_hours": hours, "is_open": False, "takes_feedback": True}
    route.fulfill(json=told)


def _streaming(visit: Visit, *, door: FakeDoor, served: Served) -> Iterator[str]:
    page = visit.page
    door.waits_for = asyncio.Event()
    visit.ask(ASKED[visit.language])
    page.locator(".searching").wait_for()
    yield "04-searching"
    [first, _] = PARTS_DA if visit.language is Language.DANISH else PARTS_EN
    part = json.dumps({"text": first.text, "markers": list(first.markers)})
    told = f"id: 1.0\nevent: sentence\ndata: {part}\n\n"

    def tell_once(route: Route) -> None:
        page.unroute("**/events")
        route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=told)

    page.route("**/events", tell_once)
    _look_away_and_back(page)
    page.locator(".message.bot .mark").wait_for()
    yield "04-streaming"
    served.loop.call_soon_threadsafe(door.waits_for.set)
    door.waits_for = None


def _look_away_and_back(page: Page) -> None:
    """What the browser tells when the page comes back from its cache: the stream is taken up anew."""
    page.evaluate(
        """() => {
          dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
          dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        }"""
    )


def _answered(visit: Visit) -> Iterator[str]:
    page = visit.page
    visit.is_asked()
    page.locator(".sources summary").first.click()
    page.locator(".message.bot").last.scroll_into_view_if_needed()
    yield "05-answer"
    page.get_by_role("group", name=visit.words("feedback.ask")).get_by_role(
        "button", name=visit.words("feedback.no"), exact=True
    ).click()
    page.locator(".why").wait_for()
    yield "05-feedback"
    page.get_by_label(visit.words("feedback.reason.outdated")).check()
    page.locator(".why").get_by_role("button", name=visit.words("feedback.send")).click()
    expect(page.locator(".feedback")).to_contain_text(visit.words("feedback.thanks"))
    page.locator(".sources summary").first.click()


def _questioned(visit: Visit) -> Iterator[str]:
    page = visit.page
    page.locator(".question").scroll_into_view_if_needed()
    yield "06-question"
    visit.button("question.continue").click()
    page.locator("#question-error").wait_for()
    yield "07-question-error"
    visit.answers()
    yield "06-offer"


def _reviewed(visit: Visit) -> Iterator[str]:
    page = visit.page
    visit.reviews()
    yield "08-review"
    visit.button("review.send").click()
    page.locator(".errors").wait_for()
    yield "07-review-errors"
    visit.fills_in()
    page.locator("#send-inquiry").scroll_into_view_if_needed()
    yield "08-review-recipients"
    visit.sends()
    yield "09-receipt"
    page.get_by_role("button", name=re.compile(f"^{visit.words('receipt.withdraw')}")).click()
    page.locator("dialog").wait_for()
    yield "09-sure"
    page.keyboard.press("Escape")


def _with_staff(visit: Visit, *, door: FakeDoor, served: Served) -> Iterator[str]:
    page = visit.page
    visit.button("review.back").click()
    page.locator(".standing").wait_for()
    yield "10-waiting"
    on_the_server(served, door.staff_says(only_conversation(door), STAFF_SAYS[visit.language]))
    page.locator(".staffed").wait_for()
    page.locator(".standing").scroll_into_view_if_needed()
    yield "11-staff"


def _in_trouble(visit: Visit, *, door: FakeDoor, served: Served) -> Iterator[str]:
    page = visit.page
    door.breaks_with = RuntimeError("the engine is broken")
    visit.ask("?")
    page.locator(".trouble").wait_for()
    yield "12-failed"
    door.breaks_with = None

    def too_fast(route: Route) -> None:
        body = {"error": "too_often", "message_da": "Vent lidt.", "message_en": "Wait a little."}
        route.fulfill(status=429, headers={"Retry-After": "42"}, json=body)

    page.route("**/messages", too_fast)
    visit.button("trouble.retry").click()
    expect(page.locator(".trouble")).to_contain_text(visit.words("trouble.limit"))
    yield "12-limit"
    page.unroute("**/messages")
    page.context.set_offline(True)
    page.locator(".bar").wait_for()
    yield "12-offline"
    page.context.set_offline(False)
    on_the_server(served, door.delete(only_conversation(door)))
    expect(page.locator(".trouble")).to_contain_text(visit.words("trouble.gone"))
    yield "12-expired"
    visit.button("trouble.start").click()
    visit.heading("consent.title").wait_for()
