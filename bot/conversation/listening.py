"""Reads a message with a model, in one call: the question alone and translated, its scope, and what is stated."""

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import cast

from bot.answering import LANGUAGE_NAMES, Tally, Understood, heard_language, make_mark, plain, points_back
from bot.domain import Author, Boundary, Conversation, Field, IndgangError, Language, Stated, TransientError
from bot.ports import ChatModel, ModelRequest
from bot.prompts import Prompt
from bot.qualification import READABLE, Reader, field_lines, stated_in

logger = logging.getLogger(__name__)
OURS = "ours"
EARLIER = 3
EARLIER_CHARACTERS = 300
MESSAGE_CHARACTERS = 2000
MOST_TOKENS = 400
LONGEST_QUESTION = 400
LONGEST_READING = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message as it was read. `translated` is its question in the other language, empty where nobody wrote it."""

    understood: Understood
    read: dict[Field, tuple[Stated, ...]]
    translated: str = ""
    boundary: Boundary | None = None
    """The kind of boundary a model takes the message to lie beyond; it informs, it does not decide."""
    failed: bool = False
    """A model was asked and did not answer in time, or not in the agreed form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelListener:
    """Adds to what patterns read, and takes nothing away from it."""

    model: ChatModel
    prompt: Prompt
    reader: Reader
    seconds: float
    tally: Tally = field(default_factory=Tally)

    async def hear(self, heard: Heard, text: str, before: Conversation, *, message_id: str, until: float) -> Heard:
        """The message as a model reads it beside the patterns, or as the patterns read it where the model fails."""
        mark = make_mark()
        request = self._request(text, before, mark)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(min(until, loop.time() + self.seconds)):
                reply = await _whole(self.model, request)
            reading = _parsed(reply, mark)
        except (TimeoutError, IndgangError) as error:
            self.tally.fallbacks["reading"] += 1
            extra = {"conversation_id": before.id, "message_id": message_id, "why": type(error).__name__}
            logger.warning("turn.read_by_patterns", extra=extra)
            return replace(heard, failed=True)
        return self._joined(heard, reading, text, before, message_id)

    def _joined(
        self, heard: Heard, reading: Mapping[str, object], text: str, before: Conversation, message_id: str
    ) -> Heard:
        entries = cast("list[Mapping[str, object]]", reading["stated"])
        told = stated_in(entries, text, reader=self.reader, message_id=message_id, language=before.language)
        question = _question(reading["question"], before.language)
        return replace(
            heard,
            understood=_standing_alone(heard.understood, question, text, before),
            read={**told, **heard.read},
            translated=_question(reading["translated"], before.language.other),
            boundary=_boundary(str(reading["scope"])),
        )

    def _request(self, text: str, before: Conversation, mark: str) -> ModelRequest:
        earlier = "\n".join(
            f"{'company' if message.author is Author.VISITOR else 'indgang'}: "
            f"{plain(message.text)[:EARLIER_CHARACTERS]}"
            for message in before.transcript[-EARLIER:]
        )
        wording = self.prompt.fill(
            other_language=LANGUAGE_NAMES[before.language.other],
            boundaries=", ".join(Boundary),
            fields=field_lines(),
            canary=mark,
            earlier=earlier or "(nothing)",
            message=plain(text)[:MESSAGE_CHARACTERS],
        )
        return ModelRequest(
            name="understand",
            system=wording.system,
            visitor=wording.visitor,
            schema=reading_schema(),
            most_tokens=MOST_TOKENS,
        )


def reading_schema() -> dict[str, object]:
    text = {"type": "string"}
    stated = {
        "type": "object",
        "properties": {"field": {"type": "string", "enum": [*READABLE]}, "value": text, "quote": text},
        "required": ["field", "value", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "question": text,
            "translated": text,
            "scope": {"type": "string", "enum": [OURS, *Boundary]},
            "stated": {"type": "array", "items": stated},
        },
        "required": ["question", "translated", "scope", "stated"],
        "additionalProperties": False,
    }


async def _whole(model: ChatModel, request: ModelRequest) -> str:
    reply = ""
    async with aclosing(model.stream(request)) as pieces:
        async for piece in pieces:
            reply += piece
            if len(reply) > LONGEST_READING:
                raise TransientError("the model's reading is too long")
    return reply


def _parsed(reply: str, mark: str) -> Mapping[str, object]:
    """Raises TransientError where the reply is not of the agreed form, or repeats our own words."""
    try:
        reading = json.loads(reply)
    except ValueError as error:
        raise TransientError("the model's reading is not of the agreed form") from error
    if mark in reply or not _is_a_reading(reading):
        raise TransientError("the model's reading is not of the agreed form")
    return cast("Mapping[str, object]", reading)


def _is_a_reading(reading: object) -> bool:
    if not isinstance(reading, dict):
        return False
    held = cast("dict[str, object]", reading)
    stated = held.get("stated")
    if not isinstance(stated, list) or not all(isinstance(each, dict) for each in cast("list[object]", stated)):
        return False
    return all(isinstance(held.get(name), str) for name in ("question", "translated", "scope"))


def _question(asked: object, language: Language) -> str:
    """A question as the model put it; empty where it is not plausibly one in this language."""
    words = " ".join(str(asked).split())
    return "" if len(words) > LONGEST_QUESTION or heard_language(words) is language.other else words


def _standing_alone(understood: Understood, question: str, text: str, before: Conversation) -> Understood:
    """The model's question where the message leans on earlier ones; else the visitor's words, which say it best."""
    leans = understood.is_follow_up or (bool(before.visitor_messages) and points_back(text))
    if not question or not leans:
        return understood
    return replace(understood, standalone=f"{question} {text}", is_question=True)


def _boundary(scope: str) -> Boundary | None:
    return Boundary(scope) if scope in {*Boundary} else None
