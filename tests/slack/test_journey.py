"""From the widget to a card, a claim, an answer and back, on an emulated Slack, by HTTP and by Socket Mode."""

from pathlib import Path

import pytest

from bot.domain import Author, ConversationId, HandoffState, Language, Terms, TriageState, VisitorMessage, Voice

from .workspace import open_workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


@pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
@pytest.mark.parametrize("language", list(Language))
async def test_a_lead_is_claimed_answered_and_handed_back(
    emulated: str, tmp_path: Path, by_socket: bool, language: Language
) -> None:
    async with open_workspace(emulated, tmp_path, by_socket=by_socket, terms=Terms(language=language)) as place:
        visitor, handoff = await place.lead(language=language)
        assert (await visitor.sees()).handoffs[0].state is HandoffState.DELIVERED

        # The card says who, what and why; its thread holds the conversation, a suggestion and the history.
        card = await place.card(handoff)
        shown = str(card["blocks"])
        assert all(words in shown for words in ("Æblehjælp ApS", "singing bed", "mia@example.org", handoff.reference))
        assert "door takes tests" in shown, "the proof that this door does this work"
        assert len(await place.thread(card["ts"])) == 3

        # Ann claims it: the card changes, and the company is told.
        status, _ = await place.ann.presses(card, "deed:claim", channel=place.channel)
        assert status == 200
        await place.settled()
        [handoff] = (await visitor.sees()).handoffs
        assert handoff.triage is TriageState.ENGAGED
        assert handoff.owner
        assert handoff.owner.name == "Ann Aske"
        card = await place.card(handoff)
        assert "Ann Aske" in str(card["blocks"])
        assert (await visitor.sees()).voice is Voice.STAFF

        # They talk among themselves; nothing of it leaves.
        await place.bo.says(place.channel, "They seem expensive", thread_ts=card["ts"])
        await place.settled()
        assert "expensive" not in str((await visitor.sees()).transcript)

        # Ann answers, and the company reads it.
        await place.ann.presses(card, "deed:answer", channel=place.channel)
        form = await place.opened()
        status, answer = await place.ann.fills_in(form, text="Shall we meet on Tuesday?")
        assert (status, answer or {}) == (200, {})
        await place.settled()
        said = (await visitor.sees()).transcript[-1]
        assert (said.author, said.said_by, said.text) == (Author.STAFF, "Ann Aske", "Shall we meet on Tuesday?")
        assert "Shall we meet on Tuesday?" in str(await place.thread(card["ts"])), "colleagues see what was sent"

        # The company writes back: it stands in the thread, and Indgang is silent.
        await visitor.engine.hear_visitor(_says(visitor.id, "Tuesday is fine <!channel> & <@U1>"))
        await place.settled()
        [relayed] = [each for each in await place.thread(card["ts"]) if "Tuesday is fine" in str(each)]
        assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in str(relayed["blocks"])
        assert (await visitor.sees()).transcript[-1].author is Author.VISITOR

        # Handed back, Indgang answers again.
        await place.ann.presses(await place.card(handoff), "deed:hand_back", channel=place.channel)
        await place.settled()
        assert (await visitor.sees()).voice is Voice.BOT
        assert place.edge.violations == []


def _says(conversation_id: ConversationId, text: str) -> VisitorMessage:
    return VisitorMessage(id="later-words", conversation_id=conversation_id, text=text)
