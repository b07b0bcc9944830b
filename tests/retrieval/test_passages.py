"""A card becomes one citeable passage a language."""

from dataclasses import replace

import pytest

from bot.domain import Bilingual, Boundary, ConfigurationError, Language, Verdict
from bot.retrieval import passages_of, surfaces_of
from tests.retrieval.samples import card, retriever


def test_a_card_gives_one_passage_a_language() -> None:
    danish, english = passages_of(card("tender"))
    assert (danish.id, english.id) == ("tender:da", "tender:en")
    assert (danish.title, english.title) == ("Udbud og indkøb", "Tenders and purchase")
    assert {passage.card_id for passage in (danish, english)} == {"tender"}


def test_a_passage_names_its_first_source_and_the_cards_own_date() -> None:
    danish, _ = passages_of(card("tender"))
    assert danish.source_title == "Regionens side"
    assert danish.owner == "Region Syddanmark"
    assert danish.section == "Forside"
    assert danish.url == "https://region.example"
    assert danish.as_of == "2026-09-01"


def test_a_card_without_a_source_is_still_a_passage() -> None:
    danish, _ = passages_of(replace(card("tender"), sources=(), boundary=Boundary.POLITICS))
    assert danish.source_title == ""
    assert danish.boundary is Boundary.POLITICS


def test_questions_keep_their_language_order_and_verdict() -> None:
    _, english = passages_of(card("home-care"))
    assert [ask.text for ask in english.asks] == ["How can we smart plaster?", "May we smart plaster?"]
    assert english.asks[1].verdict is Verdict.DEPENDS


def test_every_text_a_passage_is_found_by_has_its_own_id() -> None:
    surfaces = surfaces_of(passages_of(card("data")))
    assert [surface.id for surface in surfaces[:3]] == ["data:da", "data:da?0", "data:da?1"]
    assert len({surface.id for surface in surfaces}) == 6
    assert all(surface.passage.language is Language.DANISH for surface in surfaces[:3])


def test_a_lookalike_is_learnt_from_in_its_language_and_never_searched() -> None:
    looks = (Bilingual("Vores bud er en robot", "Our bid is a robot"),)
    boundary = passages_of(replace(card("tender"), boundary=Boundary.BID_ADVANTAGE, lookalikes=looks))
    surfaces = [surface for surface in surfaces_of(boundary) if surface.is_lookalike]
    assert [(surface.id, surface.text) for surface in surfaces] == [
        ("tender:da~0", "Vores bud er en robot"),
        ("tender:en~0", "Our bid is a robot"),
    ]
    found = retriever(boundary).find("Vores bud er en robot", language=Language.DANISH).boundaries
    assert found[0].coverage < 0.9, "its words would be found whole if it were searched"


def test_an_id_used_twice_is_named() -> None:
    passages = passages_of(card("data"))
    with pytest.raises(ConfigurationError, match="data:da, data:en"):
        surfaces_of([*passages, *passages])
