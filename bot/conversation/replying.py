"""One turn: what a visitor's message means for the conversation, and what is said back."""

import re
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
from .wording import AS_OF, CORRECTED, DO_NOT_KNOW, LABELS, NOTED, OTHER_LANGUAGE_SOURCE

_WISH = re.compile(
    r"\b(?:vi|jeg) (?:vil|ønsker|oensker|søger|soeger|leder|planlægger|håber|skal|har brug|overvejer|kunne)\b"
    r"|\b(?:we|i)(?:'d| would| want| need| are looking| are seeking| hope| plan| wish|'re looking| aim)\b"
    r"|\bhvem skal (?:vi|jeg)\b|\bwho (?:should|do|can) (?:we|i)\b|\bhvor (?:skal|kan) vi\b"
    r"|\bwhere (?:do|can|should) we\b",
    re.IGNORECASE,
)


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
        now = replace(now, wants_contact=now.wants_contact or _is_a_wish(text, now))
        thought = Thought(now=now, reply=reply, day=day)
        if understood.is_question or not read:
            return await self._answer(thought, before, understood)
        _acknowledge(reply, before, now)
        return self.steering.move_on(replace(thought, suggests=True))

    async def _answer(self, thought: Thought, before: Conversation, understood: Understood) -> Turn:
        reply, language = thought.reply, thought.now.language
        hits = await self.retriever.retrieve(understood.standalone, language=language, day=thought.day)
        scope = settle_scope(understood.standalone, hits, self.scope_rules)
        answer = self.answerer.answer(understood.standalone, scope.hits, language=language)
        if scope.ground is Ground.NOTHING or not answer.is_grounded:
            reply.say(DO_NOT_KNOW)
            gap = answer.refusal or "not_grounded"
            return self.steering.move_on(replace(thought, outcome=Outcome.REFUSED, gap=gap))
        lead = scope.hits[0].passage
        if lead.language is not language:
            reply.say(OTHER_LANGUAGE_SOURCE)
        reply.tell(answer, [hit.passage for hit in scope.hits])
        if lead.valid_to and lead.valid_to < thought.day:
            reply.say(AS_OF, as_of=lead.as_of)
        if scope.boundary is not None:
            return self._at_the_boundary(thought, before, scope, scope.boundary)
        return self.steering.move_on(replace(thought, outcome=Outcome.ANSWERED, lead=lead))

    def _at_the_boundary(self, thought: Thought, before: Conversation, scope: Scope, boundary: Boundary) -> Turn:
        """What we do not do: say it, point to the official place, and take up nothing that came with it."""
        pointed_to = scope.hits[0].passage.destinations
        routes = self.steering.router.rank(Inquiry(), day=thought.day, pointed_to=pointed_to)
        return Turn(conversation=before, reply=thought.reply, outcome=OUTCOMES[boundary], routes=routes)


def _is_a_wish(text: str, now: Conversation) -> bool:
    return bool(_WISH.search(text)) and bool(now.inquiry.values(Field.NEED))


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
