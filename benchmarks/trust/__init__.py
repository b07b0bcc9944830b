"""Proofs that nothing is lost, nothing leaks and nobody is let in: `python -m benchmarks.trust NAME`."""
