"""The week in counts."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import Answering, ClaimLead, Close, CloseOutcome, NotAFit, Terms, Unfit
from bot.triage import Week, answer, weekly_digest

from .samples import ANN, TUESDAY, after, day, lead

WEEK = Week(day("2026-08-31"))


def test_a_week_runs_from_monday_to_sunday_in_denmark() -> None:
    assert Week.before(day("2026-09-09")) == WEEK
    assert WEEK.number == "36"
    assert WEEK.holds(TUESDAY)
    assert not WEEK.holds(TUESDAY + timedelta(days=7))


def test_it_counts_what_came_was_answered_ended_and_is_late() -> None:
    handoffs = [
        answer(lead(id_="a"), id_="r", by=ANN, at=TUESDAY + timedelta(days=1)),
        answer(lead(id_="b"), id_="r", by=ANN, at=TUESDAY + timedelta(days=3)),
        after(ClaimLead(), Close(CloseOutcome.AGREED), start=lead(id_="c")),
        after(NotAFit(Unfit.OTHER), start=lead(id_="d")),
        lead(id_="e", destination="other", at=TUESDAY - timedelta(days=14)),
    ]
    notice = weekly_digest(handoffs, Answering(), week=WEEK, now=TUESDAY + timedelta(days=6), gaps=2, reports=1)
    assert notice.title.da == "Henvendelser i uge 36"
    assert [line.en for line in notice.lines] == [
        "New: 4",
        "First answers: 4; median 0.5 working days",
        "Nobody has them: 1",
        "Overdue: 1",
        "Closed, agreement: 1",
        "Not a fit: 1",
        "Questions the sources do not answer: 2",
        "Answers colleagues have reported: 1",
        "The door: 2 open, 0 overdue",
        "The door: 1 open, 1 overdue",
    ]


def test_a_quiet_week_says_so() -> None:
    notice = weekly_digest([], Answering(), week=WEEK, now=TUESDAY, gaps=0, reports=0)
    assert notice.lines[1].en == "First answers: 0"


def test_days_are_counted_by_the_destinations_own_terms() -> None:
    shut = Answering(destinations={"door": Terms(hours=(None,) * 7)})
    answered = replace(lead(), answered_at=TUESDAY + timedelta(days=2))
    notice = weekly_digest([answered], shut, week=WEEK, now=TUESDAY, gaps=0, reports=0)
    assert notice.lines[1].en == "First answers: 1; median 0 working days"
