"""One turn: what a visitor's message means for the conversation, and what is said back."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from bot.answering import (
    OUTCOMES,
    Answerer,
    Ground,
    Scope,
    ScopeRules,
    Understood,
    settle_scope,
    understand,
)
from bot.domain import Boundary, Conversation, Field, Inquiry, Outcome
from bot.ports import Retriever
from bot.qualification import Reader, merge

from .composing import Reply
from .repairing import repaired
from .steering import Steering
from .turn import Thought, Turn
from .wording import CORRECTED, DO_NOT_KNOW, LABELS, NOTED, QUESTIONS

SURE_SCORE = 6.0
"""A card that fits this well is the answer, whatever else the visitor may want."""

_WISH = re.compile(
    r"\b(?:vi|jeg) (?:vil|ønsker|oensker|søger|soeger|leder|planlægger|håber|skal|har|laver|sælger|overvejer|kunne)\b"
    r"|\b(?:we|i)(?:'d|'ve| would| want| need| have| make| sell| are looking| are seeking| hope| plan| wish| aim)\b"
    r"|\bhvem (?:skal|kan) (?:vi|jeg)\b|\bwho (?:should|do|can) (?:we|i)\b|\bhvor (?:skal|kan) (?:vi|jeg)\b"
    r"|\bwhere (?:do|can|should) (?:we|i)\b|\b(?:kan|må|could|can|may) (?:vi|we|i|jeg)\b"
    r"|\b(?:vores|our)(?:\W+\w+){1,8}?\W+(?:skal|bør|kan|passer|should|could|can|fits?|goes?)\b",
    re.IGNORECASE,
)
_TOLD_BY = frozenset({Field.NEED, Field.REGION_HOSPITAL, Field.PRODUCT, Field.PRODUCT_TYPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replier:
    retriever: Retriever
    answerer: Answerer
    reader: Reader
    steering: Steering
    scope_rules: ScopeRules = field(default_factory=ScopeRules)

    async def reply(self, before: Conversation, text: str, *, message_id: str, day: date) -> Turn:
        """Read the message, answer first, then ask at most one thing. `before` does not hold the message yet."""
        reply = Reply(before.language)
        understood = understand(text, before)
        if (repair := repaired(before, understood, reply)) is not None:
            return self.steering.move_on(Thought(now=repair, reply=reply, day=day))
        read = self.reader.read(text, message_id=message_id, language=before.language, asking=before.asking)
        now = replace(before, inquiry=merge(before.inquiry, read), asking=None)
        now = replace(now, wants_contact=now.wants_contact or _is_a_wish(text, read))
        found = await self.retriever.retrieve(understood.standalone, language=before.language, day=day)
        answers_us = before.asking is not None and before.asking in read and not understood.is_question
        scope = settle_scope(
            understood.standalone, found, self.scope_rules, is_a_wish=bool(read), only_signs=answers_us
        )
        if scope.boundary is not None:
            return self._at_the_boundary(Thought(now=before, reply=reply, day=day), scope, scope.boundary)
        if read:
            _acknowledge(reply, before, now)
        thought = Thought(now=now, reply=reply, day=day)
        if read and not understood.is_question:
            return self.steering.move_on(thought)
        return self._answer(thought, understood, scope, told=bool(read))

    def _answer(self, thought: Thought, understood: Understood, scope: Scope, *, told: bool) -> Turn:
        language = thought.now.language
        answer = self.answerer.answer(understood.standalone, scope.hits, language=language)
        if scope.ground is Ground.NOTHING or not answer.is_grounded:
            if told and thought.now.wants_contact:
                return self.steering.move_on(thought)
            thought.reply.say(DO_NOT_KNOW)
            return self.steering.move_on(
                replace(thought, outcome=Outcome.REFUSED, gap=answer.refusal or "not_grounded")
            )
        is_sure = scope.hits[0].score >= SURE_SCORE
        return self.steering.move_on(
            replace(thought, outcome=Outcome.ANSWERED, answer=answer, hits=scope.hits, is_sure=is_sure)
        )

    def _at_the_boundary(self, thought: Thought, scope: Scope, boundary: Boundary) -> Turn:
        """What we do not do: say it, point to the official place, and take up nothing that came with it."""
        answer = self.answerer.answer("", scope.hits, language=thought.now.language)
        thought.reply.tell(answer, [hit.passage for hit in scope.hits])
        routes = self.steering.router.rank(
            Inquiry(), day=thought.day, is_a_wish=False, pointed_to=scope.hits[0].passage.destinations
        )
        if thought.now.asking and boundary is not Boundary.EMERGENCY:
            thought.reply.say(QUESTIONS[thought.now.asking])
        return Turn(conversation=thought.now, reply=thought.reply, outcome=OUTCOMES[boundary], routes=routes)


def _is_a_wish(text: str, read: Collection[Field]) -> bool:
    return bool(_WISH.search(text)) and not _TOLD_BY.isdisjoint(read)


def _acknowledge(reply: Reply, before: Conversation, now: Conversation) -> None:
    """Say back what was understood, so that it can be corrected at once."""
    language = now.language
    for words, was_known in ((NOTED, False), (CORRECTED, True)):
        changed = [
            f"{LABELS[name].in_language(language)}: {', '.join(stated.value for stated in values)}"
            for name, values in now.inquiry.stated.items()
            if values != before.inquiry.values(name) and bool(before.inquiry.values(name)) is was_known
        ]
        if changed:
            reply.note(f"{words.in_language(language)} – {'; '.join(changed)}.")
