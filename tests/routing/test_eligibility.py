"""Who acts on a day."""

from datetime import date

import pytest

from bot.domain import Tenure, Validity
from bot.routing import acting_on, region_on

from .samples import FIRST_DAY_OF_2027, LAST_DAY_OF_2026, destination, directory, organisation

ENDS = Validity(last=LAST_DAY_OF_2026)
BEGINS = Validity(first=FIRST_DAY_OF_2027)


@pytest.mark.parametrize(("day", "acting"), [(LAST_DAY_OF_2026, "old"), (FIRST_DAY_OF_2027, "new")])
def test_a_successor_acts_from_the_first_day_its_forerunner_does_not(day: date, acting: str) -> None:
    known = directory(destination("old", validity=ENDS, successor="new"), destination("new", validity=BEGINS))
    found = acting_on(known, "old", day)
    assert found is not None
    assert found.id == acting


def test_a_destination_behind_which_nobody_stands_passes_on_to_its_successor() -> None:
    orphan = destination("old", Tenure(organisation("office"), ENDS), successor="new")
    found = acting_on(directory(orphan, destination("new")), "old", FIRST_DAY_OF_2027)
    assert found is not None
    assert found.id == "new"


@pytest.mark.parametrize("successor", ["", "nowhere", "old", "older"])
def test_where_no_successor_acts_nobody_does(successor: str) -> None:
    known = directory(
        destination("old", validity=ENDS, successor=successor),
        destination("older", validity=ENDS, successor="old"),
    )
    assert acting_on(known, "old", FIRST_DAY_OF_2027) is None


def test_an_unknown_destination_does_not_act() -> None:
    assert acting_on(directory(), "nowhere", LAST_DAY_OF_2026) is None


def _regions(*, successor: str = "region-east") -> tuple[str, str]:
    known = directory(
        organisations=[
            organisation("capital-hospital-trust"),
            organisation("region-capital", region="hovedstaden", validity=ENDS, successor=successor),
            organisation("region-east", region="oestdanmark", validity=BEGINS),
        ]
    )
    return region_on(known, "hovedstaden", LAST_DAY_OF_2026), region_on(known, "hovedstaden", FIRST_DAY_OF_2027)


def test_a_region_is_followed_by_its_successor() -> None:
    assert _regions() == ("region-capital", "region-east")


@pytest.mark.parametrize("successor", ["", "nowhere", "region-capital"])
def test_a_region_that_ends_without_a_successor_is_no_longer_there(successor: str) -> None:
    assert _regions(successor=successor) == ("region-capital", "")


def test_a_region_does_not_act_before_its_first_day() -> None:
    known = directory(organisations=[organisation("region-east", region="oestdanmark", validity=BEGINS)])
    assert region_on(known, "oestdanmark", LAST_DAY_OF_2026) == ""
    assert region_on(known, "atlantis", LAST_DAY_OF_2026) == ""
