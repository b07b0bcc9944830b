"""What is stored and has not arrived is brought: later if it must be, once, and never lost."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain import (
    ClaimLead,
    HandoffState,
    PostRefused,
    PostUncertain,
    RouteClosed,
    TransientError,
)
from tests.house import Visitor

from .office import Office
from .samples import DESK, NORD, READY, SYD

pytestmark = pytest.mark.anyio


async def states(office: Office) -> dict[str, HandoffState]:
    return {handoff.destination_id: handoff.state for _, handoff in await office.store.handoffs()}


async def test_every_lead_is_delivered_once_however_often_one_looks(office: Office) -> None:
    await office.visitor(SYD, NORD)
    assert [await office.delivery.tick() for _ in range(3)] == [2, 0, 0]
    assert sorted(told.to for told in office.notifier.posted) == [f"test:{NORD}", f"test:{SYD}"]
    assert await states(office) == {SYD: HandoffState.DELIVERED, NORD: HandoffState.DELIVERED}
    [_, (_, handoff)] = await office.store.handoffs()
    assert handoff.delivered_at == office.clock.now()


async def test_nothing_is_delivered_where_nobody_consented(office: Office) -> None:
    visitor = await Visitor.arrives(office.engine)
    for name, (value, _) in READY.items():
        await visitor.fills_in(name, value)
    assert await office.delivery.tick() == 0
    assert office.notifier.posted == []


async def test_a_lead_waits_while_staff_cannot_be_reached_and_arrives_when_they_can(office: Office) -> None:
    await office.visitor(SYD)
    office.notifier.is_down = True
    assert await office.delivery.tick() == 0
    assert await states(office) == {SYD: HandoffState.PENDING}
    office.notifier.is_down = False
    assert await office.delivery.tick() == 0, "the next try is not due yet"
    office.clock.move(timedelta(minutes=1))
    assert await office.delivery.tick() == 1


async def test_one_that_is_down_does_not_hold_up_the_others(office: Office) -> None:
    await office.visitor(SYD, NORD)
    office.notifier.fails_with[f"test:{SYD}"] = TransientError("down")
    assert await office.delivery.tick() == 1
    assert await states(office) == {SYD: HandoffState.PENDING, NORD: HandoffState.DELIVERED}


async def test_a_channel_that_says_when_to_come_back_is_not_asked_before(office: Office) -> None:
    await office.visitor(SYD)
    office.notifier.fails_with[f"test:{SYD}"] = TransientError("429", retry_after=timedelta(minutes=30))
    await office.delivery.tick()
    office.notifier.fails_with.clear()
    office.clock.move(timedelta(minutes=29))
    assert await office.delivery.tick() == 0
    office.clock.move(timedelta(minutes=1))
    assert await office.delivery.tick() == 1


async def test_what_comes_after_does_not_overtake_what_waits(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    await office.delivery.tick()
    await visitor.says("first")
    office.notifier.is_down = True
    await office.delivery.tick()
    office.notifier.is_down = False
    await visitor.says("second")
    assert (await office.delivery.tick(), office.arrived("relay")) == (0, [])
    office.clock.move(timedelta(minutes=1))
    await office.delivery.tick()
    assert [told.words for told in office.notifier.told if told.what == "relay"] == ["first", "second"]


async def test_an_answer_that_was_lost_does_not_make_a_second_post_where_one_can_look(office: Office) -> None:
    await office.visitor(SYD)
    office.notifier.fails_with[f"test:{SYD}"] = PostUncertain("no answer")
    office.notifier.arrives_all_the_same = True
    await office.delivery.tick()
    assert await states(office) == {SYD: HandoffState.PENDING}
    office.notifier.fails_with.clear()
    office.clock.move(timedelta(minutes=1))
    assert await office.delivery.tick() == 1
    assert len(office.notifier.posted) == 1


async def test_a_plain_failure_after_a_lost_answer_does_not_make_it_forgotten(office: Office) -> None:
    await office.visitor(SYD)
    office.notifier.arrives_all_the_same = True
    office.notifier.fails_with[f"test:{SYD}"] = PostUncertain("no answer")
    await office.delivery.tick()
    office.notifier.arrives_all_the_same, office.notifier.can_look = False, False
    office.notifier.fails_with[f"test:{SYD}"] = TransientError("refused at the door")
    office.clock.move(timedelta(minutes=1))
    await office.delivery.tick()
    office.notifier.can_look = True
    office.notifier.fails_with.clear()
    office.clock.move(timedelta(hours=1))
    assert await office.delivery.tick() == 1
    assert len(office.notifier.posted) == 1


async def test_an_error_nobody_foresaw_postpones_and_does_not_stop_the_rest(office: Office) -> None:
    await office.visitor(SYD, NORD)
    office.notifier.fails_with[f"test:{SYD}"] = ValueError("a bug")
    assert await office.delivery.tick() == 1
    assert await states(office) == {SYD: HandoffState.PENDING, NORD: HandoffState.DELIVERED}


async def test_a_closed_route_is_told_to_an_operator_and_the_lead_goes_to_the_next(office: Office) -> None:
    office.notifier.routes[SYD] = ("slack:syd", "mail:syd")
    office.notifier.fails_with["slack:syd"] = RouteClosed("is_archived")
    await office.visitor(SYD)
    assert [await office.delivery.tick() for _ in range(2)] == [0, 1]
    assert [told.to for told in office.notifier.posted] == ["mail:syd"]
    [notice] = await office.desk.outbox.operator_notices()
    assert "slack:syd" in notice.text
    assert "is_archived" in notice.text
    assert await office.desk.outbox.closed_routes() == {"slack:syd": "is_archived"}


async def test_without_another_route_the_front_desk_gets_it_and_is_told_why(office: Office) -> None:
    office.notifier.fails_with[f"test:{SYD}"] = RouteClosed("no such mailbox")
    await office.visitor(SYD)
    await office.delivery.tick()
    await office.delivery.tick()
    [told] = office.notifier.posted
    assert told.to == f"test:{DESK}"
    assert told.card
    assert told.card.note
    assert "cannot be reached" in told.card.note.en


async def test_a_lead_that_stood_in_a_channel_that_closes_is_brought_elsewhere_with_what_waits(office: Office) -> None:
    office.notifier.routes[SYD] = ("slack:syd", "mail:syd")
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    office.notifier.fails_with["slack:syd"] = RouteClosed("is_archived")
    await visitor.says("Are you there?")
    for _ in range(4):
        await office.delivery.tick()
    assert [told.to for told in office.notifier.posted] == ["slack:syd", "mail:syd"]
    assert [(told.to, told.words) for told in office.notifier.told if told.what == "relay"] == [
        ("mail:syd", "Are you there?")
    ]


async def test_a_mended_route_is_used_again(office: Office) -> None:
    office.notifier.routes |= {SYD: ("slack:syd",), DESK: ()}
    office.notifier.fails_with["slack:syd"] = RouteClosed("revoked")
    await office.visitor(SYD)
    assert [await office.delivery.tick() for _ in range(2)] == [0, 0]
    office.notifier.fails_with.clear()
    assert await office.delivery.tick() == 0
    assert await office.desk.outbox.open_route("slack:syd")
    assert not await office.desk.outbox.open_route("slack:syd")
    assert await office.delivery.tick() == 1


async def test_a_post_that_is_refused_goes_to_the_next_recipient_and_is_told(office: Office) -> None:
    office.notifier.routes[SYD] = ("slack:syd", "mail:syd")
    office.notifier.fails_with["slack:syd"] = PostRefused("invalid_blocks")
    await office.visitor(SYD)
    assert [await office.delivery.tick() for _ in range(2)] == [0, 1]
    assert [told.to for told in office.notifier.posted] == ["mail:syd"]
    [notice] = await office.desk.outbox.operator_notices()
    assert "invalid_blocks" in notice.text
    assert await office.desk.outbox.dismiss(notice.key)
    assert not await office.desk.outbox.dismiss(notice.key)
    assert await office.desk.outbox.operator_notices() == []
    assert await office.desk.outbox.closed_routes() == {}


async def test_a_lead_no_channel_reaches_waits(office: Office) -> None:
    office.notifier.routes |= {SYD: (), NORD: (), DESK: ()}
    await office.visitor(SYD)
    assert await office.delivery.tick() == 0
    assert await states(office) == {SYD: HandoffState.PENDING}


async def test_what_is_withdrawn_is_not_delivered(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await visitor.withdraws((await office.lead(visitor)).reference)
    assert await office.delivery.tick() == 0
    assert office.notifier.posted == []


async def test_what_is_withdrawn_while_it_waits_is_not_delivered(office: Office) -> None:
    visitor = await office.visitor(SYD)
    office.notifier.is_down = True
    await office.delivery.tick()
    office.notifier.is_down = False
    await visitor.withdraws((await office.lead(visitor)).reference)
    office.clock.move(timedelta(minutes=1))
    assert await office.delivery.tick() == 0
    assert office.notifier.posted == []


async def test_a_card_is_brought_up_to_date_once_for_every_change(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    await office.sends(visitor.id, "Hello")
    for _ in range(3):
        await office.delivery.tick()
    [told] = [told for told in office.notifier.told if told.what == "update"]
    assert told.card
    assert told.card.handoff.owner
    await visitor.withdraws((await office.lead(visitor)).reference)
    await office.delivery.tick()
    assert len(office.arrived("update")) == 2


async def test_a_card_that_cannot_be_updated_is_tried_later_and_holds_nothing_up(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    office.notifier.fails_with[f"test:{SYD}"] = PostRefused("message_not_found")
    await office.delivery.tick()
    office.notifier.fails_with.clear()
    await office.delivery.tick()
    assert office.arrived("update") == []
    await office.sends(visitor.id, "Hello")
    await office.delivery.tick()
    assert len(office.arrived("update")) == 1


async def test_what_staff_were_shown_is_taken_back_when_the_company_deletes_it(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    [lead] = office.notifier.posted
    await office.engine.delete(visitor.id)
    for _ in range(2):
        await office.delivery.tick()
    assert [(told.to, told.words) for told in office.notifier.told if told.what == "retract"] == [
        (lead.to, f"ref:{lead.key}")
    ]


async def test_what_is_deleted_before_it_was_delivered_leaves_nothing(office: Office) -> None:
    visitor = await office.visitor(SYD)
    office.notifier.is_down = True
    await office.delivery.tick()
    office.notifier.is_down = False
    await office.engine.delete(visitor.id)
    office.clock.move(timedelta(hours=1))
    await office.delivery.tick()
    assert office.notifier.told == []


async def test_two_that_tick_at_once_post_once(office: Office) -> None:
    for _ in range(5):
        await office.visitor(SYD)
    counts = await asyncio.gather(*(office.delivery.tick() for _ in range(4)))
    for _ in range(3):
        counts.append(await office.delivery.tick())
    assert sum(counts) == 5
    assert len({told.key for told in office.notifier.posted}) == len(office.notifier.posted) == 5


async def test_an_attempt_whose_process_died_is_taken_up_when_its_lease_is_over(office: Office) -> None:
    await office.visitor(SYD)
    await office.delivery._place_leads()  # pyright: ignore[reportPrivateUsage] - between two steps
    [due] = await office.desk.outbox.due(now=office.clock.now())
    assert await office.desk.outbox.take(due, now=office.clock.now(), until=office.clock.now() + timedelta(minutes=2))
    assert await office.delivery.tick() == 0
    office.clock.move(timedelta(minutes=2))
    [again] = await office.desk.outbox.due(now=office.clock.now())
    assert again.may_be_there
    assert await office.delivery.tick() == 1
