"""Measures Indgang as evaluators need it before a release: suites, scorers, runs, reports and a gate."""
