"""A question as it is searched for: repaired, embedded, and in the other language too where somebody wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.domain import Language
from bot.ports import Embedder

from .arrays import Floats
from .repair import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`forms` holds its words by language; `vector` is the mean of the forms' vectors, `own` that of the visitor's."""

    language: Language
    forms: Mapping[Language, str]
    vector: Floats
    own: Floats

    @classmethod
    def read(cls, query: str, *, language: Language, translated: str, embedder: Embedder, repair: Repair) -> Question:
        written = {language: query}
        if translated.strip():
            written[other_language(language)] = translated
        forms = {each: repair(text) if each is Language.DANISH else text for each, text in written.items()}
        vectors = {each: np.asarray(embedder.embed_query(text), np.float32) for each, text in forms.items()}
        # Cosines are linear: comparing to the mean of two vectors gives the mean of both comparisons.
        mean: Floats = np.mean(list(vectors.values()), axis=0, dtype=np.float32)
        return cls(language=language, forms=forms, vector=mean, own=vectors[language])

    def spoken(self, language: Language) -> tuple[str, Language]:
        """The form to compare words by where texts are in `language`, and the language that form is in."""
        at = language if language in self.forms else self.language
        return self.forms[at], at


def other_language(language: Language) -> Language:
    return Language.ENGLISH if language is Language.DANISH else Language.DANISH
