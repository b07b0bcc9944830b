"""Colleagues ask in Slack, find leads, write them down, and see their Home tab."""

import pytest

from bot.domain import Field, Language
from tests.conversation.samples import knows, passage

from .conftest import BY_EITHER
from .edge import BOT_USER
from .workspace import SYD, Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio, BY_EITHER]
QUESTION = "What is the robot lab?"
ANSWER = "The robot lab tests <!channel> robots."


def _knows(place: Workspace) -> None:
    place.retriever.script[QUESTION] = knows(passage("lab", ANSWER))


async def _whispered(place: Workspace) -> dict[str, object]:
    await place.settled()
    return place.edge.whispers[-1]


async def test_a_mention_is_answered_to_the_one_who_asked_until_it_is_shared(workspace: Workspace) -> None:
    _knows(workspace)
    ts = await workspace.ann.says(workspace.channel, f"<@{BOT_USER}> {QUESTION}")
    note = await _whispered(workspace)
    assert (note["user"], note["thread_ts"]) == (workspace.ann.id, ts)
    assert "tests &lt;!channel&gt; robots" in str(note["blocks"])
    assert "[1]" in str(note["blocks"])
    assert len(workspace.edge.whispers) == 1, "a mention comes as two events and is answered once"
    assert "robots" not in str(await workspace.messages()), "nobody else sees it yet"
    shown = {"ts": ts, "thread_ts": ts, "blocks": note["blocks"]}
    await workspace.ann.presses(shown, "share", channel=workspace.channel)
    await workspace.settled()
    [shared] = await workspace.thread(ts)
    assert QUESTION in str(shared["blocks"])
    assert {"delete_original": True}.items() <= workspace.edge.responses[-1].items()


async def test_a_question_without_a_source_gets_an_honest_line(workspace: Workspace) -> None:
    await workspace.ann.says(workspace.channel, f"<@{BOT_USER}> What is the orbital period of Callisto?")
    note = await _whispered(workspace)
    assert note["user"] == workspace.ann.id
    assert len(await workspace.desk.store.gaps()) == 1


async def test_a_direct_message_is_answered_in_its_thread_and_a_wrong_answer_reported(workspace: Workspace) -> None:
    _knows(workspace)
    direct = await workspace.direct(workspace.ann)
    ts = await workspace.ann.says(direct, QUESTION)
    await workspace.settled()
    [answer] = await workspace.thread(ts, direct)
    assert "robots" in str(answer["blocks"])
    assert workspace.edge.prompts[0]["status"]
    await workspace.ann.presses({**answer, "thread_ts": ts}, "bad_answer", channel=direct)
    form = await workspace.opened()
    _, said = await workspace.ann.fills_in(form, what="outdated", remark="it moved in 2025")
    assert said["response_action"] == "update"
    [report] = await workspace.desk.reports.open()
    assert (report.question, report.fault, report.remark) == (QUESTION, "outdated", "it moved in 2025")
    assert report.card_ids == ("lab",)
    await workspace.ann.presses({**answer, "thread_ts": ts}, "good_answer", channel=direct)


async def test_the_messages_tab_offers_questions_and_refuses_files_in_words(workspace: Workspace) -> None:
    direct = await workspace.direct(workspace.ann)
    await workspace.ann.opens("messages", channel=direct)
    await workspace.settled()
    assert 1 <= len(workspace.edge.prompts[0]["prompts"]) <= 4
    event = {**workspace.ann.message(direct, "1795644999.000001", ""), "subtype": "file_share", "files": [{"id": "F1"}]}
    await workspace.edge.event(event, check=False)
    await workspace.settled()
    assert "læser ikke filer" in workspace.edge.made("chat.postMessage")[-1]["text"]


@pytest.mark.parametrize(
    ("text", "words"), [("", "/indgang ask"), (f"ask {QUESTION}", "robots"), ("status nothing", "findes")]
)
async def test_the_command_answers_to_the_one_who_typed_it(workspace: Workspace, text: str, words: str) -> None:
    _knows(workspace)
    await workspace.ann.commands(workspace.channel, text)
    await workspace.settled()
    [answer] = workspace.edge.responses
    assert answer["response_type"] == "ephemeral"
    assert words in str(answer["blocks"])


async def test_leads_are_found_by_those_in_their_channel_only(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    for who in (workspace.ann, workspace.bo, workspace.eve):
        for text in ("find æblehj", f"status {handoff.reference.lower()}"):
            await who.commands(workspace.channel, text)
            await workspace.settled()
            is_told = handoff.reference in str(workspace.edge.responses[-1]["blocks"])
            assert is_told is (who is not workspace.eve)


async def test_a_lead_is_written_down_with_the_companys_consent(workspace: Workspace) -> None:
    await workspace.ann.commands(workspace.channel, "create")
    form = await workspace.opened()
    typed = {
        Field.COMPANY_NAME: "Pæretræ ApS",
        Field.CONTACT_EMAIL: "per@pear.example",
        Field.NEED: "test",
        Field.PRODUCT: "pear picker",
        Field.REGION_HOSPITAL: "OUH",
        Field.CE_STATUS: "CE-marked",
        Field.TIMELINE: "spring",
    }
    values = {str(field): text for field, text in typed.items()} | {"what": SYD, "language": Language.DANISH}
    _, refused = await workspace.ann.fills_in(form, **values)
    assert list(refused["errors"]) == ["agreed"]
    assert await workspace.store.handoffs() == []
    _, answer = await workspace.ann.fills_in(form, **values, agreed=True)
    assert answer["response_action"] == "update"
    await workspace.settled()
    [(_, handoff)] = await workspace.store.handoffs()
    assert "Pæretræ ApS" in str((await workspace.card(handoff))["blocks"])


async def test_the_home_tab_shows_what_is_mine_and_what_nobody_has(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    await workspace.ann.presses(await workspace.card(handoff), "deed:claim", channel=workspace.channel)
    _, other = await workspace.lead()
    await workspace.settled()
    direct = await workspace.direct(workspace.ann)
    await workspace.ann.opens("home", channel=direct)
    home = await workspace.opened()
    text = str(home["blocks"])
    mine, unclaimed = text.index("Mine åbne (1)"), text.index("Uden ejer (1)")
    assert mine < text.index(handoff.reference) < unclaimed < text.index(other.reference)
    await workspace.ann.presses_at_home(home, "show_lead")
    assert handoff.reference in str(await workspace.opened())
    await workspace.ann.presses_at_home(home, "find_lead")
    _, found = await workspace.ann.fills_in(await workspace.opened(), text=other.reference)
    assert other.reference in str(found["view"])
    await workspace.ann.presses_at_home(home, "create_lead")
    assert (await workspace.opened())["callback_id"] == "new_lead"
    await workspace.ann.uses_shortcut("new_lead")
    assert (await workspace.opened())["callback_id"] == "new_lead"


async def test_somebody_in_no_channel_sees_no_leads_at_home(workspace: Workspace) -> None:
    _, handoff = await workspace.lead()
    await workspace.eve.opens("home", channel=await workspace.direct(workspace.eve))
    home = await workspace.opened()
    assert handoff.reference not in str(home)
    assert "ikke i en kanal" in str(home)
