"""What a visitor thinks of an answer is kept for editors, and only of an answer."""

from dataclasses import dataclass, field, replace

import pytest

from bot.conversation import FeedbackBox
from bot.domain import (
    Author,
    Citation,
    Conversation,
    ConversationId,
    FeedbackReason,
    Language,
    Message,
    NotPossibleNow,
    UnknownConversation,
    VisitorFeedback,
)
from tests.fakes import FrozenClock, MemoryFeedback, MemoryStore

from .samples import MORNING

pytestmark = pytest.mark.anyio
KEY = ConversationId("c1")
CITATION = Citation(
    marker=1, card_id="robot-lab", passage_id="p", title="T", source_title="S", owner="", section="", url="",
    as_of="2026", quote="Q",
)  # fmt: skip


def said(key: str, author: Author, text: str) -> Message:
    return Message(id=key, author=author, text=text, sent_at=MORNING)


def told(**changed: object) -> VisitorFeedback:
    heard = VisitorFeedback(
        id="f1", conversation_id=KEY, message_id="m1/reply", helped=False, reason=FeedbackReason.WRONG, comment=""
    )
    return replace(heard, **changed)  # type: ignore[arg-type]


@dataclass
class Box:
    clock: FrozenClock = field(default_factory=FrozenClock)
    kept: MemoryFeedback = field(default_factory=MemoryFeedback)

    async def hears(self, heard: VisitorFeedback) -> None:
        store = MemoryStore(clock=self.clock)
        answer = replace(said("m1/reply", Author.BOT, "Nej."), citations=(CITATION, CITATION))
        transcript = (said("m0", Author.BOT, "Hej."), said("m1", Author.VISITOR, "Kan robotten danse?"), answer)
        await store.create(Conversation(id=KEY, language=Language.DANISH, started_at=MORNING, transcript=transcript))
        await FeedbackBox(conversations=store, store=self.kept, clock=self.clock).hear(heard)


async def test_it_is_kept_with_the_question_and_the_cards_to_look_at() -> None:
    box = Box()
    await box.hears(told(comment="Mit CPR er 010190-1234, og svaret er forkert"))
    [kept] = await box.kept.all()
    assert (kept.question, kept.cards, kept.reason) == ("Kan robotten danse?", ("robot-lab",), FeedbackReason.WRONG)
    assert "010190" not in kept.comment
    assert "svaret er forkert" in kept.comment
    assert kept.at == box.clock.now()


async def test_an_answer_that_helped_has_no_reason_and_may_have_no_question() -> None:
    box = Box()
    await box.hears(told(helped=True, message_id="m0"))
    [kept] = await box.kept.all()
    assert (kept.helped, kept.reason, kept.question, kept.cards) == (True, None, "", ())


@pytest.mark.parametrize("message_id", ["m1", "nowhere"])
async def test_only_what_the_bot_said_can_be_judged(message_id: str) -> None:
    box = Box()
    with pytest.raises(NotPossibleNow):
        await box.hears(told(message_id=message_id))
    assert await box.kept.all() == []


async def test_a_deleted_conversation_is_told() -> None:
    with pytest.raises(UnknownConversation):
        await Box().hears(told(conversation_id=ConversationId("c2")))
