"""Reads directory/*.yaml: who can act, for whom, where and until when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain import Bilingual, Contact, Directory, Organisation, Place, Region, Source

from .answering_files import read_answering
from .card_files import source_of
from .destination_files import read_destination, read_validity
from .findings import Finding
from .record import Record, mapping
from .source_files import entries
from .yaml_files import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryReader:
    folder: Path
    sources: Mapping[str, Source]
    topics: Collection[str]
    findings: list[Finding]

    def read(self) -> Directory:
        organisations = {key: _organisation(key, row) for key, row in self._entries("organisations").items()}
        contacts = {key: _contact(key, row) for key, row in self._entries("contacts").items()}
        destinations = {
            key: read_destination(key, row, organisations=organisations, contacts=contacts)
            for key, row in self._entries("destinations").items()
        }
        politicians = tuple(text for row in self._rows("politicians") for text in _politician(row))
        return Directory(
            organisations=organisations,
            contacts=contacts,
            destinations=destinations,
            places=tuple(place for row in self._rows("places") if (place := _place(row))),
            politicians=politicians,
            answering=read_answering(
                self.folder,
                destinations=set(destinations),
                topics=self.topics,
                politicians=politicians,
                findings=self.findings,
            ),
        )

    def _entries(self, name: str) -> dict[str, Record]:
        found = entries(self.folder / "directory" / f"{name}.yaml", folder=self.folder, findings=self.findings)
        for row in found.values():
            self._check_source(row)
        return found

    def _check_source(self, row: Record) -> None:
        ref = row.record("source")
        if ref is not None:
            ref.allow_only("source", "section")
            source_of(ref, self.sources)

    def _rows(self, name: str) -> list[Record]:
        """The rows of a file that is a list, or the entries of one that maps ids; a bare text is a name."""
        where = f"directory/{name}.yaml"
        value = read_yaml(self.folder / where, where=where, findings=self.findings)
        by_id = mapping(value)
        listed = Record(
            where=where, values={name: value if by_id is None else list(by_id.values())}, findings=self.findings
        )
        rows = [{"name": row} if isinstance(row, str) else row for row in listed.items(name)]
        found = Record(where=where, values={name: rows}, findings=self.findings).records(name)
        for row in found:
            self._check_source(row)
        return found


def _organisation(key: str, row: Record) -> Organisation:
    row.allow_only("name", "kind", "region", "aliases", "valid_from", "valid_to", "successor", "as_of", "source")
    return Organisation(
        id=key,
        name=row.both("name"),
        kind=row.text("kind", required=True),
        region=row.text("region"),
        aliases=row.texts("aliases"),
        validity=read_validity(row),
        successor=row.text("successor"),
        as_of=row.day_or_year("as_of"),
    )


def _contact(key: str, row: Record) -> Contact:
    row.allow_only("name", "role", "organisation", "email", "as_of", "source")
    return Contact(
        id=key,
        name=row.text("name", required=True),
        role=row.both("role") if row.values.get("role") else Bilingual("", ""),
        organisation=row.text("organisation"),
        email=row.text("email"),
        as_of=row.day_or_year("as_of"),
    )


def _place(row: Record) -> Place | None:
    row.allow_only("name", "aliases", "region", "setting")
    name = row.text("name", required=True)
    region = row.choice("region", Region, required=True)
    setting = row.text("setting")
    if setting not in ("", "hospital", "municipality"):
        row.note(f"unknown setting {setting!r}", "use hospital, municipality or nothing")
    return Place(name, row.texts("aliases"), region, setting) if name and region else None


def _politician(row: Record) -> tuple[str, ...]:
    row.allow_only("name", "email", "emails", "aliases", "role", "organisation", "as_of", "source")
    found = (row.text("name"), row.text("email"), *row.texts("emails"), *row.texts("aliases"))
    return tuple(text for text in found if text)
