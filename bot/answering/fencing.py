"""Fences others' words as data, so that nothing in a source or a message can pass for an instruction of ours."""

from collections.abc import Sequence

from bot.domain import Passage

_OUR_BRACKETS = str.maketrans({"<": "\u2039", ">": "\u203a"})


def plain(text: str) -> str:
    """A text that can open or close none of our fences."""
    return text.translate(_OUR_BRACKETS)


def fenced(passages: Sequence[Passage], *, most: int) -> str:
    """Passages as numbered sources with their dates, together at most `most` characters of text."""
    parts: list[str] = []
    for number, passage in enumerate(passages, start=1):
        text = plain(f"{passage.title}\n{passage.text}".strip())[: max(0, most)]
        most -= len(text)
        dated = f' as_of="{plain(passage.as_of)}"' if passage.as_of else ""
        parts.append(f'<source number="{number}"{dated}>\n{text}\n</source>')
    return "\n".join(parts)
