"""Leads on after an answer: names destinations where that is news, then asks at most one thing."""

from dataclasses import dataclass, replace

from bot.domain import Conversation, Field, Outcome, Route
from bot.ports import Passages
from bot.routing import Router

from .composing import Reply
from .next_step import AskFor, JustReply, NextStep, OfferHandover, SayWhatIsNeeded, next_step
from .turn import Thought, Turn
from .wording import LABELS, MY_SUGGESTION, NEEDED, NO_PROMISE, OFFER_CONTACT, QUESTIONS, READY

SUGGESTED_SCORE = 0.5
SUGGESTIONS_AT_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    router: Router
    passages: Passages

    def move_on(self, thought: Thought) -> Turn:
        """The end of a turn: routes, suggestions, and the one question that still matters."""
        step = next_step(thought.now)
        pointed_to = thought.lead.destinations if thought.lead else ()
        routes = self.router.rank(
            thought.now.inquiry, day=thought.day, pointed_to=pointed_to, missing=_still_missing(step)
        )
        if thought.suggests and _has_news(thought.now, routes):
            self._suggest(thought.reply, routes)
        now = replace(thought.now, routes=routes or thought.now.routes)
        return _ask(replace(thought, now=now), step, routes)

    def _suggest(self, reply: Reply, routes: tuple[Route, ...]) -> None:
        """Name the likeliest destinations in the words of the cards that prove them, and what to know beforehand."""
        likely = [route for route in routes if route.score >= SUGGESTED_SCORE][:SUGGESTIONS_AT_MOST]
        cards = [(route.citations[0].card_id, place == 0) for place, route in enumerate(likely) if route.citations]
        advice = dict.fromkeys(card for route in likely for card in route.advice)
        for card, is_first in [*cards, *((card, False) for card in advice)]:
            if passage := self.passages.passage(card, language=reply.language):
                reply.quote(passage, at_most=2, lead_in=MY_SUGGESTION if is_first else None)
        if any(route.rule.startswith("test-") for route in likely):
            reply.say(NO_PROMISE)


def _ask(thought: Thought, step: NextStep, routes: tuple[Route, ...]) -> Turn:
    now, reply, outcome = thought.now, thought.reply, thought.outcome
    asks_for: Field | None = None
    if thought.lead and thought.lead.clarifies:
        asks_for, outcome = Field(thought.lead.clarifies), Outcome.ASKED
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
            case JustReply():
                if routes and outcome is Outcome.ANSWERED and not _has_offered(now):
                    reply.say(OFFER_CONTACT)
    return Turn(
        conversation=now,
        reply=reply,
        outcome=outcome or Outcome.ANSWERED,
        asks_for=asks_for,
        routes=routes,
        gap=thought.gap,
    )


def _has_news(now: Conversation, routes: tuple[Route, ...]) -> bool:
    """Suggestions are repeated only when a destination or a piece of advice is new."""
    told = {(route.destination_id, route.advice) for route in now.routes}
    return any((route.destination_id, route.advice) not in told for route in routes[:SUGGESTIONS_AT_MOST])


def _has_offered(now: Conversation) -> bool:
    offer = OFFER_CONTACT.in_language(now.language)
    return any(offer in message.text for message in now.transcript)


def _still_missing(step: NextStep) -> tuple[Field, ...]:
    return (step.field,) if isinstance(step, AskFor | SayWhatIsNeeded) else ()
