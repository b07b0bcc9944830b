"""A question leans to the kind of what it is like, and a lookalike pulls its like back to knowledge."""

from dataclasses import replace

import numpy as np

from bot.domain import Bilingual, Boundary, Language, Passage
from bot.retrieval import passages_of, surfaces_of
from bot.retrieval.leaning import Leaning
from tests.fakes import HashEmbedder
from tests.retrieval.samples import SUBJECTS, card

DA, EN = Language.DANISH, Language.ENGLISH
PROMISES = ("promise us a sale", "promise me a date", "promise that you will buy", "just promise it now")


def passages(*lookalikes: str) -> list[Passage]:
    known = [passage for key in SUBJECTS for passage in passages_of(card(key))]
    boundary = replace(
        card("tender"),
        id="no-promise",
        boundary=Boundary.PROMISE,
        asks=tuple(replace(card("tender").asks[0], question=Bilingual(f"lov: {text}", text)) for text in PROMISES),
        lookalikes=tuple(Bilingual(f"lov: {text}", text) for text in lookalikes),
    )
    return [*known, *passages_of(boundary)]


def leaning(found: list[Passage]) -> Leaning | None:
    surfaces = surfaces_of(found)
    vectors = np.array(HashEmbedder().embed_passages([surface.text for surface in surfaces]), np.float32)
    return Leaning.learn(surfaces, vectors)


def leans(text: str, *lookalikes: str, language: Language = EN) -> dict[Boundary | None, float]:
    learnt = leaning(passages(*lookalikes))
    assert learnt is not None
    return learnt.of(text, np.array(HashEmbedder().embed_query(text), np.float32), language=language)


def test_a_question_leans_to_what_it_is_like() -> None:
    promise = leans("can you promise us that date")
    assert promise[Boundary.PROMISE] > promise[None]
    other = leans("how can we research in registers")
    assert other[None] > other[Boundary.PROMISE]


def test_a_lookalike_pulls_its_like_back_to_knowledge() -> None:
    text = "we kept what we promised: our promise is a bed"
    looks = ("our promise is a robot", "as we promised, here is the bed", "we keep what we promise")
    without, learnt = leans(text), leans(text, *looks)
    assert learnt[None] - learnt[Boundary.PROMISE] > without[None] - without[Boundary.PROMISE] + 0.1
    plain = leans("promise us a sale today", *looks)
    assert plain[Boundary.PROMISE] > plain[None]


def test_each_language_is_learnt_by_itself_and_an_unheard_one_borrows() -> None:
    danish = leans("lov: promise us a sale", language=DA)
    assert danish[Boundary.PROMISE] > danish[None]
    only = leaning([passage for passage in passages() if passage.language is EN])
    assert only is not None
    vector = np.array(HashEmbedder().embed_query(PROMISES[0]), np.float32)
    assert only.of(PROMISES[0], vector, language=DA) == only.of(PROMISES[0], vector, language=EN)


def test_where_there_is_nothing_to_tell_apart_nothing_is_learnt() -> None:
    assert leaning([]) is None
    assert leaning(passages_of(card("data"))) is None
    assert leaning([passage for passage in passages() if passage.boundary]) is None
