"""A question as it is searched for: repaired, embedded, and in the other language too where somebody wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from bot.domain import Language
from bot.ports import Embedder

from .arrays import Floats
from .repair import Repair
from .token_states import TokenReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`forms` holds its words by language; `vector` is the mean of the forms' vectors, `own` that of the visitor's.

    `states` holds the word pieces of every form, where the embedder shows them and somebody wants them.
    """

    language: Language
    forms: Mapping[Language, str]
    vector: Floats
    own: Floats
    states: Mapping[Language, Floats] = field(default_factory=dict[Language, Floats])

    @classmethod
    def read(
        cls, query: str, *, language: Language, translated: str, embedder: Embedder, repair: Repair, pieces: bool
    ) -> Question:
        """`pieces` asks for the word pieces too: with the built-in model they come for free."""
        written = {language: query}
        if translated.strip():
            written[other_language(language)] = translated
        forms = {each: repair(text) if each is Language.DANISH else text for each, text in written.items()}
        states: dict[Language, Floats] = {}
        vectors: dict[Language, Floats] = {}
        for each, text in forms.items():
            if pieces and isinstance(embedder, TokenReader):
                vector, states[each] = embedder.read_query(text)
            else:
                vector = embedder.embed_query(text)
            vectors[each] = np.asarray(vector, np.float32)
        # Cosines are linear: comparing to the mean of two vectors gives the mean of both comparisons.
        mean: Floats = np.asarray(np.mean(list(vectors.values()), axis=0), np.float32)
        return cls(language=language, forms=forms, vector=mean, own=vectors[language], states=states)

    def spoken(self, language: Language) -> tuple[str, Language]:
        """The form to compare words by where texts are in `language`, and the language that form is in."""
        at = language if language in self.forms else self.language
        return self.forms[at], at


def other_language(language: Language) -> Language:
    return Language.ENGLISH if language is Language.DANISH else Language.DANISH
