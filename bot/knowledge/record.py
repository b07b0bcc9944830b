"""A mapping from a YAML file, read key by key, with the lists and mappings inside it."""

from dataclasses import dataclass
from typing import cast

from bot.domain import Bilingual

from .findings import Finding
from .values import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Values):
    def both(self, key: str) -> Bilingual:
        """Text in both languages, written `{da: …, en: …}`."""
        values = mapping(self.values.get(key))
        if values is None:
            self.note(f"{key!r} must be written in both languages", f"write {key}: {{da: …, en: …}}")
            return Bilingual("", "")
        inner = Record(where=f"{self.where} > {key}", values=values, findings=self.findings)
        inner.allow_only("da", "en")
        return Bilingual(inner.text("da", required=True), inner.text("en", required=True))

    def texts(self, key: str) -> tuple[str, ...]:
        found = list[str]()
        for value in self.items(key):
            if isinstance(value, str):
                found.append(value.strip())
            else:
                self.note(f"{key!r} holds {value!r}, which YAML does not read as text", "put it in quotes")
        return tuple(found)

    def records(self, key: str) -> list["Record"]:
        found = list[Record]()
        for number, value in enumerate(self.items(key), start=1):
            where = f"{self.where} > {key} {number}"
            values = mapping(value)
            if values is None:
                self.findings.append(Finding(where, f"is {value!r}, not a mapping", "write it as {key: value}"))
            else:
                found.append(Record(where=where, values=values, findings=self.findings))
        return found

    def record(self, key: str) -> "Record | None":
        value = self.values.get(key)
        values = mapping(value)
        if values is not None:
            return Record(where=f"{self.where} > {key}", values=values, findings=self.findings)
        if value is not None:
            self.note(f"{key!r} is {value!r}, not a mapping", f"write {key}: {{…: …}}")
        return None

    def items(self, key: str) -> list[object]:
        value = self.values.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return cast("list[object]", value)
        self.note(f"{key!r} is {value!r}, not a list", f"write {key}: [a, b]")
        return []


def mapping(value: object) -> dict[str, object] | None:
    """A YAML mapping with its keys as text (YAML reads a key `no:` as false and `2024:` as a number), else None."""
    if not isinstance(value, dict):
        return None
    return {str(key): inner for key, inner in cast("dict[object, object]", value).items()}
