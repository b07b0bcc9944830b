"""An answer is proved and numbered; without proof it is an honest refusal."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.domain import Language, PassageAsk, Refusal, Verdict
from tests.answering.samples import hit, passage

TEXTS = ["Puljen er åben.", "Vi bor i Odense. Ring 22 33 44 55.", "The pool is open.", "Ring 22 33 44 55.", ""]


def test_nothing_found_is_a_refusal() -> None:
    for language in Language:
        assert Answerer().answer("Hvad?", [], language=language).refusal is Refusal.NOTHING_FOUND


def test_nothing_proved_is_a_refusal_that_counts_what_was_dropped() -> None:
    answer = Answerer().answer("Hvem?", [hit(passage("Ring 22 33 44 55."))], language=Language.DANISH)
    assert (answer.refusal, answer.dropped, answer.is_grounded) == (Refusal.NOT_GROUNDED, 1, False)


def test_proved_claims_are_shown_with_their_citation_and_opening() -> None:
    ask = PassageAsk("Is the pool open?", Verdict.YES)
    found = passage("The pool is open. Call +45 22334455.", key="pool:en", language=Language.ENGLISH)
    answer = Answerer().answer("Is the pool open?", [hit(found, ask=ask)], language=Language.ENGLISH)

    assert answer.opening == "Yes."
    assert [(claim.text, claim.markers) for claim in answer.claims] == [("The pool is open.", (1,))]
    assert [citation.card_id for citation in answer.citations] == ["pool"]
    assert answer.dropped == 1
    assert answer.is_grounded


@given(st.lists(st.sampled_from(TEXTS), max_size=5), st.sampled_from(Language))
def test_an_answer_is_either_cited_throughout_or_a_refusal_without_words(
    texts: Sequence[str], language: Language
) -> None:
    hits = [hit(passage(text, key=f"p{place}")) for place, text in enumerate(texts)]
    answer = Answerer().answer("Hvad er åbent?", hits, language=language)

    assert answer.is_grounded == bool(answer.claims) == bool(answer.citations) == (answer.refusal is None)
    assert {citation.passage_id for citation in answer.citations} <= {each.passage.id for each in hits}
    used = {marker for claim in answer.claims for marker in claim.markers}
    assert used == set(range(1, len(answer.citations) + 1))
    assert all(claim.markers for claim in answer.claims)
