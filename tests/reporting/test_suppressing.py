"""Nobody can be reckoned back from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reporting import published

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8)


@given(COUNTS, st.integers(2, 10))
def test_what_is_left_out_is_two_numbers_or_more_that_come_to_enough_together(
    counts: dict[str, int], smallest: int
) -> None:
    shown = published(counts, smallest=smallest)
    hidden = [counts[key] for key, count in shown.items() if count is None]
    assert all(count == 0 or count >= smallest for count in shown.values() if count is not None)
    if hidden and len(hidden) < len(counts):
        assert len(hidden) >= 2
        assert sum(hidden) >= smallest


@given(COUNTS)
def test_what_is_shown_is_true_and_nothing_is_left_out_without_need(counts: dict[str, int]) -> None:
    shown = published(counts, smallest=5)
    assert all(count in (None, counts[key]) for key, count in shown.items())
    if not any(0 < count < 5 for count in counts.values()):
        assert shown == counts


def test_one_small_number_takes_the_next_smallest_with_it() -> None:
    assert published({"da": 3, "en": 9, "both": 40}, smallest=5) == {"da": None, "en": None, "both": 40}


def test_where_too_few_stand_beside_it_nothing_is_shown() -> None:
    assert published({"da": 3}, smallest=5) == {"da": None}
    assert published({"da": 3, "en": 0}, smallest=5) == {"da": None, "en": None}


def test_without_a_known_sum_only_the_small_are_left_out() -> None:
    assert published({"da": 3, "en": 9}, smallest=5, sum_is_known=False) == {"da": None, "en": 9}
