"""A sample is spread as the whole is, and a run that was cut off goes on with what it had."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import ConfigurationError
from evals.played import NAME, Played
from evals.sampling import likely, sampled
from evals.suite import Play, asked

from .samples import case, record, route, shown, slot, source, stamp, turn


def plays(**strata: int) -> list[Play]:
    """So many cases of each group, half of them in each language."""
    return [
        asked(case(id=f"{group}{number}", group=group, lang=("da", "en")[number % 2]))
        for group, count in strata.items()
        for number in range(count)
    ]


def test_a_sample_holds_each_language_and_group_by_its_share() -> None:
    chosen = sampled(plays(seed=60, public=40, dialogue=20), count=12, seed=1)
    held = Counter((play.case.group, play.case.lang) for play in chosen)
    assert held == {
        (group, lang): n for group, n in (("seed", 3), ("public", 2), ("dialogue", 1)) for lang in ("da", "en")
    }


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 9))
def test_a_larger_sample_holds_the_smaller_one_and_a_seed_always_the_same(few: int, more: int, seed: int) -> None:
    every = plays(seed=14, public=9)
    small, large = (sampled(every, count=count, seed=seed) for count in sorted((few, more)))
    assert {play.key for play in small} <= {play.key for play in large}
    assert len(small) == min(few, more, len(every))
    assert small == sampled(every, count=min(few, more), seed=seed)


def test_another_seed_is_another_sample() -> None:
    every = plays(seed=200)
    assert sampled(every, count=20, seed=1) != sampled(every, count=20, seed=2)


@pytest.mark.parametrize(("share", "count", "low", "high"), [(0.5, 100, 0.404, 0.596), (1.0, 20, 0.839, 1.0)])
def test_an_interval_is_wilsons(share: float, count: int, low: float, high: float) -> None:
    assert likely(share, count) == pytest.approx((low, high), abs=0.001)


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    kept = record(
        turns=(turn(retrieved=(("card", 1.5),), whole=2.0),),
        shown=(shown("Regionen hjælper.", "card:da"),),
        sources=(source(),),
        routes=(route("nord"),),
        slots={"need": slot("test")},
        model_calls=2,
    )
    Played.beside(tmp_path, stamp()).keep("C1", kept)
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write('\n{"key": "C2", "rec')
    again = Played.beside(tmp_path, stamp(started="later"))
    assert again.records == {"C1": kept}
    again.keep("C3", kept)
    assert Played.beside(tmp_path, stamp()).records.keys() == {"C1", "C3"}


def test_what_another_product_played_is_not_taken_up(tmp_path: Path) -> None:
    Played.beside(tmp_path, stamp())
    with pytest.raises(ConfigurationError, match="another --out"):
        Played.beside(tmp_path, stamp(commit="later"))
