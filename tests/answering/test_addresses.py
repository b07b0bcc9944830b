"""E-mail addresses, pages and telephone numbers are found in running text."""

import pytest

from bot.answering.addresses import addresses, phones, sites, without_addresses


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Skriv til Maria.Jensen@rn.example.", {"maria.jensen@rn.example"}),
        ("See https://www.rn.example/Puljen/.", {"rn.example/puljen"}),
        ("Se rn.dk/test, eller RN.dk.", {"rn.dk/test", "rn.dk"}),
        ("(www.rn.example)", {"rn.example"}),
        ("bl.a. hos os, e.g. here", set[str]()),
        ("Skriv til a@rn.dk", {"a@rn.dk"}),
    ],
)
def test_an_address_is_read_in_one_spelling(text: str, plain: set[str]) -> None:
    assert set(addresses(text).values()) == plain
    assert not addresses(without_addresses(text))


def test_who_names_a_page_names_its_site_but_who_names_a_mailbox_does_not() -> None:
    assert sites("https://www.rn.example/puljen og a@sdsi.dk") == {"rn.example"}


@pytest.mark.parametrize("number", ["22 33 44 55", "22-33-44-55", "+45 22334455", "+45 2233 4455", "+46 8 123 45 67"])
def test_a_telephone_number_is_found(number: str) -> None:
    assert phones(f"Ring {number} nu") == [number]


@pytest.mark.parametrize(
    "text", ["1.995.000 kr.", "16.05.2026 - 25.04.2027", "2022-2024", "EAN 5790900120941", "+10 %"]
)
def test_other_numbers_are_not_telephone_numbers(text: str) -> None:
    assert phones(text) == []
