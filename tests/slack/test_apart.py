"""Two workspaces, one Indgang: from one of them nobody sees, presses, finds, reads or answers a lead of the other's."""

from typing import Any

import pytest

from bot.domain import Author, Conversation
from bot.slack import LeadChannels
from tests.conversation.samples import DESK, NORD, SYD, directory, knows, passage

from .conftest import TWO_BY_EITHER
from .edge import BOT_USER, Json
from .two import COMPANY, NORTH, Two

pytestmark = [pytest.mark.slack, pytest.mark.anyio]
QUESTION = "What is the robot lab?"
INSIDE = (COMPANY[SYD], "Sydfirma", "singing bed", "mia@example.org")


def _shown(two: Two) -> str:
    """All that people of the north were ever shown, in words."""
    edge = two.north.edge
    return str([edge.whispers, edge.responses, edge.views, edge.calls])


async def _modal(two: Two, card: Json, deed: str) -> Json:
    """As somebody of the south has it open."""
    before = len(two.south.edge.views)
    await two.south.ann.presses(card, deed, channel=two.south.channel)
    return await two.south.shown(after=before)


@TWO_BY_EITHER
async def test_every_deed_from_the_other_workspace_reads_and_changes_nothing(two: Two) -> None:
    for each in (two.south, two.north):
        await each.installs()
    visitor, handoff = await two.lead(SYD)
    _, theirs = await two.lead(NORD)
    await two.south.ann.presses(await two.south.card(handoff), "deed:claim", channel=two.south.channel)
    await two.settled()
    card, place = await two.south.card(handoff), two.south.channel
    said_inside = await two.south.ann.says(place, "We say yes.", thread_ts=card["ts"])
    forms = [await _modal(two, card, deed) for deed in ("deed:answer", "deed:assign", "deed:close")]
    answer, assign, close = forms
    home_of_south = await _home(two)
    await two.settled()
    before, nora = await visitor.sees(), two.north.ann
    answers: list[Any] = []

    for deed in ("release", "hand_back", "answer", "assign", "close"):
        answers.append(await nora.presses(card, f"deed:{deed}", channel=place))
    for move in ("pass_on", "park", "not_a_fit"):
        answers.append(await nora.presses(card, "more_deeds", channel=place, value=move))
    answers.append(await nora.fills_in(answer, text="The north says hello."))
    answers.append(await nora.fills_in(assign, what=nora.id))
    answers.append(await nora.fills_in(close, what="advised", remark="gone"))
    answers.append(await nora.presses_at_home(home_of_south, "show_lead"))
    for search in (handoff.reference, COMPANY[SYD], "singing bed"):
        answers.append(await nora.commands(two.north.channel, f"find {search}"))
    answers.append(await nora.commands(two.north.channel, f"status {handoff.reference}"))
    message = two.south.ann.message(place, said_inside, "We say yes.", thread_ts=card["ts"])
    answers.append(await nora.uses_on_message("send_to_company", message, channel=place))
    await nora.edits(place, said_inside, "We say yes.", "We say no.", thread_ts=card["ts"])
    await nora.deletes(place, said_inside, "We say yes.", thread_ts=card["ts"])
    await nora.opens("home", channel="D1")
    answers.append(await nora.uses_shortcut("new_lead"))
    await two.settled()

    shown = _shown(two) + str(answers)
    north_own = shown.replace(theirs.reference, "")
    assert [word for word in (*INSIDE[:2], handoff.reference, str(before.id)) if word in north_own] == []
    assert COMPANY[NORD] in shown, "their own they see"
    after = await visitor.sees()
    assert _deeds(after) == _deeds(before)
    assert after == before
    assert [each.text for each in after.transcript if each.author is Author.STAFF] == []
    assert two.hub.strangers == []


async def test_the_search_form_and_the_form_for_a_new_lead_know_only_their_own(two: Two) -> None:
    for place in (two.south, two.north):
        await place.installs()
    visitor, handoff = await two.lead(SYD)
    nora = two.north.ann
    await nora.uses_shortcut("new_lead")
    form = await two.north.shown()
    assert SYD not in str(form)
    assert NORD in str(form)
    [choice] = [block for block in form["blocks"] if block.get("block_id") == "what"]
    forged = {**choice["element"]["options"][0], "value": SYD}
    choice["element"]["options"].append(forged)
    _, told = await nora.fills_in(form, what=SYD, company_name="X ApS", agreed=True)
    assert told["response_action"] == "errors"
    await nora.opens("home", channel="D1")
    home = await two.north.shown(after=1)
    await nora.presses_at_home(home, "find_lead")
    search = await two.north.shown(after=2)
    _, told = await nora.fills_in(search, text=handoff.reference)
    assert handoff.reference not in str(told)
    assert len(await two.desk.store.handoffs()) == 1
    assert (await visitor.sees()).handoffs[0] == handoff


async def test_a_private_answer_stays_in_its_workspace(two: Two) -> None:
    for place in (two.south, two.north):
        await place.installs()
    two.retriever.script[QUESTION] = knows(passage("lab", "The robot lab tests robots."))
    await two.south.ann.says(two.south.channel, f"<@{BOT_USER}> {QUESTION}")
    await two.settled()
    [answer] = two.south.edge.whispers
    posted = {"ts": "1795600000.000001", "blocks": answer["blocks"]}
    nora, edge = two.north.ann, two.north.edge
    await nora.presses(posted, "share", channel=two.north.channel)
    await nora.presses(posted, "bad_answer", channel=two.north.channel)
    form = await two.north.shown()
    _, told = await nora.fills_in(form, what="wrong", remark="No.")
    await two.settled()
    assert "robots" not in str([told, edge.whispers, edge.responses, edge.made("chat.postMessage")])
    assert await two.desk.reports.open() == []
    await two.south.ann.presses(posted, "share", channel=two.south.channel)
    await two.settled()
    assert "robots" in str(two.south.edge.made("chat.postMessage"))


async def test_one_event_id_or_one_place_in_two_workspaces_is_two_events(two: Two) -> None:
    for place in (two.south, two.north):
        await place.installs()
    two.retriever.script[QUESTION] = knows(passage("lab", "The robot lab tests robots."))
    for place in (two.south, two.north):
        event = place.ann.message(two.south.channel, "1795600000.000002", f"<@{BOT_USER}> {QUESTION}")
        for _ in range(2):
            await place.edge.event(event, event_id="EvSAME")
    await two.settled()
    assert len(two.south.edge.made("chat.postEphemeral")) == 1
    assert len(two.north.edge.made("chat.postEphemeral")) == 1


def test_a_channel_that_names_no_workspace_is_in_the_home_one() -> None:
    channels = LeadChannels(directory=directory(), default_channel="C1")
    home, other = channels.seen_from("T1", is_home=True), channels.seen_from("T2", is_home=False)
    assert (home.all(), other.all()) == (("C1",), ())
    assert (home.known_as("C1"), other.known_as("C1")) == (("C1", "C1@T1"), ("C1@T2",))
    assert DESK in home.destinations_in(frozenset({"C1"}))
    assert other.destinations_in(frozenset({"C1"})) == frozenset()


async def test_the_front_desk_of_one_workspace_sees_no_leads_of_the_other(two: Two) -> None:
    for place in (two.south, two.north):
        await place.installs()
    await two.lead(NORD)
    south, north = [await two.slack.desks.at(team) for team in (two.south.team, NORTH)]
    assert south
    assert north
    assert await south.people.destinations(two.south.ann.id) == {SYD, DESK, "closed-door"}
    assert await north.people.destinations(two.north.ann.id) == {NORD}
    await two.south.ann.opens("home", channel="D1")
    assert COMPANY[NORD] not in str(await two.south.shown())


def _deeds(conversation: Conversation) -> list[Any]:
    return [conversation.version, conversation.handoffs, conversation.transcript]


async def _home(two: Two) -> Json:
    before = len(two.south.edge.views)
    await two.south.ann.opens("home", channel="D1")
    return await two.south.shown(after=before)
