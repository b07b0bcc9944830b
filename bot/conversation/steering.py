"""Leads on after an answer: names destinations where that is news, then asks at most one thing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from bot.domain import Answer, Conversation, Field, Outcome, Route
from bot.ports import Passages
from bot.routing import Router

from .composing import Reply
from .next_step import AskFor, JustReply, NextStep, OfferHandover, SayWhatIsNeeded, next_step
from .turn import Thought, Turn
from .wording import (
    AS_OF,
    CLARIFY,
    LABELS,
    MY_SUGGESTION,
    NEEDED,
    NO_PROMISE,
    OFFER_CONTACT,
    OTHER_LANGUAGE_SOURCE,
    QUESTIONS,
    READY,
)

SUGGESTED_SCORE = 0.5
SUGGESTIONS_AT_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    router: Router
    passages: Passages

    def move_on(self, thought: Thought) -> Turn:
        """The end of a turn: the answer, destinations where they are news, and the one question that still matters."""
        step = next_step(thought.now)
        # Until a company says what it wants, only the editors of the cited card say who could act on it.
        routes = self.router.rank(
            thought.now.inquiry,
            day=thought.day,
            is_a_wish=thought.now.wants_contact,
            pointed_to=thought.lead.destinations if thought.lead else (),
            missing=_still_missing(step),
        )
        by_rule = [route for route in routes if route.is_by_rule and route.score >= SUGGESTED_SCORE]
        likely = by_rule[:SUGGESTIONS_AT_MOST]
        told = _told(thought.now)
        suggests = thought.now.wants_contact and _has_news(likely, told)
        if thought.answer and (thought.comes_first or not suggests):
            _tell(thought, thought.answer)
        if suggests:
            self._suggest(thought.reply, likely, told)
        if thought.noted:
            thought.reply.note(thought.noted)
        now = replace(thought.now, routes=routes or thought.now.routes)
        return _ask(replace(thought, now=now), step, routes)

    def _suggest(self, reply: Reply, likely: Sequence[Route], told: Collection[str]) -> None:
        """Name the likeliest destinations in the words of the cards that prove them, and what to know beforehand.

        What was `told` before is not told again.
        """
        cards = [(route.citations[0].card_id, place == 0) for place, route in enumerate(likely) if route.citations]
        advice = dict.fromkeys(card for route in likely for card in route.advice)
        for card, is_first in [*cards, *((card, False) for card in advice)]:
            if card in told:
                continue
            if passage := self.passages.passage(card, language=reply.language):
                reply.quote(passage, at_most=2, lead_in=MY_SUGGESTION if is_first else None)
        if any(route.rule.startswith("test-") for route in likely):
            reply.say(NO_PROMISE)


def _tell(thought: Thought, answer: Answer) -> None:
    reply, lead = thought.reply, thought.hits[0].passage
    if lead.language is not reply.language:
        reply.say(OTHER_LANGUAGE_SOURCE)
    reply.tell(answer, [hit.passage for hit in thought.hits])
    if lead.valid_to and lead.valid_to < thought.day:
        reply.say(AS_OF, as_of=lead.as_of)


def _ask(thought: Thought, step: NextStep, routes: tuple[Route, ...]) -> Turn:
    now, reply, outcome = thought.now, thought.reply, thought.outcome
    asks_for: Field | None = None
    clarified = _clarified(thought)
    if clarified is not None:
        asks_for, outcome = clarified, Outcome.ASKED
        now = replace(now, asking=asks_for, wants_contact=True)
    else:
        match step:
            case AskFor(field=field, decides=decides):
                reply.say(QUESTIONS[field])
                asks_for, now = field, replace(now, asking=field)
                outcome = Outcome.ASKED if decides or outcome is None else outcome
            case OfferHandover():
                reply.say(READY)
                outcome = Outcome.HANDOVER_OFFERED
            case SayWhatIsNeeded(field=field):
                reply.say(NEEDED, field=LABELS[field].in_language(now.language))
                outcome = outcome or Outcome.ASKED
            case JustReply() if thought.is_vague:
                reply.say(CLARIFY)
                asks_for, outcome = Field.NEED, Outcome.ASKED
            case JustReply():
                if routes and outcome is Outcome.ANSWERED and not _has_offered(now):
                    reply.say(OFFER_CONTACT)
            case _:
                assert_never(step)
    return Turn(
        conversation=now,
        reply=reply,
        outcome=outcome or Outcome.ANSWERED,
        asks_for=asks_for,
        routes=routes,
        gap=thought.gap,
    )


def _clarified(thought: Thought) -> Field | None:
    """What a card that lists alternatives asks for, while it is unknown."""
    if thought.lead is None or not thought.lead.clarifies:
        return None
    field = Field(thought.lead.clarifies)
    return None if thought.now.inquiry.get(field) else field


def _told(now: Conversation) -> frozenset[str]:
    """The cards cited so far."""
    return frozenset(citation.card_id for message in now.transcript for citation in message.citations)


def _has_news(likely: Sequence[Route], told: Collection[str]) -> bool:
    """Suggestions are made only where a destination or a piece of advice has not been cited yet."""
    proof = {route.citations[0].card_id for route in likely if route.citations}
    return not (proof | {card for route in likely for card in route.advice}).issubset(told)


def _has_offered(now: Conversation) -> bool:
    offer = OFFER_CONTACT.in_language(now.language)
    return any(offer in message.text for message in now.transcript)


def _still_missing(step: NextStep) -> tuple[Field, ...]:
    return (step.field,) if isinstance(step, AskFor | SayWhatIsNeeded) else ()
