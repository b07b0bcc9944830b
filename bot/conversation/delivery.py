"""Brings what is stored to those it is for: one level-triggered tick that looks at what has not arrived."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import groupby

from bot.domain import (
    Directory,
    Handoff,
    IndgangError,
    OperatorNotice,
    Post,
    PostKind,
    PostRefused,
    PostUncertain,
    ReminderKind,
    RouteClosed,
    TransientError,
    UnknownConversation,
)
from bot.ports import Clock, Due, Outbox, StaffNotifier
from bot.tracing import Step, step
from bot.triage import day_of, next_attempt, next_reminder, reminder_at

from .cards import Cards
from .sending import Sender

logger = logging.getLogger(__name__)
AT_ONCE = 8
"""Recipients served at the same time: one that hangs does not hold up the rest."""


class Went(Enum):
    """How an attempt ended: it arrived, it is not to be sent any more, or it and what comes after it must wait."""

    ARRIVED = auto()
    GONE = auto()
    WAITS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Safe to run again and again, and by several at once: whoever takes a post has it until `lease` is over.

    A post is sent twice only where an attempt ended without our knowing how, and the far side cannot be asked.
    """

    outbox: Outbox
    notifier: StaffNotifier
    sender: Sender
    clock: Clock
    directory: Directory
    front_desk: str = "human-coordinator"
    lease: timedelta = timedelta(minutes=2)
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def tick(self) -> int:
        """Do all that is due; how many leads arrived. A lead no channel reaches waits in `indgang leads`."""
        now = self.clock.now()
        await self._place_leads()
        await self._set_reminders(now)
        await self._set_digest(now)
        await self.sender.upkeep.look(now)
        await self.outbox.address()
        due = await self.outbox.due(now=now)
        if not due:
            return 0
        cards = Cards(directory=self.directory, owners=await self.outbox.owners(), now=now)
        return await self._serve_all(due, cards)

    async def take_back(self, keys: Collection[str]) -> None:
        """Try at once what is to be retracted under these keys; what can't be reached now waits for the next ticks."""
        waiting = [due for due in await self.outbox.due(now=self.clock.now()) if due.post.key in keys]
        cards = Cards(directory=self.directory, owners=(), now=self.clock.now())
        await self._serve_all(waiting, cards)

    def routes_to(self, destination_id: str) -> tuple[str, ...]:
        """Where a lead for a destination may go, the first preferred, the front desk last."""
        own, desk = self.notifier.recipients(destination_id), self.notifier.recipients(self.front_desk)
        return tuple(dict.fromkeys((*own, *(desk if own else ()))))

    async def _place_leads(self) -> None:
        """A card on its way for every handoff that stands and has none."""
        reached = [id_ for id_ in self.directory.destinations if self.notifier.recipients(id_)]
        if not reached:
            return
        closed = await self.outbox.closed_routes()
        placed: list[Post] = []
        for conversation_id, handoff, tried in await self.outbox.unplaced(destinations=reached):
            open_ones = (each for each in self.routes_to(handoff.destination_id) if each not in {*closed, *tried})
            if recipient := next(open_ones, ""):
                placed.append(
                    Post(
                        key=f"lead:{handoff.id}@{recipient}",
                        kind=PostKind.LEAD,
                        recipient=recipient,
                        conversation_id=conversation_id,
                        handoff_id=handoff.id,
                    )
                )
        await self.outbox.put(placed)

    async def _set_reminders(self, now: datetime) -> None:
        for conversation_id, handoff, _ in await self.outbox.to_remind(now=now):
            terms = self.directory.answering.terms(handoff.destination_id)
            reminder = reminder_at(handoff, terms, at=handoff.remind_at) if handoff.remind_at else None
            coming = next_reminder(handoff, terms, after=now)
            post = Post(
                key=f"remind:{handoff.id}:{handoff.remind_at:%Y-%m-%dT%H:%M}",
                kind=PostKind.REMINDER,
                conversation_id=conversation_id,
                handoff_id=handoff.id,
                detail=reminder.kind if reminder else "",
            )
            posts = [post, *self._escalated(post, handoff)] if reminder else []
            await self.outbox.reminded(handoff, next_at=coming.at if coming else None, posts=posts)

    async def _set_digest(self, now: datetime) -> None:
        for recipient in self.notifier.recipients(self.front_desk)[:1]:
            post = self.sender.digests.due(now=now, recipient=recipient)
            if post is not None and not await self.outbox.knows(post.key):
                await self.outbox.put([post])

    def _escalated(self, post: Post, handoff: Handoff) -> Sequence[Post]:
        """What is overdue is told to the front desk as well."""
        desk = self.notifier.recipients(self.front_desk)
        is_late = post.detail in {ReminderKind.OVERDUE, ReminderKind.STILL_OVERDUE}
        if not is_late or not desk or handoff.destination_id == self.front_desk:
            return ()
        return (
            Post(
                key=f"{post.key}@desk",
                kind=PostKind.REMINDER,
                recipient=desk[0],
                conversation_id=post.conversation_id,
                handoff_id=post.handoff_id,
                detail=post.detail,
            ),
        )

    async def _serve_all(self, due: Sequence[Due], cards: Cards) -> int:
        """Each recipient's queue beside the others; how many leads arrived."""
        queues = [list(queue) for _, queue in groupby(due, key=lambda each: each.post.recipient)]
        return sum(await asyncio.gather(*(self._serve(queue, cards) for queue in queues)))

    async def _serve(self, queue: Sequence[Due], cards: Cards) -> int:
        """One recipient's posts in order, until one has to wait: what comes after must not overtake it."""
        arrived = 0
        async with self._turns:
            for due in queue:
                now = self.clock.now()
                if not await self.outbox.take(due, now=now, until=now + self.lease):
                    break
                with step(Step.DELIVERY, kind=due.post.kind, attempts=due.attempts + 1) as marks:
                    went = await self._attempt(due, cards)
                    marks.measure(went=went)
                if went is Went.WAITS:
                    break
                arrived += went is Went.ARRIVED and due.post.kind is PostKind.LEAD and not due.is_update
        return arrived

    async def _attempt(self, due: Due, cards: Cards) -> Went:
        """Send one post and write down how it went."""
        key = due.post.key
        try:
            sent = await self.sender.send(due, cards)
        except UnknownConversation:
            # Deleted between the look and the attempt: its posts are gone with it.
            return Went.GONE
        except RouteClosed as error:
            await self._close(due.post.recipient, error)
            return Went.WAITS
        except PostRefused as error:
            await self.outbox.dropped(due, error=str(error))
            await self._tell_operator(f"refused:{key}", f"{key} was refused: {error}")
            return Went.GONE
        except TransientError as error:
            await self._postpone(due, error, retry_after=error.retry_after)
            return Went.WAITS
        except Exception as error:  # noqa: BLE001 - a lead waits, it is never dropped; a bug must not stop the others
            await self._postpone(due, error)
            return Went.WAITS
        if sent is None:
            await self.outbox.dropped(due, error="")
            return Went.GONE
        await self.outbox.delivered(due, reference=sent.reference, revision=sent.revision, at=self.clock.now())
        logger.info("post.delivered", extra={"post": _loggable(due.post), "attempts": due.attempts + 1})
        return Went.ARRIVED

    async def _postpone(self, due: Due, error: Exception, *, retry_after: timedelta | None = None) -> None:
        now, attempts = self.clock.now(), due.attempts + 1
        until = now + retry_after if retry_after else next_attempt(attempts, now=now)
        kind = type(error).__name__
        logger.warning("post.postponed", extra={"post": _loggable(due.post), "attempts": attempts, "reason": kind})
        words = str(error) if isinstance(error, IndgangError) else kind
        may_be_there = isinstance(error, PostUncertain) or not isinstance(error, IndgangError)
        await self.outbox.postponed(due, error=words, until=until, may_be_there=may_be_there)

    async def _close(self, recipient: str, error: Exception) -> None:
        logger.error("route.closed", extra={"recipient": recipient.partition(":")[0], "reason": type(error).__name__})
        await self.outbox.close_route(recipient, error=str(error), at=self.clock.now())
        await self._tell_operator(
            f"closed:{recipient}:{day_of(self.clock.now())}",
            f"nothing gets through to {recipient}: {error}. Its leads go elsewhere meanwhile. "
            f"Mend it, then run: indgang leads mended {recipient}",
        )

    async def _tell_operator(self, key: str, text: str) -> None:
        await self.outbox.tell_operator(OperatorNotice(key=key, text=text, at=self.clock.now()))


def _loggable(post: Post) -> str:
    """Its key without the address in it."""
    return post.key.partition("@")[0]
