"""Fills the inquiry from a message. Every value keeps the visitor's words; no words, no value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain import Field, Inquiry, Language, Stated

from .lexicon import CLOSED, SEVERAL, Option
from .places import Found, Gazetteer, region_of, setting_of, setting_only, words_for
from .product import read_product
from .spans import read_company, read_email, without_email
from .timing import read_stage, read_timeline

_YES = re.compile(
    r"^\W*(?:ja|jo|yes|yep|yeah|det (?:gør|er|har) (?:vi|den|det)|it does|we do|we have)\b", re.IGNORECASE
)
_NO = re.compile(
    r"^\W*(?:nej|no|nope|ikke|not)\b(?! (?:sure|certain|decided|sikkert?|afgjort|afklaret)\b)", re.IGNORECASE
)
# A denial reaches a few words on, not past its clause, and "not only a test" denies nothing.
_DENIED = re.compile(
    r"(?:\b(?:no|not|ingen|ikke|uden|without)|n[’']t)(?!\W+(?:only|just|kun|bare|blot)\b)"
    r"(?:[^\w,.;:!?]+(?:looking for|interested in|brug for|interesseret i))?"
    r"(?:[^\w,.;:!?]+\w+){0,2}?[^\w,.;:!?]+$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:i meant|we meant|meant to|jeg mente|vi mente|rettelse|correction|undskyld|sorry|actually|i stedet|instead"
    r"|forkert|wrong|nej[, ]+(?:det er|vi)|no[, ]+(?:it'?s|we))\b",
    re.IGNORECASE,
)
_YES_CODES = {Field.CE_STATUS: "ce_marked", Field.PATIENTS: "yes", Field.AI_USE: "yes", Field.DATA: "yes"}
_NO_CODES = {Field.CE_STATUS: "not_ce_marked", Field.PATIENTS: "no", Field.AI_USE: "no", Field.DATA: "no"}
_OPEN_ANSWERS = frozenset({Field.PRODUCT, Field.STAGE, Field.TIMELINE, Field.COMPANY_NAME})
_LEAD_IN = re.compile(
    r"^\W*(?:det er|vi hedder|vi er|it(?:'?s| is)|we(?:'?re| are)(?: called)?|the company is|virksomheden hedder"
    r"|our product is|produktet er)\s+",
    re.IGNORECASE,
)
_WHO = frozenset({Field.CONTACT_EMAIL, Field.COMPANY_NAME})
_CODED = frozenset({*CLOSED, Field.REGION_HOSPITAL})
_READERS = {
    Field.CONTACT_EMAIL: read_email,
    Field.COMPANY_NAME: read_company,
    Field.PRODUCT: read_product,
    Field.TIMELINE: read_timeline,
    Field.STAGE: read_stage,
}
# "We don't want a test" and "not a medical device" deny the word that follows.
_DENIABLE = frozenset({Field.NEED, Field.PRODUCT_TYPE})
LONGEST_ANSWER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads messages against the lexicon and the directory's places."""

    gazetteer: Gazetteer

    def read(
        self, text: str, *, message_id: str, language: Language, asking: Field | None
    ) -> dict[Field, tuple[Stated, ...]]:
        """What a message states. `asking` is the field we had just asked for: a bare answer is read as its value."""
        read: dict[Field, tuple[Stated, ...]] = {}
        said = without_email(text)
        for field in CLOSED:
            if found := _options(said, field, message_id, language):
                read[field] = found
        for field, reader in _READERS.items():
            if quote := reader(text if field in _WHO else said):
                read[field] = (Stated(quote, quote, message_id),)
        if places := self._places(said, message_id, language):
            read[Field.REGION_HOSPITAL] = places
        if asking is not None and asking not in read:
            bare = _bare_answer(text, asking, message_id, language, says_more=bool(read))
            read |= {asking: (bare,)} if bare else {}
        return read

    def typed(self, field: Field, value: str, *, message_id: str, language: Language) -> tuple[Stated, ...]:
        """A form's value for one field: a closed field's option by code or label, places looked up, else as typed."""
        for option in CLOSED.get(field, ()):
            if value.casefold() in {option.code.casefold(), option.label.da.casefold(), option.label.en.casefold()}:
                return (Stated(option.label.in_language(language), value, message_id, option.code),)
        read = self.read(value, message_id=message_id, language=language, asking=field) if field in _CODED else {}
        return read.get(field) or (Stated(value, value, message_id),)

    def _places(self, text: str, message_id: str, language: Language) -> tuple[Stated, ...]:
        found: Sequence[Found] = self.gazetteer.find(text)
        if not found and (setting := setting_only(text)):
            found = [setting]
        return tuple(Stated(words_for(place, language), place.quote, message_id, place.code) for place in found)


def corrects(text: str) -> bool:
    """Whether a message takes back what was said: then its values replace the known ones instead of joining them."""
    return bool(_CORRECTS.search(text))


def merge(inquiry: Inquiry, read: dict[Field, tuple[Stated, ...]], *, replaces: bool = False) -> Inquiry:
    """The inquiry with what was newly read. What is said last holds; needs and regions add up unless it `replaces`."""
    for field, values in read.items():
        known = inquiry.values(field)
        if field in SEVERAL and not replaces:
            values = _added(known, values)
        elif field is Field.PRODUCT and known and not replaces and _says_less(values[0], known[-1]):
            continue
        inquiry = inquiry.with_stated(field, *values)
    return inquiry


def _says_less(new: Stated, known: Stated) -> bool:
    return len(new.quote) < len(known.quote) // 2


def _added(known: tuple[Stated, ...], new: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """A setting and a region said apart join, whichever came first; a region replaces its own less precise form."""
    merged = {region_of(stated.code): stated for stated in known}
    waiting = merged.pop("", None)
    for stated in new:
        region, setting = region_of(stated.code), setting_of(stated.code)
        if setting and not region and len(merged) == 1:
            (only,) = merged.values()
            key = region_of(only.code)
            if setting != setting_of(only.code):
                value = f"{only.value}, {stated.quote}"
                merged[key] = Stated(value, stated.quote, stated.message_id, f"{key}/{setting}")
        elif setting or region not in merged or not setting_of(merged[region].code):
            merged[region] = _settled(stated, waiting)
    return tuple(merged.values())


def _settled(stated: Stated, waiting: Stated | None) -> Stated:
    """A region with the setting that was said before it, unless it has its own."""
    if waiting is None or not setting_of(waiting.code) or "/" in stated.code:
        return stated
    return replace(stated, value=f"{stated.value}, {waiting.quote}", code=stated.code + waiting.code)


def _options(text: str, field: Field, message_id: str, language: Language) -> tuple[Stated, ...]:
    found: list[Stated] = []
    taken: list[tuple[int, int]] = []
    for option in CLOSED[field]:
        match = _said(option, text, denies=field in _DENIABLE)
        if match is None or any(first < match.end() and match.start() < last for first, last in taken):
            continue
        taken.append(match.span())
        found.append(Stated(option.label.in_language(language), match.group().strip(), message_id, option.code))
        if field not in SEVERAL:
            break
    return tuple(found)


def _said(option: Option, text: str, *, denies: bool) -> re.Match[str] | None:
    """Where an option is said. With `denies`, "we don't want a test" does not say test."""
    found = option.pattern.finditer(text)
    return next((match for match in found if not denies or not _DENIED.search(text[: match.start()])), None)


def _bare_answer(text: str, asking: Field, message_id: str, language: Language, *, says_more: bool) -> Stated | None:
    """A bare yes or no, or a short answer that says nothing else: then the whole message is the value."""
    for pattern, codes in ((_NO, _NO_CODES), (_YES, _YES_CODES)):
        if asking in codes and (match := pattern.search(text)):
            label = next(option.label for option in CLOSED[asking] if option.code == codes[asking])
            return Stated(label.in_language(language), match.group().strip(), message_id, codes[asking])
    words = _LEAD_IN.sub("", text.strip()).strip(" .!")
    if asking in _OPEN_ANSWERS and not says_more and words and len(words) <= LONGEST_ANSWER and "?" not in text:
        return Stated(words, words, message_id)
    return None
