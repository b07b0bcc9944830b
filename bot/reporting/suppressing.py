"""Leaves out small numbers, and as many others as it takes that none can be reckoned back from a sum."""

from collections.abc import Mapping


def published(counts: Mapping[str, int], *, smallest: int, sum_is_known: bool = True) -> dict[str, int | None]:
    """The counts that may be shown; None stands for one that may not. Noughts are shown: nobody is behind them.

    Where the sum is known, what is left out is at least two numbers that come to `smallest` or more together, so that
    the sum less what is shown tells of nobody. Where that cannot be had, nothing is shown.
    """
    hidden = {key for key, count in counts.items() if 0 < count < smallest}
    if not hidden:
        return dict(counts)
    if sum_is_known:
        hidden |= _more(counts, hidden, smallest=smallest)
    return {key: None if key in hidden else count for key, count in counts.items()}


def _more(counts: Mapping[str, int], hidden: set[str], *, smallest: int) -> set[str]:
    more = set[str]()
    others = sorted((count, key) for key, count in counts.items() if key not in hidden and count)
    for _, key in others:
        if len(hidden | more) >= 2 and sum(counts[each] for each in hidden | more) >= smallest:
            return more
        more.add(key)
    left_out = hidden | more
    is_safe = len(left_out) >= 2 and sum(counts[each] for each in left_out) >= smallest
    return more if is_safe else set(counts)


def total(count: int, *, smallest: int) -> int | None:
    return None if 0 < count < smallest else count
