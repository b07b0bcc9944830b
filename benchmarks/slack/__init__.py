"""What is promised of Slack, tried on the emulated workspace: `python -m benchmarks.slack`."""
