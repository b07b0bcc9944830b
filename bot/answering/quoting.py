"""Answers without a model: the passages' own sentences, in the visitor's language, chosen and put in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import Claim, Draft, Language, ScoredPassage, Verdict

from .sentences import sentences

_YES_OR_NO = re.compile(
    r"(?:^|[,;:–-]\s*|\b(?:og|and|men|but|så|so)\s+)(?:kan|skal|må|er|har|findes|gælder|får|bliver|vil"
    r"|var|blev|kræver|dækker|behøver"
    r"|can|could|is|are|do|does|did|must|should|may|will|has|have|was|were|would)\b[^?]*\?",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"\b(?:eller|or)\b", re.IGNORECASE)
_SPEAKS_FOR_ITSELF = re.compile(r"(?:ja|nej|yes|no)\b", re.IGNORECASE)
_OPENINGS = {
    Verdict.YES: {Language.DANISH: "Ja.", Language.ENGLISH: "Yes."},
    Verdict.NO: {Language.DANISH: "Nej.", Language.ENGLISH: "No."},
    Verdict.DEPENDS: {Language.DANISH: "Det kommer an på mere.", Language.ENGLISH: "It depends."},
    Verdict.NOT_STATED: {
        Language.DANISH: "Det står ikke i kilderne.",
        Language.ENGLISH: "It is not stated in the sources.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingRules:
    """How much is quoted. A margin is how far behind the best, in the retriever's scores, a passage may lie."""

    card_sentences: int = 6
    support_passages: int = 2
    support_sentences: int = 2
    further_sentences: int = 4
    document_sentences: int = 3
    support_margin: float = 1.0
    verdict_similarity: float = 0.89


def quote(
    hits: Sequence[ScoredPassage],
    *,
    question: str,
    language: Language,
    rules: QuotingRules,
    further: Sequence[ScoredPassage] = (),
) -> Draft:
    """A draft whose claims are whole sentences of the passages: the best one's, then what the next ones add.

    `further` are the best passages of a message's single questions, where it asks several things.
    """
    best, *others = hits
    claims = [Claim(text, (best.passage.id,)) for text in _chosen(best, question, rules)]
    for hit in further:
        claims += [Claim(text, (hit.passage.id,)) for text in _chosen(hit, question, rules)[: rules.further_sentences]]
    support = [hit for hit in others if best.score - hit.score <= rules.support_margin and not hit.passage.boundary]
    for hit in support[: rules.support_passages]:
        wanted = sentences(hit.passage.text)[: rules.support_sentences]
        claims += [Claim(text, (hit.passage.id,)) for text in wanted]
    return Draft(tuple(_without_repeats(claims)), opening=_opening(best, question, language, rules))


def _chosen(hit: ScoredPassage, question: str, rules: QuotingRules) -> list[str]:
    found = sentences(hit.passage.text)
    if hit.passage.is_card:
        return found[: rules.card_sentences]
    wanted = {word for word in question.casefold().split() if len(word) > 3}
    ranked = sorted(range(len(found)), key=lambda place: -len(wanted & set(found[place].casefold().split())))
    return [found[place] for place in sorted(ranked[: rules.document_sentences])]


def _opening(hit: ScoredPassage, question: str, language: Language, rules: QuotingRules) -> str:
    """ "No." before the first sentence, where the question is a yes-or-no one an editor has foreseen."""
    if hit.ask is None or hit.ask.verdict is None or hit.similarity < rules.verdict_similarity:
        return ""
    if _ALTERNATIVES.search(question) or _SPEAKS_FOR_ITSELF.match(hit.passage.text):
        return ""
    return _OPENINGS[hit.ask.verdict][language] if _YES_OR_NO.search(question) else ""


def _without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    kept: dict[str, Claim] = {}
    for claim in claims:
        kept.setdefault(claim.text.casefold(), claim)
    return list(kept.values())
