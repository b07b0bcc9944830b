"""The facts a route may rest on."""

import pytest

from bot.domain import Field, Inquiry
from bot.routing import facts_of

from .samples import inquiry


def test_places_are_split_into_regions_and_settings() -> None:
    facts = facts_of(inquiry(region_hospital="syddanmark/hospital nordjylland /municipality"))
    assert facts.regions == {"syddanmark", "nordjylland"}
    assert facts.settings == {"hospital", "municipality"}
    assert not facts.any_region


def test_no_preferred_region_is_no_region() -> None:
    facts = facts_of(inquiry(region_hospital="any"))
    assert facts.any_region
    assert facts.regions == set()


def test_a_skipped_region_may_be_any() -> None:
    assert facts_of(inquiry(skipped=[Field.REGION_HOSPITAL])).any_region
    assert not facts_of(Inquiry()).any_region


def test_a_region_nobody_knows_is_no_region() -> None:
    assert facts_of(inquiry(region_hospital="atlantis")).regions == set()


@pytest.mark.parametrize(
    ("need", "hands_on"), [("test", True), ("develop", True), ("trial", True), ("sale", False), ("data visit", False)]
)
def test_only_work_with_hands_on_is_hands_on(need: str, hands_on: bool) -> None:
    assert facts_of(inquiry(need=need)).is_hands_on is hands_on


@pytest.mark.parametrize(
    ("status", "unmarked"),
    [("not_ce_marked", True), ("in_progress", True), ("ce_marked", False), ("not_a_device", False)],
)
def test_a_mark_on_its_way_is_no_mark_yet(status: str, unmarked: bool) -> None:
    assert facts_of(inquiry(ce_status=status)).is_unmarked is unmarked


def test_nothing_said_gives_no_facts() -> None:
    facts = facts_of(Inquiry(), is_a_wish=False)
    assert not facts.needs
    assert (facts.product_type, facts.ce_status, facts.on_patients) == ("", "", "")
    assert not facts.uses_ai
    assert not facts.is_unmarked
    assert not facts.is_a_wish


def test_ai_is_used_only_where_a_company_says_so() -> None:
    assert facts_of(inquiry(ai_use="yes")).uses_ai
    assert not facts_of(inquiry(ai_use="no")).uses_ai
