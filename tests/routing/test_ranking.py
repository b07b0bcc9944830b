"""Routes in order, each destination once, whoever asks."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import BY_CARD, BY_DEFAULT, Field, Inquiry, Stated, Tenure, Validity
from bot.qualification import CLOSED
from bot.routing import FRONT_DESK, Router
from tests.house import real_knowledge

from .samples import (
    FIRST_DAY_OF_2027,
    LAST_DAY_OF_2026,
    destination,
    directory,
    ids,
    inquiry,
    organisation,
    rank,
    real_router,
    shelf,
)

PLACES = ("any", "syddanmark", "nordjylland/municipality", "hovedstaden", "sjaelland", "oestdanmark", "/hospital")
DAYS = st.sampled_from([LAST_DAY_OF_2026, FIRST_DAY_OF_2027])
POINTED_TO = st.deferred(
    lambda: st.lists(st.sampled_from([*real_knowledge().directory.destinations, "nowhere"]), max_size=6)
)


@st.composite
def _inquiries(draw: st.DrawFn) -> Inquiry:
    made = Inquiry(skipped=draw(st.frozensets(st.sampled_from(list(Field)), max_size=2)))
    choices = {field: tuple(option.code for option in options) for field, options in CLOSED.items()}
    for field, codes in {**choices, Field.REGION_HOSPITAL: PLACES}.items():
        for code in draw(st.lists(st.sampled_from(codes), max_size=2, unique=True)):
            made = made.with_stated(field, *made.values(field), Stated(code, code, "m1", code))
    return made


@settings(deadline=None, max_examples=50)
@given(told=_inquiries(), day=DAYS, is_a_wish=st.booleans(), pointed_to=POINTED_TO)
def test_each_destination_stands_once_best_first_in_whatever_order_things_were_said(
    told: Inquiry, day: date, is_a_wish: bool, pointed_to: list[str]
) -> None:
    routes = real_router().rank(told, day=day, is_a_wish=is_a_wish, pointed_to=pointed_to)
    assert len(set(ids(routes))) == len(routes)
    assert [route.score for route in routes] == sorted((route.score for route in routes), reverse=True)
    turned = told
    for field in (Field.NEED, Field.REGION_HOSPITAL):
        if values := told.values(field):
            turned = turned.with_stated(field, *reversed(values))
    assert routes == real_router().rank(turned, day=day, is_a_wish=is_a_wish, pointed_to=pointed_to)
    assert all(route.citations for route in routes)


@settings(deadline=None, max_examples=50)
@given(
    told=_inquiries(),
    name=st.text(max_size=30) | st.sampled_from(["Region Syddanmark A/S", "BayHealth GmbH", "Aalborg Robotics ApS"]),
    email=st.emails() | st.sampled_from(["ceo@firma.dk", "sales@firma.cn", "info@aalborg.example"]),
    day=DAYS,
    pointed_to=POINTED_TO,
)
def test_who_the_company_is_never_changes_the_ranking(
    told: Inquiry, name: str, email: str, day: date, pointed_to: list[str]
) -> None:
    known = told.with_stated(Field.COMPANY_NAME, Stated(name, name, "m2")).with_stated(
        Field.CONTACT_EMAIL, Stated(email, email, "m2")
    )
    assert rank(known, day=day, pointed_to=pointed_to) == rank(told, day=day, pointed_to=pointed_to)


@settings(deadline=None, max_examples=50)
@given(told=_inquiries(), day=DAYS)
def test_a_politician_is_never_a_contact(told: Inquiry, day: date) -> None:
    known = real_knowledge().directory
    for route in (*rank(told, day=day), real_router().front_desk(day=day)):
        contact = known.destinations[route.destination_id].contact
        assert contact is None or not {contact.name, contact.email} & set(known.politicians)
        assert not any(name in route.name.da + route.name.en for name in known.politicians)


def test_the_directory_does_name_politicians_and_none_is_among_its_contacts() -> None:
    known = real_knowledge().directory
    assert known.politicians
    assert not {said for contact in known.contacts.values() for said in (contact.name, contact.email)} & set(
        known.politicians
    )


def test_a_wish_follows_the_rules_and_a_question_follows_the_cards() -> None:
    told, card = inquiry(need="funding", region_hospital="syddanmark"), ("dlsc",)
    assert ids(rank(told, pointed_to=card)) == ["innovationsfonden", "dlsc"]
    asked = real_router().rank(told, day=LAST_DAY_OF_2026, is_a_wish=False, pointed_to=card)
    assert ids(asked) == ["dlsc"]


def test_a_place_alone_leads_a_wish_to_its_door_and_the_card_follows() -> None:
    told = inquiry(region_hospital="syddanmark")
    assert ids(rank(told, pointed_to=["syd-procurement"])) == ["syd-en-indgang", "syd-procurement"]
    assert ids(rank(inquiry(), pointed_to=["syd-procurement"])) == ["syd-procurement"]


def test_a_wish_in_one_region_is_not_sent_to_a_destination_that_serves_only_another() -> None:
    told = inquiry(need="test", region_hospital="syddanmark")
    assert "nord-lsca" not in ids(rank(told, pointed_to=["nord-lsca", "not-in-the-directory", "dlsc"]))


def test_a_place_named_in_a_mere_question_is_no_wish() -> None:
    told = inquiry(region_hospital="syddanmark")
    assert real_router().rank(told, day=LAST_DAY_OF_2026, is_a_wish=False) == ()


def test_cards_name_destinations_in_their_order() -> None:
    routes = rank(Inquiry(), pointed_to=["dlsc", "medcom", "dlsc"])
    assert ids(routes) == ["dlsc", "medcom"]
    takes = real_knowledge().directory.destinations["dlsc"].takes
    assert (routes[0].rule, routes[0].reason, routes[0].facts) == (BY_CARD, takes, ())
    assert not routes[0].is_by_rule


def test_a_route_says_its_rule_its_facts_and_what_is_missing() -> None:
    told = inquiry(need="test", region_hospital="syddanmark")
    [route] = real_router().rank(told, day=LAST_DAY_OF_2026, is_a_wish=True, missing=[Field.PRODUCT])
    assert route.rule == "test-in-syddanmark"
    assert route.facts == (Field.NEED, Field.REGION_HOSPITAL)
    assert route.missing == (Field.PRODUCT,)
    assert route.is_by_rule


def test_two_that_weigh_the_same_stand_in_the_order_of_their_ids() -> None:
    routes = rank(inquiry(need="test", region_hospital="syddanmark nordjylland"))
    assert ids(routes) == ["nord-lsca", "syd-en-indgang"]


def test_a_destination_nobody_follows_is_left_out() -> None:
    gone = destination("dlsc", validity=Validity(last=LAST_DAY_OF_2026))
    router = Router(directory=directory(gone), passages=shelf())
    assert router.rank(inquiry(need="idea"), day=FIRST_DAY_OF_2027, is_a_wish=True) == ()
    assert ids(router.rank(inquiry(need="idea"), day=LAST_DAY_OF_2026, is_a_wish=True)) == ["dlsc"]


@pytest.mark.parametrize(
    ("tenures", "name"),
    [
        ((Tenure(organisation("office")),), "dlsc på dansk (office (da))"),
        ((Tenure(organisation("office")), Tenure(organisation("bureau"))), "dlsc på dansk"),
        ((Tenure(organisation("office"), Validity(last=date(2025, 1, 1))), Tenure(organisation("bureau"))),
         "dlsc på dansk (bureau (da))"),
    ],
)  # fmt: skip
def test_a_destination_is_named_with_the_one_body_behind_it(tenures: tuple[Tenure, ...], name: str) -> None:
    router = Router(directory=directory(destination("dlsc", *tenures)), passages=shelf())
    [route] = router.rank(inquiry(need="idea"), day=LAST_DAY_OF_2026, is_a_wish=True)
    assert route.name.da == name


def test_the_front_desk_takes_what_no_rule_decides() -> None:
    desk = real_router().front_desk(day=LAST_DAY_OF_2026)
    assert (desk.destination_id, desk.rule, desk.is_by_rule) == (FRONT_DESK, BY_DEFAULT, False)
    assert desk.reason.da != desk.reason.en
    assert all(desk.score < route.score for route in rank(inquiry(need="test approval funding data")))
