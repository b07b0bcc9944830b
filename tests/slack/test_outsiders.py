"""Somebody of another organisation, in a channel shared with it, is answered and sees nothing of ours."""

from pathlib import Path

import pytest

from bot.slack import SlackConfig, examine, make_client
from tests.conversation.samples import knows, passage

from .colleague import Colleague
from .conftest import BY_EITHER
from .edge import BOT_TOKEN, BOT_USER, SECRET
from .workspace import Workspace, open_workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]
ELSEWHERE = "T0ELSEWHER"
QUESTION = "What is the robot lab?"


def _outsider(place: Workspace) -> Colleague:
    place.edge.strangers["U0STRANGER"] = ELSEWHERE
    return Colleague(edge=place.edge, name="mia", id="U0STRANGER", token="", team=ELSEWHERE)


@BY_EITHER
async def test_an_outsiders_question_is_answered(workspace: Workspace) -> None:
    workspace.retriever.script[QUESTION] = knows(passage("lab", "The robot lab tests robots."))
    mia = _outsider(workspace)
    event = mia.message(workspace.channel, "1795644999.000001", f"<@{BOT_USER}> {QUESTION}")
    await workspace.edge.event(event, team=ELSEWHERE)
    await workspace.settled()
    [note] = workspace.edge.whispers
    assert note["user"] == mia.id
    assert "tests robots" in str(note["blocks"])


@BY_EITHER
async def test_an_outsider_in_a_leads_channel_sees_no_lead_anywhere(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    home = await _home(workspace, workspace.ann)
    assert handoff.reference in str(home), "a colleague in the same channel does"
    mia = _outsider(workspace)
    seen = [await _home(workspace, mia)]
    for text in ("find æblehj", f"status {handoff.reference.lower()}"):
        await mia.commands(workspace.channel, text)
        await workspace.settled()
        seen.append(workspace.edge.responses[-1])
    await mia.presses_at_home(home, "show_lead")
    seen.append(await workspace.opened())
    await mia.commands(workspace.channel, "create")
    seen.append(await workspace.opened())
    await mia.uses_on_message("send_to_company", await workspace.card(handoff), channel=workspace.channel)
    seen.append(await workspace.opened())
    await mia.presses_at_home(home, "find_lead")
    form = await workspace.opened()
    seen.append((await mia.fills_in(form, text=handoff.reference))[1])
    inside = (handoff.reference, "jælp", "singing bed", "mia@example.org", handoff.id, "new_lead")
    assert [(words, each) for each in seen for words in inside if words in str(each)] == []


async def test_somebody_slack_tells_us_nothing_of_sees_no_leads(workspace: Workspace) -> None:
    await workspace.lead()
    workspace.edge.faults["users.info"] = [500, 500]
    assert await workspace.slack.desk.people.destinations(workspace.ann.id) == frozenset()
    workspace.edge.faults.clear()
    assert await workspace.slack.desk.people.destinations(workspace.ann.id)


async def test_the_doctor_warns_of_leads_in_a_shared_channel(workspace: Workspace) -> None:
    workspace.edge.shared.add(workspace.channel)
    config = SlackConfig(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=f"{workspace.edge.url}/api/")
    findings = examine(config, workspace.slack.desk.people.channels, client=make_client(config))
    advice = {each.what: each.advice async for each in findings}
    assert "a channel of your own" in advice[f"channel {workspace.channel}"]
    assert advice[f"channel {workspace.desk_channel}"] == ""


async def test_a_quiet_channel_hears_answers_and_no_more(emulated: str, tmp_path: Path) -> None:
    async with open_workspace(emulated, tmp_path, is_quiet=True) as place:
        place.retriever.script[QUESTION] = knows(passage("lab", "The robot lab tests robots."))
        unknown = f"<@{BOT_USER}> What is the orbital period of Callisto?"
        await place.ann.says(place.channel, unknown)
        await place.settled()
        assert place.edge.whispers == []
        assert len(await place.desk.store.gaps()) == 1, "editors learn what was asked"
        await place.ann.says(place.channel, f"<@{BOT_USER}> {QUESTION}")
        await place.settled()
        assert len(place.edge.whispers) == 1
        await place.ann.says(place.desk_channel, unknown)
        await place.settled()
        assert len(place.edge.whispers) == 2, "elsewhere somebody is told that there is no source"
        assert place.edge.violations == []


async def _home(place: Workspace, who: Colleague) -> dict[str, object]:
    await place.edge.event(
        {
            **{"type": "app_home_opened", "user": who.id, "channel": "D0HOME", "tab": "home"},
            "event_ts": "1795644999.000002",
        }
    )
    return await place.opened()
