"""Brings the languages together: a card once, by both its languages; a document's passage by its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain import Language, ScoredPassage

from .shelf import ShelfScores

# A card says the same in both languages, so the other one is a second opinion, heard half as much.
OWN_LANGUAGE = 2 / 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage's run on one shelf, and what the passage is worth there."""

    scores: ShelfScores
    run: int
    worth: float


def merged(found: Sequence[ShelfScores], *, language: Language) -> list[tuple[float, Placed]]:
    """Every card and every document passage once with its score, best first."""
    cards: dict[str, dict[Language, Placed]] = {}
    ranked: list[tuple[float, Placed]] = []
    for scores in found:
        for run, worth in enumerate(scores.standard.tolist()):
            passage = scores.passage(run)
            if passage.is_card:
                cards.setdefault(passage.card_id, {})[passage.language] = Placed(scores, run, worth)
            else:
                fair = float(scores.fair[run])
                ranked.append((fair, Placed(scores, run, fair)))
    ranked += [(_score(card, language), max(card.values(), key=lambda placed: placed.worth)) for card in cards.values()]
    return sorted(ranked, key=lambda each: (-each[0], each[1].scores.passage(each[1].run).id))


def scored(ranked: Iterable[tuple[float, Placed]]) -> list[ScoredPassage]:
    return [placed.scores.scored(placed.run, score) for score, placed in ranked]


def _score(card: dict[Language, Placed], language: Language) -> float:
    own, other = card.get(language), card.get(language.other)
    if own is None or other is None:
        return (own or other or next(iter(card.values()))).worth
    return OWN_LANGUAGE * own.worth + (1 - OWN_LANGUAGE) * other.worth
