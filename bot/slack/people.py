"""Who is in the channels that get leads, and what colleagues are called."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import IndgangError, Language, Staff
from bot.ports import Clock
from bot.privacy import mask
from bot.triage import colleague_of

from .channels import CHANNEL, LeadChannels
from .faults import sorted_faults

T = TypeVar("T")
logger = logging.getLogger(__name__)
_KEPT_FOR = timedelta(minutes=5)
_PATIENCE = 1.0
"""Seconds: a modal must be opened within three, with or without a name."""


@dataclass(frozen=True, slots=True)
class Person:
    """`is_outside`: of another organisation, in a channel shared with it; so is whoever Slack tells us nothing of."""

    name: str
    language: Language
    is_outside: bool = True


@dataclass(slots=True, kw_only=True)
class People:
    """Asks Slack once in a while, and remembers."""

    client: AsyncWebClient
    channels: LeadChannels
    clock: Clock
    team_id: str
    _persons: dict[str, tuple[datetime, Person]] = field(default_factory=dict[str, tuple[datetime, Person]])
    _members: dict[str, tuple[datetime, frozenset[str]]] = field(
        default_factory=dict[str, tuple[datetime, frozenset[str]]]
    )

    async def staff(self, user_id: str, *, called: str = "") -> Staff:
        """A colleague as the company will see them: the directory's name, else Slack's, else `called`."""
        staff = Staff(f"{CHANNEL}:{self.team_id}/{user_id}", mask(called) or user_id)
        known = colleague_of(self.channels.directory.answering.colleagues, staff)
        return Staff(staff.id, known.name if known else (await self.person(user_id, called=called)).name)

    async def person(self, user_id: str, *, called: str = "") -> Person:
        return await self._kept(
            self._persons, user_id, lambda: self._ask_person(user_id), Person(mask(called) or user_id, Language.DANISH)
        )

    async def destinations(self, user_id: str) -> frozenset[str]:
        """Whose leads somebody may see: those of the channels they are in; none for somebody from outside."""
        if (await self.person(user_id)).is_outside:
            return frozenset()
        found = [channel for channel in self.channels.all() if user_id in await self._members_of(channel)]
        return self.channels.destinations_in(frozenset(found))

    async def _members_of(self, channel: str) -> frozenset[str]:
        return await self._kept(self._members, channel, lambda: self._ask_members(channel), frozenset[str]())

    async def _kept(
        self, kept: dict[str, tuple[datetime, T]], key: str, ask: Callable[[], Awaitable[T]], otherwise: T
    ) -> T:
        now = self.clock.now()
        known = kept.get(key)
        if known and now - known[0] < _KEPT_FOR:
            return known[1]
        try:
            with sorted_faults():
                async with asyncio.timeout(_PATIENCE):
                    found = await ask()
        except IndgangError as error:
            logger.warning("slack.unasked", extra={"reason": type(error).__name__})
            return known[1] if known else otherwise
        kept[key] = (now, found)
        return found

    async def _ask_person(self, user_id: str) -> Person:
        answer = await self.client.users_info(user=user_id, include_locale=True)
        user: dict[str, Any] = answer["user"] or {}
        profile = user.get("profile", {})
        # The company sees it: the full name rather than what colleagues call each other.
        name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name")
        is_other = str(user.get("locale", "")).lower()[:2] not in {"", "da"}
        is_outside = bool(user.get("is_stranger")) or user.get("team_id") not in {None, self.team_id}
        return Person(mask(str(name or user_id)), Language.ENGLISH if is_other else Language.DANISH, is_outside)

    async def _ask_members(self, channel: str) -> frozenset[str]:
        members: set[str] = set()
        cursor = ""
        while True:
            page = await self.client.conversations_members(channel=channel, cursor=cursor or None, limit=200)
            members |= set(page["members"] or ())
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(members)
