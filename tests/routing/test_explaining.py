"""The proof behind a destination."""

from bot.domain import Language, Passage
from bot.routing.explaining import proof_of

from .samples import destination, shelf


def _passage(card: str, language: Language, text: str) -> Passage:
    return Passage(
        id=f"{card}:{language}", card_id=card, language=language, title=f"{card}!", text=text, source_title="Referat",
        owner="Region Robot", section="Punkt 1", url="https://robot.example", as_of="2026-05-01",
    )  # fmt: skip


SHELF = shelf(
    _passage("dance", Language.DANISH, "Robotten danser.\nOg synger."),
    _passage("dance", Language.ENGLISH, "The robot dances."),
    _passage("tea", Language.DANISH, "Robotten laver te."),
)


def test_each_card_found_is_cited_once_numbered_from_one_in_the_directorys_order() -> None:
    proof = proof_of(destination("lab", cards=("tea", "lost", "dance")), SHELF)
    assert [(citation.marker, citation.card_id) for citation in proof] == [(1, "tea"), (2, "dance")]


def test_a_citation_holds_the_cards_first_line_and_where_it_comes_from() -> None:
    [citation] = proof_of(destination("lab", cards=("dance",)), SHELF)
    assert citation.quote == "Robotten danser."
    assert (citation.passage_id, citation.title) == ("dance:da", "dance!")
    assert (citation.source_title, citation.owner, citation.section) == ("Referat", "Region Robot", "Punkt 1")
    assert (citation.url, citation.as_of) == ("https://robot.example", "2026-05-01")


def test_the_proof_is_given_in_the_language_asked_for() -> None:
    [citation] = proof_of(destination("lab", cards=("dance", "tea")), SHELF, language=Language.ENGLISH)
    assert citation.quote == "The robot dances."


def test_without_cards_there_is_no_proof() -> None:
    assert proof_of(destination("lab"), SHELF) == ()
