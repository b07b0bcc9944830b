"""Fills the inquiry from a message. Every value keeps the visitor's words; no words, no value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import Field, Inquiry, Language, Stated

from .lexicon import CLOSED, SEVERAL, Option
from .places import Found, Gazetteer, setting_only, words_for
from .product import read_product
from .spans import read_company, read_email
from .timing import read_stage, read_timeline

_YES = re.compile(
    r"^\W*(?:ja|jo|yes|yep|yeah|det (?:gør|er|har) (?:vi|den|det)|it does|we do|we have)\b", re.IGNORECASE
)
_NO = re.compile(r"^\W*(?:nej|no|nope|ikke|not)\b", re.IGNORECASE)
_DENIED = re.compile(r"(?:\b(?:no|not|ingen|ikke|uden|without)|n[’']t)(?:\W+\w+){0,2}?\W+$", re.IGNORECASE)
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
        for field in CLOSED:
            if found := _options(text, field, message_id, language):
                read[field] = found
        for field, reader in _READERS.items():
            if quote := reader(text):
                read[field] = (Stated(quote, quote, message_id),)
        if places := self._places(text, message_id, language):
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
        read = self.read(value, message_id=message_id, language=language, asking=None) if field in _CODED else {}
        return read.get(field) or (Stated(value, value, message_id),)

    def _places(self, text: str, message_id: str, language: Language) -> tuple[Stated, ...]:
        without_address = text.replace(read_email(text) or "\0", " ")
        found: Sequence[Found] = self.gazetteer.find(without_address)
        if not found and (setting := setting_only(without_address)):
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
        elif field is Field.PRODUCT and known and len(values[0].quote) < len(known[-1].quote) // 2:
            continue
        inquiry = inquiry.with_stated(field, *values)
    return inquiry


def _added(known: tuple[Stated, ...], new: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """A setting without a region joins the region already known; a region replaces its own less precise form."""
    merged = {stated.code.partition("/")[0]: stated for stated in known}
    for stated in new:
        region, _, setting = stated.code.partition("/")
        if not region and setting and len(merged) == 1:
            (only,) = merged.values()
            key = only.code.partition("/")[0]
            merged[key] = Stated(f"{only.value}, {stated.quote}", stated.quote, stated.message_id, f"{key}/{setting}")
        elif not (region in merged and "/" in merged[region].code and not setting):
            merged.pop("", None)
            merged[region] = stated
    return tuple(merged.values())


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
