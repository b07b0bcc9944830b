"""Strings that break things: made here, from what each kind breaks. Every one is something a stranger can send."""

import unicodedata
from itertools import product
from typing import Literal

DANISH = ("æøåÆØÅ", "Ærøskøbing", "ae\u0301 o\u0308 a\u030a", "rødgrød med fløde", "SMØRREBRØD", "Å" * 200)
INVISIBLE = ("\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u034f", "\u061c", "\u180e", "\U000e0041\U000e0042")
TURNING = ("\u202e", "\u202d", "\u2066", "\u2067", "\u200f", "\u202c\u202e")
CONTROL = tuple(chr(at) for at in (*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x85, 0x9B, 0x2028, 0x2029))
BREAKING = ("\0", "a\0b", "\ud800", "\udfff", "a\ud800b", "\uffff", "\U0010ffff", "\r\n", "\r\nBcc: x@example.org")
SQL = (
    "' OR 1=1 --",
    "'; DROP TABLE handoffs; --",
    '" OR ""="',
    "1; ATTACH DATABASE 'x' AS y",
    "%' AND '1'='1",
    "\\'; SELECT pg_sleep(9)--",
    "%",
    "_",
    "NULL",
    "$1",
    ":name",
    "?",
    "%s",
    "%(a)s",
)
TAGS = (
    "script>alert(1)</script",
    "img src=x onerror=alert(1)",
    "svg/onload=alert(1)",
    "iframe src=//x.example",
    "b",
    "/dl",
)
WRAPS = ("<{}>", '"><{}>', "'><{}>", "</textarea><{}>", "</title><{}>", "<!--<{}>-->", "<![CDATA[<{}>]]>", "&lt;{}&gt;")
MARKDOWN = (
    "![x](https://x.example/?q=1)",
    "[x](javascript:alert(1))",
    "<https://x.example|bank>",
    "<!channel>",
    "<!here|x>",
    "<@U123>",
    "<#C123>",
    "<!subteam^S1>",
    "*fed* _skrå_ ~x~ `kode`",
    "> citat",
    "```\nkode\n```",
    "[1]: https://x.example",
    "<!date^1^{date}^https://x.example|x>",
    "https://x.example/ \u200bhttps://y.example",
)
TEMPLATES = (
    "{{7*7}}",
    "{% raw %}",
    "{0.__class__}",
    "${7*7}",
    "#{7*7}",
    "%(x)s",
    "{}",
    "{name}",
    "<%= 1 %>",
    "{{''.__class__}}",
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\x",
    "/dev/null",
    "%2e%2e%2f",
    "file:///x",
    "C:\\x",
    "....//",
    "~",
    ".",
    "..",
    "con",
)
NUMBERS = ("0", "-1", "1e999", "NaN", "Infinity", "9" * 400, "0x10", "1_000", "١٢٣", "½", "²", "-0", "1/0", "2**63")
CELLS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://x.example")')
SHELL = ("$(id)", "`id`", "; id", "| id", "&& id", "() { :;}; id", "$HOME", "\x1b[31mrød\x1b[0m", "\x1b]0;x\x07")
EMOJI = ("🙂", "👩‍👩‍👧", "🇩🇰", "🏳️‍🌈", "☃", "ﷺ", "Z̸̢͕͇a̵l̶g̷o̸", "田中さん", "مرحبا", "שלום", "ᚠᛇ", "İ ß ﬃ")
LONG = ("a" * 999, "æ" * 999, "<" * 999, "&" * 900, "a " * 450, "?" * 900, "\n" * 900 + "x", "(" * 900, "[1](" * 200)
FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")


def naughty() -> list[str]:
    """Each once, in a fixed order."""
    made = [*DANISH, *BREAKING, *SQL, *MARKDOWN, *TEMPLATES, *PATHS, *NUMBERS, *CELLS, *SHELL, *EMOJI, *LONG]
    made += [wrap.format(tag) for wrap, tag in product(WRAPS, TAGS)]
    made += [f"sår{mark}sensor" for mark in (*INVISIBLE, *TURNING, *CONTROL)]
    made += [f"{mark}<b>{mark}" for mark in (*INVISIBLE, *TURNING)]
    made += [unicodedata.normalize(form, text) for form, text in product(FORMS, (*DANISH, *EMOJI))]
    made += [
        f"Vi hedder {text} ApS" for text in (*SQL, *MARKDOWN, *TEMPLATES, *PATHS, *NUMBERS, *CELLS, *SHELL, *EMOJI)
    ]
    return list(dict.fromkeys(made))
