"""What is stored and not delivered is delivered: later if it must be, once, and never lost."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.conversation import Delivery
from bot.domain import ConversationId, Handoff, HandoffState

from .samples import NORD, SYD, World

pytestmark = pytest.mark.anyio


@dataclass(slots=True, kw_only=True)
class OneChannel:
    """Reaches one destination and nobody else."""

    destination_id: str
    posted: list[str] = field(default_factory=list[str])

    def can_reach(self, destination_id: str) -> bool:
        return destination_id == self.destination_id

    async def post_lead(self, conversation_id: ConversationId, handoff: Handoff) -> None:
        self.posted.append(handoff.destination_id)


async def states(world: World) -> dict[str, HandoffState]:
    return {handoff.destination_id: handoff.state for _, handoff in await world.store.handoffs()}


async def test_every_lead_is_delivered_once_however_often_one_looks(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.consents(SYD, NORD)
    assert await world.delivery.tick() == 2
    assert await world.delivery.tick() == 0
    assert sorted(handoff.destination_id for _, handoff in world.notifier.posted) == [NORD, SYD]
    assert await states(world) == {SYD: HandoffState.DELIVERED, NORD: HandoffState.DELIVERED}
    [_, (_, handoff)] = await world.store.handoffs()
    assert (handoff.attempts, handoff.delivered_at) == (1, world.clock.now())


async def test_nothing_is_delivered_where_nobody_consented(world: World) -> None:
    await world.ready_visitor()
    assert await world.delivery.tick() == 0
    assert world.notifier.posted == []


async def test_a_lead_waits_while_staff_cannot_be_reached_and_arrives_when_they_can(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.consents(SYD)
    world.notifier.is_down = True
    assert await world.delivery.tick() == 0
    assert await states(world) == {SYD: HandoffState.PENDING}
    world.notifier.is_down = False
    assert await world.delivery.tick() == 0, "the next try is not due yet"
    world.clock.move(timedelta(minutes=1))
    assert await world.delivery.tick() == 1
    [(conversation_id, handoff)] = world.notifier.posted
    assert conversation_id == visitor.id
    assert handoff.attempts == 2


async def test_each_failure_waits_longer_than_the_one_before(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.consents(SYD)
    world.notifier.is_down = True
    waits: list[timedelta] = []
    for _ in range(5):
        await world.delivery.tick()
        [(_, handoff)] = await world.store.handoffs()
        assert handoff.next_attempt_at is not None
        waits.append(handoff.next_attempt_at - world.clock.now())
        world.clock.moment = handoff.next_attempt_at
    assert waits == sorted(set(waits))


async def test_a_lead_that_no_channel_reaches_waits_and_does_not_hold_up_the_others(world: World) -> None:
    visitor = await world.ready_visitor()
    await visitor.consents(SYD, NORD)
    channel = OneChannel(destination_id=NORD)
    delivery = Delivery(store=world.store, notifier=channel, clock=world.clock)
    assert await delivery.tick() == 1
    assert await delivery.tick() == 0
    assert channel.posted == [NORD]
    assert await states(world) == {SYD: HandoffState.PENDING, NORD: HandoffState.DELIVERED}


async def test_one_that_is_down_does_not_keep_the_others_from_being_tried(world: World) -> None:
    for _ in range(2):
        visitor = await world.ready_visitor()
        await visitor.consents(SYD)
    world.notifier.is_down = True
    await world.delivery.tick()
    assert [handoff.attempts for _, handoff in await world.store.handoffs()] == [1, 1]


async def test_what_is_withdrawn_is_not_delivered(world: World) -> None:
    visitor = await world.ready_visitor()
    [handoff] = (await visitor.consents(SYD)).handoffs
    await visitor.withdraws(handoff.reference)
    assert await world.delivery.tick() == 0
    assert world.notifier.posted == []
