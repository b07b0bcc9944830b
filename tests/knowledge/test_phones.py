"""Telephone numbers are found, and nothing that only looks like one."""

import pytest

from bot.knowledge.phones import find_phone_numbers, without_phone_numbers

PHONES = [
    "22 34 56 78",
    "+45 22 34 56 78",
    "+4522345678",
    "0045 22345678",
    "(+45) 2234 5678",
    "22345678",
    "2234 5678",
    "22-34-56-78",
    "22.34.56.78",
    "223 45 678",
    "Tlf.: 22 34 56 78",
    "mobil 22345678",
    "Phone: +44 20 7946 0958",
    "+46 8 123 456 78",
]
OTHERS = [
    "112",
    "CVR 12345678",
    "CVR-nr. 29190909",
    "sag 24/19059",
    "22/11377",
    "9.982.500 kr.",
    "DKK 9,982,500",
    "20 300 400 kr.",
    "21-11-2024",
    "20241121",
    "2022-2024",
    "i 2024 2025",
    "kl. 14.30-16.30",
    "EAN 5798000000000",
    "ISO 13485:2016",
    "(EU) 2017/745",
    "https://example.org/news/24402418",
    "journalnr. 22345678",
    "10-13, 14-16",
]


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_is_found_and_taken_out(text: str) -> None:
    assert find_phone_numbers(f"Ring til os ({text}) i dag")
    assert find_phone_numbers(text)
    assert without_phone_numbers(f"Gerda Gear\n{text} | gerda@robot.example") == "Gerda Gear\ngerda@robot.example"


@pytest.mark.parametrize("text", OTHERS)
def test_another_number_stays(text: str) -> None:
    assert find_phone_numbers(text) == []
    assert without_phone_numbers(text) == text


def test_a_line_with_only_a_number_is_gone() -> None:
    assert without_phone_numbers("Gerda\nMobil: 22 34 56 78\nRobotby") == "Gerda\nRobotby"
