"""Several channels as one: each post goes through the channel its recipient names."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import ConfigurationError, LeadCard, Message, Notice, RouteClosed, Sending
from bot.ports import StaffNotifier


@dataclass(frozen=True, slots=True)
class Channels:
    """A StaffNotifier over others, by the channel's name in "channel:address"; the first is preferred."""

    by_name: Mapping[str, StaffNotifier]

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        return tuple(to for channel in self.by_name.values() for to in channel.recipients(destination_id))

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        return await self._of(sending).post_lead(sending, card)

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        await self._of(sending).update_card(sending, card)

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        return await self._of(sending).relay(sending, card, words)

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        return await self._of(sending).remind(sending, card, notice)

    async def notify(self, sending: Sending, notice: Notice) -> str:
        return await self._of(sending).notify(sending, notice)

    async def retract(self, sending: Sending) -> None:
        await self._of(sending).retract(sending)

    def _of(self, sending: Sending) -> StaffNotifier:
        channel = self.by_name.get(sending.recipient.partition(":")[0])
        if channel is None:
            # An installation may have dropped a channel that still has leads of old.
            raise RouteClosed("this installation no longer has that channel")
        return channel


class NoChannels:
    """A StaffNotifier without channels: leads wait in `indgang leads`, where the front desk reads them."""

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        return ()

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        raise self._nowhere

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        raise self._nowhere

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        raise self._nowhere

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        raise self._nowhere

    async def notify(self, sending: Sending, notice: Notice) -> str:
        raise self._nowhere

    async def retract(self, sending: Sending) -> None:
        raise self._nowhere

    @property
    def _nowhere(self) -> ConfigurationError:
        return ConfigurationError("no channel is configured")
