"""Personal numbers are found however they are written, and other numbers are left alone."""

import json
import random
import re
from datetime import date, timedelta
from itertools import product
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


ELSEWHERE = {
    "words between": [
        "CPR {six} og så {four}",
        "{six} bindestreg {four}",
        "{six} efterfulgt af {four}",
        "cpr {six}, løbenummer {four}",
        "{six} followed by {four}",
        "de sidste fire er {four}, født {six}",
        "De fire sidste er {four}; født den {six}",
        "born {six}, last four digits are {four}",
    ],
    "marks between": [
        "{six}:{four}",
        "{six} -- {four}",
        "{six}*{four}",
        "{six}%2D{four}",
        "{six}&nbsp;{four}",
        "CPR {six} ({four}",
    ],
    "other groups": [
        "cpr {a}{b} {c}{four}",
        "CPR: {six}-{f1} {f2}",
        "cpr {a} {b} {c} {f1} {f2}",
        "{a}.{b}.19{c}-{f1}{f2}",
    ],
    "slips of a scanner": [
        "CPR: {six_o}-{four_o}",
        "{six_o}-{four_o}",
        "cpr-nr. {six_o} {four_o}",
        "Danish ID {six_o}.{four_o}",
    ],
    "digits as words": ["{told_da}", "cpr: {told_da}", "{told_en}"],
}
"""Spellings beside those of FORMS, by kind."""
DA = "nul en to tre fire fem seks syv otte ni".split()
EN = "zero one two three four five six seven eight nine".split()
NEIGHBOURS = [
    "CVR {n8}",
    "CVR-nr. {p}{p2}{p3}{p4}, se bilag 2026",
    "tlf. {p} {p2} {p3} {p4}",
    "+45 {p}{p2}{p3}{p4}",
    "ring {p} {p2} {p3} {p4} lokal {n4}",
    "fra {d} til {d2}",
    "{d} - {d2}",
    "{long}-2027",
    "sag {y}-{n4}-{n3}",
    "j.nr. {y}/{n6}",
    "sagsnr. {y}-{n6}",
    "journal {n3}-{y}-{n4}",
    "EAN 57{n8}{n3}",
    "IBAN DK{p} {n4} {n4} {n4} {p2}",
    "{n6} stk. og {n4} patienter",
    "kl. {p}.{p2} den {d}",
]
"""What is near a CPR number in looks, and is not one."""


def _spelt(chance: random.Random, form: str) -> tuple[str, str]:
    """A number in this spelling, and its last four digits as they stand there."""
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))
    a, b, c, four = f"{born:%d}", f"{born:%m}", f"{born:%y}", f"{chance.randrange(10_000):04}"
    digits = a + b + c + four
    slipped = _with_slips(chance, digits)
    parts = {
        "six": a + b + c, "a": a, "b": b, "c": c, "four": four, "f1": four[:2], "f2": four[2:],
        "six_o": slipped[:6], "four_o": slipped[6:],
        "told_da": " ".join(DA[int(each)] for each in digits),
        "told_en": ", ".join(EN[int(each)] for each in digits),
    }  # fmt: skip
    return form.format_map(parts), four


def _with_slips(chance: random.Random, digits: str) -> str:
    places = [place for place, each in enumerate(digits) if each in "01"]
    chosen = chance.sample(places, min(3, len(places)))
    return "".join({"0": "O", "1": "l"}[each] if place in chosen else each for place, each in enumerate(digits))


def test_other_spellings_are_found_in_whatever_sentence() -> None:
    chance, missed, tried = random.Random(20261127), list[str](), 0  # noqa: S311 - cases, not secrets
    for forms in ELSEWHERE.values():
        for form, around in product(forms, ["{}", "Hej, {} – kan I hjælpe?", "Patienten ({}) er her."]):
            for _ in range(10):
                tried += 1
                written, _ = _spelt(chance, form)
                masked = find_and_mask(around.format(written))
                if not masked.found or any(part in masked.text for part in re.findall(r"\d{4,}", written)):
                    missed.append(around.format(written))
    assert tried >= 700
    assert len(missed) <= tried * 0.01, missed[:10]


def test_what_is_only_near_a_personal_number_is_left_alone() -> None:
    chance, wrong, tried = random.Random(20261128), list[str](), 0  # noqa: S311
    for form, around in product(NEIGHBOURS, ["{}", "Hej, {} – kan I hjælpe?", "Vi har CPR-data; {}."]):
        for _ in range(20):
            tried += 1
            days = [date(2024, 1, 1) + timedelta(days=chance.randrange(1500)) for _ in range(2)]
            parts = {
                "d": f"{days[0]:%d.%m.%Y}",
                "d2": f"{days[1]:%d.%m.%y}",
                "long": f"{days[0]:%d.%m.%Y}",
                "y": f"{days[0]:%Y}",
            }
            parts |= {f"n{size}": str(chance.randrange(10 ** (size - 1), 10**size)) for size in (3, 4, 6, 8)}
            parts |= {name: str(chance.randrange(20, 99)) for name in ("p", "p2", "p3", "p4")}
            text = around.format(form.format_map(parts))
            if find_and_mask(text).found:
                wrong.append(text)
    assert len(wrong) <= tried * 0.02, wrong[:10]
