"""One contract, kept by the store in memory and by the one in SQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import (
    ConversationId,
    ConversationMoved,
    Field,
    HandoffState,
    NotPossibleNow,
    Stage,
    TriageState,
    UnknownConversation,
)
from bot.ports import ConversationStore
from tests.fakes import FrozenClock

from .samples import LSCA, MORNING, SDSI, consent, conversation, gap, handoff, message, moved, with_lead

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)


class TestSaving:
    async def test_what_was_saved_comes_back_whole(self, store: ConversationStore) -> None:
        await store.create(conversation())
        changed = replace(
            with_lead(conversation()).says(message("m1")).hears("form-1"),
            stage=Stage.HANDED_OVER,
            asking=Field.TIMELINE,
            wants_contact=True,
            inquiry=handoff().lead.inquiry.skip(Field.DATA),
            routes=(handoff().route,),
        )
        saved = await store.save(changed)
        assert saved == replace(changed, version=1)
        assert await store.get(saved.id) == saved

    async def test_the_transcript_keeps_its_order(self, store: ConversationStore) -> None:
        await store.create(conversation().says(message("z")))
        saved = await store.save(replace(conversation().says(message("z")).says(message("a")), version=0))
        saved = await store.save(saved.says(message("m")))
        assert [said.id for said in (await store.get(saved.id)).transcript] == ["z", "a", "m"]

    async def test_an_unknown_conversation_is_said_to_be_so(self, store: ConversationStore) -> None:
        with pytest.raises(UnknownConversation):
            await store.get(ConversationId("nobody"))
        with pytest.raises(UnknownConversation):
            await store.save(conversation())

    async def test_a_conversation_is_created_once(self, store: ConversationStore) -> None:
        await store.create(conversation())
        with pytest.raises(ConversationMoved):
            await store.create(conversation())

    async def test_an_older_version_is_refused(self, store: ConversationStore) -> None:
        await store.create(conversation())
        await store.save(conversation().says(message("m1")))
        with pytest.raises(ConversationMoved):
            await store.save(conversation().says(message("m2")), gaps=[gap()])
        assert [said.id for said in (await store.get(conversation().id)).transcript] == ["m1"]
        assert await store.gaps() == []

    async def test_of_two_saves_at_once_one_is_told_and_nothing_is_lost(self, store: ConversationStore) -> None:
        await store.create(conversation())

        async def says(key: str) -> int:
            for refusals in range(20):
                try:
                    await store.save((await store.get(conversation().id)).says(message(key)))
                except ConversationMoved:
                    continue
                return refusals
            pytest.fail("never saved")

        await asyncio.gather(*(says(f"m{number}") for number in range(8)))
        stored = await store.get(conversation().id)
        assert sorted(said.id for said in stored.transcript) == [f"m{number}" for number in range(8)]
        assert stored.version == 8

    async def test_both_saves_of_one_version_never_succeed(self, store: ConversationStore) -> None:
        await store.create(conversation())
        saves = (store.save(conversation().says(message(key))) for key in ("m1", "m2"))
        first, second = await asyncio.gather(*saves, return_exceptions=True)
        assert [type(first), type(second)].count(ConversationMoved) == 1

    async def test_words_once_said_are_not_rewritten(self, store: ConversationStore) -> None:
        await store.create(conversation().says(message("m1", "først")))
        await store.save(conversation().says(message("m1", "siden")))
        assert (await store.get(conversation().id)).transcript[0].text == "først"

    async def test_what_left_the_conversation_is_gone(self, store: ConversationStore) -> None:
        await store.create(with_lead(conversation()).says(message("m1")))
        saved = await store.save(replace(conversation(), stage=Stage.HANDED_OVER))
        assert await store.get(saved.id) == saved
        assert await store.by_reference("IND-1") is None

    async def test_an_id_stands_once_in_a_transcript(self, store: ConversationStore) -> None:
        await store.create(conversation().says(message("m1")))
        with pytest.raises(NotPossibleNow):
            await store.save(conversation().says(message("m1")).says(message("m1")))

    async def test_two_conversations_may_use_the_same_message_id(self, store: ConversationStore) -> None:
        await store.create(conversation("c1").says(message("m1")))
        await store.create(conversation("c2").says(message("m1", "noget andet")))
        assert (await store.get(ConversationId("c2"))).transcript[0].text == "noget andet"

    async def test_gaps_are_kept_once_each(self, store: ConversationStore) -> None:
        await store.create(conversation())
        saved = await store.save(conversation(), gaps=[gap()])
        await store.save(saved, gaps=[gap(), gap(key="g2")])
        assert await store.gaps() == [gap(), gap(key="g2")]


class TestHandoffs:
    async def test_no_handoff_without_a_consent(self, store: ConversationStore) -> None:
        await store.create(conversation())
        for consents in ((), (consent(SDSI),), (replace(consent(), withdrawn_at=MORNING),)):
            with pytest.raises(NotPossibleNow):
                await store.save(replace(conversation(), consents=consents, handoffs=(handoff(),)))
        assert await store.handoffs() == []
        assert (await store.get(conversation().id)).version == 0

    async def test_one_handoff_stands_per_destination(self, store: ConversationStore) -> None:
        first = with_lead(conversation())
        await store.create(first)
        twice = replace(first, handoffs=(*first.handoffs, handoff(reference="IND-2")))
        with pytest.raises(NotPossibleNow):
            await store.save(twice)
        withdrawn = replace(handoff(), state=HandoffState.WITHDRAWN)
        await store.save(replace(twice, handoffs=(withdrawn, handoff(reference="IND-2"))))
        assert [standing.reference for _, standing in await store.handoffs()] == ["IND-2"]

    async def test_a_reference_is_used_once(self, store: ConversationStore) -> None:
        await store.create(with_lead(conversation("c1")))
        await store.create(conversation("c2"))
        with pytest.raises(NotPossibleNow):
            await store.save(with_lead(conversation("c2")))
        assert await store.by_reference("IND-1") == (ConversationId("c1"), handoff())

    async def test_an_unknown_reference_finds_nothing(self, store: ConversationStore) -> None:
        assert await store.by_reference("IND-9") is None

    async def test_what_moved_is_kept_and_an_older_state_does_not_come_back(self, store: ConversationStore) -> None:
        begun = with_lead(conversation())
        await store.create(begun)
        saved = await store.save(begun.with_handoff(moved()))
        assert (await store.get(begun.id)).handoffs == (moved(),)
        await store.save(replace(saved, handoffs=begun.handoffs).says(message("m1")))
        assert (await store.get(begun.id)).handoffs == (moved(),)
        assert await store.by_reference("IND-1") == (begun.id, moved())

    async def test_what_has_ended_leaves_room_for_another(self, store: ConversationStore) -> None:
        begun = with_lead(conversation())
        await store.create(begun)
        ended = replace(moved(), triage=TriageState.CLOSED)
        again = replace(begun.with_handoff(ended), handoffs=(ended, handoff(reference="IND-2")))
        saved = await store.save(again)
        assert await store.get(saved.id) == saved

    async def test_handoffs_of_one_moment_keep_their_order(self, store: ConversationStore) -> None:
        await store.create(with_lead(with_lead(conversation(), LSCA), SDSI, reference="IND-2"))
        assert [standing.destination_id for _, standing in await store.handoffs()] == [SDSI, LSCA]


class TestForgetting:
    async def test_a_deleted_conversation_takes_everything_along(self, store: ConversationStore) -> None:
        await store.create(conversation())
        await store.save(with_lead(conversation()).says(message("m1")), gaps=[gap()])
        await store.delete(conversation().id)
        await store.delete(conversation().id)
        with pytest.raises(UnknownConversation):
            await store.get(conversation().id)
        assert (await store.handoffs(), await store.gaps(), await store.by_reference("IND-1")) == ([], [], None)

    async def test_a_lead_is_kept_longer_than_talk(self, store: ConversationStore, clock: FrozenClock) -> None:
        await store.create(conversation("talk"))
        await store.create(with_lead(conversation("lead")))
        withdrawn = with_lead(conversation("withdrawn"), reference="IND-2")
        handoffs = tuple(replace(each, state=HandoffState.WITHDRAWN) for each in withdrawn.handoffs)
        await store.create(replace(withdrawn, handoffs=handoffs))
        clock.move(2 * DAY)
        await store.create(conversation("fresh"))
        assert await store.forget_before(conversations=MORNING + DAY, leads=MORNING) == 2
        assert (await store.get(ConversationId("lead"))).open_handoffs
        assert await store.forget_before(conversations=MORNING + DAY, leads=MORNING + DAY) == 1
        assert await store.get(ConversationId("fresh")) == conversation("fresh")

    async def test_a_conversation_one_comes_back_to_is_kept(self, store: ConversationStore, clock: FrozenClock) -> None:
        await store.create(conversation())
        clock.move(2 * DAY)
        await store.save(conversation().says(message("m1")))
        assert await store.forget_before(conversations=MORNING + DAY, leads=MORNING + DAY) == 0
