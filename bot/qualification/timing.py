"""Reads when a company wants to start and how far its product is, in its own words."""

import re

_SEASON = r"(?:forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|spring|summer|autumn|fall|winter)"
_MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|january|february|march|may|june|july|october)"
)
_FROM = (
    r"(?:(?:til|i løbet af|i|fra|omkring|by|in|from|during|around|this|next|to|early|late|primo|ultimo|medio|start of"
    r"|end of)\s+)"
)
_COUNT = r"(?:\d+|to|tre|fire|fem|seks|two|three|four|five|six|twelve|tolv|et par|a few)"
_TIMELINE = re.compile(
    rf"\b(?:{_FROM}?(?:(?:det|den|tidlige?|sene?|tidligt|sent|early|late|næste|next) ){{0,2}}{_SEASON}(?:\s+\d{{4}})?"
    rf"|{_FROM}?{_MONTH}\s+\d{{4}}|{_FROM}{_MONTH}\b"
    r"|næste (?:år|måned|kvartal)|next (?:year|month|quarter)|i år|this year"
    r"|(?:inden|før|efter|before|after) (?:årsskiftet|jul|nytår|christmas|new year|the end of the year|year-end)"
    rf"|{_FROM}?(?:Q[1-4](?:\s+\d{{4}})?|[1-4]\. kvartal(?:\s+\d{{4}})?|20(?:2[6-9]|3\d))"
    rf"|(?:om |inden for |within |about |in )?{_COUNT}(?:\s?[-–]\s?\d+)?\s+(?:måneder|uger|år|months?|weeks?|years?)"
    r"|hurtigst muligt|snarest(?: muligt)?|as soon as possible|asap|med det samme|straks|immediately"
    r"|(?:om )?et halvt år|(?:in )?half a year|ingen hast|no rush)\b",
    re.IGNORECASE,
)
# A month alone ("March.") is an answer; inside a sentence "may" and "marts" may be anything.
_MONTH_ALONE = re.compile(rf"(?:^|[.,;]\s*)({_MONTH})(?=\s*(?:[.,;]|$))", re.IGNORECASE)
_WHERE = r"(?: (?:i|in|at|på) (?:the )?[A-ZÆØÅ]\w+(?: (?:og|and) [A-ZÆØÅ]\w+)?)?"
_STAGE = re.compile(
    r"\b(?:(?:tidlig |færdig(?:udviklet)? |fungerende |early |working |functional |finished |clinical )?"
    r"(?:prototyp\w*|MVP\b|proof[ -]of[ -]concept|pilotfase\w*|beta(?:version| version)?\b)"
    r"|(?:(?:er|allerede|already|is|now) )?(?:på markedet|on the market|i drift|i brug|in use|in operation|markedsført"
    rf"|commercially available|lanceret|launched|solgt|sold|validated|valideret){_WHERE}"
    r"|(?:US|EU|Swedish|German|Norwegian|UK) market|færdigudviklet|fully developed|under udvikling|in development"
    r"|under development|(?:kun )?en id[eé]\b|(?:only |just )?an idea\b|idéstadiet|first[ -]in[ -]human"
    r"|TRL ?\d|needs? training data|mangler træningsdata|(?:still |stadig )?(?:research|forskning)\b)",
    re.IGNORECASE,
)


def read_timeline(text: str) -> str:
    if match := _TIMELINE.search(text):
        return match.group().strip()
    alone = _MONTH_ALONE.search(text)
    return alone.group(1) if alone else ""


def read_stage(text: str) -> str:
    match = _STAGE.search(text)
    return match.group().strip() if match else ""
