"""Reads sites.yaml: the public sites that may carry Indgang, and what each of them says and looks like."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.domain import Bilingual, ConfigurationError, Language, Site

from .findings import Finding
from .hours import read_hours
from .record import Record, mapping
from .source_files import entries

OWN_PAGE = "own-page"
_KEYS = (
    "operator origins languages title lead suggestions contact_email privacy_url opening_hours first theme"
).split()
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_LENGTH = re.compile(r"\d{1,3}(?:\.\d+)?(?:px|em|rem)|0")
_FONT = re.compile(r"[\w\s,\"'-]{1,200}")
_NUMBER = re.compile(r"\d{1,10}")
_THEME = {
    "accent": _COLOUR,
    "on-accent": _COLOUR,
    "accent-dark": _COLOUR,
    "on-accent-dark": _COLOUR,
    "font": _FONT,
    "radius": _LENGTH,
    "radius-launcher": _LENGTH,
    "offset-bottom": _LENGTH,
    "offset-right": _LENGTH,
    "z-index": _NUMBER,
}
_LANGUAGES = tuple(str(language) for language in Language)


def load_sites(path: Path, *, destinations: Collection[str]) -> tuple[Site, ...]:
    """Every site, the own page first. A file that is not there means the own page alone.

    Raises:
        ConfigurationError: something in it is unusable; the message names the entries and the fixes.
    """
    findings = list[Finding]()
    sites = read_sites(path, destinations=destinations, findings=findings)
    if findings:
        raise ConfigurationError("\n".join([f"{path} needs mending:", *map(str, findings)]))
    return sites


def read_sites(path: Path, *, destinations: Collection[str], findings: list[Finding]) -> tuple[Site, ...]:
    if not path.exists():
        return (Site(),)
    rows = entries(path, folder=path.parent, findings=findings)
    sites = [_site(key, row, destinations=destinations) for key, row in rows.items()]
    own = next((site for site in sites if not site.key), Site())
    return (own, *(site for site in sites if site.key))


def _site(key: str, row: Record, *, destinations: Collection[str]) -> Site:
    row.allow_only(*_KEYS)
    if not _KEY.fullmatch(key):
        row.note(f"the key {key!r} cannot stand in a page", "use small letters, digits and hyphens: region-robot")
    origins = frozenset(_origins(row))
    if key != OWN_PAGE and not origins:
        row.note("may stand nowhere", 'name its pages\' addresses: origins: ["https://www.example.org"]')
    return Site(
        key="" if key == OWN_PAGE else key,
        operator=row.both("operator"),
        origins=origins,
        languages=tuple(_languages(row)) or tuple(Language),
        title=_maybe_both(row, "title"),
        lead=_maybe_both(row, "lead"),
        suggestions=tuple(each.both("question") for each in _questions(row)),
        contact_email=row.email("contact_email"),
        privacy_url=_address(row, "privacy_url"),
        opening_hours=read_hours(row),
        first=tuple(_known(row, destinations)),
        theme=dict(_theme(row)),
    )


def _origins(row: Record) -> Iterator[str]:
    for text in row.texts("origins"):
        parts = urlsplit(text)
        is_here = parts.hostname in {"localhost", "127.0.0.1"}
        if text != f"{parts.scheme}://{parts.netloc}" or not parts.hostname or "*" in text or "@" in text:
            row.note(
                f"the origin {text!r} is not one", "write scheme and host alone, no path, no *: https://www.example.org"
            )
        elif parts.scheme != "https" and not (parts.scheme == "http" and is_here):
            row.note(f"the origin {text!r} is not https", "write https://…; http is for localhost alone")
        elif text != text.lower() or parts.netloc.endswith((":443", ":80")):
            row.note(
                f"the origin {text!r} is not as browsers write it", "use small letters, and leave the usual port out"
            )
        else:
            yield text


def _languages(row: Record) -> Iterator[Language]:
    for text in dict.fromkeys(row.texts("languages")):
        if text in _LANGUAGES:
            yield Language(text)
        else:
            row.note(f"unknown language {text!r}", f"use {' or '.join(_LANGUAGES)}")


def _maybe_both(row: Record, key: str) -> Bilingual | None:
    return row.both(key) if row.values.get(key) is not None else None


def _questions(row: Record) -> list[Record]:
    """Each suggestion as a record with one bilingual text, so that a mistake in it is told by its number."""
    return [
        Record(where=f"{row.where} > suggestions {number}", values={"question": value}, findings=row.findings)
        for number, value in enumerate(row.items("suggestions"), start=1)
    ]


def _address(row: Record, key: str) -> str:
    text = row.text(key)
    if text and not (text.startswith("https://") and urlsplit(text).hostname):
        row.note(f"{key!r} is {text!r}, not a page's address", f"write {key}: https://…")
    return text


def _known(row: Record, destinations: Collection[str]) -> Iterator[str]:
    for name in row.texts("first"):
        if name in destinations:
            yield name
        else:
            row.note(f"unknown destination {name!r}", "use ids of directory/destinations.yaml")


def _theme(row: Record) -> Iterator[tuple[str, str]]:
    inner = mapping(row.values.get("theme")) or {}
    if row.values.get("theme") is not None and not inner:
        row.note("'theme' is not a mapping", 'write theme: {accent: "#0b5468"}')
    for name, value in inner.items():
        pattern = _THEME.get(name)
        if pattern is None:
            row.note(f"unknown theme property {name!r}", f"use one of: {', '.join(_THEME)}")
        elif not pattern.fullmatch(str(value)):
            row.note(f"theme {name!r} is {value!r}", 'colours as "#0b5468", lengths as "8px" or "1em", both in quotes')
        else:
            yield name, str(value)
