"""Which channels get leads, and in which workspace each of them is."""

from dataclasses import dataclass, replace
from typing import Self

from bot.domain import Directory

CHANNEL = "slack"
_AT = "@"


def channel_and_team(address: str) -> tuple[str, str]:
    """ "C1@T1" apart; no team where the address names none."""
    channel, _, team = address.partition(_AT)
    return channel, team


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChannels:
    """Where each destination's leads go in Slack, as the directory says: "C1@T1", or "C1" in the home workspace.

    `recipients` knows every workspace. All else is seen from one of them, once `seen_from` has said which.
    """

    directory: Directory
    default_channel: str = ""
    team_id: str = ""
    is_home: bool = True
    """Whether channels that name no workspace are in this one."""

    def seen_from(self, team_id: str, *, is_home: bool) -> Self:
        return replace(self, team_id=team_id, is_home=is_home)

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        """As StaffNotifier.recipients. The default channel serves those with no way of their own."""
        destination = self.directory.destinations.get(destination_id)
        own = destination.delivery if destination else None
        if own and own.slack_channel:
            return (f"{CHANNEL}:{own.slack_channel}",)
        return () if (own and own.email) or not self.default_channel else (f"{CHANNEL}:{self.default_channel}",)

    def addresses(self) -> tuple[str, ...]:
        """Every channel that gets leads, in whichever workspace, as it is written in the directory."""
        named = [recipient for id_ in self.directory.destinations for recipient in self.recipients(id_)]
        return tuple(dict.fromkeys(each.partition(":")[2] for each in named))

    def all(self) -> tuple[str, ...]:
        """Ids of the channels in this workspace that get leads."""
        return tuple(channel_and_team(each)[0] for each in self.addresses() if self.is_here(each))

    def is_here(self, address: str) -> bool:
        _, team = channel_and_team(address)
        return team == self.team_id if team else self.is_home

    def known_as(self, channel: str) -> tuple[str, ...]:
        """The addresses by which a channel of this workspace may be written."""
        return (*([channel] if self.is_home else []), *([f"{channel}{_AT}{self.team_id}"] if self.team_id else []))

    def destinations_in(self, channels: frozenset[str]) -> frozenset[str]:
        """Those whose leads these channels get; for the front desk's, all that no other workspace gets."""
        mine = {address for channel in channels for address in self.known_as(channel)}
        if self.default_channel and self.default_channel in mine:
            return frozenset(id_ for id_ in self.directory.destinations if self._may_be_seen_here(id_))
        return frozenset(
            id_
            for id_ in self.directory.destinations
            if any(each.partition(":")[2] in mine for each in self.recipients(id_))
        )

    def _may_be_seen_here(self, destination_id: str) -> bool:
        return all(self.is_here(each.partition(":")[2]) for each in self.recipients(destination_id))
