"""Prints a table of promise, test and figure for one proof, and fails where a promise did not hold.

python -m benchmarks.trust kill --times 1000
python -m benchmarks.trust states --steps 10000
python -m benchmarks.trust naughty
python -m benchmarks.trust requests --times 200 --seeds 5
python -m benchmarks.trust injections --minutes 10
"""

import argparse
import asyncio
import logging
import sys

from .injecting import injections
from .kill import kill
from .naughty import strings
from .requests import requests
from .states import states
from .table import tell


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trust", description=__doc__)
    parser.add_argument("name", choices=["kill", "states", "naughty", "requests", "injections"])
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--longest", type=float, default=1.2, help="seconds a life may last")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=60)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    match chosen.name:
        case "kill":
            rows = asyncio.run(kill(chosen.times, minutes=chosen.minutes, longest=chosen.longest))
        case "naughty":
            rows = strings(minutes=chosen.minutes)
        case "injections":
            rows = asyncio.run(injections(minutes=chosen.minutes))
        case "requests":
            rows = requests(chosen.times, seeds=chosen.seeds, minutes=chosen.minutes)
        case _:
            rows = states(chosen.steps, minutes=chosen.minutes)
    sys.exit(0 if tell(rows) else 1)


if __name__ == "__main__":
    main()
