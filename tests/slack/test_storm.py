"""Hundreds of leads through a bad day: Slack answers 429 and 500, loses answers, and the sender stops halfway."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.domain import HandoffState

from .edge import LOST
from .workspace import Workspace

pytestmark = [pytest.mark.slack, pytest.mark.slow, pytest.mark.anyio]
LEADS = 40


async def test_leads_sent_through_a_storm_arrive_once_each(workspace: Workspace) -> None:
    chance = random.Random(7)  # noqa: S311 - a storm, not a secret
    visitors = [await workspace.visitor() for _ in range(LEADS)]
    for _ in range(60):
        workspace.edge.faults["chat.postMessage"] = chance.choices(["", "429", 500, LOST], [20, 1, 1, 1], k=60)
        tick = asyncio.create_task(workspace.delivery.tick())
        # The sender dies wherever it is; what it held is taken up when its lease is over.
        await asyncio.wait({tick}, timeout=chance.uniform(0.2, 2.0))
        tick.cancel()
        with suppress(asyncio.CancelledError):
            await tick
        workspace.clock.move(timedelta(minutes=5))
        if not await _waiting(workspace):
            break
    workspace.edge.faults.clear()
    for _ in range(5):
        workspace.clock.move(timedelta(hours=3))
        await workspace.delivery.tick()
    shown = Counter(
        reference
        for each in await workspace.messages()
        if each.get("thread_ts") in {None, each["ts"]}
        for reference in [each["text"].partition(":")[0]]
    )
    handoffs = [(await visitor.sees()).handoffs[0] for visitor in visitors]
    assert all(handoff.state is HandoffState.DELIVERED for handoff in handoffs)
    assert [shown[f"Lead {handoff.reference}"] for handoff in handoffs] == [1] * LEADS


async def _waiting(place: Workspace) -> bool:
    return any(handoff.state is not HandoffState.DELIVERED for _, handoff in await place.store.handoffs())
