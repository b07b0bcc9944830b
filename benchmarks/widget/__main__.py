"""Prints the widget's goals, what it reaches and what others reach: `make bench-widget`."""

import argparse
from typing import cast

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from bot.ports import ConversationStore
from bot.web import read_manifest
from tests.browser.conftest import launch
from tests.browser.embedded import embed
from tests.fakes import FrozenClock, MemoryFeed
from tests.web.fake_door import FakeDoor

from .goals import GOALS, Goal
from .loading import CPU, RUNS, loads, own_requests, third_parties
from .streaming import SENTENCES, TOKENS, Streamed, stream
from .suite import Outcomes, run_tests

console = Console(highlight=False, width=160)
Reached = tuple[str, bool]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widget", description=__doc__)
    parser.add_argument("--figures", action="store_true", help="only what is measured in figures, not the tests")
    chosen = parser.parse_args()
    reached = measure()
    outcomes = None if chosen.figures else run_tests()
    show(reached, outcomes)


def measure() -> dict[int, Reached]:
    door = FakeDoor(clock=FrozenClock(), feed=MemoryFeed())
    built = read_manifest()
    with sync_playwright() as playwright, embed(door, conversations=cast(ConversationStore, door)) as embedded:
        browser = launch(playwright)
        bare = loads(browser, embedded, widget=False)
        full = loads(browser, embedded, widget=True)
        paced = stream(browser, embedded, door, motion="no-preference")
        at_once = stream(browser, embedded, door, motion="reduce")
        browser.close()
    server = embedded.served.url
    ours = own_requests(full.asked, server)
    strangers = third_parties((*full.asked, *full.asked_on_click), server, embedded.demo.origin)
    on_click = own_requests(full.asked_on_click, server)
    loader, panel = built["loader"].gzip / 1_000, built["panel"].gzip / 1_000
    blocking, shift = full.blocking - bare.blocking, full.shift - bare.shift
    return {
        1: (
            f"{loader:.1f} kB, {len(ours)} request, {len(strangers)} to third parties",
            loader <= 4 and len(ours) == 1 and not strangers,
        ),
        2: (
            f"{panel:.2f} kB, {sum('panel' in path for path in on_click)} file on click",
            panel <= 45 and not any("panel" in path for path in ours),
        ),
        3: (
            f"launcher {full.launcher:.2f} s, panel {full.panel:.2f} s (median of {RUNS})",
            full.launcher <= 1.5 and full.panel <= 1.5,
        ),
        4: (
            f"blocking time {blocking:+.0f} ms, layout shift {shift:+.3f} (median of {RUNS})",
            blocking <= 50 and shift <= 0,
        ),
        15: (
            f"first after {paced.first:.0f} ms; {TOKENS:,} tokens in {SENTENCES} sentences at {CPU}x CPU, "
            f"tasks > 50 ms: {_tasks(paced)} one by one, {_tasks(at_once)} all at once",
            paced.first <= 100 and not paced.long_tasks and not at_once.long_tasks,
        ),
    }


def _tasks(streamed: Streamed) -> str:
    return f"{len(streamed.long_tasks)} (longest {streamed.longest:.0f} ms)"


def show(reached: dict[int, Reached], outcomes: Outcomes | None) -> None:
    table = Table("", "goal", "reached here", "", "others", box=None, padding=(0, 1))
    for goal in GOALS:
        said, is_met = reached[goal.row] if goal.row in reached else _tested(goal, outcomes)
        note = f" ({goal.note})" if goal.note else ""
        table.add_row(str(goal.row), goal.says, f"{said}{note}", "yes" if is_met else "NO", goal.peers)
    table.add_row(
        "18", "NVDA, VoiceOver, TalkBack, Voice Control", "not done: needs people and devices", "–", "not measured"
    )
    console.print(table)


def _tested(goal: Goal, outcomes: Outcomes | None) -> Reached:
    if outcomes is None:
        return "not run", False
    passed, all_ = outcomes.of(goal)
    return f"{passed} of {all_} tests pass", 0 < all_ == passed


if __name__ == "__main__":
    main()
