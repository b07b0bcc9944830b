"""The transcript as a stream: every proved sentence, then the whole message, resumable at each event."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from anyio import Event
from fastapi import APIRouter, Header, Query
from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.domain import Conversation, ConversationId, TransientError, UnknownConversation

from .desk import AtDesk, CountsRequest, Desk, TakesSeat, ToRead
from .errors import PROBLEMS
from .showing import message_view, part_view, state_view

KEEP_ALIVE_SECONDS = 15
CLOSING_SECONDS = 1
RETRY_MILLISECONDS = 2_000

router = APIRouter(prefix="/api/v1", tags=["conversation"], responses=PROBLEMS, dependencies=[CountsRequest])


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The last event a screen has seen: a part of a message, or the whole of it."""

    message: int = -1
    part: float = float("inf")

    @classmethod
    def read(cls, event_id: str) -> "Place":
        """The place an event id names. An unreadable one is the beginning: a replay is safe, a gap is not."""
        message, _, part = event_id.partition(".")
        try:
            return cls(int(message), float("inf") if part == "done" else int(part))
        except ValueError:
            return cls()


@router.get("/conversations/{conversation_id}/events", response_class=EventSourceResponse, dependencies=[TakesSeat])
async def events(
    conversation_id: ToRead,
    desk: AtDesk,
    last_event_id: Annotated[str, Header(max_length=40)] = "",
    after: Annotated[str, Query(max_length=40)] = "",
) -> EventSourceResponse:
    """Server-sent events `sentence`, `message` and `state`; `Last-Event-ID` (or `after`) goes on where it stopped."""
    await desk.door.get(conversation_id)
    closing = Event()
    stream = follow(conversation_id, desk=desk, seen=Place.read(last_event_id or after), closing=closing)
    return EventSourceResponse(
        stream,
        ping=KEEP_ALIVE_SECONDS,
        ping_message_factory=_still_here,
        shutdown_event=closing,
        shutdown_grace_period=CLOSING_SECONDS,
    )


async def follow(
    conversation_id: ConversationId, *, desk: Desk, seen: Place, closing: Event
) -> AsyncGenerator[ServerSentEvent, None]:
    """Everything after `seen`, then whatever comes, until the conversation is deleted or the server closes."""
    changed = asyncio.Event()
    # Listening starts before reading, so that nothing said in between is missed.
    listening = [
        asyncio.create_task(_ring(changed, desk.feed.watch(conversation_id))),
        asyncio.create_task(_ring_at_the_end(changed, closing)),
    ]
    told = ""
    try:
        await asyncio.sleep(0)
        while not closing.is_set():
            changed.clear()
            try:
                conversation = await _to_its_end(desk.door.get(conversation_id))
            except UnknownConversation:
                yield ServerSentEvent(event="gone", data="{}")
                return
            for place, event in _events(conversation):
                if place > seen:
                    seen = place
                    yield event
            state = state_view(conversation, links=desk.links).model_dump_json()
            if state != told:
                told = state
                yield ServerSentEvent(event="state", data=state, retry=RETRY_MILLISECONDS)
            # Looked at again now and then even without a word: a feed may lose one, the store does not.
            with suppress(TimeoutError):
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    await changed.wait()
    finally:
        for task in listening:
            task.cancel()


async def _to_its_end(reading: Coroutine[Any, Any, Conversation]) -> Conversation:
    """Who leaves meanwhile does not cut a query off: its connection to the database could not be used again."""
    task = asyncio.create_task(reading)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        raise


async def _ring(changed: asyncio.Event, changes: AsyncIterator[None]) -> None:
    with suppress(TransientError):
        async for _ in changes:
            changed.set()


async def _ring_at_the_end(changed: asyncio.Event, closing: Event) -> None:
    await closing.wait()
    changed.set()


def _events(conversation: Conversation) -> Iterator[tuple[Place, ServerSentEvent]]:
    for index, message in enumerate(conversation.transcript):
        for number, part in enumerate(message.parts):
            data = part_view(part).model_dump_json()
            yield Place(index, number), ServerSentEvent(event="sentence", id=f"{index}.{number}", data=data)
        whole = message_view(message, index=index).model_dump_json()
        yield Place(index), ServerSentEvent(event="message", id=f"{index}.done", data=whole)


def _still_here() -> ServerSentEvent:
    return ServerSentEvent(comment="still here")
