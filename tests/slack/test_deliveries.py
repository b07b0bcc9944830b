"""What Slack delivers twice, late, out of order or not at all; and what somebody else pretends to be Slack."""

import asyncio
from pathlib import Path

import pytest

from bot.domain import Incoming, MoveKind
from tests.conversation.samples import knows, passage

from .conftest import BY_EITHER
from .edge import BOT_USER
from .slow import SlowEngine
from .workspace import Workspace, open_workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


@BY_EITHER
async def test_an_event_delivered_again_is_done_once(workspace: Workspace) -> None:
    workspace.retriever.script["Who?"] = knows(passage("who", "Gerda does."))
    event = workspace.ann.message(workspace.channel, "1795600000.000001", f"<@{BOT_USER}> Who?")
    for retry in (0, 1, 2, 3):
        status, _ = await workspace.edge.event(event, event_id="EvSAME", retry=retry)
        assert status == 200
    mention = {key: value for key, value in event.items() if key != "channel_type"} | {"type": "app_mention"}
    await workspace.edge.event(mention, event_id="EvOTHER")
    await workspace.settled()
    assert len(workspace.edge.whispers) == 1
    assert len(workspace.retriever.asked) == 1


async def test_a_first_delivery_by_socket_counts_its_retries_from_nought_and_is_heard(
    emulated: str, tmp_path: Path
) -> None:
    async with open_workspace(emulated, tmp_path, by_socket=True) as place:
        event = place.ann.message(place.channel, "1795600000.000002", f"<@{BOT_USER}> Who?")
        for retry in (0, 0, 1):
            assert (await place.edge.event(event, event_id="EvSOCKET", retry=retry))[0] == 200
        await place.settled()
        assert len(place.edge.whispers) == 1
        assert place.edge.violations == []


async def test_what_is_forged_or_old_is_refused(workspace: Workspace) -> None:
    event = workspace.ann.message(workspace.channel, "1795600000.000003", f"<@{BOT_USER}> Who?")
    forged, _ = await workspace.edge.event(event, event_id="EvFORGED", secret="guessed")  # noqa: S106 - a forger's
    stale, _ = await workspace.edge.event(event, event_id="EvSTALE", age=400)
    assert (forged, stale) == (401, 401)
    visitor, handoff = await workspace.lead()
    assert await workspace.desk.inbox.waiting() == []
    assert (await visitor.sees()).handoffs[0].id == handoff.id


@BY_EITHER
async def test_a_press_delivered_twice_is_one_deed(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    card = await workspace.card(handoff)
    await asyncio.gather(*(workspace.ann.presses(card, "deed:claim", channel=workspace.channel) for _ in range(3)))
    await workspace.settled()
    assert [move.kind for move in (await visitor.sees()).handoffs[0].moves] == [MoveKind.CLAIM]


@BY_EITHER
async def test_an_edit_that_overtakes_its_message_changes_nothing(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    root = (await workspace.card(handoff))["ts"]
    before = (await visitor.sees()).transcript
    await workspace.ann.edits(workspace.channel, "1795600009.000001", "first", "second", thread_ts=root)
    late = workspace.ann.message(workspace.channel, "1795600009.000001", "first", thread_ts=root)
    await workspace.edge.event(late)
    await workspace.settled()
    assert (await visitor.sees()).transcript == before
    assert workspace.edge.whispers == []


async def test_what_was_accepted_before_a_crash_is_done_after_it(emulated: str, tmp_path: Path) -> None:
    async with open_workspace(emulated, tmp_path) as place:
        event = place.ann.message(place.channel, "1795600000.000004", f"<@{BOT_USER}> Who?")
        payload: dict[str, object] = {"kind": "event", "event": event}
        # Stored and acknowledged; the process died before it did anything.
        await place.desk.inbox.accept(Incoming(id="EvCRASH", place="", payload=payload, received_at=place.clock.now()))
        await place.slack.worker.look()
        await place.settled()
        assert len(place.edge.whispers) == 1


@pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
async def test_acknowledgements_do_not_wait_for_a_slow_model(emulated: str, tmp_path: Path, by_socket: bool) -> None:
    """Two score questions under way, each taking as long as a model may, and presses all the while."""
    async with open_workspace(emulated, tmp_path, by_socket=by_socket, engine_of=SlowEngine.over) as place:
        visitor, handoff = await place.lead()
        card = await place.card(handoff)
        for number in range(40):
            event = place.ann.message(place.channel, f"1795600100.{number:06}", f"<@{BOT_USER}> Question {number}?")
            await place.edge.event(event)
        await place.ann.presses(card, "deed:claim", channel=place.channel)
        async with asyncio.timeout(10):
            while (await visitor.sees()).handoffs[0].owner is None:  # noqa: ASYNC110 - the worker does it
                await asyncio.sleep(0.02)
        assert SlowEngine.answered == 0, "every question is still with the model"
        assert len(place.edge.acks) >= 41
        assert max(place.edge.acks) < 3, "Slack gives up after three seconds"
