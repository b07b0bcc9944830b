"""Answers with a model: claims in its words, each proved against its passages before anyone sees it."""

import secrets
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date

from bot.domain import Claim, Language, Passage, ScoredPassage
from bot.ports import ChatModel, ModelRequest
from bot.prompts import Prompt

from .claim_stream import claims_in
from .fencing import fenced, plain
from .grounding import prove
from .language import heard_language
from .sentences import sentences
from .support import SupportRules, unsupported

LANGUAGE_NAMES = {Language.DANISH: "Danish (dansk)", Language.ENGLISH: "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingRules:
    """How much a model is shown and may say. Two characters of room a source go to its number and date."""

    most_claims: int = 6
    most_passages: int = 4
    source_characters: int = 3500
    question_characters: int = 1200
    most_tokens: int = 500
    margin: float = 3.0
    """How far behind the best, in the retriever's scores, a passage may lie and still be shown."""
    support: SupportRules = field(default_factory=SupportRules)


@dataclass(slots=True)
class Tried:
    """What became of the sentences a model proposed."""

    proposed: int = 0
    dropped: int = 0
    reasons: list[str] = field(default_factory=list[str])
    """Why each was dropped, in one word; never what it said."""


def make_mark() -> str:
    """A word no source holds: where it turns up, the model is repeating its instructions."""
    return f"ix{secrets.token_hex(5)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """A model, and how it is asked."""

    model: ChatModel
    prompt: Prompt
    rules: DraftingRules = field(default_factory=DraftingRules)
    mark: Callable[[], str] = make_mark

    async def draft(
        self, question: str, hits: Sequence[ScoredPassage], *, language: Language, day: date, tried: Tried
    ) -> AsyncGenerator[Claim, None]:
        """Proved sentences, one after another, as the model writes them. What fails the proof is counted in `tried`.

        Raises:
            TransientError, PermanentError: as ChatModel.stream; the sentences so far stand.
        """
        shown = self._shown(hits)
        by_id = {passage.id: passage for passage in shown}
        mark = self.mark()
        request = self._request(question, shown, language=language, day=day, mark=mark)
        numbered = {number: passage.id for number, passage in enumerate(shown, start=1)}
        said: set[str] = set()
        claims = 0
        async with aclosing(self.model.stream(request)) as pieces:
            async for claim in claims_in(pieces, numbered):
                claims += 1
                for text in sentences(claim.text) or [""]:
                    sentence = Claim(_ended(text), claim.passage_ids)
                    tried.proposed += 1
                    fault = self._fault(sentence, by_id, language=language, mark=mark)
                    fault = "repeated" if not fault and _bare(text) in said else fault
                    if fault:
                        tried.dropped += 1
                        tried.reasons.append(fault)
                        continue
                    said.add(_bare(text))
                    yield sentence
                if claims >= self.rules.most_claims:
                    return

    def _shown(self, hits: Sequence[ScoredPassage]) -> list[Passage]:
        """The best passages that lie near the best one and fit in the room there is; the best one always."""
        near = [hit for hit in hits if hits[0].score - hit.score <= self.rules.margin]
        unique = list({hit.passage.id: hit.passage for hit in near}.values())[: self.rules.most_passages]
        room, kept = self.rules.source_characters, list[Passage]()
        for passage in unique:
            room -= len(passage.title) + len(passage.text)
            if kept and room < 0:
                break
            kept.append(passage)
        return kept

    def _request(
        self, question: str, shown: Sequence[Passage], *, language: Language, day: date, mark: str
    ) -> ModelRequest:
        wording = self.prompt.fill(
            language=LANGUAGE_NAMES[language],
            most=str(self.rules.most_claims),
            day=day.isoformat(),
            canary=mark,
            sources=fenced(shown, most=self.rules.source_characters),
            question=plain(question)[: self.rules.question_characters],
        )
        return ModelRequest(
            name="answer",
            system=wording.system,
            visitor=wording.visitor,
            schema=answer_schema(len(shown)),
            most_tokens=self.rules.most_tokens,
        )

    def _fault(self, claim: Claim, shown: Mapping[str, Passage], *, language: Language, mark: str) -> str:
        """Why a sentence is not shown; empty where it holds."""
        if mark in claim.text.casefold():
            return "canary"
        if not prove(claim, shown).holds:
            return "unproved"
        cited = [shown[id_] for id_ in claim.passage_ids]
        if any(_bare(claim.text) == _bare(passage.title) for passage in cited):
            return "title"
        if any(passage.language is not language for passage in cited):
            # Whether a sentence says what a source in another language says can't be checked by its words.
            return "translated"
        if not unsupported(claim.text, cited, self.rules.support):
            return ""
        # Words of another language stand in no source of the visitor's; this only says so in the count.
        return "language" if heard_language(claim.text) is language.other else "unsupported"


def _ended(text: str) -> str:
    return text if not text or text.rstrip('"”»)')[-1:] in {".", "!", "?", "…", ":"} else f"{text}."


def _bare(text: str) -> str:
    return text.casefold().strip(" .:!?")


def answer_schema(sources: int) -> dict[str, object]:
    """Claims, each with the numbers of its sources. Kept to what every server that takes a schema understands."""
    claim = {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "sources": {"type": "array", "items": {"type": "integer", "enum": list(range(1, sources + 1))}},
        },
        "required": ["text", "sources"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }
