"""The figures a text states, read alike in Danish and English: 9,8 mio. kr. = DKK 9.8 million, kl. 14.30 = 2:30 pm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .days import take_days
from .reading import BLANK, Figure

_CURRENCIES = {"DKK": r"DKK|kr|kroner", "EUR": r"EUR|euros?|€", "USD": r"USD|dollars?|\$", "GBP": r"GBP|£"}
_UNITS = {
    **_CURRENCIES,
    "%": r"%|pct|procent|percent|per cent",
    "hour": r"timer?|hours?",
    "day": r"dage?|days?|dages",
    "week": r"uger?|weeks?|ugers",
    "month": r"måned(?:er)?s?|months?",
    "year": r"år|års|årige?t?|years?",
}
_SCALES = {
    3: r"tusind|thousand|tkr",
    6: r"mio|mill|million(?:er)?|millions",
    9: r"mia|milliard(?:er)?|billions?|bn",
}
_SMALL = """
    zero/nul one two/to three/tre four/fire five/fem six/seks seven/syv eight/otte nine/ni ten/ti eleven/elleve
    twelve/tolv thirteen/tretten fourteen/fjorten fifteen/femten sixteen/seksten seventeen/sytten eighteen/atten
    nineteen/nitten
    """.split()
_TENS = """
    twenty/tyve thirty/tredive forty/fyrre fifty/halvtreds sixty/tres seventy/halvfjerds eighty/firs ninety/halvfems
    """.split()
_WORDS = {word: value for value, pair in enumerate(_SMALL) for word in pair.split("/") if value != 1}
_WORDS |= {word: 20 + 10 * place for place, pair in enumerate(_TENS) for word in pair.split("/")}
_WORDS |= {"hundred": 100, "hundrede": 100}
for _place, _pair in enumerate(_TENS):
    _english, _danish = _pair.split("/")
    for _one, _unit in enumerate(_SMALL[1:10], start=1):
        _WORDS[f"{_english}-{_unit.split('/')[0]}"] = 20 + 10 * _place + _one
        _WORDS[f"{'en' if _one == 1 else _unit.split('/')[1]}og{_danish}"] = 20 + 10 * _place + _one
