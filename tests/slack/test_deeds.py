"""Every button and modal of a card, and what the company is told of each deed."""

import asyncio

import pytest

from bot.domain import (
    Author,
    CloseOutcome,
    Exemption,
    Handoff,
    MoveKind,
    TriageState,
    Unfit,
)
from tests.house import Visitor

from .conftest import BY_EITHER
from .workspace import NORD, Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio, BY_EITHER]


async def _deed(place: Workspace, handoff: Handoff, kind: MoveKind) -> None:
    card = await place.card(handoff)
    shown = [each["action_id"] for block in card["blocks"] for each in block.get("elements", ()) if "action_id" in each]
    if f"deed:{kind}" in shown:
        await place.ann.presses(card, f"deed:{kind}", channel=place.channel)
    else:
        await place.ann.presses(card, "more_deeds", channel=place.channel, value=kind)
    await place.settled()


async def _filled(place: Workspace, handoff: Handoff, kind: MoveKind, **values: object) -> None:
    await _deed(place, handoff, kind)
    status, answer = await place.ann.fills_in(await place.opened(), **values)
    assert (status, answer or {}) == (200, {}), answer
    await place.settled()


async def _lead(visitor: Visitor) -> Handoff:
    return (await visitor.sees()).handoffs[-1]


async def test_a_lead_is_assigned_to_a_colleague(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _filled(workspace, handoff, MoveKind.ASSIGN, what=workspace.bo.id)
    owner = (await _lead(visitor)).owner
    assert owner
    assert owner.name == "Bo Birk"
    assert "Bo Birk" in str((await workspace.card(handoff))["blocks"])


async def test_a_lead_is_suggested_to_another_destination_once_the_company_agrees(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _filled(workspace, handoff, MoveKind.PASS_ON, what=NORD, remark="not our field")
    now = await _lead(visitor)
    assert (now.triage, now.proposes) == (TriageState.WAITING, NORD)
    assert "The northern door" in str((await workspace.card(handoff))["blocks"])
    assert "The northern door" in (await visitor.sees()).transcript[-1].text
    assert "not our field" not in str((await visitor.sees()).transcript)
    assert "not our field" in str(await workspace.thread((await workspace.card(handoff))["ts"]))


async def test_a_lead_is_parked_and_taken_up_again(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _filled(workspace, handoff, MoveKind.PARK, what="2026-10-01")
    assert (await _lead(visitor)).triage is TriageState.WAITING
    assert "2026-10-01" in str((await workspace.card(handoff))["blocks"])
    await _deed(workspace, handoff, MoveKind.CLAIM)
    assert (await _lead(visitor)).triage is TriageState.ENGAGED


async def test_a_lead_that_does_not_fit_is_told_in_indgangs_words(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _filled(workspace, handoff, MoveKind.NOT_A_FIT, what=Unfit.TOO_EARLY, remark="they have nothing yet")
    assert (await _lead(visitor)).triage is TriageState.UNSUITABLE
    said = (await visitor.sees()).transcript[-1]
    assert said.author is Author.BOT
    assert "too early" in said.text
    assert "nothing yet" not in str((await visitor.sees()).transcript)


async def test_a_lead_is_closed_and_opened_again_as_a_new_one(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _deed(workspace, handoff, MoveKind.CLAIM)
    await _filled(workspace, handoff, MoveKind.CLOSE, what=CloseOutcome.ADVISED)
    assert (await _lead(visitor)).triage is TriageState.CLOSED
    await _deed(workspace, handoff, MoveKind.REOPEN)
    again = await _lead(visitor)
    assert (again.previous_id, again.triage) == (handoff.id, TriageState.SUGGESTED)
    cards = [each for each in await workspace.messages() if "thread_ts" not in each]
    assert any(again.reference in each["text"] for each in cards), "the new one has a card of its own"


async def test_a_lead_is_exempt_from_its_deadline_and_released(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _deed(workspace, handoff, MoveKind.CLAIM)
    await _filled(workspace, handoff, MoveKind.EXEMPT, what=Exemption.AGREED_LATER)
    assert (await _lead(visitor)).exempt is Exemption.AGREED_LATER
    await _deed(workspace, handoff, MoveKind.RELEASE)
    assert (await _lead(visitor)).owner is None


async def test_a_modal_opened_on_an_old_card_is_refused_in_the_modal(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    await _deed(workspace, handoff, MoveKind.NOT_A_FIT)
    form = await workspace.opened()
    await workspace.bo.presses(await workspace.card(handoff), "deed:claim", channel=workspace.channel)
    await workspace.settled()
    _, answer = await workspace.ann.fills_in(form, what=Unfit.OTHER)
    assert answer["response_action"] == "errors"
    assert "changed since you saw it" in answer["errors"]["what"]
    assert (await _lead(visitor)).triage is TriageState.ENGAGED


async def test_an_empty_modal_says_what_is_missing(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    await _deed(workspace, handoff, MoveKind.NOT_A_FIT)
    _, answer = await workspace.ann.fills_in(await workspace.opened())
    assert answer["errors"] == {"what": "Write something first."}
    await _deed(workspace, handoff, MoveKind.ANSWER)
    _, answer = await workspace.ann.fills_in(await workspace.opened(), text="   ")
    assert answer["errors"] == {"text": "Write something first."}


async def test_ten_who_claim_at_once_get_one_owner_and_nine_polite_notes(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    card = await workspace.card(handoff)
    crowd = [workspace.crowd(number) for number in range(10)]
    await asyncio.gather(*(each.presses(card, "deed:claim", channel=workspace.channel) for each in crowd))
    await workspace.settled()
    now = await _lead(visitor)
    assert now.owner
    assert [move.kind for move in now.moves] == [MoveKind.CLAIM]
    notes = [each for each in workspace.edge.whispers if now.owner.name in each["text"]]
    winner = now.owner.id.rpartition("/")[2]
    assert sorted(each["user"] for each in notes) == sorted({each.id for each in crowd} - {winner})


async def test_somebody_from_another_workspace_does_nothing_with_a_lead(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    stranger = workspace.crowd(1, team="T999999999")
    await stranger.presses(await workspace.card(handoff), "deed:claim", channel=workspace.channel)
    await workspace.settled()
    assert (await _lead(visitor)).owner is None
    [note] = workspace.edge.whispers
    assert note["user"] == stranger.id


async def test_a_lead_the_company_withdraws_loses_its_buttons_and_its_facts(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    old = await workspace.card(handoff)
    await visitor.withdraws(handoff.reference)
    await workspace.settled()
    card = await workspace.card(handoff)
    assert not any(block["type"] == "actions" for block in card["blocks"])
    assert "mia@example.org" not in str(card["blocks"])
    await workspace.ann.presses(old, "deed:claim", channel=workspace.channel)
    await workspace.settled()
    [note] = workspace.edge.whispers
    assert note["user"] == workspace.ann.id


async def test_a_company_that_deletes_everything_is_forgotten_in_slack_too(workspace: Workspace) -> None:
    visitor, handoff = await workspace.lead()
    old = await workspace.card(handoff)
    await workspace.engine.delete(visitor.id)
    await workspace.settled()
    assert "Æblehjælp" not in str(await workspace.messages())
    await workspace.ann.presses(old, "deed:assign", channel=workspace.channel)
    assert "Henvendelsen findes ikke længere" in str(await workspace.opened())
