"""Words as people type them: lower case, with or without a Danish keyboard."""

import re
import unicodedata

GRAM = 4

_WORD = re.compile(r"[^\W_]+")
# The Danish letters and every way of writing them without a Danish keyboard fall together, as do their neighbours'.
_FOLDS = (
    ("æ", "ae"),
    ("ä", "ae"),
    ("ø", "o"),
    ("ö", "o"),
    ("å", "a"),
    ("é", "e"),
    ("è", "e"),
    ("ü", "u"),
    ("oe", "o"),
    ("aa", "a"),
)


def words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def fold(word: str) -> str:
    for written, folded in _FOLDS:
        word = word.replace(written, folded)
    return word


def grams(text: str) -> list[str]:
    """Character 4-grams of every folded word, its edges marked; a short word is one gram."""
    return [gram for word in words(text) for gram in word_grams(word)]


def word_grams(word: str) -> list[str]:
    marked = f"_{fold(word)}_"
    return [marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1))]
