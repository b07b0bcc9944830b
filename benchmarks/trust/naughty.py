"""Brings every naughty string through every door of the product."""

import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.trust.doors import Doors
from tests.trust.naughty import naughty
from tests.trust.world import open_world

from .slices import note, noted
from .table import Row

NAME = "naughty"
USUAL = "almindelige ord"


def strings(*, minutes: float = 60, also: Path | None = None) -> list[Row]:
    """Goes on where earlier slices ended; `also` is a JSON list of further strings."""
    until = time.monotonic() + 60 * minutes
    every = list(dict.fromkeys([*naughty(), *_listed(also)]))
    brought = {each["text"] for each in noted(NAME)}
    with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        doors = Doors(world)
        doors.bring(USUAL)
        for text in every:
            if time.monotonic() > until:
                break
            if text not in brought:
                doors.sent, doors.faults = 0, []
                doors.bring(text)
                note(NAME, {"text": text, "sent": doors.sent, "faults": doors.faults})
    done = [each for each in noted(NAME) if each["text"] in every]
    counted = Counter(fault for each in done for fault in each["faults"])
    found = "; ".join(f"{count} x {fault}" for fault, count in counted.most_common()) or "none"
    test = (
        f"{len(done)} of {len(every)} strings as message, field, id, link, form and staff text: "
        f"{sum(each['sent'] for each in done)} requests"
    )
    return [Row("no 5xx, no traceback, no mark that is not ours in HTML or Slack", test, found, not counted)]


def _listed(file: Path | None) -> list[str]:
    found = json.loads(file.read_text(encoding="utf-8")) if file else []
    return [str(each) for each in found]
