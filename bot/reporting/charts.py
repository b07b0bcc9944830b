"""Inline SVG: a bar for each row, and a column for each month. The numbers stand beside them as text."""

from collections.abc import Sequence

from .counting import Row
from .markup import Markup, joined, tag

HEIGHT, BASE, STEP, WIDE = 160, 130, 64, 40


def bar(count: int | None, *, most: int) -> Markup:
    """A share of the longest bar; what is left out has a dotted rail only."""
    rail = tag("line", x1="0", x2="100%", y1="50%", y2="50%", class_="rail" if count is not None else "rail left-out")
    width = f"{100 * (count or 0) / most:.2f}%" if most else "0%"
    filled = tag("rect", x="0", y="20%", width=width, height="60%", rx="2")
    return tag("svg", rail, filled, class_="bar", width="100%", height="16", aria_hidden="true")


def columns(rows: Sequence[Row], labels: Sequence[tuple[str, str]]) -> Markup:
    """One column a row; its label is the number above it, as it is written here, and the short name below."""
    most = max((row.count or 0 for row in rows), default=0) or 1
    parts = [_column(place, row, label, most=most) for place, (row, label) in enumerate(zip(rows, labels, strict=True))]
    line = tag("line", x1="0", x2=str(STEP * len(rows)), y1=str(BASE), y2=str(BASE), class_="rail")
    svg = tag(
        "svg",
        *parts,
        line,
        class_="columns",
        viewBox=f"0 0 {STEP * len(rows)} {HEIGHT}",
        width="100%",
        aria_hidden="true",
    )
    return tag("div", svg, class_="wide chart")


def _column(place: int, row: Row, label: tuple[str, str], *, most: int) -> Markup:
    number, name = label
    high = 100 * (row.count or 0) / most
    middle = str(STEP * place + STEP / 2)
    return joined(
        [
            tag(
                "rect",
                x=str(STEP * place + (STEP - WIDE) / 2),
                y=f"{BASE - high:.1f}",
                width=str(WIDE),
                height=f"{high:.1f}",
                rx="2",
            ),
            tag("text", number, x=middle, y=f"{BASE - high - 6:.1f}", class_="number"),
            tag("text", name, x=middle, y=str(BASE + 10), class_="below"),
        ]
    )
