"""What is still worth asking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Field, Inquiry, Stated
from bot.qualification import CLOSED, NEEDED_FOR_A_LEAD, Missing, is_ready, missing_fields

FIELD_CODES = {
    **{field: [option.code for option in options] for field, options in CLOSED.items()},
    Field.REGION_HOSPITAL: ["any", "syddanmark", "nordjylland/municipality", "/hospital"],
}


def _inquiry(*known: tuple[Field, str], skipped: tuple[Field, ...] = ()) -> Inquiry:
    inquiry = Inquiry()
    for field, code in known:
        inquiry = inquiry.with_stated(field, *inquiry.values(field), Stated(code or "x", code or "x", "m1", code))
    for field in skipped:
        inquiry = inquiry.skip(field)
    return inquiry


def _asks(*known: tuple[Field, str], skipped: tuple[Field, ...] = ()) -> list[Field]:
    return [missing.field for missing in missing_fields(_inquiry(*known, skipped=skipped))]


CONTACT = [Field.COMPANY_NAME, Field.CONTACT_EMAIL]


def test_the_need_comes_first_and_decides() -> None:
    assert missing_fields(Inquiry())[0] == Missing(Field.NEED, decides=True)


@pytest.mark.parametrize("need", ["test", "develop", "trial", "sale", "ai_help"])
def test_where_the_route_hangs_on_the_place_it_is_asked_next(need: str) -> None:
    assert missing_fields(_inquiry((Field.NEED, need)))[0] == Missing(Field.REGION_HOSPITAL, decides=True)


@pytest.mark.parametrize("need", ["data", "visit", "network", "approval", "funding", "integration", "idea"])
def test_where_the_place_changes_nothing_it_is_not_asked(need: str) -> None:
    assert Field.REGION_HOSPITAL not in _asks((Field.NEED, need))


def test_a_test_is_asked_about_its_ce_mark_and_time_before_the_contact() -> None:
    asked = _asks((Field.NEED, "test"), (Field.REGION_HOSPITAL, "syddanmark"))
    assert asked == [Field.PRODUCT, Field.CE_STATUS, Field.TIMELINE, *CONTACT]


def test_an_idea_is_asked_for_no_more_than_the_contact_needs() -> None:
    assert _asks((Field.NEED, "idea")) == [Field.PRODUCT, *CONTACT]


@pytest.mark.parametrize(
    ("status", "asked"),
    [("not_ce_marked", True), ("in_progress", True), ("ce_marked", False), ("not_a_device", False)],
)
def test_patients_are_asked_about_where_the_device_is_not_marked(status: str, asked: bool) -> None:
    assert (Field.PATIENTS in _asks((Field.NEED, "test"), (Field.CE_STATUS, status))) is asked


@pytest.mark.parametrize(("kind", "asked"), [("software", True), ("robot", True), ("drug", False), ("welfare", False)])
def test_ai_is_asked_about_where_a_product_may_hold_it(kind: str, asked: bool) -> None:
    assert (Field.AI_USE in _asks((Field.NEED, "test"), (Field.PRODUCT_TYPE, kind))) is asked


def test_data_is_asked_about_where_ai_is_used() -> None:
    assert Field.DATA in _asks((Field.NEED, "test"), (Field.AI_USE, "yes"))
    assert Field.DATA not in _asks((Field.NEED, "test"), (Field.AI_USE, "no"))


@pytest.mark.parametrize(("code", "asked"), [("/municipality", True), ("any", False), ("syddanmark/hospital", False)])
def test_a_setting_alone_does_not_settle_the_region(code: str, asked: bool) -> None:
    assert (Field.REGION_HOSPITAL in _asks((Field.NEED, "test"), (Field.REGION_HOSPITAL, code))) is asked


def test_a_skipped_region_is_not_asked_for_again() -> None:
    assert Field.REGION_HOSPITAL not in _asks((Field.NEED, "test"), skipped=(Field.REGION_HOSPITAL,))


@pytest.mark.parametrize("lacking", NEEDED_FOR_A_LEAD)
def test_a_lead_needs_all_a_colleague_needs(lacking: Field) -> None:
    known = [(field, "test" if field is Field.NEED else "") for field in NEEDED_FOR_A_LEAD]
    assert is_ready(_inquiry(*known))
    assert not is_ready(_inquiry(*(pair for pair in known if pair[0] is not lacking), skipped=(lacking,)))


@settings(deadline=None)
@given(
    known=st.lists(st.sampled_from([(field, code) for field, codes in FIELD_CODES.items() for code in codes])),
    skipped=st.lists(st.sampled_from(list(Field))),
)
def test_nothing_known_or_skipped_is_asked_and_nothing_twice(
    known: list[tuple[Field, str]], skipped: list[Field]
) -> None:
    asked = _asks(*known, skipped=tuple(skipped))
    assert len(asked) == len(set(asked))
    assert not set(asked) & set(skipped)
    assert not set(asked) & ({field for field, _ in known} - {Field.REGION_HOSPITAL})
