"""Acts on what was accepted: stored first, acknowledged, then done here, and done again where we stopped halfway."""

import asyncio
import contextlib
import logging
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain import Incoming, IndgangError, PermanentError

from .asking import share
from .attempt import Attempt, Begun
from .commands import act_on_command
from .desk import Behind, Desk
from .desks import Desks
from .events import act_on_event
from .masking import without_numbers
from .pressing import act_on_press

logger = logging.getLogger(__name__)
AT_ONCE = 16
TRIES = 5
LEASE = timedelta(minutes=3)
"""How long another server leaves an event to us; longer than every try together."""
_LOOK_EVERY = 5.0
_WAIT = (1.0, 5.0, 20.0, 60.0)


class NoDesk(PermanentError):
    """The workspace has taken Indgang out before what came from it was done."""


@dataclass(slots=True, kw_only=True)
class Worker:
    """Level-triggered: whatever waits in the inbox is done, after a crash as well."""

    desks: Desks
    look_every: float = _LOOK_EVERY
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, "asyncio.Task[None]"])
    _fresh: set[str] = field(default_factory=set[str])
    _settled: set[str] = field(default_factory=set[str])

    @property
    def behind(self) -> Behind:
        return self.desks.behind

    async def accept(self, desk: Desk, id_: str, payload: dict[str, Any], *, place: str = "") -> bool:
        """Keep it for that desk, CPR numbers masked; only then may it be acknowledged. False: it was kept before."""
        id_, payload = f"{desk.team_id}:{id_}", {**payload, "workspace": desk.team_id}
        # A channel shared by two workspaces has one id in both, and each of them is told.
        place = place and f"{desk.team_id}/{place}"
        now = self.behind.clock.now()
        incoming = Incoming(id=id_, place=place, payload=without_numbers(payload), received_at=now)
        is_new = await self.behind.inbox.accept(incoming)
        if is_new:
            self._fresh.add(id_)
            self._bell.set()
        return is_new

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                self._bell.clear()
                await self.look()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self.look_every):
                        await self._bell.wait()
        finally:
            for task in list(self._under_way.values()):
                task.cancel()
            await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def look(self) -> None:
        """Take up whatever waits and is not under way."""
        settled_before = frozenset(self._settled)
        try:
            waiting = await self.behind.inbox.waiting()
        except IndgangError as error:
            logger.warning("slack.inbox_unread", extra={"reason": type(error).__name__})
            return
        for incoming in waiting:
            # What was settled while we looked is still in what we saw.
            if incoming.id not in self._under_way and incoming.id not in self._settled:
                task = asyncio.create_task(self._do(incoming), name=incoming.id)
                self._under_way[incoming.id] = task
        self._settled -= settled_before

    async def _do(self, incoming: Incoming) -> None:
        try:
            # A press waits for nobody: questions may take as long as a model does.
            async with contextlib.nullcontext() if incoming.payload.get("kind") == "press" else self._turns:
                await self._try(incoming)
        except IndgangError as error:
            logger.warning("slack.inbox_unread", extra={"reason": type(error).__name__})
        finally:
            self._under_way.pop(incoming.id, None)
            self._fresh.discard(incoming.id)
            self._bell.set()

    async def _try(self, incoming: Incoming) -> None:
        """A few times, as long as trying again may help; then it is settled with the reason, and the log says so."""
        if not await self.behind.inbox.take(incoming.id, until=self.behind.clock.now() + LEASE):
            return
        for attempt in range(TRIES):
            try:
                await self._act(incoming, may_be_there=attempt > 0 or incoming.id not in self._fresh)
            except PermanentError as error:
                await self._settle(incoming, error=type(error).__name__)
                return
            except Exception as error:  # noqa: BLE001 - one event that cannot be done must not stop the others
                logger.warning(
                    "slack.event_failed",
                    extra={"event_id": incoming.id, "attempt": attempt, "reason": _reason(error)},
                )
                if attempt + 1 < TRIES:
                    await asyncio.sleep(_WAIT[attempt])
                    continue
                await self._settle(incoming, error=_reason(error))
                return
            else:
                await self._settle(incoming)
                return

    async def _act(self, incoming: Incoming, *, may_be_there: bool) -> None:
        payload = incoming.payload
        desk = await self.desks.at(str(payload.get("workspace", "")))
        if desk is None:
            raise NoDesk(incoming.id)
        match payload.get("kind"):
            case "event":
                begun = Begun.read(payload.get("stream"))
                attempt = Attempt(may_be_there=may_be_there, begun=begun, keep=partial(self._keep, incoming))
                await act_on_event(desk, payload, attempt=attempt)
            case "press":
                await act_on_press(desk, incoming.id, payload)
            case "share":
                await share(desk, incoming.id, payload)
            case "command":
                await act_on_command(desk, incoming.id, payload)
            case kind:
                logger.warning("slack.unknown_kind", extra={"kind": kind})

    async def _keep(self, incoming: Incoming, begun: Begun) -> None:
        """Which stream was begun, for the next try, here or after a crash."""
        incoming.payload["stream"] = asdict(begun)
        await self.behind.inbox.note(incoming.id, incoming.payload)

    async def _settle(self, incoming: Incoming, *, error: str = "") -> None:
        await self.behind.inbox.settle(incoming.id, error=error)
        self._settled.add(incoming.id)


def _reason(error: Exception) -> str:
    """Its kind, and Slack's own word for it; never a message that may hold what somebody wrote."""
    if isinstance(error, SlackApiError):
        return f"SlackApiError {error.response.get('error', '')}".strip()
    return type(error).__name__
