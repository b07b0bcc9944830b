"""From a question and what was found to proved claims, or an honest refusal."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain import Answer, Language, Refusal, ScoredPassage
from bot.tracing import Step, step

from .citing import Numbering
from .grounding import keep_proved
from .quoting import QuotingRules, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    rules: QuotingRules = field(default_factory=QuotingRules)

    def answer(
        self,
        question: str,
        hits: Sequence[ScoredPassage],
        *,
        language: Language,
        further: Sequence[ScoredPassage] = (),
    ) -> Answer:
        """Quote, prove and number. Nothing found or nothing proved is a refusal, never a guess.

        `further` are the best passages of each single question, where several were asked at once.
        """
        if not hits:
            return Answer(refusal=Refusal.NOTHING_FOUND)
        shown = {hit.passage.id: hit.passage for hit in (*hits, *further)}
        with step(Step.DRAFTING) as marks:
            draft = quote(hits, question=question, language=language, rules=self.rules, further=further)
            marks.measure(claims=len(draft.claims))
        held, dropped = keep_proved(draft.claims, shown)
        if not held:
            return Answer(refusal=Refusal.NOT_GROUNDED, dropped=dropped)
        numbering = Numbering(shown)
        claims = tuple(numbering.number(claim) for claim in held)
        return Answer(claims=claims, citations=numbering.citations, opening=draft.opening, dropped=dropped)
