"""Shares written as a reader of the report sees them."""


def percent(value: float | None) -> str:
    """A share as a figure without its sign, `–` where there is none."""
    return "–" if value is None else f"{100 * value:.1f}"


def points(value: float) -> str:
    """A difference in percentage points, its sign always shown."""
    rounded = round(100 * value, 1)
    return "±0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")
