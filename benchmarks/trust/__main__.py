"""Prints a table of promise, test and figure for one proof, and fails where a promise did not hold.

A long proof goes on where its last slice ended, until it has the number asked for; `--anew` begins it again.

python -m benchmarks.trust kill --times 1000
python -m benchmarks.trust states --steps 10000
python -m benchmarks.trust naughty --also strings.json
python -m benchmarks.trust soak --conversations 10000 --minutes 8
python -m benchmarks.trust streams
python -m benchmarks.trust requests --times 200 --seeds 5
python -m benchmarks.trust injections --minutes 10
"""

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from . import slices
from .injecting import injections
from .kill import kill
from .naughty import strings
from .requests import requests
from .soak import soak
from .standing import standing
from .states import states
from .streams import streams
from .table import Row, tell

NAMES = ("kill", "states", "naughty", "soak", "streams", "requests", "injections")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.trust", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--screens", type=int, default=200, help="open streams; the other crowds are in proportion")
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--longest", type=float, default=1.2, help="seconds a life may last once it answers")
    parser.add_argument("--minutes", type=float, default=60, help="how long this slice may take")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--also", type=Path, help="a JSON list of further strings")
    parser.add_argument("--anew", action="store_true", help="forget what earlier slices found")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if chosen.anew:
        if left := standing(chosen.name):
            left.stop()
        slices.forget(chosen.name)
    sys.exit(0 if tell(_rows(chosen)) else 1)


def _rows(chosen: argparse.Namespace) -> list[Row]:
    match chosen.name:
        case "kill":
            return asyncio.run(kill(chosen.times, minutes=chosen.minutes, longest=chosen.longest))
        case "streams":
            return asyncio.run(streams(chosen.screens))
        case "soak":
            return asyncio.run(soak(chosen.conversations, minutes=chosen.minutes))
        case "naughty":
            return strings(minutes=chosen.minutes, also=chosen.also)
        case "injections":
            return asyncio.run(injections(minutes=chosen.minutes))
        case "requests":
            return requests(chosen.times, seeds=chosen.seeds, minutes=chosen.minutes)
        case _:
            return states(chosen.steps, minutes=chosen.minutes)


if __name__ == "__main__":
    main()
