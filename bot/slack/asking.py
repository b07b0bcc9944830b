"""Colleagues ask in Slack: the same engine as the company's, seen by the one who asked until it is shared."""

import contextlib
from dataclasses import dataclass
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.domain import (
    Author,
    Conversation,
    ConversationId,
    ConversationMoved,
    IndgangError,
    Message,
    Outcome,
    UnknownConversation,
    VisitorMessage,
)
from bot.ports import Tell

from . import wording as say
from .answers import answer_blocks, below_blocks, shared_blocks, word_blocks
from .attempt import FIRST, Attempt
from .desk import Desk
from .faults import sorted_faults
from .streaming import Stream, Whole
from .text import cut, spoken

_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asked, and where. `thread_ts` names the talk it belongs to."""

    id: str
    user: str
    text: str
    channel: str
    ts: str = ""
    """Of the message it was asked in, where it was."""
    thread_ts: str = ""
    is_private: bool = False
    """In their own talk with Indgang, where everything is theirs alone anyway."""
    response_url: str = ""
    """Where a command's answer goes."""


def question_in(event: dict[str, Any], *, bot_user: str) -> Question | None:
    """None where nothing was asked of us: no mention outside a direct message, or no words."""
    is_private = event.get("channel_type") == "im"
    mention = f"<@{bot_user}>"
    raw = str(event.get("text") or "")
    if not is_private and mention not in raw:
        return None
    text = cut(spoken(raw.replace(mention, " ")), _LONGEST)
    if not text:
        return None
    return Question(
        id=f"slack:{event['channel']}/{event['ts']}",
        user=str(event["user"]),
        text=text,
        channel=str(event["channel"]),
        ts=str(event["ts"]),
        thread_ts=str(event.get("thread_ts") or event["ts"]),
        is_private=is_private,
    )


async def answer(desk: Desk, asked: Question, *, attempt: Attempt = FIRST) -> None:
    if asked.is_private:
        await _answer_privately(desk, asked, attempt)
        return
    conversation, said = await _ask(desk, asked)
    if said is None:
        words = say.PASSED_ON.in_language(conversation.language)
        await desk.posting.whisper(asked.channel, asked.user, text=words, thread_ts=asked.thread_ts)
        await desk.behind.nudge()
        return
    is_quiet = asked.channel in desk.config.quiet_channels
    if said.outcome in {Outcome.REFUSED, Outcome.OUT_OF_SCOPE} and is_quiet and not asked.response_url:
        return
    language = conversation.language
    may_tell = (await desk.people.person(asked.user)).is_outside
    blocks = answer_blocks(said, conversation=conversation, language=language, may_share=True, may_tell=may_tell)
    if asked.response_url:
        with sorted_faults():
            await AsyncWebhookClient(asked.response_url).send(
                text=cut(said.text, 3000), blocks=blocks, response_type="ephemeral"
            )
    else:
        await desk.posting.whisper(asked.channel, asked.user, text=said.text, blocks=blocks, thread_ts=asked.thread_ts)


async def _answer_privately(desk: Desk, asked: Question, attempt: Attempt) -> None:
    """In their own talk with Indgang, shown while it is written where a model writes it."""
    await _show_busy(desk, asked)
    person = await desk.people.person(asked.user)
    stream = Stream(
        posting=desk.posting,
        channel=asked.channel,
        thread_ts=asked.thread_ts,
        asked_ts=asked.ts,
        key=f"answer:{asked.id}",
        recipient=None if person.is_outside else (desk.team_id, asked.user),
        ours=frozenset({desk.bot_user, desk.bot_id}) - {""},
        every=desk.config.stream_every,
        attempt=attempt,
    )
    async with stream.shown():
        conversation, said = await _ask(desk, asked, tell=stream.tell)
    language = conversation.language
    if said is None:
        words = say.PASSED_ON.in_language(language)
        if stream.is_begun:
            await stream.end(Whole(text=words))
        else:
            await desk.posting.whisper(asked.channel, asked.user, text=words, thread_ts=asked.thread_ts)
        await desk.behind.nudge()
        return
    below = below_blocks(
        said, conversation=conversation, language=language, may_share=False, may_tell=person.is_outside
    )
    await stream.end(Whole(text=said.text, words=word_blocks(said), parts=said.parts, below=below))


async def share(desk: Desk, event_id: str, payload: dict[str, Any]) -> None:
    """Post a private answer for everybody in the channel, by the one who asked."""
    body = payload["body"]
    conversation, said = await said_in(desk, str(body["actions"][0]["value"]))
    person = await desk.people.person(body["user"]["id"])
    place = next(at for at, message in enumerate(conversation.transcript) if message.id == said.id)
    asked = [each.text for each in conversation.transcript[:place] if each.author is Author.VISITOR]
    await desk.posting.post(
        body["channel"]["id"],
        key=f"share:{event_id}",
        text=said.text,
        blocks=shared_blocks(said, asked=asked[-1] if asked else "", by=person.name, language=conversation.language),
        thread_ts=str((body.get("container") or {}).get("thread_ts") or ""),
    )
    with contextlib.suppress(IndgangError), sorted_faults():
        await AsyncWebhookClient(body["response_url"]).send_dict({"delete_original": True})


async def said_in(desk: Desk, value: str) -> tuple[Conversation, Message]:
    """The message of Indgang's a button under it names, here. Raises UnknownConversation."""
    conversation_id, _, message_id = value.partition("|")
    if not desk.is_talk_here(conversation_id):
        raise UnknownConversation(conversation_id)
    conversation = await desk.behind.store.get(ConversationId(conversation_id))
    found = next((each for each in conversation.transcript if each.id == message_id), None)
    if found is None:
        raise UnknownConversation(conversation_id)
    return conversation, found


async def _ask(desk: Desk, asked: Question, *, tell: Tell | None = None) -> tuple[Conversation, Message | None]:
    """Indgang's answer; None where a colleague answers this company, and Indgang is silent."""
    talk = desk.talk(f"{asked.channel}-{asked.thread_ts or asked.id}-{asked.user}")
    try:
        await desk.behind.store.get(talk)
    except UnknownConversation:
        language = (await desk.people.person(asked.user)).language
        with contextlib.suppress(ConversationMoved):
            await desk.behind.store.create(Conversation(id=talk, language=language, started_at=desk.behind.clock.now()))
    heard = VisitorMessage(id=asked.id, conversation_id=talk, text=asked.text, asker=desk.talk(asked.user))
    conversation = await desk.behind.engine.hear_visitor(heard, tell=tell)
    said = next((each for each in conversation.transcript if each.id == f"{asked.id}/reply"), None)
    return conversation, said


async def _show_busy(desk: Desk, asked: Question) -> None:
    """A sign that we are at it. An answer does not hang on it."""
    language = (await desk.people.person(asked.user)).language
    with contextlib.suppress(IndgangError), sorted_faults():
        await desk.client.assistant_threads_setStatus(
            channel_id=asked.channel, thread_ts=asked.thread_ts, status=say.SEARCHING.in_language(language)
        )
