"""Runs the tests behind the goals that are a yes or a no, once each, and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from .goals import GOALS, Goal


@dataclass(slots=True, eq=False)
class Outcomes:
    """A pytest plugin: what became of each test. Skipped is not passed."""

    by_test: dict[str, str] = field(default_factory=dict[str, str])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.removeprefix("tests/")
        if report.when == "call" or report.outcome != "passed":
            self.by_test[name] = report.outcome

    def of(self, goal: Goal) -> tuple[int, int]:
        """How many passed, of how many."""
        found = [outcome for name, outcome in self.by_test.items() if name.startswith(goal.tests)]
        return sum(outcome == "passed" for outcome in found), len(found)


def run_tests() -> Outcomes:
    outcomes = Outcomes()
    files = sorted({f"tests/{start.partition('::')[0]}" for goal in GOALS for start in goal.tests})
    wanted = [name for goal in GOALS for start in goal.tests if (name := start.partition("::")[2])]
    whole = [start.partition("::")[0] for goal in GOALS for start in goal.tests if start.endswith("::")]
    # What was measured before has imported some of it already; that only makes pytest's own messages plainer.
    quiet = ("-q", "-p", "no:cacheprovider", "-o", "addopts=", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    pytest.main([*files, *quiet], plugins=[outcomes, _Only(wanted, whole)])
    return outcomes


@dataclass(frozen=True, slots=True, eq=False)
class _Only:
    """Leaves out the tests no goal names."""

    wanted: Sequence[str]
    files: Sequence[str]

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.name.startswith(tuple(self.wanted)) or self._is_whole(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept

    def _is_whole(self, item: pytest.Item) -> bool:
        return item.nodeid.removeprefix("tests/").startswith(tuple(self.files))
