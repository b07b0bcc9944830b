"""Inline SVG: one track a measure, a dot a language, so that level and parity are seen at once."""

from bot.reporting.markup import Markup, tag

from .means import Figure

INSET = 2.0
"""Percent of the width kept free at either end, so that a dot at 0 or 100 is whole."""


def track(danish: Figure, english: Figure, *, base: Figure | None = None) -> Markup:
    """Both languages on a line from 0 to 100 percent; `base` is the baseline over both, drawn as a tick."""
    dots = [(danish, "da"), (english, "en")]
    known = [_place(each.mean) for each, _ in dots if each.mean is not None]
    parts = [_line(_place(0), _place(1), "rail"), *(_tick(_place(step / 4), "step") for step in range(5))]
    if len(known) > 1:
        parts.append(_line(min(known), max(known), "gap"))
    if base is not None and base.mean is not None:
        parts.append(_tick(_place(base.mean), "base"))
    parts += [
        # A ring around a dot: where the languages agree, both are still seen, in any colours.
        tag("circle", cx=f"{_place(each.mean):.2f}%", cy="50%", r="5" if name == "da" else "7", class_=name)
        for each, name in dots
        if each.mean is not None
    ]
    return tag("svg", *parts, class_="track", aria_hidden="true", height="22", width="100%")


def _place(share: float | None) -> float:
    return INSET + (100 - 2 * INSET) * min(1.0, max(0.0, share or 0.0))


def _line(start: float, end: float, kind: str) -> Markup:
    return tag("line", x1=f"{start:.2f}%", x2=f"{end:.2f}%", y1="50%", y2="50%", class_=kind)


def _tick(at: float, kind: str) -> Markup:
    low, high = ("8%", "92%") if kind == "base" else ("36%", "64%")
    return tag("line", x1=f"{at:.2f}%", x2=f"{at:.2f}%", y1=low, y2=high, class_=kind)
