"""How fast and how good finding is, measured with the product's own code: `python -m benchmarks`."""
