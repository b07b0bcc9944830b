"""Measures the widget in a real browser, beside the goals and what other widgets reach."""
