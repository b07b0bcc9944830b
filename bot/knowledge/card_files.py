"""Reads one card or boundary: front matter in YAML, then its text in Danish and in English."""

from collections.abc import Mapping
from pathlib import Path

from bot.domain import Ask, Bilingual, Boundary, Card, Field, Language, Region, Source, SourceRef, Standing, Verdict

from .card_text import CardText, read_texts, split_front_matter
from .findings import Finding
from .record import Record, mapping
from .yaml_files import parse_yaml, read_text

BOUNDARY_TOPIC = "boundary"
_REGIONS = (*map(str, Region), "national", "eu")
_ISO_DAY = len("2026-01-31")
_COMMON_KEYS = ("id", "region", "destinations", "as_of", "valid_to", "superseded_by", "reviewed", "sources", "asks")
_CARD_KEYS = (*_COMMON_KEYS, "topic", "standing", "clarifies")
_BOUNDARY_KEYS = (*_COMMON_KEYS, "boundary", "clarifies", "signs", "lookalikes")


def read_card(path: Path, *, where: str, sources: Mapping[str, Source], findings: list[Finding]) -> Card | None:
    """The card, as far as it can be read; None when its front matter or its day is missing."""
    text = read_text(path, where=where, findings=findings)
    if text is None:
        return None
    parts = split_front_matter(text)
    if parts is None:
        findings.append(Finding(where, "has no front matter", "open it with a line ---, the keys, and a line ---"))
        return None
    value = parse_yaml(parts.yaml, where=where, findings=findings, first_line=2)
    values = mapping(value)
    if values is None:
        if value is not None or not parts.yaml.strip():
            findings.append(Finding(where, "its front matter is not `key: value` lines", "write id: … and the rest"))
        return None
    if values.pop("draft", None) is not None:
        findings.append(Finding(where, "is still a draft", "complete it, then run `indgang gaps approve FILE`"))
    values.pop("gap", None)
    record = Record(where=where, values=values, findings=findings)
    written = record.text("id", required=True)
    if written and written != path.stem:
        record.note(f"id {written!r} is not the file's name", f"write id: {path.stem}, or rename the file")
    return _card(record, card_id=path.stem, texts=read_texts(record, parts.rest), sources=sources)


def _card(
    record: Record, *, card_id: str, texts: Mapping[Language, CardText], sources: Mapping[str, Source]
) -> Card | None:
    is_boundary = "boundary" in record.values
    record.allow_only(*(_BOUNDARY_KEYS if is_boundary else _CARD_KEYS))
    danish, english = texts[Language.DANISH], texts[Language.ENGLISH]
    as_of = record.day_or_year("as_of", required=True)
    asks, refs = _asks(record), _refs(record, sources)
    if not as_of:
        return None
    return Card(
        id=card_id,
        topic=BOUNDARY_TOPIC if is_boundary else record.text("topic", required=True),
        region=_region(record, required=not is_boundary),
        title=Bilingual(danish.title, english.title),
        body=Bilingual(danish.body, english.body),
        asks=asks,
        destinations=record.texts("destinations"),
        standing=record.choice("standing", Standing, required=not is_boundary) or Standing.FIRM,
        as_of=as_of,
        valid_to=record.day("valid_to"),
        superseded_by=record.text("superseded_by"),
        reviewed=record.day("reviewed"),
        sources=refs,
        boundary=record.choice("boundary", Boundary, required=is_boundary),
        clarifies=record.choice("clarifies", Field) or "",
        signs=record.texts("signs") if is_boundary else (),
        lookalikes=_lookalikes(record) if is_boundary else (),
    )


def _region(record: Record, *, required: bool) -> str:
    region = record.text("region", required=required)
    if region and region not in _REGIONS:
        record.note(f"unknown region {region!r}", f"use one of: {', '.join(_REGIONS)}")
    return region


def _asks(record: Record) -> tuple[Ask, ...]:
    asks = list[Ask]()
    for row in record.records("asks"):
        row.allow_only("da", "en", "answer")
        question = Bilingual(row.text("da", required=True), row.text("en", required=True))
        verdict = row.choice("answer", Verdict)
        if question.da and question.en:
            asks.append(Ask(question, verdict))
    return tuple(asks)


def _lookalikes(record: Record) -> tuple[Bilingual, ...]:
    lookalikes = list[Bilingual]()
    for row in record.records("lookalikes"):
        row.allow_only("da", "en")
        text = Bilingual(row.text("da", required=True), row.text("en", required=True))
        if text.da and text.en:
            lookalikes.append(text)
    return tuple(lookalikes)


def _refs(record: Record, sources: Mapping[str, Source]) -> tuple[SourceRef, ...]:
    refs = list[SourceRef]()
    for row in record.records("sources"):
        row.allow_only("source", "section")
        source = source_of(row, sources)
        if source is not None:
            refs.append(SourceRef(source, row.text("section")))
    return tuple(refs)


def source_of(row: Record, sources: Mapping[str, Source]) -> Source | None:
    """The source that `{source: …, section: …}` names; a finding when there is none by that key."""
    key = row.text("source", required=True)
    if key and key not in sources:
        row.note(f"unknown source {key!r}", "use a key of sources/*.yaml, or add the source there")
    return sources.get(key)
