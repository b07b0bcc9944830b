"""Passages of imported documents to rows and back; what only boundaries have stands in no row."""

from bot.domain import Boundary, Language, Passage, Standing

from . import codec
from .rows import AnyRow, Values


def passage_values(passage: Passage) -> Values:
    return {
        "id": passage.id,
        "card_id": passage.card_id,
        "language": passage.language.value,
        "title": passage.title,
        "section": passage.section,
        "text": passage.text,
        "source_title": passage.source_title,
        "owner": passage.owner,
        "url": passage.url,
        "as_of": passage.as_of,
        "valid_to": passage.valid_to,
        "asks": [codec.ask_to_json(ask) for ask in passage.asks],
        "destinations": list(passage.destinations),
        "region": passage.region,
        "standing": passage.standing.value,
        "boundary": passage.boundary.value if passage.boundary else None,
        "clarifies": passage.clarifies,
        "signs": list(passage.signs),
        "is_card": passage.is_card,
    }


def passage_from(row: AnyRow) -> Passage:
    return Passage(
        id=row.id,
        card_id=row.card_id,
        language=Language(row.language),
        title=row.title,
        section=row.section,
        text=row.text,
        source_title=row.source_title,
        owner=row.owner,
        url=row.url,
        as_of=row.as_of,
        valid_to=row.valid_to,
        asks=tuple(codec.ask_from_json(ask) for ask in row.asks),
        destinations=tuple(row.destinations),
        region=row.region,
        standing=Standing(row.standing),
        boundary=Boundary(row.boundary) if row.boundary else None,
        clarifies=row.clarifies,
        signs=tuple(row.signs),
        is_card=row.is_card,
    )
