"""The report: one file that loads nothing, escapes everything, and leads from a fall to the cases behind it."""

import re

from evals.report import report_html

from .samples import kind, run, scored

EVIL = "<script>alert(1)</script>"


def test_the_page_stands_alone_and_escapes_what_was_said() -> None:
    page = report_html(run(scored("C1", said=EVIL, m=0.0), records={"C1": {"turns": [{"said": EVIL, "reply": EVIL}]}}))
    assert EVIL not in page
    assert page.startswith("<!doctype html>")
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)


def test_figures_stand_by_language_with_their_difference() -> None:
    page = report_html(run(scored("C1", "da", m=1.0), scored("C2", "en", m=0.5)))
    assert re.search(r"100\.0.*50\.0.*\+50\.0", page, re.DOTALL)


def test_a_fall_since_the_baseline_leads_the_page_and_links_to_its_case() -> None:
    base = run(scored("C1", m=1.0), kinds={"m": kind(is_promise=True)})
    page = report_html(run(scored("C1", m=0.0), kinds={"m": kind(is_promise=True)}), base)
    assert "The gate is closed: 1 comparisons stop a release." in page
    assert 'href="#C1"' in page
    assert 'id="C1"' in page


def test_a_case_that_was_not_played_is_named_without_a_link() -> None:
    page = report_html(run(scored("C1", m=1.0)), run(scored("C1", m=1.0), scored("C2", m=1.0)))
    assert "C2 (not played)" in page


def test_an_unchanged_run_opens_the_gate() -> None:
    held = run(scored("C1", m=1.0))
    assert "The gate is open" in report_html(held, held)


def test_why_a_case_fell_short_stands_with_what_was_retrieved() -> None:
    turn = {"said": "Hvem?", "reply": "Ingen.", "outcome": "answered", "retrieved": [["card-a", 4.2]]}
    page = report_html(run(scored("C1", m=0.0), records={"C1": {"turns": [turn], "sources": [], "routes": []}}))
    assert "because" in page
    assert "card-a 4.2" in page


def test_an_error_and_a_lost_transcript_are_told() -> None:
    page = report_html(run(scored("C1", m=0.0), scored("C2", m=0.0), records={"C1": {"error": "StoreBusy"}}))
    assert "Ended by StoreBusy." in page
    assert "The transcript was not kept" in page
