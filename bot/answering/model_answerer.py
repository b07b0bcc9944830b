"""Answers in a model's words where they hold, and by quoting where they don't or where time is up."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain import Answer, BudgetSpent, Claim, Language, Passage, PermanentError, ScoredPassage, TransientError
from bot.ports import Tell
from bot.tracing import Step, step

from .agreeing import DISAGREE, RUN_OUT, agreed, run_out
from .answerer import Answerer
from .citing import Numbering
from .drafting import Drafter, Tried
from .grounding import keep_proved, prove
from .support import covers
from .telling import Telling

logger = logging.getLogger(__name__)


class Fallback(StrEnum):
    """Why a turn was answered by quoting though there is a model."""

    LATE = "late"
    DOWN = "down"
    REFUSED = "refused"
    UNPROVED = "unproved"
    BUDGET = "budget"


@dataclass(slots=True)
class Tally:
    """What became of the turns and the sentences since the start."""

    turns: int = 0
    proposed: int = 0
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter[str])
    fallbacks: Counter[str] = field(default_factory=Counter[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLimit:
    """Which turn it is, for the log, and when its answer must stand, on the event loop's clock.

    `tell` hears its sentences meanwhile, where somebody can be shown them.
    """

    turn: str
    until: float
    tell: Tell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRules:
    """When a draft is good enough, and what is said beside it."""

    least_share: float = 0.34
    """Of the proposed sentences; a draft that loses more is not trusted with the rest."""
    left_out: float = 0.6
    """A sentence of the best card less of which was said is quoted after the draft."""
    most_claims: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswerer:
    """Asks a model, and never lets a visitor wait for it longer than a turn has."""

    quoting: Answerer
    drafter: Drafter
    rules: WordingRules = field(default_factory=WordingRules)
    tally: Tally = field(default_factory=Tally)

    async def answer(
        self,
        question: str,
        hits: Sequence[ScoredPassage],
        *,
        language: Language,
        day: date,
        limit: TurnLimit,
        further: Sequence[ScoredPassage] = (),
    ) -> Answer:
        """As Answerer.answer, in a model's words where they hold and come in time."""
        quoted = self.quoting.answer(question, hits, language=language, further=further)
        if not quoted.is_grounded:
            return quoted
        shown = {hit.passage.id: hit.passage for hit in (*hits, *further)}
        tried, claims = Tried(), list[Claim]()
        fallback: Fallback | None = None
        share = self.rules.least_share
        telling = Telling(tell=limit.tell, shown=shown, day=day, least_share=share, opening=quoted.opening)
        try:
            with step(Step.DRAFTING) as marks:
                async with asyncio.timeout_at(limit.until):
                    drafting = self.drafter.draft(
                        question, [*hits[:1], *further, *hits[1:]], language=language, day=day, tried=tried
                    )
                    async for claim in drafting:
                        claims.append(claim)
                        telling.hear(claim, tried)
                marks.measure(claims=len(claims))
        except TimeoutError:
            fallback = Fallback.LATE
        except (TransientError, PermanentError) as error:
            fallback = _fallback_after(error)
        self._count(tried)
        if not claims or len(claims) < self.rules.least_share * tried.proposed:
            return self._fall_back(quoted, fallback or Fallback.UNPROVED, tried, limit.turn)
        if fallback:
            self._note(fallback, tried, limit.turn)
        return self._numbered(claims, quoted, shown, language=language, day=day, dropped=tried.dropped)

    def skip(self, fallback: Fallback, *, turn: str) -> None:
        """Count a turn that does not ask for a draft, since the model has just failed it."""
        self._note(fallback, Tried(), turn)

    def _numbered(
        self,
        claims: Sequence[Claim],
        quoted: Answer,
        shown: dict[str, Passage],
        *,
        language: Language,
        day: date,
        dropped: int,
    ) -> Answer:
        settled = agreed(self._completed(claims, quoted, shown), shown)
        held, _ = keep_proved(settled.claims, shown)
        over = run_out(held, shown, day=day)
        words = (
            quoted.opening,
            DISAGREE.in_language(language).format(as_of=settled.newest) if settled.newest else "",
            RUN_OUT.in_language(language).format(as_of=over) if over else "",
        )
        numbering = Numbering(shown)
        numbered = tuple(numbering.number(claim) for claim in held)
        return Answer(
            claims=numbered, citations=numbering.citations, opening=" ".join(filter(None, words)), dropped=dropped
        )

    def _completed(self, claims: Sequence[Claim], quoted: Answer, shown: dict[str, Passage]) -> list[Claim]:
        """The draft, and after it what the editors' own answer says and the draft leaves out: a fact, not a wording."""
        by_marker = {citation.marker: citation.passage_id for citation in quoted.citations}
        complete = list(claims)
        for part in quoted.claims:
            said = " ".join(claim.text for claim in complete)
            claim = Claim(part.text, tuple(by_marker[marker] for marker in part.markers))
            if len(complete) < self.rules.most_claims and self._is_left_out(claim, said, shown):
                complete.append(claim)
        return complete

    def _is_left_out(self, claim: Claim, said: str, shown: dict[str, Passage]) -> bool:
        if covers(said, claim.text) < self.rules.left_out:
            return True
        draft = replace(shown[claim.passage_ids[0]], title="", text=said, url="")
        return not prove(claim, dict.fromkeys(claim.passage_ids, draft)).holds

    def _fall_back(self, quoted: Answer, fallback: Fallback, tried: Tried, turn: str) -> Answer:
        self._note(fallback, tried, turn)
        return replace(quoted, dropped=quoted.dropped + tried.dropped)

    def _note(self, fallback: Fallback, tried: Tried, turn: str) -> None:
        self.tally.fallbacks[fallback] += 1
        logger.warning(
            "turn.quoted_instead",
            extra={"turn": turn, "why": str(fallback), "proposed": tried.proposed, "dropped": tried.dropped},
        )

    def _count(self, tried: Tried) -> None:
        self.tally.turns += 1
        self.tally.proposed += tried.proposed
        self.tally.dropped += tried.dropped
        self.tally.reasons.update(tried.reasons)


def _fallback_after(error: TransientError | PermanentError) -> Fallback:
    if isinstance(error, BudgetSpent):
        return Fallback.BUDGET
    return Fallback.DOWN if isinstance(error, TransientError) else Fallback.REFUSED
