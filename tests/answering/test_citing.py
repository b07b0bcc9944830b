"""Citations are numbered from one, in order of first use, with the words that prove the claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Numbering, render
from bot.answering.citing import QUOTE_LIMIT
from bot.domain import Claim, ProvedClaim
from tests.answering.samples import passage

SHOWN = {key: passage(f"Sætning om {key}.", key=key) for key in "abcd"}


@given(st.lists(st.lists(st.sampled_from(sorted(SHOWN)), min_size=1, unique=True)))
def test_an_answer_cites_only_what_was_shown_numbered_from_one_in_order_of_use(used: list[list[str]]) -> None:
    numbering = Numbering(SHOWN)
    markers = [numbering.number(Claim("Noget.", tuple(keys))).markers for keys in used]

    order = list(dict.fromkeys(key for keys in used for key in keys))
    assert [citation.passage_id for citation in numbering.citations] == order
    assert [citation.marker for citation in numbering.citations] == list(range(1, len(order) + 1))
    assert markers == [tuple(order.index(key) + 1 for key in keys) for keys in used]


@pytest.mark.parametrize(
    ("text", "claim", "quote"),
    [
        ("Vi bor i Odense. Puljen er på 5 mio. kr. i alt.", "Puljen er på 5 mio.", "Puljen er på 5 mio. kr. i alt."),
        ("We live in Odense. The pool is open.", "The pool is closed.", "The pool is open."),
        ("", "Intet.", ""),
    ],
)
def test_a_citation_quotes_the_sentence_closest_to_the_claim(text: str, claim: str, quote: str) -> None:
    numbering = Numbering({"p": passage(text, key="p")})
    numbering.number(Claim(claim, ("p",)))
    assert [citation.quote for citation in numbering.citations] == [quote]


def test_a_long_quote_is_cut_and_says_so() -> None:
    numbering = Numbering({"p": passage("ord " * 200, key="p")})
    numbering.number(Claim("ord", ("p",)))
    [citation] = numbering.citations
    assert len(citation.quote) <= QUOTE_LIMIT
    assert citation.quote.endswith("ord…")


def test_claims_are_written_with_their_markers_and_our_own_words_without() -> None:
    claims = [ProvedClaim("Nej.", ()), ProvedClaim("Et fund.", (1,)), ProvedClaim("Et andet.", (1, 2))]
    assert render(claims) == "Nej. Et fund. [1] Et andet. [1][2]"
    assert render([]) == ""
