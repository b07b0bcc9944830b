"""Tells the editors of cards what is to be read again: before its day, and once more when that has passed."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from bot.domain import Bilingual, CardDue, Care, ConfigurationError, Directory, DueStage, Notice, Post, PostKind
from bot.ports import Outbox
from bot.triage import day_of, next_opening

from . import upkeep_wording as words

logger = logging.getLogger(__name__)
DAYS_AHEAD = 30
"""Days before its day that a card's editor hears of it."""
ReadDues = Callable[[], Awaitable[Sequence[CardDue]]]


async def no_cards() -> Sequence[CardDue]:
    """For a desk without a knowledge folder."""
    return ()


@dataclass(slots=True, kw_only=True)
class Upkeep:
    """One look each working day, when it begins. What was told stands in the outbox, so that it is told once.

    `read` gives every card's days as the folder has them now, and raises ConfigurationError while it needs mending.
    `channel` brings letters; empty where this installation has none.
    """

    read: ReadDues
    outbox: Outbox
    directory: Directory
    channel: str = ""
    _looked: date | None = field(default=None, init=False)

    async def look(self, now: datetime) -> None:
        """Put one post an editor in the outbox, with all that is to be told today and was not told before."""
        day = day_of(now)
        if self._looked == day or now < next_opening(day, self.directory.answering.default):
            return
        try:
            dues = await self.read()
        except ConfigurationError:
            logger.warning("cards.unread", extra={"see": "indgang check"})
        else:
            await self._tell(dues, day)
        self._looked = day

    async def notice(self, detail: str) -> Notice | None:
        """What a post's letter says, of those cards that still need it; None where none does.

        Raises:
            ConfigurationError: the folder needs mending first.
        """
        told = set(detail.split("\n"))
        lines = list[Bilingual]()
        dues = sorted(await self.read(), key=_order)
        count, cares = 0, set[Care]()
        for stage in DueStage:
            here = [due for due in dues if due.key(stage) in told]
            lines += [words.HEADINGS[stage], *map(words.line, here), words.EMPTY] if here else []
            count += len(here)
            cares |= {due.care for due in here}
        if not count:
            return None
        todo = [words.TODO[care] for care in Care if care in cares]
        return Notice(
            title=words.TITLE.filled(count=str(count)),
            lines=(words.EMPTY, words.WHY_YOU, words.EMPTY, *lines, *todo, *words.CLOSING),
            language=self.directory.answering.default.language,
        )

    async def _tell(self, dues: Sequence[CardDue], day: date) -> None:
        told = {key for detail in await self.outbox.details(PostKind.UPKEEP) for key in detail.split("\n")}
        fresh = [
            (due, stage)
            for due in sorted(dues, key=_order)
            if (stage := due.stage(day, days_ahead=DAYS_AHEAD)) and due.key(stage) not in told
        ]
        if not fresh:
            return
        reached = [each for each in fresh if self.channel and each[0].editor]
        await self.outbox.put(self._posts(reached, day))
        stages = [stage for _, stage in fresh]
        # What reaches nobody was written down nowhere: it is told as soon as there is somebody to tell.
        logger.log(
            logging.INFO if len(reached) == len(fresh) else logging.WARNING,
            "cards.due",
            extra={
                "soon": stages.count(DueStage.SOON),
                "passed": stages.count(DueStage.PASSED),
                "mailed": len(reached),
                "see": f"indgang check --expiring {DAYS_AHEAD}",
            },
        )

    def _posts(self, reached: Sequence[tuple[CardDue, DueStage]], day: date) -> list[Post]:
        by_editor = groupby(sorted(reached, key=lambda each: each[0].editor), key=lambda each: each[0].editor)
        return [
            Post(
                # Two servers that look on the same day make the same post.
                key=f"upkeep:{day}@{self.channel}:{editor}",
                kind=PostKind.UPKEEP,
                recipient=f"{self.channel}:{editor}",
                detail="\n".join(due.key(stage) for due, stage in theirs),
            )
            for editor, theirs in by_editor
        ]


def _order(due: CardDue) -> tuple[date, str, str]:
    return due.day, due.file, due.care
