"""Comparing and gating: statistics worked out by hand, and verdicts a release hangs on."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import UnreadableDocument
from evals.comparing import Comparison, Verdict, compare, interval, sign_test
from evals.gating import against_baselines, keep_baselines, read_baselines
from evals.runs import Run, read_run, write_run

from .samples import kind, run, scored, stamp


def runs(base: list[float], new: list[float], **given: bool) -> tuple[Run, Run]:
    kinds = {"m": kind(**given)}
    before, after = (run(*(scored(f"C{n}", m=v) for n, v in enumerate(each)), kinds=kinds) for each in (base, new))
    return before, after


def only(base: Run, new: Run) -> Comparison:
    [found] = compare(base, new)
    return found


def test_the_sign_test_by_hand() -> None:
    assert sign_test(5, 0) == pytest.approx(1 / 32)
    assert sign_test(4, 1) == pytest.approx(6 / 32)
    assert sign_test(0, 0) == 1


def test_an_interval_of_equal_differences_is_a_point() -> None:
    assert interval([-0.5] * 8) == (-0.5, -0.5)
    assert interval([0.0] * 8) == (0.0, 0.0)


def test_a_clear_fall_is_worse_and_stops_a_release() -> None:
    found = only(*runs([1.0] * 20, [0.0] * 6 + [1.0] * 14))
    assert (found.verdict, found.stops_a_release) == (Verdict.WORSE, True)
    assert found.change == pytest.approx(-0.3)
    assert len(found.worse) == 6


def test_one_case_up_and_one_down_is_the_same() -> None:
    found = only(*runs([0.0, 1.0, 1.0, 1.0], [1.0, 0.0, 1.0, 1.0]))
    assert (found.verdict, found.stops_a_release) == (Verdict.SAME, False)


def test_a_clear_rise_is_better_and_stops_nothing() -> None:
    found = only(*runs([0.0] * 6, [1.0] * 6))
    assert (found.verdict, found.stops_a_release) == (Verdict.BETTER, False)


def test_a_promise_is_broken_by_one_case_alone() -> None:
    found = only(*runs([1.0] * 50, [0.0] + [1.0] * 49, is_promise=True))
    assert (found.verdict, found.stops_a_release) == (Verdict.BROKEN, True)


def test_a_measure_that_only_informs_stops_nothing() -> None:
    found = only(*runs([1.0] * 20, [0.0] * 20, gates=False))
    assert (found.verdict, found.stops_a_release) == (Verdict.WORSE, False)


def test_a_case_that_went_missing_stops_a_release() -> None:
    found = only(*runs([1.0] * 3, [1.0] * 2))
    assert (found.verdict, found.worse, found.stops_a_release) == (Verdict.MISSING, ("C2",), True)


def test_seconds_are_not_compared() -> None:
    assert list(compare(*runs([1.0], [9.0], is_seconds=True))) == []


def test_languages_are_compared_apart() -> None:
    base = run(scored("C1", "da", m=1.0), scored("C2", "en", m=1.0))
    assert [each.lang for each in compare(base, base)] == ["da", "en"]


def test_baselines_are_kept_by_embedder_without_words_and_read_again(tmp_path: Path) -> None:
    held = run(scored("C1", m=1.0, s=2.0), kinds={"m": kind(), "s": kind(is_seconds=True)}, records={"C1": {}})
    [path] = keep_baselines(held, tmp_path)
    assert "Hvem?" not in path.read_text(encoding="utf-8")
    again = read_baselines("local", tmp_path)
    assert list(again.suites["answers"].kinds) == ["m"]
    assert [each.verdict for each in against_baselines(held, again)] == [Verdict.SAME]
    with pytest.raises(UnreadableDocument, match="no baselines for the embedder letters"):
        read_baselines("letters", tmp_path)


def test_a_suite_of_seconds_alone_keeps_no_baseline(tmp_path: Path) -> None:
    assert keep_baselines(run(scored("C1", s=2.0), kinds={"s": kind(is_seconds=True, gates=False)}), tmp_path) == []


def test_a_public_set_that_is_not_here_is_left_aside() -> None:
    base = run(scored("PUB-1", m=1.0), scored("C1", m=1.0), suite="safety")
    new = run(scored("C1", m=1.0), suite="safety")
    [missing] = against_baselines(new, base)
    assert missing.verdict is Verdict.MISSING
    said = replace(new.suites["safety"], skipped=("the public injection and CPR sets do not lie beside the checkout",))
    [left] = against_baselines(replace(new, suites={"safety": said}), base)
    assert left.verdict is Verdict.SAME


def test_a_run_is_written_and_read_whole(tmp_path: Path) -> None:
    held = run(scored("C1", m=0.5), stamp=stamp(embedder="letters"), records={"C1": {"turns": []}}, seconds=1.5)
    write_run(held, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == held


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"stamp": {}, "suites": {}}'])
def test_what_is_no_run_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="not a run of this version"):
        read_run(path)
    with pytest.raises(UnreadableDocument, match="make a run with"):
        read_run(tmp_path / "none.json")
