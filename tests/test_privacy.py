"""Personal numbers are found however they are written, and other numbers are left alone."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import MASK, Masked, find_and_mask, mask

FULL_WIDTH = "".join(chr(ord(digit) + 0xFEE0) for digit in "0102034567")
CASES = Path(__file__).parents[2] / "shared" / "security-data" / "cpr_cases.jsonl"
BORN = st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 12, 31))
FORMS = [
    "{d}{m}{y}-{n}",
    "{d}{m}{y}{n}",
    "{d}{m}{y} {n}",
    "{d}.{m}.{y}-{n}",
    "{d}/{m}/{y}-{n}",
    "{d} {m} {y} {n}",
    "{d}{m}{y}\u2011{n}",
    "{d}{m}{y}\u200b-{n}",
    "{d}{m}{y} - {n}",
    "{d}{m}{y}-\n{n}",
]


@pytest.mark.parametrize("around", ["Mit cpr er {}, kan I hjælpe?", "My Danish ID is {} ok?", "({})", "{}"])
@pytest.mark.parametrize(
    "number",
    [
        "010203-4567",
        "0102034567",
        "01 02 03 4567",
        "010203−4567",
        FULL_WIDTH,
        "0 1 0 2 0 3 4 5 6 7",
        "610203-4567",
    ],
)
def test_a_personal_number_is_masked_and_the_words_around_it_stay(around: str, number: str) -> None:
    assert find_and_mask(around.format(number)) == Masked(around.format(MASK), 1)


def test_each_of_several_numbers_is_masked_and_counted() -> None:
    assert find_and_mask("To borgere: 090320-5563 og 0503019418.") == Masked(f"To borgere: {MASK} og {MASK}.", 2)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Født 24 12 70, og de sidste fire er 1113.", "Født [CPR]."),
        ("Born 241270, the last four digits are 1113", "Born [CPR]"),
        ("Hun er 24-12-70 og de sidste 4 cifre: 1113", "Hun er [CPR]"),
        ("Frist 24-12-26, de sidste fire timer i 2027", "Frist 24-12-26, de sidste fire timer i 2027"),
    ],
)
def test_the_last_four_told_in_words_belong_to_the_birthday_before(text: str, kept: str) -> None:
    assert mask(text) == kept


def test_two_numbers_that_share_one_character_are_both_masked() -> None:
    # "½" is read as a 1, a stroke and a 2.
    assert find_and_mask("010203456½902034567") == Masked(MASK + MASK, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Ring på +45 90 52 59 68 i dag",
        "Vores CVR er 37274856.",
        "EAN 5790900120941",
        "Beløbet er 91.553.802 kr.",
        "From 16.05.2026 - 25.04.2027",
        "Ordrenummer 9546301750",
        "Order 3213045678",
        "Order 0013045678",
        "j.nr. 2022-683-2978",
        "MDR 2017/745",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_and_mask(text) == Masked(text, 0)


@given(st.text(max_size=20), BORN, st.integers(0, 9999), st.sampled_from(FORMS), st.booleans())
def test_masked_text_holds_no_personal_number(
    words: str, born: date, serial: int, form: str, is_replacement: bool
) -> None:
    day = born.day + (60 if is_replacement else 0)
    number = form.format(d=f"{day:02}", m=f"{born.month:02}", y=f"{born:%y}", n=f"{serial:04}")
    before = re.sub(r"[\d.,]", "", words)
    masked = find_and_mask(f"{before} {number} {before}")

    assert masked.found == 1
    assert masked.text == f"{before} {MASK} {before}"


@given(st.text(alphabet="0123456789 .-/\u200bacæ", max_size=60))
def test_masking_twice_finds_nothing_more_and_keeps_the_rest_in_order(text: str) -> None:
    masked = find_and_mask(text)

    assert find_and_mask(masked.text) == Masked(masked.text, 0)
    rest = re.escape(masked.text).replace(re.escape(MASK), "(?s:.+?)")
    assert re.fullmatch(rest, text)


def test_the_shared_set_of_spellings_is_found_and_nothing_else() -> None:
    if not CASES.is_file():
        pytest.skip("../shared/security-data/cpr_cases.jsonl is missing: the shared set was not measured")
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not row["kind"].startswith("ambiguous")]
    wanted = sum(len(row["cpr"]) for row in rows)
    masked = {row["id"]: find_and_mask(row["text"]) for row in rows}
    right = sum(len(row["cpr"]) for row in rows if masked[row["id"]].text == _all_masked(row["text"], row["cpr"]))
    claimed = sum(each.found for each in masked.values())

    assert right / wanted >= 0.99
    assert right / claimed >= 0.98


def _all_masked(text: str, numbers: list[str]) -> str:
    for number in numbers:
        text = text.replace(number, MASK)
    return text
