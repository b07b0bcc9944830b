"""A figure of lines on two logarithmic axes, as plain SVG."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM = 640, 400, 70, 40, 50
COLOURS = ("#0b5468", "#b3541e", "#5b7f2b", "#6a4c93")


def log_lines(across: Sequence[float], lines: Mapping[str, Sequence[float]], *, x: str, y: str) -> str:
    """`across` and every line are of one length and positive."""
    values = [value for line in lines.values() for value in line]
    left, right = _decades(across)
    low, high = _decades(values)

    def place(a: float, b: float) -> tuple[float, float]:
        along = (math.log10(a) - left) / (right - left)
        up = (math.log10(b) - low) / (high - low)
        return LEFT + along * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - 20)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    for power in range(left, right + 1):
        at, foot = place(10**power, 10**low)
        parts.append(f'<path d="M{at:.1f} {foot:.1f}V20" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{foot + 18:.1f}" font-size="12" text-anchor="middle">{10**power:,}</text>')
    for power in range(low, high + 1):
        at, up = place(10**left, 10**power)
        parts.append(f'<path d="M{at:.1f} {up:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{at - 8:.1f}" y="{up + 4:.1f}" font-size="12" text-anchor="end">{10.0**power:g}</text>')
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = [place(a, b) for a, b in zip(across, line, strict=True)]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
        parts.append(
            f'<text x="{LEFT + 12}" y="{36 + 18 * number}" font-size="13" fill="{colour}">{escape(name)}</text>'
        )
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" font-size="13" text-anchor="middle">{escape(x)}</text>')
    parts.append(f'<text x="14" y="{HEIGHT / 2}" font-size="13">{escape(y)}</text></svg>')
    return "\n".join(parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
