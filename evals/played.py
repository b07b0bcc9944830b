"""Keeps what has been played beside a run, so that one that was cut off goes on where it stopped."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.domain import ConfigurationError

from .records import Record, record_from
from .runs import Stamp

NAME = "played.jsonl"


@dataclass(frozen=True, slots=True)
class Played:
    """Records by the key of their play; with a path each is written down as soon as it is there."""

    path: Path | None = None
    records: dict[str, Record] = field(default_factory=dict[str, Record])

    @classmethod
    def beside(cls, folder: Path, stamp: Stamp) -> "Played":
        """What is kept in the folder of a run with this stamp; begun where there is nothing.

        Raises:
            ConfigurationError: what lies there was played by another product, or over other cases.
        """
        path, first = folder / NAME, {**asdict(stamp), "started": "", "judge": ""}
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(first), encoding="utf-8")
            return cls(path)
        head, _, _ = path.read_text(encoding="utf-8").partition("\n")
        if json.loads(head) != first:
            raise ConfigurationError(f"{path} was played by another product or over other cases; name another --out")
        return cls(path, records_in(path))

    def keep(self, key: str, record: Record) -> None:
        self.records[key] = record
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n" + json.dumps({"key": key, "record": record.as_json()}, ensure_ascii=False))


def records_in(path: Path) -> dict[str, Record]:
    """What a run has played, by the key of each play. A line that was cut off with its run is left out."""
    found: dict[str, Record] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        try:
            row: dict[str, Any] = json.loads(line or "{}")
        except json.JSONDecodeError:
            continue
        if row:
            found[row["key"]] = record_from(row["record"])
    return found
