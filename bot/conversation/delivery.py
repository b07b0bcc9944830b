"""Carries pending handoffs to staff: one level-triggered tick that looks at what is stored and not delivered."""

import logging
from dataclasses import dataclass, replace

from bot.domain import HandoffState, IndgangError
from bot.ports import Clock, ConversationStore, StaffNotifier
from bot.triage import next_attempt

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Safe to run again and again: what is delivered or withdrawn is not pending."""

    store: ConversationStore
    notifier: StaffNotifier
    clock: Clock

    async def tick(self) -> int:
        """Deliver what is due; how many arrived. A lead no channel reaches waits in `indgang leads`."""
        arrived = 0
        for conversation_id, handoff in await self.store.undelivered(due_at=self.clock.now()):
            if not self.notifier.can_reach(handoff.destination_id):
                continue
            tried = replace(handoff, attempts=handoff.attempts + 1)
            try:
                await self.notifier.post_lead(conversation_id, tried)
            except IndgangError as error:
                # Also where trying again will not help by itself: a lead waits for an operator, it is never dropped.
                logger.warning(
                    "handoff.delivery_postponed",
                    extra={"handoff_id": handoff.id, "attempts": tried.attempts, "reason": type(error).__name__},
                )
                again = next_attempt(tried.attempts, now=self.clock.now())
                await self.store.mark_delivery(conversation_id, replace(tried, next_attempt_at=again))
                continue
            done = replace(tried, state=HandoffState.DELIVERED, delivered_at=self.clock.now(), next_attempt_at=None)
            await self.store.mark_delivery(conversation_id, done)
            logger.info("handoff.delivered", extra={"handoff_id": handoff.id})
            arrived += 1
        return arrived
