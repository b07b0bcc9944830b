"""Nothing written is lost and nothing is answered twice, whatever happens to the page or the line."""

import asyncio
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.fake_door import FakeDoor

from .host_page import HostPage
from .serving import Served
from .visiting import Visit, on_the_server, only_conversation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_reload_keeps_the_conversation_and_asks_nothing_again(talk: Visit, door: FakeDoor) -> None:
    talk.ask()
    talk.is_asked()
    talk.field.fill("Halvt skrevet")
    talk.page.reload()
    talk.is_asked()
    expect(talk.messages).to_have_count(2)
    expect(talk.field).to_have_value("Halvt skrevet")
    assert door.turns == 1


def test_a_reload_before_the_answer_waits_for_the_same_answer(talk: Visit, door: FakeDoor, served: Served) -> None:
    gate = door.waits_for = asyncio.Event()
    talk.ask()
    talk.page.locator(".searching").wait_for()
    talk.page.wait_for_function('() => Object.values(localStorage)[0].includes(\'"id":"c1"\')')
    talk.page.reload()
    talk.page.locator(".message.visitor").wait_for()
    served.loop.call_soon_threadsafe(gate.set)
    talk.is_asked()
    expect(talk.messages).to_have_count(2)
    assert door.turns == 1


def test_a_second_tab_shows_the_same_conversation_and_its_end(
    talk: Visit, door: FakeDoor, context: BrowserContext, served: Served
) -> None:
    talk.ask()
    talk.is_asked()
    second = Visit(page=context.new_page())
    second.page.goto(served.url)
    second.is_asked()
    expect(second.messages).to_have_count(2)
    second.answers()
    talk.page.bring_to_front()
    expect(talk.messages).to_have_count(4)
    talk.button("panel.more").click()
    talk.button("receipt.delete").click()
    talk.is_sure("receipt.delete")
    # The other tab is told by the browser and by the server, in either order.
    expect(second.page.locator(".note, .trouble")).to_contain_text("slettet")
    assert second.kept_in_the_browser() == 0
    assert door.turns == 2


def test_the_back_forward_cache_brings_the_conversation_back(talk: Visit, door: FakeDoor, served: Served) -> None:
    talk.ask()
    talk.is_asked()
    talk.page.goto(f"{served.url}/status/none")
    on_the_server(served, door.staff_says(only_conversation(door), "Vi ringer i morgen."))
    talk.page.go_back()
    expect(talk.page.locator(".message.staff")).to_contain_text("Vi ringer i morgen.")
    assert door.turns == 1


def test_a_page_that_swaps_its_body_keeps_the_open_panel(page: Page, door: FakeDoor, served: Served) -> None:
    HostPage(server=served.url).open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    visit.field.fill("Halvt skrevet")
    page.evaluate(
        """() => {
          const next = document.createElement('body');
          next.append(document.createElement('main'));
          document.documentElement.replaceChild(next, document.body);
        }"""
    )
    expect(visit.field).to_have_value("Halvt skrevet")
    expect(visit.messages).to_have_count(2)
    assert page.evaluate("document.querySelectorAll('indgang-widget').length") == 1
    assert door.turns == 1


def test_a_panel_that_stood_open_is_open_on_the_next_page_and_takes_no_focus(page: Page, served: Served) -> None:
    host = HostPage(server=served.url)
    host.open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.ask()
    visit.is_asked()
    host.open(page)
    visit.is_asked()
    assert page.evaluate("document.activeElement === document.body")
    visit.button("panel.close").click()
    expect(page.locator(".launcher")).to_be_focused()
    host.open(page)
    page.locator(".launcher").wait_for()
    expect(page.locator(".panel")).to_have_count(0)


def test_a_lost_answer_is_asked_for_again_under_the_same_id(talk: Visit, door: FakeDoor) -> None:
    cut: list[str] = []

    def cut_once(route: Route) -> None:
        if route.request.method == "POST" and not cut:
            cut.append(route.request.post_data or "")
            route.fetch()
            route.abort()
        else:
            route.continue_()

    talk.page.route(re.compile("/messages"), cut_once)
    talk.page.route(re.compile("/events"), lambda route: route.abort())
    talk.ask()
    expect(talk.page.locator(".trouble")).to_contain_text("ikke tabt")
    talk.button("trouble.retry").click()
    talk.is_asked()
    expect(talk.page.locator(".message.visitor")).to_have_count(1)
    assert door.turns == 1


def test_what_is_written_offline_is_sent_once_when_the_line_is_back(
    talk: Visit, door: FakeDoor, context: BrowserContext
) -> None:
    context.set_offline(True)
    expect(talk.page.locator(".bar")).to_contain_text("ikke tabt")
    talk.ask()
    expect(talk.page.locator(".message.pending")).to_be_visible()
    context.set_offline(False)
    talk.is_asked()
    expect(talk.messages).to_have_count(2)
    assert door.turns == 1


def test_going_offline_in_the_middle_of_an_answer_loses_nothing(
    talk: Visit, door: FakeDoor, context: BrowserContext, served: Served
) -> None:
    gate = door.waits_for = asyncio.Event()
    talk.ask()
    expect(talk.page.locator(".message.visitor:not(.pending)")).to_be_visible()
    context.set_offline(True)
    talk.page.locator(".bar").wait_for()
    served.loop.call_soon_threadsafe(gate.set)
    context.set_offline(False)
    talk.is_asked()
    expect(talk.messages).to_have_count(2)
    assert door.turns == 1


def test_without_a_stream_the_page_asks_now_and_then(talk: Visit, door: FakeDoor, served: Served) -> None:
    talk.page.route(re.compile("/events"), lambda route: route.abort())
    talk.ask()
    talk.is_asked()
    on_the_server(served, door.staff_says(only_conversation(door), "Vi ringer i morgen."))
    expect(talk.page.locator(".message.staff")).to_contain_text("Vi ringer i morgen.", timeout=30_000)


def test_a_conversation_deleted_elsewhere_is_said_to_be_gone(talk: Visit, door: FakeDoor, served: Served) -> None:
    talk.ask()
    talk.is_asked()
    talk.field.fill("Halvt skrevet")
    on_the_server(served, door.delete(only_conversation(door)))
    expect(talk.page.locator(".trouble")).to_contain_text("findes ikke længere")
    assert talk.kept_in_the_browser() == 0
    talk.button("trouble.start").click()
    talk.start()
    expect(talk.field).to_have_value("Halvt skrevet")


def test_a_stopped_answer_is_there_when_asked_for(talk: Visit, door: FakeDoor, served: Served) -> None:
    gate = door.waits_for = asyncio.Event()
    talk.ask()
    expect(talk.page.locator(".message.visitor:not(.pending)")).to_be_visible()
    talk.page.wait_for_timeout(700)
    talk.button("chat.stop").click()
    expect(talk.page.locator(".transcript")).to_contain_text("Svaret er stoppet.")
    served.loop.call_soon_threadsafe(gate.set)
    talk.button("chat.show_rest").click()
    expect(talk.page.locator(".message.bot")).to_contain_text("gennem En indgang")
    assert door.turns == 1


def test_what_staff_said_while_the_panel_was_closed_is_counted_on_the_launcher(
    page: Page, door: FakeDoor, served: Served
) -> None:
    host = HostPage(server=served.url)
    host.open(page)
    visit = Visit(page=page)
    visit.open()
    visit.start()
    visit.goes_all_the_way()
    visit.button("panel.close").click()
    on_the_server(served, door.staff_says(only_conversation(door), "Vi ringer i morgen."))
    expect(page.locator(".badge")).to_have_text("1 ny besked")
    host.open(page)
    expect(page.locator(".badge")).to_have_text("1 ny besked")
