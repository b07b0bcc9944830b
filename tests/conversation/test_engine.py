"""Every deed: heard once, kept whole, thought again when somebody wrote first."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain import (
    Author,
    Boundary,
    ClaimLead,
    Conversation,
    ConversationId,
    ConversationMoved,
    Field,
    FormAnswer,
    Gap,
    HandoffState,
    Language,
    NotPossibleNow,
    Outcome,
    Post,
    Staff,
    StaffMove,
    UnknownConversation,
    UnknownLink,
    VisitorMessage,
)
from tests.fakes import MemoryStore
from tests.house import Visitor

from .samples import NORD, SYD, World, passage, refuses

pytestmark = pytest.mark.anyio


@dataclass(slots=True, kw_only=True)
class RestlessStore(MemoryStore):
    """Somebody else writes first, the next `moves` times."""

    moves: int = 0

    async def save(
        self, conversation: Conversation, *, gaps: Sequence[Gap] = (), posts: Sequence[Post] = ()
    ) -> Conversation:
        if self.moves:
            self.moves -= 1
            raise ConversationMoved("somebody wrote first")
        return await MemoryStore.save(self, conversation, gaps=gaps, posts=posts)


async def test_a_message_is_thought_again_when_somebody_wrote_first(world: World) -> None:
    store = RestlessStore(clock=world.clock)
    visitor = await Visitor.arrives(world.engine_over(store), language=Language.ENGLISH)
    store.moves = 3
    await visitor.says("We want to test our bed at OUH.")
    assert [message.author for message in (await visitor.sees()).transcript] == [Author.VISITOR, Author.BOT]


async def test_a_conversation_that_never_rests_asks_to_be_tried_later(world: World) -> None:
    store = RestlessStore(clock=world.clock)
    visitor = await Visitor.arrives(world.engine_over(store), language=Language.ENGLISH)
    store.moves = 100
    with pytest.raises(ConversationMoved, match="send it again"):
        await visitor.says("We want to test our bed at OUH.")
    assert (await visitor.sees()).transcript == ()
    assert world.feed.changes == []


async def test_two_messages_at_once_both_survive(world: World) -> None:
    visitor = await world.visitor()
    texts = ["We want to test our bed.", "It is about OUH."]
    await asyncio.gather(*(visitor.says(text) for text in texts))
    now = await visitor.sees()
    assert sorted(message.text for message in now.visitor_messages) == sorted(texts)
    assert len(now.transcript) == 4
    assert now.inquiry.codes(Field.REGION_HOSPITAL) == {"syddanmark/hospital"}


async def test_a_repeated_deed_changes_nothing(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.says("Hello there", id_="said")
    await visitor.consents(SYD, id_="agreed")
    before, changes = await visitor.sees(), list(world.feed.changes)
    await visitor.says("Hello there", id_="said")
    await visitor.fills_in(Field.PRODUCT, "a teapot", id_="deed-1")
    await visitor.consents(SYD, NORD, id_="agreed")
    assert await visitor.sees() == before
    assert world.feed.changes == changes


async def test_every_change_rings_the_open_screens(world: World) -> None:
    visitor = await world.visitor()
    await visitor.says("Hello there")
    await visitor.fills_in(Field.COMPANY_NAME, "Æblehjælp ApS")
    await world.engine.delete(visitor.id)
    assert world.feed.changes == [visitor.id] * 3


async def test_a_conversation_nobody_knows_is_told_to_be_unknown(world: World) -> None:
    nobody = ConversationId("nobody")
    with pytest.raises(UnknownConversation):
        await world.engine.get(nobody)
    with pytest.raises(UnknownConversation):
        await world.engine.hear_visitor(VisitorMessage(id="m", conversation_id=nobody, text="Hello"))
    with pytest.raises(UnknownConversation):
        await world.engine.hear_form(FormAnswer(id="f", conversation_id=nobody, field=Field.NEED, value="test"))
    with pytest.raises(UnknownConversation):
        await world.engine.review(nobody)


@pytest.mark.parametrize(
    ("missing", "notice", "problem"),
    [(Field.COMPANY_NAME, "", "fill in"), (None, "2020-01-en-000000000000", "notice")],
)
async def test_consent_that_does_not_fit_hands_nothing_over(
    world: World, missing: Field | None, notice: str, problem: str
) -> None:
    visitor = await world.ready_visitor()
    if missing:
        await visitor.fills_in(missing, "")
    with pytest.raises(NotPossibleNow, match=problem):
        await visitor.consents(SYD, notice=notice)
    now = await visitor.sees()
    assert (now.handoffs, now.consents) == ((), ())


async def test_a_lead_holds_what_was_known_when_consent_was_given(world: World) -> None:
    visitor = await world.ready_visitor()
    [handoff] = (await visitor.consents(SYD)).handoffs
    await visitor.fills_in(Field.PRODUCT, "a teapot")
    assert (await world.engine.status(handoff.reference)).lead == handoff.lead


async def test_a_status_opens_until_consent_is_taken_back(world: World) -> None:
    visitor = await world.ready_visitor()
    [handoff] = (await visitor.consents(SYD)).handoffs
    assert (await world.engine.status(handoff.reference)).state is HandoffState.PENDING
    await visitor.withdraws(handoff.reference, id_="changed-my-mind")
    await visitor.withdraws(handoff.reference, id_="changed-my-mind")
    for reference in (handoff.reference, "IND-NEVER"):
        with pytest.raises(UnknownLink):
            await world.engine.status(reference)


async def test_a_reference_of_somebody_else_cannot_be_withdrawn(world: World) -> None:
    mine, theirs = await world.ready_visitor(), await world.ready_visitor()
    [handoff] = (await theirs.consents(SYD)).handoffs
    with pytest.raises(UnknownLink):
        await mine.withdraws(handoff.reference)
    assert await world.engine.status(handoff.reference) == handoff


async def test_deleting_forgets_everything(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.consents(SYD)
    await world.engine.delete(visitor.id)
    with pytest.raises(UnknownConversation):
        await visitor.sees()
    assert await world.store.handoffs() == []


async def test_a_danger_to_life_is_answered_also_while_a_colleague_has_the_lead(world: World) -> None:
    visitor = await world.ready_visitor()
    handoff = (await visitor.consents(SYD)).handoffs[0]
    ann = Staff("desk:ann", "Ann Aske")
    await world.staff.hear_move(
        StaffMove(id="s1", conversation_id=visitor.id, handoff_id=handoff.id, by=ann, deed=ClaimLead())
    )
    call = passage("call-112", "Call 112 now.", boundary=Boundary.EMERGENCY)
    world.retriever.script["He is not breathing"] = refuses(call)
    answer = await visitor.says("He is not breathing")
    assert (answer.outcome, "112" in answer.text) == (Outcome.EMERGENCY, True)
