"""Slack is slow, down, full of faults, or has thrown us out: leads arrive later or elsewhere, each once."""

from datetime import timedelta

import pytest

from bot.domain import HandoffState

from .edge import LOST
from .workspace import Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


async def _cards(place: Workspace, reference: str, channel: str = "") -> int:
    return sum(
        reference in each["text"] and each.get("thread_ts") in {None, each["ts"]}
        for each in await place.messages(channel)
    )


@pytest.mark.parametrize("fault", ["429", 500, 503, "internal_error", "fatal_error", LOST])
@pytest.mark.parametrize("at", range(4))
async def test_a_fault_while_a_lead_is_posted_leaves_one_card_and_one_thread(
    workspace: Workspace, fault: int | str, at: int
) -> None:
    """`at` is which of the four messages of a lead it hits."""
    visitor = await workspace.visitor()
    workspace.edge.faults[f"chat.postMessage@{workspace.channel}"] = [*([""] * at), fault]
    await workspace.delivery.tick()
    for _ in range(3):
        workspace.clock.move(timedelta(minutes=10))
        await workspace.delivery.tick()
    [handoff] = (await visitor.sees()).handoffs
    assert handoff.state is HandoffState.DELIVERED
    assert await _cards(workspace, handoff.reference) == 1
    assert len(await workspace.thread((await workspace.card(handoff))["ts"])) == 3


async def test_slack_down_for_ten_minutes_loses_nothing(workspace: Workspace) -> None:
    workspace.edge.is_down = True
    visitors = [await workspace.visitor() for _ in range(5)]
    for _ in range(10):
        await workspace.delivery.tick()
        workspace.clock.move(timedelta(minutes=1))
    workspace.edge.is_down = False
    for _ in range(4):
        workspace.clock.move(timedelta(minutes=10))
        await workspace.delivery.tick()
    for visitor in visitors:
        [handoff] = (await visitor.sees()).handoffs
        assert handoff.state is HandoffState.DELIVERED
        assert await _cards(workspace, handoff.reference) == 1


async def test_slack_is_not_asked_again_before_the_time_it_names(workspace: Workspace) -> None:
    visitor = await workspace.visitor()
    workspace.edge.faults[f"chat.postMessage@{workspace.channel}"] = ["429"]
    await workspace.delivery.tick()
    made = len(workspace.edge.made("chat.postMessage"))
    workspace.clock.move(timedelta(milliseconds=900))
    await workspace.delivery.tick()
    own = [each for each in workspace.edge.made("chat.postMessage")[made:] if each["channel"] == workspace.channel]
    assert own == []
    workspace.clock.move(timedelta(milliseconds=200))
    await workspace.delivery.tick()
    assert (await visitor.sees()).handoffs[0].state is HandoffState.DELIVERED


@pytest.mark.parametrize(
    "error", ["is_archived", "channel_not_found", "not_in_channel", "missing_scope", "token_revoked"]
)
async def test_a_channel_that_takes_nothing_more_is_closed_and_the_front_desk_gets_the_lead(
    workspace: Workspace, error: str
) -> None:
    visitor = await workspace.visitor()
    workspace.edge.faults[f"chat.postMessage@{workspace.channel}"] = [error]
    await workspace.delivery.tick()
    await workspace.delivery.tick()
    [handoff] = (await visitor.sees()).handoffs
    assert handoff.state is HandoffState.DELIVERED
    assert await _cards(workspace, handoff.reference, workspace.desk_channel) == 1
    assert "cannot be reached" in str((await workspace.card(handoff, workspace.desk_channel))["blocks"])
    [notice] = await workspace.desk.outbox.operator_notices()
    assert error in notice.text
    assert workspace.channel in notice.text


async def test_a_reminder_comes_in_the_leads_thread_and_to_the_front_desk(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    for _ in range(2):
        [(_, now)] = await workspace.store.handoffs()
        assert now.remind_at
        workspace.clock.moment = now.remind_at
        await workspace.delivery.tick()
        await workspace.delivery.tick()
    root = (await workspace.card(handoff))["ts"]
    thread = str(await workspace.thread(root))
    assert "due soon" in thread
    assert "overdue" in thread
    assert f"{handoff.reference}" in str(await workspace.messages(workspace.desk_channel))
    assert (await visitor.sees()).handoffs[0].owner is None


async def test_a_card_somebody_deleted_in_slack_is_told_to_the_operator(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    card = await workspace.card(handoff)
    await workspace.edge.emulated("chat.delete", {"channel": workspace.channel, "ts": card["ts"]})
    await workspace.bo.presses(card, "deed:claim", channel=workspace.channel)
    await workspace.settled()
    assert "deleted in Slack" in str(await workspace.desk.outbox.operator_notices())
