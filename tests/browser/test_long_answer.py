"""A very long answer, sentence by sentence: all of it arrives, in order, and each block is drawn once."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from bot.domain import Author, Message, Outcome, ProvedClaim
from tests.web.fake_door import FakeDoor
from tests.web.material import CITATIONS

from .serving import Served
from .visiting import Visit, on_the_server, only_conversation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_five_thousand_words_arrive_whole_and_in_order(talk: Visit, door: FakeDoor, served: Served) -> None:
    talk.ask()
    talk.is_asked()
    parts = tuple(ProvedClaim(f"Sætning {number} har {'ord ' * 17}her.", (1,)) for number in range(250))
    conversation = door.kept[only_conversation(door)]
    message = Message(
        id="long",
        author=Author.BOT,
        text="\n\n".join(part.text for part in parts),
        sent_at=door.clock.now(),
        outcome=Outcome.ANSWERED,
    )
    told = replace(message, parts=parts, citations=CITATIONS[:1])

    async def say() -> None:
        door.kept[conversation.id] = conversation.says(told)
        await door.feed.changed(conversation.id)

    on_the_server(served, say())
    expect(talk.page.locator("[data-index='2'] .mark")).to_have_count(250)
    paragraphs = talk.page.locator("[data-index='2'] .words p").all_inner_texts()
    assert [text.split(" har ")[0] for text in paragraphs] == [f"Sætning {number}" for number in range(250)]
