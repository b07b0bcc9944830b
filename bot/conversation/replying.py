"""One turn: what a visitor's message means for the conversation, and what is said back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.answering import (
    OUTCOMES,
    Answerer,
    Ground,
    Scope,
    ScopeRules,
    Understood,
    is_urgent,
    questions_in,
    settle_scope,
    strength,
    understand,
)
from bot.domain import Answer, Boundary, Conversation, Field, Found, Inquiry, Language, Outcome, ScoredPassage, Stated
from bot.ports import Retriever, Tell
from bot.qualification import Reader, corrects, introduces, merge
from bot.tracing import Step, step

from .composing import Reply
from .listening import Heard
from .modelled import Modelled, ModelTurn
from .repairing import repaired
from .steering import Steering
from .turn import Thought, Turn
from .wording import CORRECTED, DO_NOT_KNOW, LABELS, LEFT_OPEN, NOT_UNDERSTOOD, NOTED, QUESTIONS, WHAT_ABOUT

SURE_SCORE = 6.0
"""A card that fits this well is the answer, whatever else the visitor may want."""

_WANTS = re.compile(
    r"\b(?:vi|jeg) (?:vil|ønsker|oensker|søger|soeger|leder|planlægger|håber|skal|har|laver|sælger|overvejer|kunne"
    r"|mangler|tænker)\b"
    r"|\b(?:we|i)(?:'d|'ve| would| want| need| have| make| sell| are looking| are seeking| hope| plan| wish| aim)\b"
    r"|\b(?:kan|må|could|can|may) (?:vi|we|i|jeg) (?:\w+ ){0,2}?(?:af)?(?:prøve|teste?|pilot\w*|try|trial|demonstrate"
    r"|vise|show|visit|besøge|udvikle|develop)\b|\b(?:looking for|søger) \w+"
    r"|^\W*(?:(?:hej|hi|hello)\W+)?(?:har|have|got|leder)\b",
    re.IGNORECASE,
)
_SEEKS_A_CONTACT = re.compile(
    r"\b(?:hvem|hvor|who|whom|where)\b.{0,30}\b(?:vi|jeg|we|i)\b.{0,25}\b(?:kontakte?|skrive|tale|snakke|henvende|starter?"
    r"|begynde|contact|write|talk|speak|start|turn|go|ask)\b"
    r"|\b(?:hvem|hvor)\b.{0,10}\b(?:kontakter|skriver|taler|snakker|henvender|starter|begynder)\b.{0,5}\b(?:vi|jeg|man)\b"
    r"|\b(?:i kontakt med|i forbindelse med|in touch with|introduce us|right contact|rette kontakt|hjælpe os videre"
    r"|which door|hvem er indgangen|should go to|skal ind på|hvem er interesseret|who is interested|anyone interested"
    r"|which (?:region|entry|hospital) (?:\w+ ){0,2}(?:fits|works|is interested)"
    r"|(?:ønsker|oensker|søger|wants?|wish(?:es)? for|seeks?) (?:\w+ )?(?:kontakt|contact)|kontakt ønskes"
    r"|(?:vil gerne|would like to be|want to be) (?:kontaktes|contacted)"
    r"|(?:relevant|interessant|interesting|of interest|noget|something|useful|nyttigt?) (?:for|to) (?:jer|you))\b",
    re.IGNORECASE,
)
_WISHED_FOR = frozenset({"test", "develop", "trial", "data", "sale", "visit", "network", "idea", "ai_help"})
_TOLD_BY = frozenset({Field.NEED, Field.REGION_HOSPITAL, Field.PRODUCT, Field.PRODUCT_TYPE})
# Words a visitor brings to one of these hold a wish that stands, though we do not meet it as it was put.
_STILL_A_WISH = frozenset({Boundary.PATIENT_DATA, Boundary.PROMISE, Boundary.DEVICE_SAFETY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replier:
    retriever: Retriever
    answerer: Answerer
    reader: Reader
    steering: Steering
    scope_rules: ScopeRules = field(default_factory=ScopeRules)
    modelled: Modelled | None = None
    """A model's part in a turn; without one, patterns read and sentences are quoted."""

    async def reply(
        self,
        before: Conversation,
        text: str,
        *,
        message_id: str,
        day: date,
        asker: str = "",
        tell: Tell | None = None,
    ) -> Turn:
        """Read the message, answer first, then ask at most one thing. `before` does not hold the message yet.

        `tell` hears the sentences a model writes as they are proved, where the reply will begin with them.
        """
        reply = Reply(before.language)
        with step(Step.UNDERSTANDING):
            understood = understand(text, before)
        if (repair := repaired(before, understood, reply)) is not None:
            return self.steering.move_on(Thought(now=repair, reply=reply, day=day))
        read = self.reader.read(text, message_id=message_id, language=before.language, asking=before.asking)
        found = await self.retriever.retrieve(understood.standalone, language=before.language, day=day)
        # What a message is after is judged by its own words: with a translation beside them, all scores are higher.
        is_known = bool(found.knowledge) and found.knowledge[0].score >= SURE_SCORE
        heard, model = Heard(understood=understood, read=read), None
        if self.modelled is not None and not is_urgent(text, found, self.scope_rules):
            model = self.modelled.turn(before.id, message_id, asker=asker)
            with step(Step.UNDERSTANDING):
                heard = await model.hear(heard, text, before)
            found = await self._found_anew(heard, understood, found, language=before.language, day=day)
            understood, read = heard.understood, heard.read
        inquiry = merge(before.inquiry, read, replaces=corrects(text))
        tells_who = not understood.is_question and introduces(text)
        is_a_wish = tells_who or _is_a_wish(text, read, is_question=understood.is_question, is_known=is_known)
        now = replace(before, inquiry=inquiry, asking=None, wants_contact=before.wants_contact or is_a_wish)
        replies = before.asking is not None and not understood.is_question
        answers_us = replies or (bool(read) and before.wants_contact and not understood.is_question)
        seeks = bool(_SEEKS_A_CONTACT.search(text))
        scope = settle_scope(
            understood.standalone,
            found,
            self.scope_rules,
            is_a_wish=is_a_wish,
            only_signs=answers_us or seeks or tells_who,
            suspected=heard.boundary,
        )
        if scope.boundary is not None:
            kept = replace(now, asking=before.asking) if scope.boundary in _STILL_A_WISH else before
            return self._at_the_boundary(Thought(now=kept, reply=reply, day=day), scope, scope.boundary)
        if not understood.is_question and read.keys() - {Field.CONTACT_EMAIL}:
            # Who tells of themselves and asks nothing wants to be helped on. An address alone may be somebody else's.
            now = replace(now, wants_contact=True)
        noted = _acknowledgement(before, now) if now.wants_contact else ""
        thought = Thought(now=now, reply=reply, day=day, noted=noted)
        if replies and not read:
            return self._not_understood(thought, before)
        if not understood.is_question and (read or tells_who):
            return self.steering.move_on(thought) if now.wants_contact else self._asked_back(thought)
        further = await self._further(thought, understood)
        comes_first = scope.ground is Ground.KNOWLEDGE and (is_known or _asks(understood))
        thought = replace(thought, is_known=is_known, comes_first=comes_first)
        begins = thought.comes_first and scope.hits[0].passage.language is before.language
        answer = await self._worded(thought, understood, scope, further, model, tell=tell if begins else None)
        return self._answer(thought, understood, scope, further, answer, told=bool(read) or seeks)

    async def _found_anew(
        self, heard: Heard, before: Understood, found: Found, *, language: Language, day: date
    ) -> Found:
        """What fits the question as a model put it, in both languages, where that adds to the visitor's own words."""
        if heard.understood.standalone == before.standalone and not heard.translated:
            return found
        return await self.retriever.retrieve(
            heard.understood.standalone, language=language, day=day, translated=heard.translated
        )

    async def _worded(
        self,
        thought: Thought,
        understood: Understood,
        scope: Scope,
        further: tuple[ScoredPassage, ...],
        model: ModelTurn | None,
        *,
        tell: Tell | None,
    ) -> Answer:
        """The answer in a model's words where there is one and it holds, else quoted."""
        language = thought.now.language
        if model is None or scope.ground is Ground.NOTHING:
            return self.answerer.answer(understood.standalone, scope.hits, language=language, further=further)
        return await model.answer(
            understood.standalone, scope.hits, language=language, day=thought.day, further=further, tell=tell
        )

    def _not_understood(self, thought: Thought, before: Conversation) -> Turn:
        """Ask once more; an answer that is not understood again is left open, so that nobody is held up by us."""
        last = before.transcript[-1].text if before.transcript else ""
        if before.asking is not None and last.startswith(NOT_UNDERSTOOD.in_language(before.language)):
            thought.reply.say(LEFT_OPEN)
            return self.steering.move_on(
                replace(thought, now=replace(thought.now, inquiry=thought.now.inquiry.skip(before.asking)))
            )
        thought.reply.say(NOT_UNDERSTOOD)
        return self.steering.move_on(thought)

    def _asked_back(self, thought: Thought) -> Turn:
        """Nothing was asked, so there is nothing we fail to know."""
        thought.reply.say(WHAT_ABOUT)
        return self.steering.move_on(replace(thought, outcome=Outcome.ASKED))

    async def _further(self, thought: Thought, understood: Understood) -> tuple[ScoredPassage, ...]:
        """The best passage of each single question, where a message asks several things at once."""
        best: list[ScoredPassage] = []
        for question in questions_in(understood.standalone):
            found = await self.retriever.retrieve(question, language=thought.now.language, day=thought.day)
            best += [
                hit for hit in found.knowledge[:1] if strength(hit, self.scope_rules) >= self.scope_rules.least_strength
            ]
        return tuple(best)

    def _answer(
        self,
        thought: Thought,
        understood: Understood,
        scope: Scope,
        further: tuple[ScoredPassage, ...],
        answer: Answer,
        *,
        told: bool,
    ) -> Turn:
        if scope.ground is Ground.NOTHING or not answer.is_grounded:
            if told and (thought.now.wants_contact or thought.now.inquiry.get(Field.PRODUCT)):
                # Who tells of a product or asks whom to turn to is led on, even where we cannot answer.
                return self.steering.move_on(replace(thought, now=replace(thought.now, wants_contact=True)))
            if not understood.is_question and not thought.now.wants_contact:
                return self._asked_back(thought)
            thought.reply.say(DO_NOT_KNOW)
            return self.steering.move_on(
                replace(thought, outcome=Outcome.REFUSED, gap=answer.refusal or "not_grounded")
            )
        return self.steering.move_on(
            replace(
                thought,
                outcome=Outcome.ANSWERED,
                answer=answer,
                hits=(*scope.hits, *further),
                is_vague=understood.is_curt or (understood.is_vague and not thought.is_known),
            )
        )

    def _at_the_boundary(self, thought: Thought, scope: Scope, boundary: Boundary) -> Turn:
        """What we do not do: say it, point to the official place, and take up nothing that came with it."""
        answer = self.answerer.answer("", scope.hits, language=thought.now.language)
        thought.reply.tell(answer, [hit.passage for hit in scope.hits])
        routes = self.steering.router.rank(
            Inquiry(), day=thought.day, is_a_wish=False, pointed_to=scope.hits[0].passage.destinations
        )
        resumes = thought.now.asking if boundary is not Boundary.EMERGENCY else None
        if resumes:
            thought.reply.say(QUESTIONS[resumes])
        return Turn(
            conversation=thought.now, reply=thought.reply, outcome=OUTCOMES[boundary], asks_for=resumes, routes=routes
        )


def _asks(understood: Understood) -> bool:
    """For more than whom to turn to."""
    return understood.is_question and not _SEEKS_A_CONTACT.search(understood.standalone)


def _is_a_wish(text: str, read: Mapping[Field, tuple[Stated, ...]], *, is_question: bool, is_known: bool) -> bool:
    """A company tells what it wants, or about itself, or whom to turn to; not merely what it wonders about.

    `is_known`: a card answers the message itself, so a product and a place alone do not make it a wish.
    """
    if _SEEKS_A_CONTACT.search(text):
        return True
    if is_question and any(stated.code == "approval" for stated in read.get(Field.NEED, ())):
        return False
    if not is_question and not _TOLD_BY.isdisjoint(read):
        return True
    needs = {stated.code for stated in read.get(Field.NEED, ())}
    tells = not needs.isdisjoint(_WISHED_FOR) or (
        Field.REGION_HOSPITAL in read and Field.PRODUCT in read and not is_known
    )
    return bool(_WANTS.search(text)) and tells


def _acknowledgement(before: Conversation, now: Conversation) -> str:
    """What was understood, said back so that it can be corrected at once."""
    language = now.language
    lines: list[str] = []
    # What was read in passing, before the company said what it wants, has not been said back yet.
    said_back = before.inquiry if before.wants_contact else Inquiry()
    for words, was_known in ((NOTED, False), (CORRECTED, True)):
        changed = [
            f"{LABELS[name].in_language(language)}: {', '.join(stated.value for stated in values)}"
            for name, values in now.inquiry.stated.items()
            if values != said_back.values(name) and bool(said_back.values(name)) is was_known
        ]
        lines += [f"{words.in_language(language)} – {'; '.join(changed)}."] if changed else []
    return " ".join(lines)
