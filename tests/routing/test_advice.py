"""What a company should read before it goes anywhere."""

import pytest

from bot.domain import Inquiry

from .samples import inquiry, rank

BOTH_MUST_APPROVE = "pub-not-ce-on-patients"


def _advice(told: Inquiry) -> set[str]:
    routes = rank(told)
    assert routes
    assert len({route.advice for route in routes}) == 1
    return set(routes[0].advice)


@pytest.mark.parametrize("status", ["not_ce_marked", "in_progress"])
@pytest.mark.parametrize("region", ["syddanmark", "nordjylland", "hovedstaden", "any"])
def test_an_unmarked_device_on_patients_needs_both_authorities(status: str, region: str) -> None:
    told = inquiry(need="test", ce_status=status, patients_involved="yes", region_hospital=region)
    assert BOTH_MUST_APPROVE in _advice(told)


def test_the_warning_stands_until_patients_are_ruled_out() -> None:
    assert BOTH_MUST_APPROVE in _advice(inquiry(need="test", ce_status="not_ce_marked"))
    staff_only = _advice(inquiry(need="test", ce_status="not_ce_marked", patients_involved="no"))
    assert BOTH_MUST_APPROVE not in staff_only
    assert "pub-demo-staff-only" in staff_only


def test_a_marked_device_is_advised_to_keep_to_its_purpose() -> None:
    advice = _advice(inquiry(need="test", ce_status="ce_marked", patients_involved="yes"))
    assert "pub-ce-as-intended" in advice
    assert BOTH_MUST_APPROVE not in advice


def test_a_municipal_setting_in_the_north_is_advised_about_the_municipality() -> None:
    assert "lsca-aalborg-kommune" in _advice(inquiry(need="test", region_hospital="nordjylland/municipality"))
    assert "lsca-aalborg-kommune" not in _advice(inquiry(need="test", region_hospital="syddanmark/municipality"))


def test_data_are_advised_with_the_law() -> None:
    assert "pub-section-46" in _advice(inquiry(need="data"))


def test_test_and_purchase_are_kept_apart() -> None:
    assert "entry-test-not-purchase" in _advice(inquiry(need="test sale", region_hospital="syddanmark"))
    assert "entry-test-not-purchase" not in _advice(inquiry(need="sale"))


def test_a_plain_visit_needs_no_advice() -> None:
    assert _advice(inquiry(need="visit")) == set()
