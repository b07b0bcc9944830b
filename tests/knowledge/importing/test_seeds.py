"""The two seed documents import as they are, and nothing a company needs is lost on the way."""

import re
from pathlib import Path

import pytest

from bot.domain import Passage
from bot.knowledge.importing import convert, cut
from bot.knowledge.phones import find_phone_numbers, without_phone_numbers

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
NEWS, MINUTES = SEEDS / "000_d4e80410270bab04.txt", SEEDS / "004_3e03b00c94d6a423.txt"
PROJECTS = [
    ("celleforandring i livmoderhalsen", "OUH", "1.995.000 kr."),
    ("prostatapatologi", "Sygehus Sønderjylland", "887.500 kr."),
    ("Bedre Diagnosticering af Prostatacancer", "OUH", "1.500.000 kr."),
    ("Prædiktion af lungekræft", "Sygehus Lillebælt", "350.000 kr."),
    ("potentielle fund på ondartede tumorer", "OUH", "1.255.000 kr."),
    ("Q-Liver", "OUH", "2.000.000 kr."),
    ("Flow-Direct", "Esbjerg og Grindsted Sygehus", "1.995.000 kr."),
    ("I alt", "", "9.982.500 kr."),
]

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed documents are not at {SEEDS.name}/")


def passages_of(path: Path) -> list[Passage]:
    return cut(convert(path, mask=lambda text: text), hidden_addresses=["mads.duedahl@rn.dk"])


@pytest.mark.parametrize(("project", "unit", "amount"), PROJECTS)
def test_every_project_stands_with_its_unit_and_amount(project: str, unit: str, amount: str) -> None:
    rows = [line for passage in passages_of(MINUTES) for line in passage.text.split("\n") if line.startswith("|")]

    assert [row for row in rows if project in row and row.endswith(f"| {unit} | {amount} |")]


def test_the_minutes_keep_their_places_and_their_day() -> None:
    passages = passages_of(MINUTES)

    [budget] = [passage for passage in passages if "9,8 mio. kr." in passage.text]
    assert budget.section.startswith("Punkt 1: ")
    assert budget.section.endswith(" > Budget 2024 for OPI-understøttelse")
    assert {passage.as_of for passage in passages} == {"2024-11-21"}
    assert max(len(passage.text) for passage in passages) <= 1000


@pytest.mark.parametrize("path", [NEWS, MINUTES])
def test_no_telephone_number_survives(path: Path) -> None:
    assert not [number for passage in passages_of(path) for number in find_phone_numbers(passage.text)]


def test_the_project_manager_can_be_reached_and_the_politician_cannot() -> None:
    text = " ".join(passage.text for passage in passages_of(NEWS))

    assert "gorm.simonsen@rn.dk" in text
    assert "mads.duedahl@rn.dk" not in text


@pytest.mark.parametrize("path", [NEWS, MINUTES])
def test_every_word_of_the_document_is_kept(path: Path) -> None:
    document = convert(path, mask=lambda text: text)
    kept = " ".join([document.title, *(f"{passage.section} {passage.text}" for passage in passages_of(path))])
    shown = without_phone_numbers(path.read_text(encoding="utf-8")).replace("mads.duedahl@rn.dk", "")
    words = re.sub(r"\*\*|\]\(#\)|\[|[|:]", " ", shown).split()

    # The table's own lines of hyphens are drawn anew.
    assert {word for word in words if word not in kept.replace(":", "") and not word.startswith("--")} == set()
