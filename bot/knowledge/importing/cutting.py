"""Cuts a document into passages that can be found and quoted: one language, one place in the text, tables whole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.domain import Language, Passage

from .document import ConvertedDocument, Heading, Paragraph, Table
from .hiding import hide
from .languages import guess_language
from .pieces import pieces_of

LIMIT = 800
"""Letters in a passage: about 200 tokens of Danish. Only a table row may be longer, since it is never divided."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    path: tuple[str, ...]
    language: Language


def cut(
    document: ConvertedDocument,
    *,
    hidden_addresses: Collection[str] = (),
    owner: str = "",
    as_of: str = "",
    limit: int = LIMIT,
) -> list[Passage]:
    """The document's passages in order, without telephone numbers and the hidden addresses."""
    blocks = [shown for block in document.blocks if (shown := hide(block, addresses=hidden_addresses))]
    pieces = [
        _Piece(text, path, guess_language(text, otherwise=document.language))
        for path, block in _placed(blocks)
        for text in pieces_of(block, limit=limit)
    ]
    return [
        Passage(
            id=f"{document.key}#{number}",
            card_id=document.key,
            language=group[0].language,
            title=group[0].path[0] if group[0].path else document.title,
            text="\n\n".join(piece.text for piece in group),
            source_title=document.title,
            owner=owner,
            section=" > ".join(group[0].path),
            as_of=as_of or document.as_of,
            is_card=False,
        )
        for number, group in enumerate(_groups(pieces, limit=limit), start=1)
    ]


def _placed(blocks: Sequence[Heading | Paragraph | Table]) -> Iterator[tuple[tuple[str, ...], Paragraph | Table]]:
    """Each text with the headings above it. A heading with nothing under it is text of the section it stands in."""
    above = list[Heading]()
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if not isinstance(block, Heading):
            yield tuple(heading.text for heading in above), block
            continue
        above = [heading for heading in above if heading.level < block.level]
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            yield tuple(heading.text for heading in above), Paragraph(block.text)
        else:
            above.append(block)


def _groups(pieces: Sequence[_Piece], *, limit: int) -> list[list[_Piece]]:
    """Neighbours of one section and language, as many as fit. A lead-in ("…:") goes with what it leads to."""
    groups = list[list[_Piece]]()
    for piece in pieces:
        if not groups or not _fits(groups[-1], piece, limit=limit):
            lead_in = _lead_in(groups, piece, limit=limit)
            groups.append([*lead_in, piece])
        else:
            groups[-1].append(piece)
    return groups


def _fits(group: Sequence[_Piece], piece: _Piece, *, limit: int) -> bool:
    same = group[0].path == piece.path and group[0].language == piece.language
    return same and sum(len(inner.text) + 2 for inner in group) + len(piece.text) <= limit


def _lead_in(groups: Sequence[list[_Piece]], piece: _Piece, *, limit: int) -> list[_Piece]:
    """Takes the lead-in off the group before, when it fits with the piece it leads to."""
    if not groups or len(groups[-1]) < 2:
        return []
    last = groups[-1][-1]
    if not last.text.endswith(":") or not _fits([last], piece, limit=limit):
        return []
    return [groups[-1].pop()]
