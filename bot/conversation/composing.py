"""Builds one bot message: our own words and proved claims, numbered together in order of first use."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering import Numbering, keep_proved, render, sentences
from bot.domain import Answer, Bilingual, Citation, Claim, Language, Passage, ProvedClaim


@dataclass
class Reply:
    """A message in the making. `claims` are proved against `shown` before they are numbered."""

    language: Language
    _paragraphs: list[list[ProvedClaim]] = field(default_factory=list[list[ProvedClaim]])
    _shown: dict[str, Passage] = field(default_factory=dict[str, Passage])
    _said: set[str] = field(default_factory=set[str])
    _numbering: Numbering | None = None

    def say(self, words: Bilingual, **values: str) -> None:
        """A paragraph of our own words; it states no fact."""
        self._paragraphs.append([ProvedClaim(words.in_language(self.language).format(**values), ())])

    def note(self, words: str) -> None:
        """A paragraph that says the visitor's own values back."""
        self._paragraphs.append([ProvedClaim(words, ())])

    def tell(self, answer: Answer, passages: Sequence[Passage]) -> None:
        """A paragraph of an answer's claims, renumbered for this message."""
        by_marker = {citation.marker: citation.passage_id for citation in answer.citations}
        claims = [Claim(claim.text, tuple(by_marker[marker] for marker in claim.markers)) for claim in answer.claims]
        opening = [ProvedClaim(answer.opening, ())] if answer.opening else []
        self._paragraphs.append([*opening, *self._number(claims, passages)])

    def quote(self, passage: Passage, *, at_most: int = 1, lead_in: Bilingual | None = None) -> None:
        """A paragraph of a card's first sentences, unless they were already said."""
        claims = [Claim(text, (passage.id,)) for text in sentences(passage.text)[:at_most] if text not in self._said]
        if numbered := self._number(claims, [passage]):
            opening = [ProvedClaim(lead_in.in_language(self.language), ())] if lead_in else []
            self._paragraphs.append([*opening, *numbered])

    @property
    def text(self) -> str:
        return "\n\n".join(render(paragraph) for paragraph in self._paragraphs)

    @property
    def parts(self) -> tuple[ProvedClaim, ...]:
        return tuple(claim for paragraph in self._paragraphs for claim in paragraph)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self._numbering.citations if self._numbering else ()

    @property
    def is_empty(self) -> bool:
        return not self._paragraphs

    def _number(self, claims: Sequence[Claim], passages: Sequence[Passage]) -> list[ProvedClaim]:
        self._shown.update({passage.id: passage for passage in passages})
        self._numbering = self._numbering or Numbering(self._shown)
        held, _ = keep_proved(claims, self._shown)
        self._said.update(claim.text for claim in held)
        return [self._numbering.number(claim) for claim in held]
