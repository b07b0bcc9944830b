"""What holds of the scorers and the statistics whatever they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Case
from evals.comparing import Verdict, compare, interval, sign_test
from evals.matching import contains, meets, normalise, phone_numbers
from evals.raters import kappa
from evals.scorers.grounded import unproved
from evals.scorers.right_language import LITTLE_WORDS, is_strange

from .samples import run, scored

WORDS = st.text(min_size=1, max_size=60)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(WORDS)
def test_a_text_proves_itself(text: str) -> None:
    assert unproved(text, text) == []


@given(st.integers(10, 10**9), st.text("abcdefghij ", max_size=40))
def test_a_figure_that_is_nowhere_is_not_proved(figure: int, evidence: str) -> None:
    assert str(figure) in unproved(f"det er {figure} her", evidence)


@pytest.mark.parametrize(
    ("text", "evidence", "missing"),
    [
        ("Data fås hos AI-kompetenceenheden.", "Regionen har data om AI.", ["AI-kompetenceenheden"]),
        ("AI-kompetenceenheden har data.", "Regionen har data om AI.", ["AI-kompetenceenheden"]),
        ("MedCom tester det.", "Det testes.", ["MedCom"]),
        ("It is the entrance to trials in Denmark.", "It is the entrance to trials for Danish hospitals.", ["Denmark"]),
        ("Denmark has one entrance, at SDSI.", "One entrance, at SDSI, in all Denmark.", []),
    ],
)
def test_a_name_that_is_nowhere_is_not_proved(text: str, evidence: str, missing: list[str]) -> None:
    assert unproved(text, evidence) == missing


@given(WORDS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="abcdefghæøå ", min_size=4, max_size=40).filter(str.strip))
def test_every_wording_meets_itself(text: str) -> None:
    assert meets(text.strip(), f"Vi siger: {text.strip()}")


@given(st.integers(0, 9999).map(lambda number: f"{number:04}"))
def test_a_year_is_no_telephone_number(year: str) -> None:
    assert phone_numbers(f"i {year} var der 12 345 sager") == []


@given(WORDS, st.sampled_from(["da", "en"]))
def test_a_text_is_never_strange_in_both_languages(text: str, lang: str) -> None:
    other = "en" if lang == "da" else "da"
    assert not (is_strange(text, lang) and is_strange(text, other))
    assert LITTLE_WORDS["da"].isdisjoint(LITTLE_WORDS["en"])


@given(SHARES)
def test_a_run_is_the_same_as_itself(values: list[float]) -> None:
    held = run(*(scored(f"C{number}", m=value) for number, value in enumerate(values)))
    assert {each.verdict for each in compare(held, held)} == {Verdict.SAME}


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=40))
def test_an_interval_holds_its_mean(differences: list[float]) -> None:
    low, high = interval(differences)
    assert low - 1e-9 <= sum(differences) / len(differences) <= high + 1e-9 or not any(differences)
    assert interval(differences) == (low, high)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_sign_test_is_a_probability_and_falls_as_the_lead_grows(one: int, other: int) -> None:
    assert 0 < sign_test(one, other) <= 1
    assert sign_test(one + 1, other) <= sign_test(one, other + 1) or one + 1 < other + 1


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC")), min_size=1, max_size=50))
def test_kappa_lies_between_minus_one_and_one(pairs: list[tuple[str, str]]) -> None:
    assert -1 <= kappa(pairs) <= 1
    assert kappa([(one, one) for one, _ in pairs]) == pytest.approx(1.0)


@given(st.text(max_size=20))
def test_a_case_stays_in_its_half(id_: str) -> None:
    held = [Case(id=id_, lang="da", group="g", said=("?",), persona={}).split for _ in range(2)]
    assert held[0] == held[1]
    assert not contains("", id_) or not id_.strip()
