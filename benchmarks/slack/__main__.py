"""Prints a table of promise, test and figure for what is promised of Slack, and fails where a promise did not hold.

python -m benchmarks.slack
python -m benchmarks.slack storm --leads 500 --minutes 15
"""

import argparse
import asyncio
import logging
import sys

from benchmarks.trust.table import Row, tell
from tests.slack.workspace import emulator, why_not

from .acks import acks
from .answers import answers
from .claims import claims
from .deliveries import deliveries
from .leaks import leaks
from .rig import Rig
from .storm import outage, storm

PARTS = ("acks", "answers", "claims", "deliveries", "leaks", "outage", "storm")


async def measure(rig: Rig, name: str, chosen: argparse.Namespace) -> list[Row]:
    match name:
        case "acks":
            return await acks(rig, deliveries=chosen.deliveries)
        case "answers":
            return await answers(rig, questions=chosen.asked, longest=chosen.longest)
        case "claims":
            return await claims(rig, rounds=chosen.rounds)
        case "deliveries":
            return await deliveries(rig, questions=chosen.questions)
        case "leaks":
            return await leaks(rig)
        case "outage":
            return await outage(rig, leads=chosen.away)
        case _:
            return await storm(rig, leads=chosen.leads, minutes=chosen.minutes, longest=chosen.longest)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slack", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them where none is named"
    )
    parser.add_argument("--deliveries", type=int, default=400, help="acknowledged while the model thinks, each way")
    parser.add_argument(
        "--asked", type=int, default=100, help="questions whose answers grow while the server is killed"
    )
    parser.add_argument("--rounds", type=int, default=100, help="of ten who claim at once")
    parser.add_argument("--questions", type=int, default=60, help="delivered again and out of order")
    parser.add_argument("--away", type=int, default=50, help="leads while Slack is down for ten minutes")
    parser.add_argument("--leads", type=int, default=500, help="handed over while the server is killed")
    parser.add_argument("--minutes", type=float, default=20, help="the storm lasts at most")
    parser.add_argument("--longest", type=float, default=8, help="seconds a server lives in the storm at most")
    chosen = parser.parse_args()
    if unknown := sorted({*chosen.names} - {*PARTS}):
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if reason := why_not():
        parser.error(reason)
    logging.disable(logging.CRITICAL)
    rows: list[Row] = []
    with emulator() as url:
        rig = Rig(emulated=url)
        for name in chosen.names or PARTS:
            try:
                rows += asyncio.run(measure(rig, name, chosen))
            except BaseException:
                # What the parts before it came to is not lost with it.
                tell(rows)
                raise
    how = f"{rig.calls} calls and {rig.delivered} deliveries of the parts above, held to Slack's own types"
    found = f"{len(rig.violations)} violations"
    rows.append(Row("nothing breaks Slack's own types", how, found, rig.calls > 0 and not rig.violations))
    sys.exit(0 if tell(rows) else 1)


if __name__ == "__main__":
    main()
