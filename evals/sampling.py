"""Takes a sample of a suite: spread over its languages and groups as the whole is, and the same one each time."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence

from .suite import Play

_SURE = 1.96
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def sampled(plays: Sequence[Play], *, count: int, seed: int) -> list[Play]:
    """So many plays in their order. A larger sample of the same seed holds the smaller one, so a run can be widened."""
    strata: dict[tuple[str, str], list[Play]] = defaultdict(list)
    for play in sorted(plays, key=lambda each: _drawn(each, seed)):
        strata[play.case.lang, play.case.group].append(play)
    # Each takes its place on a line from 0 to 1 within its stratum: the first so many then hold every stratum's share.
    placed = [
        ((place + 0.5) / len(members), _drawn(play, seed), play)
        for members in strata.values()
        for place, play in enumerate(members)
    ]
    chosen = {play.key for _, _, play in sorted(placed, key=lambda each: each[:2])[:count]}
    return [play for play in plays if play.key in chosen]


def likely(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `count` cases; wide enough for marks between 0 and 1 too."""
    square = _SURE**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    reach = _SURE / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _drawn(play: Play, seed: int) -> str:
    return hashlib.sha256(f"{seed} {play.key}".encode()).hexdigest()
