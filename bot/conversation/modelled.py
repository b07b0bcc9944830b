"""A model's part in one turn: at most two calls, one deadline and one purse for both, and none after one has failed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.answering import Fallback, ModelAnswerer, TurnLimit
from bot.domain import Answer, Conversation, ConversationId, Language, ScoredPassage
from bot.ports import Tell

from .budget import Budget, Purse
from .listening import Heard, ModelListener


@dataclass(frozen=True, slots=True, kw_only=True)
class Modelled:
    """What a model does for the conversation. `seconds` is how long it may hold up a turn in all."""

    answerer: ModelAnswerer
    listener: ModelListener | None
    seconds: float
    budget: Budget

    def turn(self, conversation_id: ConversationId, message_id: str, *, asker: str = "") -> "ModelTurn":
        """One turn's use of the model, paid for by who asks; by the conversation where nobody is named."""
        until = asyncio.get_running_loop().time() + self.seconds
        limit = TurnLimit(turn=f"{conversation_id}/{message_id}", until=until)
        drafter = self.answerer.drafter
        purse = Purse(model=drafter.model, budget=self.budget, asker=asker or conversation_id, turn=limit.turn)
        return ModelTurn(
            answerer=replace(self.answerer, drafter=replace(drafter, model=purse)),
            listener=replace(self.listener, model=purse) if self.listener else None,
            purse=purse,
            message_id=message_id,
            limit=limit,
        )


@dataclass(slots=True, kw_only=True)
class ModelTurn:
    """One turn's use of a model."""

    answerer: ModelAnswerer
    listener: ModelListener | None
    purse: Purse
    message_id: str
    limit: TurnLimit
    _has_failed: bool = field(default=False, init=False)

    async def hear(self, heard: Heard, text: str, before: Conversation) -> Heard:
        if self.listener is None or _is_plain(heard, before):
            return heard
        heard = await self.listener.hear(heard, text, before, message_id=self.message_id, until=self.limit.until)
        self._has_failed = heard.failed
        return heard

    async def answer(
        self,
        question: str,
        hits: Sequence[ScoredPassage],
        *,
        language: Language,
        day: date,
        further: Sequence[ScoredPassage],
        tell: Tell | None = None,
    ) -> Answer:
        """`tell` hears the model's sentences as they are proved; none of a quoted answer, which is whole at once."""
        if self._has_failed:
            self.answerer.skip(Fallback.BUDGET if self.purse.is_spent else Fallback.DOWN, turn=self.limit.turn)
            return self.answerer.quoting.answer(question, hits, language=language, further=further)
        limit = replace(self.limit, tell=tell)
        return await self.answerer.answer(question, hits, language=language, day=day, limit=limit, further=further)


def _is_plain(heard: Heard, before: Conversation) -> bool:
    """A bare answer to what we had just asked, which the patterns have read: nothing is left for a model to read."""
    return before.asking is not None and before.asking in heard.read and not heard.understood.is_question
