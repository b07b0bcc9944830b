"""Messages to Slack under a key of ours, so that one whose answer was lost is found instead of posted again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from .blocks import Block
from .faults import error_of, sorted_faults

EVENT = "indgang_post"
_LOOKED_AT = 200
TEXT = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """`client` retries nothing by itself: a call that is made again by a library may post twice."""

    client: AsyncWebClient

    async def post(
        self,
        channel: str,
        *,
        key: str,
        text: str,
        blocks: Sequence[Block],
        thread_ts: str = "",
        may_be_there: bool = False,
    ) -> str:
        """The message's ts. Raises as StaffNotifier does."""
        with sorted_faults():
            if may_be_there and (there := await self.find(channel, key, thread_ts=thread_ts)):
                return there
            answer = await self.client.chat_postMessage(
                channel=channel,
                text=text[:TEXT],
                blocks=list(blocks),
                thread_ts=thread_ts or None,
                metadata=metadata_of(key),
                unfurl_links=False,
                unfurl_media=False,
            )
            return str(answer["ts"])

    async def change(self, channel: str, ts: str, *, text: str, blocks: Sequence[Block], key: str = "") -> bool:
        """False where the message is not there any more. `key` is for one that was posted without."""
        metadata = metadata_of(key) if key else None
        with sorted_faults():
            try:
                await self.client.chat_update(
                    channel=channel, ts=ts, text=text[:TEXT], blocks=list(blocks), metadata=metadata
                )
            except SlackApiError as error:
                if error_of(error) in {"message_not_found", "cant_update_message"}:
                    return False
                raise
            return True

    async def remove(self, channel: str, ts: str) -> None:
        """Delete a message and all that we wrote in its thread; what colleagues wrote there is theirs."""
        with sorted_faults():
            thread = await self.thread(channel, ts)
            ours = [message["ts"] for message in thread if key_of(message)]
            for each in dict.fromkeys([*(known for known in ours if known != ts), ts]):
                try:
                    await self.client.chat_delete(channel=channel, ts=each)
                except SlackApiError as error:
                    if error_of(error) not in {"message_not_found", "thread_not_found"}:
                        raise

    async def whisper(
        self, channel: str, user: str, *, text: str, blocks: Sequence[Block] = (), thread_ts: str = ""
    ) -> None:
        """Something only one person sees."""
        with sorted_faults():
            await self.client.chat_postEphemeral(
                channel=channel,
                user=user,
                text=text[:TEXT],
                blocks=list(blocks) or None,
                thread_ts=thread_ts or None,
            )

    async def find(self, channel: str, key: str, *, thread_ts: str) -> str:
        """The ts of the message with this key; empty where there is none. Raises Slack's own errors."""
        if thread_ts:
            messages = await self.thread(channel, thread_ts)
        else:
            page = await self.client.conversations_history(channel=channel, limit=_LOOKED_AT, include_all_metadata=True)
            messages = page["messages"] or []
        return next((str(message["ts"]) for message in messages if key_of(message) == key), "")

    async def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """A message and all under it, with what apps keep in them. Raises Slack's own errors."""
        messages: list[dict[str, Any]] = []
        cursor = ""
        while True:
            try:
                page = await self.client.conversations_replies(
                    channel=channel, ts=ts, limit=_LOOKED_AT, include_all_metadata=True, cursor=cursor or None
                )
            except SlackApiError as error:
                if error_of(error) in {"thread_not_found", "message_not_found"}:
                    return messages
                raise
            messages += page["messages"] or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return messages


def metadata_of(key: str) -> dict[str, Any]:
    return {"event_type": EVENT, "event_payload": {"key": key}}


def key_of(message: dict[str, Any]) -> str:
    """The key we posted it under; empty where it has none of ours."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("key", ""))
