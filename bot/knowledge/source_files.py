"""Reads topics.yaml and sources/*.yaml."""

from pathlib import Path

from bot.domain import Bilingual, Language, Source

from .findings import Finding
from .record import Record, mapping
from .yaml_files import read_yaml

_KEYS = ("title", "owner", "language", "as_of", "document", "url", "check_current")


def entries(path: Path, *, folder: Path, findings: list[Finding]) -> dict[str, Record]:
    """The entries of a file that maps ids to mappings; what has another shape is a finding."""
    where = path.relative_to(folder).as_posix()
    value = read_yaml(path, where=where, findings=findings)
    if value is None:
        return {}
    rows = mapping(value)
    if rows is None:
        findings.append(Finding(where, "is not a list of `id:` entries", "write an id, a colon, and its keys below it"))
        return {}
    found = dict[str, Record]()
    for key, inner in rows.items():
        place = f"{where} > {key}"
        values = mapping(inner)
        if values is None:
            findings.append(Finding(place, f"is {inner!r}, not a mapping", "write its keys indented below it"))
        else:
            found[key] = Record(where=place, values=values, findings=findings)
    return found


def read_topics(folder: Path, *, findings: list[Finding]) -> dict[str, Bilingual]:
    topics = dict[str, Bilingual]()
    for key, record in entries(folder / "topics.yaml", folder=folder, findings=findings).items():
        record.allow_only("da", "en")
        topics[key] = Bilingual(record.text("da", required=True), record.text("en", required=True))
    return topics


def read_sources(folder: Path, *, findings: list[Finding]) -> dict[str, Source]:
    sources = dict[str, Source]()
    for path in sorted((folder / "sources").glob("*.yaml")):
        for key, record in entries(path, folder=folder, findings=findings).items():
            if key in sources:
                record.note(f"source {key!r} stands in another file too", "keep one of them")
            sources[key] = _source(key, record)
    return sources


def _source(key: str, record: Record) -> Source:
    record.allow_only(*_KEYS)
    source = Source(
        id=key,
        title=record.text("title", required=True),
        owner=record.text("owner", required=True),
        language=record.choice("language", Language, required=True) or Language.DANISH,
        as_of=record.day_or_year("as_of", required=True),
        url=record.text("url"),
        document=record.text("document"),
        check_current=record.flag("check_current"),
    )
    if not source.url and not source.document:
        record.note("names neither a document nor a page", "write document: file-name or url: https://…")
    if source.url and not source.url.startswith(("https://", "http://")):
        record.note(f"{source.url!r} is not an address", "write it with https:// in front")
    return source
