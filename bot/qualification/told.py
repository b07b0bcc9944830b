"""Slots as a model read them: a value stands only on words found letter for letter in what the visitor wrote."""

import re
from collections.abc import Mapping, Sequence

from bot.domain import Field, Language, Stated

from .lexicon import CLOSED, SEVERAL
from .reading import Reader

_OPEN = {
    Field.PRODUCT: "what the product is, in the visitor's words",
    Field.COMPANY_NAME: "the company's name",
    Field.REGION_HOSPITAL: "a Danish region, hospital or municipality",
}
_NAMED = frozenset({Field.PRODUCT, Field.COMPANY_NAME})
# A company is not called by a whole sentence about itself.
_A_SENTENCE = re.compile(r"\b(?:vi|jeg|vores|we|our)\b|[.!]$", re.IGNORECASE)
LONGEST_QUOTE = 160
READABLE = (*CLOSED, *_OPEN)
"""The fields a model may read. Addresses, times and stages are not among them: patterns read those without a slip."""


def field_lines() -> str:
    """The fields and their values, as a prompt tells them."""
    closed = [f"- {field}: {' | '.join(option.code for option in options)}" for field, options in CLOSED.items()]
    return "\n".join([*closed, *(f"- {field}: {meaning}" for field, meaning in _OPEN.items())])


def stated_in(
    entries: Sequence[Mapping[str, object]], text: str, *, reader: Reader, message_id: str, language: Language
) -> dict[Field, tuple[Stated, ...]]:
    """What may be taken from a model's reading of `text`. Without a quote found in it there is no value.

    The same words prove one value only, and a question names no product and no company: it wonders, it does not state.
    """
    found: dict[Field, tuple[Stated, ...]] = {}
    used: list[str] = []
    for entry in entries:
        name, quote = str(entry.get("field", "")), str(entry.get("quote", "")).strip()
        if name not in READABLE or not 1 < len(quote) <= LONGEST_QUOTE or quote not in text:
            continue
        field = Field(name)
        if field in found and field not in SEVERAL:
            continue
        if any(quote in other or other in quote for other in used) or (field in _NAMED and "?" in text):
            continue
        if field is Field.COMPANY_NAME and _A_SENTENCE.search(quote):
            continue
        used.append(quote)
        stated = _stated(field, str(entry.get("value", "")), quote, reader, message_id, language)
        found[field] = (*found.get(field, ()), *(each for each in stated if each not in found.get(field, ())))
    return {field: values for field, values in found.items() if values}


def _stated(
    field: Field, value: str, quote: str, reader: Reader, message_id: str, language: Language
) -> tuple[Stated, ...]:
    if field is Field.REGION_HOSPITAL:
        # Where it lies is looked up, never believed.
        places = reader.read(quote, message_id=message_id, language=language, asking=None).get(field, ())
        return tuple(place for place in places if place.code)
    if field in CLOSED:
        option = next((option for option in CLOSED[field] if option.code == value), None)
        return (Stated(option.label.in_language(language), quote, message_id, option.code),) if option else ()
    return (Stated(quote, quote, message_id),)
