"""Brings every naughty string through every door of the product."""

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.trust.doors import Doors
from tests.trust.naughty import naughty
from tests.trust.world import open_world

from .table import Row


def strings(*, minutes: float = 60) -> list[Row]:
    """In random order, as many as the minutes hold."""
    every, until, brought = naughty(), time.monotonic() + 60 * minutes, 0
    random.Random().shuffle(every)  # noqa: S311 - an order, not a secret
    with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        doors = Doors(world)
        for text in ("almindelige ord", *every):
            if time.monotonic() > until:
                break
            doors.bring(text)
            brought += 1
    found = "; ".join(f"{count} x {fault}" for fault, count in Counter(doors.faults).most_common()) or "none"
    test = (
        f"{brought} of {1 + len(every)} strings as message, field, id, link, form and staff text: {doors.sent} requests"
    )
    return [Row("no 5xx, no traceback, no mark that is not ours in HTML or Slack", test, found, not doors.faults)]
