"""What a post goes through in the database: made once, taken by one, delivered, put off or dropped."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain import ClaimLead, ConversationId, HandoffState, OperatorNotice, Post, PostKind, StaffMove
from bot.ports import Due
from bot.storage import Database, SqlConversationStore, SqlOutbox
from bot.storage.sending_order import STUCK
from bot.triage import move
from tests.fakes import FrozenClock

from .samples import GERDA, LSCA, MORNING, SDSI, conversation, handoff, message, with_lead

pytestmark = pytest.mark.anyio
MINUTE = timedelta(minutes=1)
SOON = MORNING + MINUTE


def lead_post(key: str = "lead", *, recipient: str = "slack:a", reference: str = "IND-1") -> Post:
    return Post(
        key=key,
        kind=PostKind.LEAD,
        recipient=recipient,
        conversation_id=ConversationId("c1"),
        handoff_id=f"h-{reference}",
    )


def relay_post(number: int, *, recipient: str = "") -> Post:
    return Post(
        key=f"relay-{number}",
        kind=PostKind.RELAY,
        recipient=recipient,
        conversation_id=ConversationId("c1"),
        handoff_id="h-IND-1",
        detail=f"m{number}",
    )


@pytest.fixture
async def outbox(database: Database, clock: FrozenClock) -> SqlOutbox:
    await SqlConversationStore(database=database, clock=clock).create(with_lead(conversation()))
    return SqlOutbox(database=database, clock=clock)


async def due_keys(outbox: SqlOutbox, *, after: timedelta = timedelta()) -> list[str]:
    return [due.post.key for due in await outbox.due(now=MORNING + after)]


async def taken(outbox: SqlOutbox, *, after: timedelta = timedelta()) -> Due:
    due = (await outbox.due(now=MORNING + after))[0]
    assert await outbox.take(due, now=MORNING + after, until=MORNING + after + MINUTE)
    return due


async def lead_is_there(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    await outbox.delivered(await taken(outbox), reference="card-1", revision=0, at=SOON)


async def test_the_same_key_is_the_same_post(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post(), lead_post()])
    await outbox.put([lead_post(recipient="slack:b")])
    [due] = await outbox.due(now=MORNING)
    assert due == Due(post=lead_post(), attempts=0, may_be_there=False, card="", revision=-1)
    assert await outbox.knows("lead")
    assert not await outbox.knows("other")


async def test_what_editors_were_told_stays_known_when_all_else_is_forgotten(
    outbox: SqlOutbox, database: Database, clock: FrozenClock
) -> None:
    posts = [
        Post(key=f"{kind}@mail:a", kind=kind, recipient="mail:a", detail=f"of {kind}")
        for kind in (PostKind.NOTICE, PostKind.UPKEEP)
    ]
    await outbox.put(posts)
    for due in await outbox.due(now=MORNING):
        await outbox.delivered(due, reference="", revision=-1, at=SOON)
    assert [await outbox.details(kind) for kind in (PostKind.NOTICE, PostKind.UPKEEP)] == [["of notice"], ["of upkeep"]]
    end = MORNING + timedelta(days=1000)
    await SqlConversationStore(database=database, clock=clock).forget_before(conversations=end, leads=end)
    assert [await outbox.details(kind) for kind in (PostKind.NOTICE, PostKind.UPKEEP)] == [[], ["of upkeep"]]


async def test_what_only_a_newer_server_can_send_is_left_to_it(outbox: SqlOutbox, database: Database) -> None:
    await outbox.put([lead_post("of tomorrow"), lead_post("of today")])
    async with database.writing() as connection:
        await connection.execute(text("UPDATE outbox SET kind = 'tomorrow' WHERE key = 'of tomorrow'"))
    assert await due_keys(outbox) == ["of today"]


async def test_of_those_who_take_a_post_at_once_one_has_it(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    [due] = await outbox.due(now=MORNING)
    won = await asyncio.gather(*(outbox.take(due, now=MORNING, until=SOON) for _ in range(10)))
    assert won.count(True) == 1
    assert await due_keys(outbox) == []
    assert not await outbox.take(due, now=SOON, until=SOON + MINUTE), "an old look is no leave to try"


async def test_an_attempt_that_never_ended_may_have_arrived(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    await taken(outbox)
    [again] = await outbox.due(now=SOON)
    assert (again.may_be_there, again.attempts) == (True, 1)


async def test_a_plain_failure_did_not_arrive_and_waits_for_its_time(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    await outbox.postponed(await taken(outbox), error="down", until=SOON, may_be_there=False)
    assert await due_keys(outbox) == []
    [again] = await outbox.due(now=SOON)
    assert (again.may_be_there, again.attempts) == (False, 1)


async def test_what_was_uncertain_once_stays_so(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    await outbox.postponed(await taken(outbox), error="silence", until=SOON, may_be_there=True)
    await outbox.postponed(await taken(outbox, after=MINUTE), error="down", until=SOON, may_be_there=False)
    assert (await outbox.due(now=SOON))[0].may_be_there


async def test_a_delivered_lead_is_delivered_in_the_same_moment(outbox: SqlOutbox, database: Database) -> None:
    await lead_is_there(outbox)
    store = SqlConversationStore(database=database, clock=FrozenClock())
    [(_, stored)] = await store.handoffs()
    assert (stored.state, stored.delivered_at) == (HandoffState.DELIVERED, SOON)
    assert await due_keys(outbox) == []
    await store.save((await store.get(conversation().id)).says(message("m1")))
    assert (await store.get(conversation().id)).handoffs[0].state is HandoffState.DELIVERED


async def test_words_wait_for_the_card_and_go_where_it_is_in_their_order(outbox: SqlOutbox) -> None:
    await outbox.put([relay_post(1), relay_post(2)])
    await outbox.address()
    assert await due_keys(outbox) == []
    await lead_is_there(outbox)
    await outbox.address()
    first, second = await outbox.due(now=MORNING)
    assert [due.post.detail for due in (first, second)] == ["m1", "m2"]
    assert {due.post.recipient for due in (first, second)} == {"slack:a"}
    assert first.card == "card-1"
    await outbox.address()


async def test_what_waits_holds_back_what_comes_after_it_for_that_recipient_alone(outbox: SqlOutbox) -> None:
    await outbox.put([relay_post(1, recipient="slack:a"), relay_post(2, recipient="slack:a")])
    await outbox.put([relay_post(3, recipient="slack:b")])
    await outbox.postponed(await taken(outbox), error="down", until=SOON, may_be_there=False)
    assert await due_keys(outbox) == ["relay-3"]
    assert await due_keys(outbox, after=MINUTE) == ["relay-1", "relay-2", "relay-3"]


async def test_one_that_fails_for_ever_lets_the_others_pass_at_last(outbox: SqlOutbox) -> None:
    await outbox.put([relay_post(1, recipient="slack:a"), relay_post(2, recipient="slack:a")])
    for attempt in range(STUCK):
        later = attempt * MINUTE
        assert (await outbox.due(now=MORNING + later))[0].post.key == "relay-1"
        due = await taken(outbox, after=later)
        await outbox.postponed(due, error="down", until=MORNING + later + MINUTE, may_be_there=False)
        expected = ["relay-2"] if attempt == STUCK - 1 else []
        assert await due_keys(outbox, after=later) == expected


async def test_a_recipient_gets_a_bounded_number_in_one_look(outbox: SqlOutbox) -> None:
    await outbox.put([relay_post(number, recipient="slack:a") for number in range(50)])
    assert await due_keys(outbox) == [f"relay-{number}" for number in range(20)]


async def test_a_card_is_stale_from_the_lead_moving_until_it_is_shown_again(
    outbox: SqlOutbox, database: Database
) -> None:
    await lead_is_there(outbox)
    store = SqlConversationStore(database=database, clock=FrozenClock())
    before = await store.get(conversation().id)
    claim = StaffMove(id="mv1", conversation_id=before.id, handoff_id=before.handoffs[0].id, by=GERDA, deed=ClaimLead())
    await store.save(before.with_handoff(move(before.handoffs[0], claim, at=MORNING)))
    [due] = await outbox.due(now=MORNING)
    assert (due.is_update, due.card, due.revision) == (True, "card-1", 0)
    due = await taken(outbox)
    await outbox.delivered(due, reference="card-1", revision=1, at=SOON)
    assert await due_keys(outbox) == []
    assert await outbox.owners() == [GERDA]


async def test_leads_without_a_card_are_unplaced_oldest_first(outbox: SqlOutbox, database: Database) -> None:
    clock = FrozenClock(moment=SOON)
    store = SqlConversationStore(database=database, clock=clock)
    await store.create(with_lead(conversation("c2"), SDSI, reference="IND-2"))
    withdrawn = with_lead(conversation("c3"), reference="IND-3")
    gone = replace(withdrawn.handoffs[0], state=HandoffState.WITHDRAWN)
    await store.create(withdrawn.with_handoff(gone))
    found = await outbox.unplaced(destinations=[LSCA, SDSI])
    assert [each.handoff.reference for each in found] == ["IND-1", "IND-2"]
    assert [each.handoff.reference for each in await outbox.unplaced(destinations=[SDSI])] == ["IND-2"]
    await outbox.put([lead_post()])
    assert [each.handoff.reference for each in await outbox.unplaced(destinations=[LSCA, SDSI])] == ["IND-2"]


async def test_a_recipient_that_would_not_take_a_lead_is_named(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    await outbox.dropped(await taken(outbox), error="too long")
    [found] = await outbox.unplaced(destinations=[LSCA])
    assert found.tried == {"slack:a"}


async def test_a_closed_route_lets_go_of_everything_that_waits_for_it(outbox: SqlOutbox) -> None:
    await lead_is_there(outbox)
    await outbox.put([relay_post(1, recipient="slack:a"), lead_post("lead-2", recipient="slack:b")])
    await outbox.close_route("slack:a", error="archived", at=SOON)
    await outbox.close_route("slack:a", error="archived again", at=SOON)
    assert await outbox.closed_routes() == {"slack:a": "archived"}
    assert await due_keys(outbox) == ["lead-2"]
    await outbox.delivered(await taken(outbox), reference="card-2", revision=0, at=SOON)
    await outbox.address()
    [due] = await outbox.due(now=MORNING)
    assert (due.post.recipient, due.card) == ("slack:b", "card-2")


async def test_a_reminder_is_made_once_and_not_where_the_lead_has_moved_on(
    outbox: SqlOutbox, database: Database
) -> None:
    store = SqlConversationStore(database=database, clock=FrozenClock())
    await store.create(
        replace(
            with_lead(conversation("c2"), reference="IND-2"),
            handoffs=(replace(handoff(reference="IND-2"), remind_at=SOON),),
        )
    )
    assert await outbox.to_remind(now=MORNING) == []
    [found] = await outbox.to_remind(now=SOON)
    reminder = Post(key="remind", kind=PostKind.REMINDER, recipient="slack:a")
    await outbox.reminded(found.handoff, next_at=SOON + MINUTE, posts=[reminder])
    await outbox.reminded(found.handoff, next_at=None, posts=[replace(reminder, key="remind-again")])
    assert await due_keys(outbox) == ["remind"]
    [found] = await outbox.to_remind(now=SOON + MINUTE)
    await outbox.reminded(found.handoff, next_at=None, posts=[])
    assert await outbox.to_remind(now=SOON + MINUTE) == []


async def test_an_operator_is_told_once_until_it_is_dismissed(outbox: SqlOutbox) -> None:
    notice = OperatorNotice(key="closed:slack:a", text="mend it", at=MORNING)
    for _ in range(2):
        await outbox.tell_operator(notice)
    assert await outbox.operator_notices() == [notice]
    assert await outbox.dismiss(notice.key)
    assert await outbox.operator_notices() == []


async def test_what_was_posted_outlives_the_conversation_as_a_reference_alone(
    outbox: SqlOutbox, database: Database
) -> None:
    await lead_is_there(outbox)
    await outbox.put([relay_post(1, recipient="slack:a")])
    await SqlConversationStore(database=database, clock=FrozenClock()).delete(conversation().id)
    [due] = await outbox.due(now=MORNING)
    assert due.post == Post(key="retract:lead", kind=PostKind.RETRACT, recipient="slack:a", detail="card-1")
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM outbox")) == 1


async def test_a_lead_is_found_by_where_its_card_stands(outbox: SqlOutbox) -> None:
    await outbox.put([lead_post()])
    [due] = await outbox.due(now=SOON)
    await outbox.take(due, now=SOON, until=SOON + MINUTE)
    await outbox.delivered(due, reference="C1/1.5/1.9", revision=0, at=SOON)
    assert await outbox.lead_at("slack:a", "C1/1.5/") == ("c1", "h-IND-1")
    assert await outbox.lead_at("slack:a", "C1/1.5/1.9") == ("c1", "h-IND-1")
    assert await outbox.lead_at("slack:b", "C1/1.5/") is None
    assert await outbox.lead_at("slack:a", "C1/%/") is None
