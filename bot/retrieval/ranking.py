"""Orders runs of surfaces: which is the best of each passage, and what the passage is worth beside other languages."""

import numpy as np

from .arrays import Floats, Integers


def hand_out(prizes: Floats, *, by: Floats) -> Floats:
    """The best by `by` gets the highest prize, the next best the next.

    So a language keeps its own order, found with the help of words, while languages are compared by meaning alone.
    """
    handed = np.empty_like(prizes)
    handed[np.argsort(-by, kind="stable")] = -np.sort(-prizes)
    return handed


def best_of_runs(fits: Floats, starts: Integers) -> Integers:
    """For each run of surfaces, the place of its best; the first of equals."""
    runs = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(fits))))
    best: Integers = np.lexsort((-fits, runs))[starts].astype(np.int64)
    return best
