"""One turn: what a visitor's message means for the conversation, and what is said back."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.answering import OUTCOMES, Answerer, Ground, Scope, ScopeRules, Understood, settle_scope, understand
from bot.domain import Conversation, Field, Inquiry, Outcome, Passage, Route
from bot.ports import Retriever
from bot.qualification import Reader, merge
from bot.routing import Router

from .composing import Reply
from .next_step import AskFor, JustReply, NextStep, OfferHandover, SayWhatIsNeeded, next_step
from .repairing import repaired
from .wording import (
    AS_OF,
    CORRECTED,
    DO_NOT_KNOW,
    LABELS,
    MY_SUGGESTION,
    NEEDED,
    NO_PROMISE,
    NOTED,
    OFFER_CONTACT,
    OTHER_LANGUAGE_SOURCE,
    QUESTIONS,
    READY,
)

SUGGESTED_SCORE = 0.5
SUGGESTIONS_AT_MOST = 3
_WISH = re.compile(
    r"\b(?:vi|jeg) (?:vil|ønsker|oensker|søger|soeger|leder|planlægger|håber|skal|har brug|overvejer|kunne)\b"
    r"|\b(?:we|i)(?:'d| would| want| need| are looking| are seeking| hope| plan| wish|'re looking| aim)\b"
    r"|\bhvem skal (?:vi|jeg)\b|\bwho (?:should|do|can) (?:we|i)\b|\bhvor (?:skal|kan) vi\b|\bwhere (?:do|can"
    r"|should) we\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The conversation as it stands after a message, and what is said."""

    conversation: Conversation
    reply: Reply
    outcome: Outcome
    asks_for: Field | None = None
    routes: tuple[Route, ...] = ()
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replier:
    retriever: Retriever
    answerer: Answerer
    reader: Reader
    router: Router
    scope_rules: ScopeRules = ScopeRules()

    async def reply(self, before: Conversation, text: str, *, message_id: str, day: date) -> Turn:
        """Read the message, answer first, then ask at most one thing. `before` does not hold the message yet."""
        reply = Reply(before.language)
        understood = understand(text, before)
        if (repair := repaired(before, understood, reply)) is not None:
            return self._move_on(repair, reply, day=day, outcome=None)
        read = self.reader.read(text, message_id=message_id, language=before.language, asking=before.asking)
        now = replace(before, inquiry=merge(before.inquiry, read), asking=None)
        now = replace(now, wants_contact=now.wants_contact or _is_a_wish(text, now))
        if understood.is_question or not read:
            return await self._answer(now, understood, reply, day=day)
        _acknowledge(reply, before, now)
        return self._move_on(now, reply, day=day, outcome=None, suggest=True)

    async def _answer(self, now: Conversation, understood: Understood, reply: Reply, *, day: date) -> Turn:
        hits = await self.retriever.retrieve(understood.standalone, language=now.language, day=day)
        scope = settle_scope(understood.standalone, hits, self.scope_rules)
        if scope.ground is Ground.NOTHING:
            reply.say(DO_NOT_KNOW)
            return self._move_on(now, reply, day=day, outcome=Outcome.REFUSED, gap="nothing_found")
        answer = self.answerer.answer(understood.standalone, scope.hits, language=now.language)
        passages = [hit.passage for hit in scope.hits]
        if not answer.is_grounded:
            reply.say(DO_NOT_KNOW)
            return self._move_on(now, reply, day=day, outcome=Outcome.REFUSED, gap="not_grounded")
        lead = passages[0]
        if lead.language is not now.language:
            reply.say(OTHER_LANGUAGE_SOURCE)
        reply.tell(answer, passages)
        if lead.valid_to and lead.valid_to < day:
            reply.say(AS_OF, as_of=lead.as_of)
        if scope.ground is Ground.BOUNDARY:
            return self._at_the_boundary(now, reply, scope, day=day)
        return self._move_on(now, reply, day=day, outcome=Outcome.ANSWERED, lead=lead)

    def _at_the_boundary(self, now: Conversation, reply: Reply, scope: Scope, *, day: date) -> Turn:
        """What we do not do: say it, point to the official place, and take up no wish that came with it."""
        assert scope.boundary is not None  # noqa: S101 - a boundary ground always names its boundary
        routes = self.router.rank(Inquiry(), day=day, pointed_to=_pointed_to(scope))
        return Turn(conversation=now, reply=reply, outcome=OUTCOMES[scope.boundary], routes=routes)

    def _move_on(
        self,
        now: Conversation,
        reply: Reply,
        *,
        day: date,
        outcome: Outcome | None,
        lead: Passage | None = None,
        suggest: bool = False,
        gap: str = "",
    ) -> Turn:
        pointed_to = lead.destinations if lead else ()
        step = next_step(now)
        routes = self.router.rank(now.inquiry, day=day, pointed_to=pointed_to, missing=_still_missing(step))
        if suggest and _has_news(now, routes):
            self._suggest(reply, routes)
        now = replace(now, routes=routes or now.routes)
        return self._ask(now, reply, step, outcome=outcome, lead=lead, routes=routes, gap=gap)

    def _suggest(self, reply: Reply, routes: tuple[Route, ...]) -> None:
        """Name the likeliest destinations in the words of the cards that prove them, and what to know beforehand."""
        likely = [route for route in routes if route.score >= SUGGESTED_SCORE][:SUGGESTIONS_AT_MOST]
        for place, route in enumerate(likely):
            for citation in route.citations[:1]:
                if passage := self.retriever.passage(citation.card_id, language=reply.language):
                    reply.quote(passage, at_most=2, lead_in=MY_SUGGESTION if place == 0 else None)
        for card in dict.fromkeys(card for route in likely for card in route.advice):
            if passage := self.retriever.passage(card, language=reply.language):
                reply.quote(passage, at_most=2)
        if any(route.rule.startswith("test-") for route in likely):
            reply.say(NO_PROMISE)

    def _ask(
        self,
        now: Conversation,
        reply: Reply,
        step: NextStep,
        *,
        outcome: Outcome | None,
        lead: Passage | None,
        routes: tuple[Route, ...],
        gap: str,
    ) -> Turn:
        if lead and lead.clarifies:
            field = Field(lead.clarifies)
            asking = replace(now, asking=field, wants_contact=True)
            return Turn(conversation=asking, reply=reply, outcome=Outcome.ASKED, asks_for=field, routes=routes)
        match step:
            case AskFor(field=field, decides=decides):
                reply.say(QUESTIONS[field])
                ends = Outcome.ASKED if decides or outcome is None else outcome
                return Turn(
                    conversation=replace(now, asking=field),
                    reply=reply,
                    outcome=ends,
                    asks_for=field,
                    routes=routes,
                    gap=gap,
                )
            case OfferHandover():
                reply.say(READY)
                return Turn(conversation=now, reply=reply, outcome=Outcome.HANDOVER_OFFERED, routes=routes, gap=gap)
            case SayWhatIsNeeded(field=field):
                reply.say(NEEDED, field=LABELS[field].in_language(now.language))
                return Turn(conversation=now, reply=reply, outcome=outcome or Outcome.ASKED, routes=routes, gap=gap)
            case JustReply():
                if routes and outcome is Outcome.ANSWERED and not _has_offered(now):
                    reply.say(OFFER_CONTACT)
                return Turn(conversation=now, reply=reply, outcome=outcome or Outcome.ANSWERED, routes=routes, gap=gap)


def _is_a_wish(text: str, now: Conversation) -> bool:
    return bool(_WISH.search(text)) and bool(now.inquiry.values(Field.NEED))


def _acknowledge(reply: Reply, before: Conversation, now: Conversation) -> None:
    """Say back what was understood, so that it can be corrected at once."""
    language = now.language
    for words, was_known in ((NOTED, False), (CORRECTED, True)):
        changed = [
            f"{LABELS[field].in_language(language)}: {', '.join(stated.value for stated in values)}"
            for field, values in now.inquiry.stated.items()
            if values != before.inquiry.values(field) and bool(before.inquiry.values(field)) is was_known
        ]
        if changed:
            reply.note(f"{words.in_language(language)} – {'; '.join(changed)}.")


def _has_news(now: Conversation, routes: tuple[Route, ...]) -> bool:
    """Suggestions are repeated only when a destination or a piece of advice is new."""
    told = {(route.destination_id, route.advice) for route in now.routes}
    return any((route.destination_id, route.advice) not in told for route in routes[:SUGGESTIONS_AT_MOST])


def _has_offered(now: Conversation) -> bool:
    offer = OFFER_CONTACT.in_language(now.language)
    return any(offer in message.text for message in now.transcript)


def _still_missing(step: NextStep) -> tuple[Field, ...]:
    return (step.field,) if isinstance(step, AskFor | SayWhatIsNeeded) else ()


def _pointed_to(scope: Scope) -> tuple[str, ...]:
    return scope.hits[0].passage.destinations if scope.hits else ()
