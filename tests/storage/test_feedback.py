"""What visitors think of answers is kept once, and goes when its conversation goes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import ConversationId, Feedback, FeedbackReason, UnknownConversation
from bot.ports import FeedbackStore
from bot.storage import Database, SqlConversationStore, SqlFeedback
from tests.fakes import FrozenClock, MemoryFeedback

from .samples import MORNING, conversation

pytestmark = pytest.mark.anyio
TOLD = Feedback(
    id="f1",
    conversation_id=ConversationId("c1"),
    message_id="m1/reply",
    helped=False,
    reason=FeedbackReason.OUTDATED,
    comment="Æ står forkert",
    question="Kan robotten danse?",
    cards=("robot-lab", "tango"),
    at=MORNING,
)


@pytest.fixture(params=["memory", "sql"])
async def feedback(request: pytest.FixtureRequest, database: Database, clock: FrozenClock) -> FeedbackStore:
    await SqlConversationStore(database=database, clock=clock).create(conversation())
    return MemoryFeedback() if request.param == "memory" else SqlFeedback(database=database)


async def test_it_comes_back_as_it_was_told_newest_first(feedback: FeedbackStore) -> None:
    later = replace(TOLD, id="f2", helped=True, reason=None, comment="", at=MORNING + timedelta(minutes=1))
    await feedback.keep(TOLD)
    await feedback.keep(later)
    assert await feedback.all() == [later, TOLD]


async def test_the_same_id_again_changes_nothing(feedback: FeedbackStore) -> None:
    await feedback.keep(TOLD)
    await feedback.keep(replace(TOLD, helped=True, comment="noget andet"))
    assert await feedback.all() == [TOLD]


async def test_it_goes_with_its_conversation_and_none_is_kept_without_one(
    database: Database, clock: FrozenClock
) -> None:
    store = SqlConversationStore(database=database, clock=clock)
    feedback = SqlFeedback(database=database)
    await store.create(conversation())
    await feedback.keep(TOLD)
    await store.delete(ConversationId("c1"))
    assert await feedback.all() == []
    with pytest.raises(UnknownConversation):
        await feedback.keep(TOLD)
