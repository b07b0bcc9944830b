"""Danish and English, and text that exists in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    DANISH = "da"
    ENGLISH = "en"

    @property
    def other(self) -> "Language":
        return Language.ENGLISH if self is Language.DANISH else Language.DANISH


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text that must exist in both languages."""

    da: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.da if language is Language.DANISH else self.en

    def filled(self, **values: "str | Bilingual") -> "Bilingual":
        """The same words with `{name}` filled in, each value in its language where it has two."""
        return Bilingual(
            *(
                self.in_language(language).format(
                    **{
                        name: value.in_language(language) if isinstance(value, Bilingual) else value
                        for name, value in values.items()
                    }
                )
                for language in Language
            )
        )
