"""What is said in a lead's thread stays inside, unless it is sent on purpose."""

import pytest

from bot.domain import Author, Handoff, VisitorMessage
from tests.house import Visitor

from .conftest import BY_EITHER
from .remarks import remark_in_every_way
from .workspace import Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio, BY_EITHER]


async def _claimed(place: Workspace) -> tuple[Visitor, Handoff, str]:
    visitor, handoff = await place.lead()
    card = await place.card(handoff)
    await place.ann.presses(card, "deed:claim", channel=place.channel)
    await place.settled()
    return visitor, handoff, card["ts"]


async def _sent(visitor: Visitor) -> list[str]:
    return [said.text for said in (await visitor.sees()).transcript if said.author is Author.STAFF]


async def test_no_kind_of_talk_in_the_thread_reaches_the_company(workspace: Workspace) -> None:
    visitor, _, root = await _claimed(workspace)
    before = (await visitor.sees()).transcript
    assert await remark_in_every_way(workspace, root, at=1) > 40
    assert (await visitor.sees()).transcript == before


async def test_a_message_in_the_thread_is_sent_once_somebody_confirms_it(workspace: Workspace) -> None:
    visitor, _, root = await _claimed(workspace)
    ts = await workspace.bo.says(
        workspace.channel, "Kom &lt;tirsdag&gt; &amp; se <https://a.example|stedet>", thread_ts=root
    )
    message = next(each for each in await workspace.thread(root) if each["ts"] == ts)
    await workspace.bo.uses_on_message("send_to_company", message, channel=workspace.channel)
    form = await workspace.opened()
    assert await _sent(visitor) == [], "seeing the words once more sends nothing"
    await workspace.bo.fills_in(form)
    await workspace.settled()
    assert await _sent(visitor) == ["Kom <tirsdag> & se stedet (https://a.example)"]
    # Sent twice, it stands once; asked again, it says so.
    await workspace.bo.fills_in(form)
    await workspace.bo.uses_on_message("send_to_company", message, channel=workspace.channel)
    assert "already been sent" in str(await workspace.opened())
    assert len(await _sent(visitor)) == 1


async def test_what_was_sent_stays_when_its_message_is_edited_or_deleted(workspace: Workspace) -> None:
    visitor, _, root = await _claimed(workspace)
    ts = await workspace.ann.says(workspace.channel, "See you on Monday", thread_ts=root)
    message = next(each for each in await workspace.thread(root) if each["ts"] == ts)
    await workspace.ann.uses_on_message("send_to_company", message, channel=workspace.channel)
    await workspace.ann.fills_in(await workspace.opened())
    await workspace.ann.edits(workspace.channel, ts, "See you on Monday", "See you on Friday", thread_ts=root)
    await workspace.ann.deletes(workspace.channel, ts, "See you on Friday", thread_ts=root)
    await workspace.settled()
    assert await _sent(visitor) == ["See you on Monday"]
    notes = [each["text"] for each in workspace.edge.whispers]
    assert len(notes) == 2
    assert all("Send en rettelse" in note for note in notes)


async def test_files_and_messages_elsewhere_are_refused_in_words(workspace: Workspace) -> None:
    visitor, _, root = await _claimed(workspace)
    ann, channel = workspace.ann, workspace.channel
    ts = await ann.says(channel, "the contract", thread_ts=root)
    message = next(each for each in await workspace.thread(root) if each["ts"] == ts)
    await ann.uses_on_message("send_to_company", {**message, "files": [{"id": "F1"}]}, channel=channel)
    assert "Filer kan ikke sendes" in str(await workspace.opened())
    elsewhere = await ann.says(channel, "lunch?")
    message = next(each for each in await workspace.messages() if each["ts"] == elsewhere)
    await ann.uses_on_message("send_to_company", message, channel=channel)
    assert "Brug »Svar virksomheden«" in str(await workspace.opened())
    assert await _sent(visitor) == []


async def test_a_cpr_number_a_colleague_sends_is_masked(workspace: Workspace) -> None:
    visitor, handoff, _ = await _claimed(workspace)
    await workspace.ann.presses(await workspace.card(handoff), "deed:answer", channel=workspace.channel)
    await workspace.ann.fills_in(await workspace.opened(), text="The patient is 010203-4567")
    assert await _sent(visitor) == ["The patient is [CPR]"]


async def test_a_long_message_of_the_companys_arrives_whole(workspace: Workspace) -> None:
    visitor, handoff, root = await _claimed(workspace)
    words = " ".join(f"ord{number}&<>" for number in range(3000))
    await visitor.engine.hear_visitor(_message(visitor, words))
    await workspace.settled()
    told = "".join(
        block["text"]["text"]
        for message in await workspace.thread(root)
        for block in message.get("blocks", ())
        if block["type"] == "section" and "ord" in block["text"]["text"]
    )
    assert handoff.reference
    assert all(f"ord{number}&amp;" in told.replace("> ", "").replace("\n", "") for number in (0, 1500, 2999))
    assert told.count("ord") >= 3000


def _message(visitor: Visitor, text: str) -> VisitorMessage:
    return VisitorMessage(id="long", conversation_id=visitor.id, text=text)
