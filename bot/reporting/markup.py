"""HTML written safely: everything that is not markup of ours is escaped."""

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """An element. Plain text inside is escaped; a trailing underscore in an attribute's name is dropped."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{written}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))
