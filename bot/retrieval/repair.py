"""Repairs Danish questions typed in a hurry, from the words the corpus itself uses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from .folding import fold, words

# Shorter words have too many neighbours to guess among.
SHORTEST_FOLDED = 3
SHORTEST_MISSPELT = 5
SHORTEST_CANDIDATE = 4

_WORD = re.compile(r"[^\W_]+")


class Repair:
    """For Danish only: against a Danish vocabulary most English words look like mistakes ("made" became "måde")."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = Counter(word for text in texts for word in words(text))
        self._folded: defaultdict[str, list[str]] = defaultdict(list)
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._known:
            self._folded[fold(word)].append(word)
            if len(word) >= SHORTEST_CANDIDATE:
                for form in _shortened(fold(word)):
                    self._shortened[form].add(word)

    def __call__(self, question: str) -> str:
        return _WORD.sub(lambda match: self._in_case(match.group()), question)

    def _in_case(self, written: str) -> str:
        repaired = self._word(written.lower())
        if repaired == written.lower():
            return written
        return repaired.capitalize() if written[0].isupper() else repaired

    def _word(self, word: str) -> str:
        if word in self._known or len(word) < SHORTEST_FOLDED or word.isdigit():
            return word
        folded = fold(word)
        candidates = set(self._folded.get(folded, ()))
        if not candidates and len(word) >= SHORTEST_MISSPELT:
            near = {known for form in _shortened(folded) for known in self._shortened.get(form, ())}
            candidates = {known for known in near if is_one_edit(fold(known), folded)}
        # The commonest wins; equals are settled by the alphabet, so a repair is the same in every run.
        return min(candidates, key=lambda known: (-self._known[known], known), default=word)


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_one_edit(one: str, other: str) -> bool:
    """At most one letter added, left out or changed, or two neighbours swapped."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != other[-1 - at]), shorter - head)
    rest, other_rest = one[head : len(one) - tail], other[head : len(other) - tail]
    return max(len(rest), len(other_rest)) <= 1 or (len(rest) == len(other_rest) == 2 and rest == other_rest[::-1])
