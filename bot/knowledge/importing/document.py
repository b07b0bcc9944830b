"""A converted document: its title, language and day, and its blocks in reading order."""

from dataclasses import dataclass

from bot.domain import Language


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text or list items; a line break inside it was meant."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def markdown(self) -> str:
        return "\n".join([self.markdown_header, *(markdown_row(row) for row in self.rows)])

    @property
    def markdown_header(self) -> str:
        return f"{markdown_row(self.header)}\n{markdown_row(('---',) * len(self.header))}"


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedDocument:
    """`key` is what its passages are called by; `as_of` the day it speaks for, empty where it does not say."""

    key: str
    title: str
    language: Language
    blocks: tuple[Block, ...]
    as_of: str = ""


def markdown_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
