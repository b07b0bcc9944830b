"""What earlier slices of a long proof found, kept between commands so that the next goes on from there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2] / "var" / "trust"


def place(name: str) -> Path:
    """The folder of one proof, made where it is missing."""
    folder = ROOT / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def note(name: str, found: dict[str, Any]) -> None:
    """Keep what one slice found, whole or not at all."""
    with (place(name) / "slices.jsonl").open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(found) + "\n")


def noted(name: str) -> Iterator[dict[str, Any]]:
    """What every slice until now found, first slice first."""
    file = place(name) / "slices.jsonl"
    if file.is_file():
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def forget(name: str) -> None:
    """Begin a proof anew."""
    for file in place(name).glob("*.jsonl"):
        file.unlink()
