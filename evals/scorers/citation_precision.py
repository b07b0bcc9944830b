"""Citation precision: the share of the cited cards that rest on the case's gold."""

from evals.cases import Case
from evals.gold import GoldCards
from evals.measures import Mark, Measure
from evals.records import Record


def measure(gold: GoldCards) -> Measure:
    """The measure over the cards that rest on each case's gold."""

    def judge(case: Case, record: Record) -> Mark | None:
        right = gold.of(case)
        cited = [source.card_id for source in record.sources]
        if not right or not cited:
            return None
        astray = [card for card in cited if card not in right]
        return Mark(1 - len(astray) / len(cited), f"cites beside the gold: {', '.join(astray)}" if astray else "")

    return Measure(name="citation_precision", title="cited cards that rest on the gold", judge=judge)
