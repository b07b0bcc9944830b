"""The weekly digest: when it is due, and what it says when it is sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import Directory, Notice, Post, PostKind
from bot.ports import Clock, ConversationStore, Reports
from bot.triage import Week, day_of, next_opening, weekly_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    store: ConversationStore
    reports: Reports
    directory: Directory
    clock: Clock

    def due(self, *, now: datetime, recipient: str) -> Post | None:
        """Last week's digest, from when the first working day of this week begins."""
        day = day_of(now)
        monday = day - timedelta(days=day.weekday())
        if now < next_opening(monday, self.directory.answering.default):
            return None
        week = Week.before(day)
        return Post(
            key=f"digest:{week.monday}@{recipient}",
            kind=PostKind.NOTICE,
            recipient=recipient,
            detail=week.monday.isoformat(),
        )

    async def notice(self, detail: str) -> Notice | None:
        """None where there is nothing to tell."""
        week = Week(date.fromisoformat(detail))
        handoffs = [handoff for _, handoff in await self.store.handoffs()]
        gaps = sum(week.holds(gap.at) for gap in await self.store.gaps())
        reports = len(await self.reports.open())
        if not (handoffs or gaps or reports):
            return None
        return weekly_digest(
            handoffs, self.directory.answering, week=week, now=self.clock.now(), gaps=gaps, reports=reports
        )
