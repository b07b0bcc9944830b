"""Orders runs of surfaces: which is the best of each passage, and what the passage is worth beside other languages."""

import numpy as np

from .arrays import Floats, Integers

RANKED = 1000
"""Places that are told apart; nobody is ever shown what lies behind them."""


def foremost(scores: Floats, *, limit: int | None) -> Integers:
    """The places of the `limit` highest scores, or of all, best first; of equals, the earlier. In proportion to n."""
    if limit is not None and 0 < limit < len(scores):
        # Every place that ties with the last one wanted stands for it, so that the order is the same as of all.
        worst = -np.partition(-scores, limit - 1)[limit - 1]
        (places,) = np.nonzero(scores >= worst)
    else:
        places = np.arange(len(scores))
    best: Integers = places[np.argsort(-scores[places], kind="stable")][:limit]
    return best


def hand_out(prizes: Floats, *, by: Floats, ranked: int = RANKED) -> Floats:
    """The best by `by` gets the highest prize, the next best the next, as far as `ranked`; the others get what is left.

    So a language keeps its own order, found with the help of words, while languages are compared by meaning alone.
    """
    head = foremost(by, limit=ranked)
    falling = -np.partition(-prizes, len(head) - 1) if len(head) < len(prizes) else prizes
    handed = np.empty_like(prizes)
    handed[head] = -np.sort(-falling[: len(head)])
    others = np.ones(len(prizes), bool)
    others[head] = False
    handed[others] = falling[len(head) :]
    return handed


def best_of_runs(fits: Floats, starts: Integers) -> Integers:
    """For each run of surfaces, the place of its best; the first of equals."""
    lengths = np.diff(np.append(starts, len(fits)))
    (places,) = np.nonzero(fits == np.repeat(np.maximum.reduceat(fits, starts), lengths))
    runs = np.searchsorted(starts, places, side="right") - 1
    best = np.empty(len(starts), np.int64)
    # Backwards, so that the first of equals is written last.
    best[runs[::-1]] = places[::-1]
    return best
