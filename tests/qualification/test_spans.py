"""Who writes: an address and a name."""

import pytest

from bot.qualification.spans import introduces, read_company, read_email, without_email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Skriv til anna@nordpuls.example.", "anna@nordpuls.example"),
        ("Write to eu+dk@bay-health.co.example, please", "eu+dk@bay-health.co.example"),
        ("søren@nørre.example", "søren@nørre.example"),
        ("anna@nordpuls", ""),
        ("Vi er @nordpuls på nettet", ""),
    ],
)
def test_an_address_is_read_as_it_stands(text: str, address: str) -> None:
    assert read_email(text) == address


def test_where_addresses_stood_nothing_of_them_is_left() -> None:
    assert without_email("Odense anna@aalborg.example Kommune, ove@ouh.example") == "Odense  ;  Kommune,  ; "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hej fra Nord Puls ApS, vi laver ure", "Nord Puls ApS"),
        ("Sensor & Søn A/S vil gerne teste", "Sensor & Søn A/S"),
        ("BayHealth GmbH would like a test", "BayHealth GmbH"),
        ("Vi hedder NordPuls og laver ure", "NordPuls"),
        ("We are called Bay Health and make apps", "Bay Health"),
        ("I'm from BayHealth", "BayHealth"),
        ("Jeg kommer fra NordPuls", "NordPuls"),
        ("Hi, this is Anna Holm from BayHealth", "BayHealth"),
        ("This is BayHealth", "BayHealth"),
        ("Vi er NordPuls, og vi laver ure", "NordPuls"),
        ("We are BayHealth from Berlin", "BayHealth"),
        ("Mit navn er Anna, vi hedder NordPuls", "NordPuls"),
        ("Virksomhedens navn er NordPuls", "NordPuls"),
    ],
)
def test_a_company_is_known_by_its_form_or_by_how_it_is_introduced(text: str, name: str) -> None:
    assert read_company(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BayHealth, eu@bayhealth.example", "BayHealth"),
        ("Nørrebro Puls hej@norrebropuls.example", "Nørrebro Puls"),
        ("Bay Health, eu@bay-health.example", "Bay Health"),
        ("Tak! anna@nordpuls.example", ""),
        ("Eva, eva@gmail.example", ""),
    ],
)
def test_a_company_is_known_by_the_address_beside_it(text: str, name: str) -> None:
    assert read_company(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We are a university research group", "university research group"),
        ("Vi er en universitets gruppe", "universitets gruppe"),
        ("Vi er et forskerteam", "forskerteam"),
    ],
)
def test_a_group_without_a_name_is_a_group(text: str, name: str) -> None:
    assert read_company(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Vi er Danmark",
        "We are Danish, from Aalborg",
        "Vi er CE-mærket, og vi vil teste",
        "We are ISO certified and want to test",
        "Mit navn er Anna",
        "Skriv under med hans navn: ANNA",
        "vi er små og nye",
        "",
    ],
)
def test_not_every_capital_is_a_company(text: str) -> None:
    assert read_company(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Vi hedder Nordlys ApS",
        "Vores CVR-nummer er 12345678",
        "CVR: 12345678",
        "Our phone is 20304050",
        "I kan skrive til os på info@nordlys.example",
        "Feel free to call us",
    ],
)
def test_who_tells_how_to_reach_them_introduces_themselves(text: str) -> None:
    assert introduces(text)


@pytest.mark.parametrize(
    "text", ["Hvad er jeres CVR-nummer?", "Send det til chef@region.example", "Where is your office?", ""]
)
def test_who_asks_for_a_number_does_not(text: str) -> None:
    assert not introduces(text)
