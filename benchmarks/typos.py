"""Questions as they are typed in a hurry: letters missing, doubled, wrong or swapped."""

import random
from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Language

from .texts import Question

SEED = 11
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
SHORTEST = 5


def mistyped(questions: Sequence[Question], *, typos: int) -> list[Question]:
    """Danish questions with as many words mistyped, where they have so many of five letters."""
    chance = random.Random(SEED)  # noqa: S311 - a fair sample, not a secret
    return [
        replace(
            question,
            texts=dict(question.texts) | {Language.DANISH: _typed(question.texts[Language.DANISH], chance, typos)},
        )
        for question in questions
    ]


def _typed(text: str, chance: random.Random, typos: int) -> str:
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word.strip("?.,")) >= SHORTEST]
    chance.shuffle(long)
    for place in long[:typos]:
        words[place] = _edited(words[place], chance)
    return " ".join(words)


def _edited(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice("dist")
    if kind == "d":
        return word[:at] + word[at + 1 :]
    if kind == "i":
        return word[:at] + chance.choice(LETTERS) + word[at:]
    if kind == "s":
        return word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
