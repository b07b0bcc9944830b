"""Whom the rules name for what a company wants, over the real directory."""

from datetime import date

import pytest

from bot.domain import Field, Inquiry
from bot.routing import ADVICE, FRONT_DESK, RULES
from tests.house import real_knowledge

from .samples import FIRST_DAY_OF_2027, LAST_DAY_OF_2026, ids, inquiry, rank

CONTRACT = (
    "syd-en-indgang syd-sdsi syd-ai-unit syd-procurement nord-lsca nord-aalborg-kommune dlsc healthcare-denmark"
    " trial-nation dkma-vmk region-data sds-forskerservice medcom innovationsfonden other-region human-coordinator"
).split()
NOT_CE = "pub-not-ce-on-patients"
DAYS = pytest.mark.parametrize("day", [LAST_DAY_OF_2026, FIRST_DAY_OF_2027])


@pytest.mark.parametrize("destination_id", CONTRACT)
def test_every_destination_of_the_contract_exists(destination_id: str) -> None:
    assert destination_id in real_knowledge().directory.destinations


def test_every_rule_names_a_destination_that_exists_in_both_languages() -> None:
    for rule in RULES:
        assert rule.destination in CONTRACT, rule.id
        assert rule.reason.da != rule.reason.en
        assert 0 < rule.weight <= 1
        assert rule.uses
    assert FRONT_DESK in CONTRACT
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_no_rule_rests_on_who_the_company_is() -> None:
    assert {field for rule in RULES for field in rule.uses}.isdisjoint({Field.COMPANY_NAME, Field.CONTACT_EMAIL})


def test_every_advice_is_a_card_that_exists() -> None:
    cards = {card.id for card in real_knowledge().cards}
    assert {card for advice in ADVICE for card in advice.cards} <= cards


@DAYS
@pytest.mark.parametrize(
    ("told", "first"),
    [
        (inquiry(need="test", region_hospital="syddanmark"), "syd-en-indgang"),
        (inquiry(need="develop", region_hospital="syddanmark/hospital"), "syd-en-indgang"),
        (inquiry(need="test", region_hospital="nordjylland"), "nord-lsca"),
        (inquiry(need="test", region_hospital="midtjylland"), "other-region"),
        (inquiry(need="test", region_hospital="hovedstaden"), "other-region"),
        (inquiry(need="test", region_hospital="oestdanmark"), "other-region"),
        (inquiry(need="test", region_hospital="any", ce_status="not_ce_marked"), "trial-nation"),
        (inquiry(need="trial"), "trial-nation"),
        (inquiry(need="idea"), "dlsc"),
        (inquiry(need="idea", region_hospital="syddanmark"), "dlsc"),
        (inquiry(need="network"), "dlsc"),
        (inquiry(need="network", region_hospital="syddanmark"), "syd-sdsi"),
        (inquiry(need="sale"), "syd-procurement"),
        (inquiry(need="sale", region_hospital="syddanmark"), "syd-procurement"),
        (inquiry(need="data"), "region-data"),
        (inquiry(need="visit"), "healthcare-denmark"),
        (inquiry(need="approval"), "dkma-vmk"),
        (inquiry(need="funding"), "innovationsfonden"),
        (inquiry(need="integration"), "medcom"),
        (inquiry(need="ai_help", region_hospital="nordjylland"), "nord-lsca"),
        (inquiry(need="ai_help", region_hospital="syddanmark", ai_use="yes"), "syd-en-indgang"),
        (inquiry(region_hospital="syddanmark"), "syd-en-indgang"),
        (inquiry(region_hospital="nordjylland"), "nord-lsca"),
        (inquiry(region_hospital="sjaelland"), "other-region"),
    ],
)
def test_the_first_route_is_the_one_who_can_act(told: Inquiry, first: str, day: date) -> None:
    assert ids(rank(told, day=day))[0] == first


@pytest.mark.parametrize(
    ("told", "also"),
    [
        (inquiry(need="test", region_hospital="nordjylland/municipality"), "nord-aalborg-kommune"),
        (inquiry(need="trial", region_hospital="syddanmark"), "trial-nation"),
        (inquiry(need="data"), "sds-forskerservice"),
        (inquiry(need="visit", region_hospital="syddanmark"), "syd-sdsi"),
        (inquiry(need="visit", ce_status="not_ce_marked"), "trial-nation"),
        (inquiry(need="ai_help", region_hospital="syddanmark", ai_use="yes"), "syd-ai-unit"),
        (inquiry(need="test sale", region_hospital="syddanmark"), "syd-procurement"),
    ],
)
def test_who_else_can_help_comes_after(told: Inquiry, also: str) -> None:
    assert also in ids(rank(told))[1:]


@pytest.mark.parametrize("need", ["test", "develop", "trial"])
def test_both_regions_named_give_two_routes(need: str) -> None:
    routes = rank(inquiry(need=need, region_hospital="syddanmark nordjylland"))
    assert set(ids(routes)[:2]) == {"syd-en-indgang", "nord-lsca"}
    assert routes[0].score == routes[1].score


def test_a_test_without_a_region_offers_both_doors() -> None:
    assert {"syd-en-indgang", "nord-lsca"} <= set(ids(rank(inquiry(need="test", region_hospital="any"))))


def test_an_idea_is_not_sent_to_a_hospital() -> None:
    assert ids(rank(inquiry(need="idea"))) == ["dlsc"]


@pytest.mark.parametrize("region", ["nordjylland", "hovedstaden", "syddanmark nordjylland"])
def test_a_sale_elsewhere_is_not_sent_to_syddanmarks_procurement(region: str) -> None:
    assert rank(inquiry(need="sale", region_hospital=region)) == ()


def test_nothing_said_names_nobody() -> None:
    assert rank(Inquiry()) == ()
