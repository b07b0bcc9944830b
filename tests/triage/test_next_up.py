"""Who should take a lead: there, with room, and with the least to do."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain import Assign, ClaimLead, Colleague, Days, Staff
from bot.triage import colleague_of, should_take, who_is_next

from .samples import after, lead

DAY = date(2026, 9, 1)
AWAY = (Days(date(2026, 8, 31), date(2026, 9, 4)),)
HERE = frozenset({"door"})
ANN = Colleague(id="ann", name="Ann Aske", destinations=HERE, email="ann@door.example", slack="T1/UANN")
BO = Colleague(id="bo", name="Bo Birk", destinations=HERE, slack="UBO", capacity=2)
CARL = Colleague(id="carl", name="Carl", destinations=frozenset({"other"}))


def next_one(*colleagues: Colleague, **open_leads: int) -> str:
    found = who_is_next(colleagues, destination_id="door", day=DAY, open_leads=open_leads)
    return found.id if found else ""


def test_the_one_with_the_least_to_do_is_next_and_ties_go_by_the_directory() -> None:
    assert next_one(ANN, BO, CARL) == "ann"
    assert next_one(ANN, BO, CARL, ann=1) == "bo"
    assert next_one(CARL) == ""


def test_one_who_has_no_room_is_passed_over() -> None:
    assert next_one(BO, bo=2) == ""
    assert next_one(ANN, BO, ann=5, bo=2) == "ann"


def test_one_who_is_away_stands_back_for_their_backup() -> None:
    away = replace(ANN, away=AWAY, backup="carl")
    assert next_one(away, CARL) == "carl"
    assert next_one(replace(away, backup="")) == ""
    assert next_one(replace(away, backup="bo"), replace(BO, away=AWAY, backup="ann")) == ""


@pytest.mark.parametrize(
    ("id_", "found"),
    [
        ("mail:ANN@door.example", "ann"),
        ("slack:T1/UANN", "ann"),
        ("slack:T2/UANN", ""),
        ("slack:T9/UBO", "bo"),
        ("desk:bo", "bo"),
        ("slack:", ""),
        ("mail:", ""),
        ("carrier-pigeon:ann", ""),
    ],
)
def test_a_colleague_is_known_by_every_channel_they_come_from(id_: str, found: str) -> None:
    known = colleague_of((ANN, BO, CARL), Staff(id_, "Somebody"))
    assert (known.id if known else "") == found


def test_a_card_names_nobody_while_its_owner_is_there() -> None:
    mine = after(Assign(Staff("desk:ann", "Ann Aske")))
    strange = after(ClaimLead(), by=Staff("desk:guest", "Guest"))
    for handoff in (mine, strange):
        assert should_take((ANN, BO), handoff, day=DAY, open_leads={}) is None
    assert colleague_of((ANN,), None) is None


def test_a_card_names_the_backup_of_an_owner_who_is_away_or_else_who_is_next() -> None:
    mine = after(Assign(Staff("desk:ann", "Ann Aske")))
    away = replace(ANN, away=AWAY, backup="bo")
    assert should_take((away, BO), mine, day=DAY, open_leads={}) == BO
    assert should_take((replace(away, backup=""), BO), mine, day=DAY, open_leads={}) == BO
    assert should_take((ANN, BO), lead(), day=DAY, open_leads={"ann": 3}) == BO
