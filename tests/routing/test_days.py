"""The same company, asked on the last day of 2026 and the first of 2027, over the real directory."""

from datetime import date

import pytest

from bot.domain import Bilingual, Route

from .samples import FIRST_DAY_OF_2027, LAST_DAY_OF_2026, inquiry, rank, real_router

BOTH_DAYS = pytest.mark.parametrize("day", [LAST_DAY_OF_2026, FIRST_DAY_OF_2027])


def _route(need: str, destination_id: str, *, day: date, region: str = "hovedstaden") -> Route:
    routes = rank(inquiry(need=need, region_hospital=region), day=day)
    return next(route for route in routes if route.destination_id == destination_id)


def _names(name: Bilingual, body: Bilingual) -> bool:
    return body.da in name.da and body.en in name.en


HOVEDSTADEN = Bilingual("Region Hovedstaden", "Capital Region of Denmark")
OESTDANMARK = Bilingual("Region Østdanmark", "Region of Eastern Denmark")


@pytest.mark.parametrize(("need", "destination_id"), [("test", "other-region"), ("data", "region-data")])
@pytest.mark.parametrize("region", ["hovedstaden", "hovedstaden/hospital"])
def test_copenhagen_is_in_the_region_of_the_day(need: str, destination_id: str, region: str) -> None:
    before = _route(need, destination_id, day=LAST_DAY_OF_2026, region=region)
    after = _route(need, destination_id, day=FIRST_DAY_OF_2027, region=region)
    assert _names(before.name, HOVEDSTADEN)
    assert not _names(before.name, OESTDANMARK)
    assert _names(after.name, OESTDANMARK)
    assert not _names(after.name, HOVEDSTADEN)


def test_sjaelland_becomes_oestdanmark_too() -> None:
    assert "Region Sjælland" in _route("test", "other-region", day=LAST_DAY_OF_2026, region="sjaelland").name.da
    assert _names(_route("test", "other-region", day=FIRST_DAY_OF_2027, region="sjaelland").name, OESTDANMARK)


def test_oestdanmark_is_not_named_before_it_exists() -> None:
    before = _route("test", "other-region", day=LAST_DAY_OF_2026, region="oestdanmark")
    assert before.name == real_router().directory.destinations["other-region"].name
    assert _names(_route("test", "other-region", day=FIRST_DAY_OF_2027, region="oestdanmark").name, OESTDANMARK)


@pytest.mark.parametrize(
    ("destination_id", "forerunner"), [("medcom", "medcom"), ("sds-forskerservice", "sundhedsdatastyrelsen")]
)
def test_digital_sundhed_danmark_takes_over_at_new_year(destination_id: str, forerunner: str) -> None:
    destination = real_router().directory.destinations[destination_id]
    acting = [destination.organisation_on(day) for day in (LAST_DAY_OF_2026, FIRST_DAY_OF_2027)]
    assert [organisation and organisation.id for organisation in acting] == [forerunner, "digital-sundhed-danmark"]


@pytest.mark.parametrize(("need", "destination_id"), [("integration", "medcom"), ("data", "sds-forskerservice")])
def test_the_new_body_is_named_from_its_first_day(need: str, destination_id: str) -> None:
    new = Bilingual("Digital Sundhed Danmark", "Digital Health Denmark")
    assert not _names(_route(need, destination_id, day=LAST_DAY_OF_2026).name, new)
    assert _names(_route(need, destination_id, day=FIRST_DAY_OF_2027).name, new)


@BOTH_DAYS
def test_every_destination_has_somebody_behind_it_on_both_sides_of_new_year(day: date) -> None:
    for destination in real_router().directory.destinations.values():
        assert destination.organisation_on(day) is not None, destination.id


@BOTH_DAYS
@pytest.mark.parametrize("region", ["syddanmark", "nordjylland"])
def test_the_regions_that_stay_keep_their_routes(region: str, day: date) -> None:
    told = inquiry(need="test", region_hospital=region)
    assert rank(told, day=day) == rank(told, day=LAST_DAY_OF_2026)
