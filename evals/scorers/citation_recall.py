"""Citation recall: the share of a case's gold places that some cited card rests on."""

from evals.cases import Case
from evals.gold import GoldCards
from evals.measures import Mark, Measure
from evals.records import Record


def measure(gold: GoldCards) -> Measure:
    """The measure over the cards that rest on each case's gold."""

    def judge(case: Case, record: Record) -> Mark | None:
        places = [cards for cards in gold.places(case) if cards]
        if not places or record.outcome != "answered":
            return None
        cited = {source.card_id for source in record.sources}
        met = sum(not cited.isdisjoint(cards) for cards in places)
        return Mark(met / len(places), "" if met == len(places) else f"{len(places) - met} gold places uncited")

    return Measure(name="citation_recall", title="gold places cited", judge=judge)
