"""Brings leads to Slack: the card in its channel; in its thread what was said, a draft and the history."""

from dataclasses import dataclass

from bot.domain import LeadCard, Message, Notice, PostRefused, PostUncertain, Sending, TransientError

from .channels import LeadChannels
from .lead_card import card_blocks, card_text
from .lead_thread import draft_blocks, history_blocks, notice_blocks, relay_pages, touched_blocks, transcript_blocks
from .pointing import CardRef
from .workspaces import Poster


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackNotifier:
    """A StaffNotifier. A card is always drawn from what is stored; drawing it twice is the same as once."""

    posting: Poster
    channels: LeadChannels

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        return self.channels.recipients(destination_id)

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        text = card_text(card)
        ts = await self.posting.post(
            sending.address, key=sending.key, text=text, blocks=card_blocks(card), may_be_there=sending.may_be_there
        )
        try:
            history_ts = await self._thread(sending, card, ts)
        except TransientError as error:
            # The card stands already: the next attempt must look for it.
            raise PostUncertain(str(error), retry_after=error.retry_after) from error
        return str(CardRef(channel=sending.address, ts=ts, history_ts=history_ts))

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        at = CardRef.read(sending.card)
        if not await self.posting.change(at.channel, at.ts, text=card_text(card), blocks=card_blocks(card)):
            raise PostRefused("the card was deleted in Slack; the lead stands in `indgang leads`")
        if at.history_ts:
            await self.posting.change(at.channel, at.history_ts, text=card_text(card), blocks=history_blocks(card))

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        at = CardRef.read(sending.card)
        first, text = "", card_text(card)
        for number, page in enumerate(relay_pages(card, words)):
            try:
                ts = await self.posting.post(
                    at.channel,
                    key=f"{sending.key}#{number}",
                    text=text,
                    blocks=page,
                    thread_ts=at.ts,
                    may_be_there=sending.may_be_there,
                )
            except TransientError as error:
                raise (PostUncertain(str(error), retry_after=error.retry_after) if first else error) from error
            first = first or ts
        return f"{at.channel}/{first}"

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        at = CardRef.read(sending.card) if sending.card else CardRef(channel=sending.address, ts="")
        return await self._say(sending, notice, card=card, channel=at.channel, thread_ts=at.ts)

    async def notify(self, sending: Sending, notice: Notice) -> str:
        return await self._say(sending, notice, channel=sending.address)

    async def retract(self, sending: Sending) -> None:
        at = CardRef.read(sending.card)
        await self.posting.remove(at.channel, at.ts)

    async def _thread(self, sending: Sending, card: LeadCard, ts: str) -> str:
        text, history_ts = card_text(card), ""
        parts = {
            "said": transcript_blocks(card),
            **({"touched": touched_blocks(card)} if card.touched else {}),
            "draft": draft_blocks(card),
            "history": history_blocks(card),
        }
        for name, blocks in parts.items():
            history_ts = await self.posting.post(
                sending.address,
                key=f"{sending.key}#{name}",
                text=text,
                blocks=blocks,
                thread_ts=ts,
                may_be_there=sending.may_be_there,
            )
        return history_ts

    async def _say(
        self, sending: Sending, notice: Notice, *, channel: str, card: LeadCard | None = None, thread_ts: str = ""
    ) -> str:
        ts = await self.posting.post(
            channel,
            key=sending.key,
            text=notice.title.in_language(card.language) if card else notice.title.en,
            blocks=notice_blocks(notice, card),
            thread_ts=thread_ts,
            may_be_there=sending.may_be_there,
        )
        return f"{channel}/{ts}"
