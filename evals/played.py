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
            path.write_text(json.dumps(first) + "\n", encoding="utf-8")
            return cls(path)
        head, *lines = path.read_text(encoding="utf-8").split("\n")
        if json.loads(head) != first:
            raise ConfigurationError(f"{path} was played by another product or over other cases; name another --out")
        # The last line may have been cut off with the run.
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.endswith("}")]
        return cls(path, {row["key"]: record_from(row["record"]) for row in rows})

    def keep(self, key: str, record: Record) -> None:
        self.records[key] = record
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, "record": record.as_json()}, ensure_ascii=False) + "\n")
