"""Ranking: nDCG@10, recall@5 and reciprocal rank of the right passages, computed by ir-measures."""

import ir_measures
from ir_measures import RR, R, Success, nDCG
from ir_measures.measures import Measure as Formula

from evals.cases import Case
from evals.measures import Judging, Mark, Measure
from evals.records import Record

OWN = "own"
FORESEEN = "foreseen"
"""Each card by the first question its editor wrote: whether the card is there at all, and can be reached."""


def judging(formula: Formula) -> Judging:
    """A judge by one of the field's formulas: the order of the found passages against the right ones."""

    def judge(case: Case, record: Record) -> Mark | None:
        right = case.persona.get("right", "").split()
        if not right or not record.turns:
            return None
        found = record.turns[0].retrieved
        if not found:
            return Mark(0.0, "nothing was found")
        qrels = [ir_measures.Qrel("q", key, 1) for key in right]
        run = [ir_measures.ScoredDoc("q", key, -place) for place, (key, _) in enumerate(found)]
        computed: dict[Formula, float] = ir_measures.calc_aggregate([formula], qrels, run)  # pyright: ignore[reportUnknownMemberType]
        value = float(computed[formula])
        return Mark(value, f"found {', '.join(key for key, _ in found[:5])}; right are {', '.join(right[:5])}")

    return judge


def measures(scope: str, title: str) -> list[Measure]:
    """The measures over one scope: our own questions, or a public set with its passages in one language."""

    def within(formula: Formula) -> Judging:
        judge = judging(formula)
        return lambda case, record: judge(case, record) if case.group == scope else None

    if scope == FORESEEN:
        return [Measure(name=f"success@5 {scope}", title=f"found in 5, {title}", judge=within(Success @ 5))]
    # A question of ours has several right cards, and one of them is enough; a public one has one right passage.
    found = Success @ 5 if scope == OWN else R @ 5
    return [
        Measure(name=f"ndcg@10 {scope}", title=f"nDCG@10, {title}", judge=within(nDCG @ 10)),
        Measure(
            name=f"{'success' if scope == OWN else 'recall'}@5 {scope}",
            title=f"found in 5, {title}",
            judge=within(found),
        ),
        Measure(name=f"mrr {scope}", title=f"reciprocal rank, {title}", judge=within(RR)),
    ]
