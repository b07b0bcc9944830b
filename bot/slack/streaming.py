"""An answer that is shown while it is written: a message of Slack's own that grows, and ends as one whole answer."""

import asyncio
import html
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from bot.domain import IndgangError, PermanentError, PostUncertain, ProvedClaim, TransientError

from .answers import sentence
from .attempt import Attempt, Begun
from .blocks import Block
from .faults import sorted_faults
from .posting import Posting, key_of, metadata_of

logger = logging.getLogger(__name__)
MOST = 11_000
"""Characters of Markdown; Slack takes 12,000."""
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The answer as it will stand: its `words` as blocks, or its `parts` as they grew, with `below` under either."""

    text: str
    words: Sequence[Block] = ()
    parts: Sequence[ProvedClaim] = ()
    below: Sequence[Block] = ()

    @property
    def blocks(self) -> list[Block]:
        return [*self.words, *self.below]


@dataclass(slots=True, kw_only=True)
class Stream:
    """Begun only where sentences have waited for `every` seconds and the answer is not whole yet."""

    posting: Posting
    channel: str
    thread_ts: str
    asked_ts: str
    key: str
    recipient: tuple[str, str] | None
    """Their workspace and id, which must belong together; Slack needs neither in a direct message."""
    ours: frozenset[str]
    """Our user's and our bot's id."""
    every: float
    attempt: Attempt
    _begun: Begun | None = field(init=False)
    _told: list[str] = field(default_factory=list[str])
    _shown: int = 0
    """How many of those Slack shows."""
    _is_sure: bool = field(init=False)
    """Whether it shows those, and nothing else."""
    _goes_on: bool = field(init=False)
    _pause: float = field(init=False)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        # Where an earlier attempt may have shown something, it is only brought to its end.
        self._begun, self._pause = self.attempt.begun, self.every
        self._is_sure = self._goes_on = self.attempt.begun is None and not self.attempt.may_be_there

    def tell(self, part: ProvedClaim) -> None:
        self._told.append(sentence(part))
        self._bell.set()

    @asynccontextmanager
    async def shown(self) -> AsyncGenerator[None, None]:
        """Show what is told meanwhile. A call that is under way at the end is waited for: only then is it known."""
        showing = asyncio.create_task(self._show())
        try:
            yield
            self._over.set()
            self._bell.set()
            await asyncio.wait({showing})
            showing.result()
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    @property
    def is_begun(self) -> bool:
        return self._begun is not None

    async def end(self, whole: Whole) -> None:
        """The whole answer, once: in the message that grew, or in one of its own. Raises as StaffNotifier does."""
        if self.attempt.may_be_there:
            with sorted_faults():
                if await self.posting.find(self.channel, self.key, thread_ts=self.thread_ts):
                    return
        ts = await self._message()
        if not ts:
            await self._post(whole)
            return
        if self._is_beginning_of(whole):
            try:
                await self._stop(ts, whole)
            except PermanentError as error:
                # Stopped by the reader, too old, or gone: then its words are changed as a whole.
                logger.info("slack.stream_refused", extra={"reason": str(error)})
            else:
                return
        await self._replace(ts, whole)

    async def _show(self) -> None:
        while self._goes_on:
            await self._bell.wait()
            self._bell.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause):
                    await self._over.wait()
            if self._over.is_set():
                return
            await self._flush()

    async def _flush(self) -> None:
        told = len(self._told)
        words = BETWEEN.join(self._told[self._shown : told])
        if not words or len(BETWEEN.join(self._told)) > MOST:
            return
        self._pause = self.every
        try:
            if self._begun is None:
                await self._begin(words)
            else:
                await self._append(self._begun.ts, BETWEEN + words)
        except PostUncertain as error:
            self._give_up(error)
            self._is_sure = False
        except TransientError as error:
            if self._begun is None:
                self._give_up(error)
            else:
                self._pause = max(self.every, error.retry_after.total_seconds() if error.retry_after else 1.0)
                self._bell.set()
        except IndgangError as error:
            self._give_up(error)
        else:
            self._shown = told

    def _give_up(self, error: IndgangError) -> None:
        self._goes_on = False
        logger.info("slack.stream_refused", extra={"reason": str(error)})

    async def _begin(self, words: str) -> None:
        """Kept before and after: one of the two tells whoever comes after us which message is to be finished."""
        await self.attempt.keep(Begun(words=words))
        self._begun = Begun(words=words)
        try:
            with sorted_faults():
                answer = await self.posting.client.chat_startStream(
                    channel=self.channel,
                    thread_ts=self.thread_ts,
                    markdown_text=words,
                    recipient_team_id=self.recipient[0] if self.recipient else None,
                    recipient_user_id=self.recipient[1] if self.recipient else None,
                )
        except PostUncertain:
            raise
        except IndgangError:
            self._begun = None
            raise
        self._begun = Begun(ts=str(answer["ts"]), words=words)
        with suppress(IndgangError):
            # Not kept, it can still be found by its words.
            await self.attempt.keep(self._begun)

    async def _append(self, ts: str, words: str) -> None:
        with sorted_faults():
            await self.posting.client.chat_appendStream(channel=self.channel, ts=ts, markdown_text=words)

    async def _message(self) -> str:
        """The message that grew; empty where there is none."""
        if self._begun is None or self._begun.ts:
            return self._begun.ts if self._begun else ""
        with sorted_faults():
            thread = await self.posting.thread(self.channel, self.thread_ts)
        first = _letters(self._begun.words)
        return next((str(each["ts"]) for each in thread if self._is_ours(each, first)), "")

    def _is_ours(self, message: dict[str, Any], first: str) -> bool:
        """Begun by us after this question with these words, and never finished: only then does it carry a key."""
        is_from_us = not self.ours.isdisjoint({str(message.get("user")), str(message.get("bot_id"))})
        is_later = str(message["ts"]) > self.asked_ts
        return (
            is_from_us
            and is_later
            and not key_of(message)
            and _letters(str(message.get("text") or "")).startswith(first)
        )

    def _is_beginning_of(self, whole: Whole) -> bool:
        parts = [sentence(part) for part in whole.parts]
        fits = len(BETWEEN.join(parts)) <= MOST
        return self._is_sure and fits and parts[: self._shown] == self._told[: self._shown]

    async def _stop(self, ts: str, whole: Whole) -> None:
        rest = [sentence(part) for part in whole.parts][self._shown :]
        with sorted_faults():
            await self.posting.client.chat_stopStream(
                channel=self.channel,
                ts=ts,
                markdown_text=BETWEEN + BETWEEN.join(rest) if rest else None,
                blocks=list(whole.below),
                metadata=metadata_of(self.key),
            )

    async def _replace(self, ts: str, whole: Whole) -> None:
        with suppress(PermanentError), sorted_faults():
            # Refused where it does not grow any more; a growing message cannot be changed.
            await self.posting.client.chat_stopStream(channel=self.channel, ts=ts)
        if not await self.posting.change(self.channel, ts, text=whole.text, blocks=whole.blocks, key=self.key):
            await self._post(whole)

    async def _post(self, whole: Whole) -> None:
        await self.posting.post(
            self.channel, key=self.key, text=whole.text, blocks=whole.blocks, thread_ts=self.thread_ts
        )


def _letters(text: str) -> str:
    """What is left of words however Slack sets them."""
    return "".join(letter for letter in html.unescape(text) if letter.isalnum())
