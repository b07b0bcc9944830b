"""A CPR number typed in Slack, wherever one can type there, is in nothing that is kept, logged or sent on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import MoveKind
from tests.trust.searching import Numbers, files_with

from .edge import BOT_USER
from .workspace import SYD, Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


async def test_no_door_of_slack_lets_a_cpr_number_in(
    workspace: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    numbers, ann, channel = Numbers(), workspace.ann, workspace.channel
    kept_raw: list[dict[str, list[str]]] = []

    async def looks() -> None:
        """Both while it waits and when it is done."""
        kept_raw.append(files_with(numbers, tmp_path))
        await workspace.settled()
        kept_raw.append(files_with(numbers, tmp_path))

    await ann.says(channel, f"<@{BOT_USER}> Which door takes tests? Patient {numbers.new()}")
    await looks()
    await ann.says(await workspace.direct(ann), f"Which door takes tests? It is about {numbers.new()}")
    await looks()
    for word in ("ask Which door takes tests of", "find", "status", "help"):
        await ann.commands(channel, f"{word} {numbers.new()}")
        await looks()

    _, handoff = await workspace.lead()
    card = await workspace.card(handoff)
    ts = await ann.says(channel, f"They called about {numbers.new()}", thread_ts=card["ts"])
    await looks()
    await ann.edits(channel, ts, f"was {numbers.new()}", f"is {numbers.new()}", thread_ts=card["ts"])
    await looks()
    await ann.presses(card, "deed:claim", channel=channel)
    await looks()
    card = await workspace.card(handoff)
    await ann.presses(card, f"deed:{MoveKind.ANSWER}", channel=channel)
    await ann.fills_in(await workspace.opened(), text=f"We can meet about {numbers.new()}")
    await looks()
    await ann.presses(card, "more_deeds", channel=channel, value=MoveKind.PARK)
    await ann.fills_in(await workspace.opened(), what="2026-12-01", remark=f"waits for {numbers.new()}")
    await looks()
    await ann.commands(channel, "create")
    form = await workspace.opened()
    filled = {"product": f"bed of {numbers.new()}", "company_name": f"Hjælp {numbers.new()} ApS", "need": "test"}
    await ann.fills_in(
        form, what=SYD, agreed="yes", contact_email="mia@example.org", region_hospital="OUH, Aalborg", **filled
    )
    await looks()
    stranger = replace(ann, name=f"ann {numbers.new()}")
    await stranger.commands(channel, "help")
    await looks()

    assert len(numbers.given) >= 14
    assert [found for found in kept_raw if found] == []
    assert numbers.found_in(json.dumps([*workspace.edge.calls], default=str).encode()) == []
    assert numbers.found_in(json.dumps([workspace.edge.whispers, workspace.edge.responses], default=str).encode()) == []
    assert numbers.found_in(caplog.text.encode()) == []
    assert "[CPR]" in json.dumps(workspace.edge.calls, default=str)
