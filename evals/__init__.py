"""Measures Indgang as evaluators need it before a release: suites, scorers, runs, reports and a gate."""

import os

# Inspect draws on the screen itself unless told otherwise, and only its environment tells it.
os.environ.setdefault("INSPECT_DISPLAY", "none")  # noqa: TID251
