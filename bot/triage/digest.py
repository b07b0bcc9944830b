"""What happened to leads in a week: counts, never a name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from bot.domain import Answering, Bilingual, CloseOutcome, Handoff, MoveKind, Notice, TriageState

from .calendar import counted_from, day_of, working_days
from .deadlines import is_overdue
from .wording import OUTCOMES

TITLE = Bilingual("Henvendelser i uge {week}", "Leads in week {week}")
NEW = Bilingual("Nye: {count}", "New: {count}")
ANSWERED = Bilingual(
    "Første svar givet: {count}; i midten {days} arbejdsdage efter",
    "First answers: {count}; median {days} working days",
)
NO_ANSWERS = Bilingual("Første svar givet: 0", "First answers: 0")
UNCLAIMED = Bilingual("Ingen har dem: {count}", "Nobody has them: {count}")
OVERDUE = Bilingual("Over fristen: {count}", "Overdue: {count}")
ENDED = Bilingual("Afsluttet, {outcome}: {count}", "Closed, {outcome}: {count}")
UNFIT = Bilingual("Ikke egnet: {count}", "Not a fit: {count}")
GAPS = Bilingual("Spørgsmål uden svar i kilderne: {count}", "Questions the sources do not answer: {count}")
REPORTS = Bilingual("Svar, kolleger har meldt: {count}", "Answers colleagues have reported: {count}")
AT = Bilingual("{name}: {open} åbne, {overdue} over fristen", "{name}: {open} open, {overdue} overdue")


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, by its Monday."""

    monday: date

    @classmethod
    def before(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday() + 7))

    def holds(self, moment: datetime) -> bool:
        return self.monday <= day_of(moment) < self.monday + timedelta(days=7)

    @property
    def number(self) -> str:
        return str(self.monday.isocalendar().week)


def weekly_digest(
    handoffs: Sequence[Handoff], answering: Answering, *, week: Week, now: datetime, gaps: int, reports: int
) -> Notice:
    """`gaps` are the week's; `reports` those that are open."""
    new = [each for each in handoffs if week.holds(each.lead.consented_at)]
    open_ones = [each for each in handoffs if each.stands]
    overdue = [each for each in open_ones if is_overdue(each, now=now)]
    lines = [
        NEW.filled(count=str(len(new))),
        _answers([each for each in handoffs if each.answered_at and week.holds(each.answered_at)], answering),
        UNCLAIMED.filled(count=str(sum(each.owner is None for each in open_ones))),
        OVERDUE.filled(count=str(len(overdue))),
        *_endings(handoffs, week),
        GAPS.filled(count=str(gaps)),
        REPORTS.filled(count=str(reports)),
        *_places(open_ones, overdue),
    ]
    return Notice(title=TITLE.filled(week=week.number), lines=tuple(lines))


def _answers(answered: Sequence[Handoff], answering: Answering) -> Bilingual:
    days = [_days_taken(each, answering) for each in answered]
    return ANSWERED.filled(count=str(len(days)), days=f"{median(days):g}") if days else NO_ANSWERS


def _days_taken(handoff: Handoff, answering: Answering) -> int:
    terms = answering.terms(handoff.destination_id)
    received = counted_from(handoff.lead.consented_at, terms)
    until = day_of(handoff.answered_at) if handoff.answered_at else received
    taken = 0
    for day in working_days(terms, after=received):
        if day > until:
            break
        taken += 1
    return taken


def _endings(handoffs: Sequence[Handoff], week: Week) -> list[Bilingual]:
    ended = Counter(
        move.detail
        for handoff in handoffs
        for move in handoff.moves
        if move.kind is MoveKind.CLOSE and week.holds(move.at)
    )
    unfit = sum(
        each.triage is TriageState.UNSUITABLE and each.answered_at is not None and week.holds(each.moves[-1].at)
        for each in handoffs
    )
    closed = [
        ENDED.filled(outcome=OUTCOMES[outcome], count=str(ended[outcome])) for outcome in CloseOutcome if ended[outcome]
    ]
    return [*closed, *([UNFIT.filled(count=str(unfit))] if unfit else [])]


def _places(open_ones: Sequence[Handoff], overdue: Sequence[Handoff]) -> list[Bilingual]:
    names = {each.destination_id: each.route.name for each in open_ones}
    late = Counter(each.destination_id for each in overdue)
    counts = Counter(each.destination_id for each in open_ones)
    return [AT.filled(name=names[id_], open=str(count), overdue=str(late[id_])) for id_, count in counts.most_common()]
