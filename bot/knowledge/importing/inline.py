"""Takes Markdown's inline marks off a text: what is left is what a reader would see."""

import re

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")


def plain(text: str) -> str:
    shown = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    shown = _ITALIC.sub(r"\2", _BOLD.sub(r"\2", shown))
    return _ESCAPED.sub(r"\1", shown).replace("\u00ad", "").replace("\u00a0", " ")
