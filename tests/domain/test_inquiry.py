"""An inquiry keeps what was stated, and changing it makes the next one."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Field, Inquiry, Stated

FIELDS = st.sampled_from(Field)
VALUES = st.builds(
    Stated, value=st.text(), quote=st.text(), message_id=st.text(), code=st.sampled_from(["", "pilot", "idea"])
)


@given(FIELDS, st.lists(VALUES, min_size=1))
def test_what_is_stated_is_known_in_order_and_the_last_word_holds(name: Field, values: list[Stated]) -> None:
    inquiry = Inquiry().with_stated(name, *values)

    assert inquiry.values(name) == tuple(values)
    assert inquiry.get(name) == values[-1]
    assert inquiry.code(name) == values[-1].code
    assert inquiry.codes(name) == {value.code for value in values} - {""}
    assert inquiry.is_settled(name)


@given(FIELDS)
def test_what_is_not_stated_is_empty(name: Field) -> None:
    inquiry = Inquiry()

    assert inquiry.get(name) is None
    assert inquiry.values(name) == ()
    assert inquiry.code(name) == ""
    assert inquiry.codes(name) == frozenset()
    assert not inquiry.is_settled(name)


@given(FIELDS, FIELDS, VALUES)
def test_changing_an_inquiry_leaves_the_one_before_as_it_was(name: Field, other: Field, value: Stated) -> None:
    before = Inquiry().with_stated(other, value)
    after = before.with_stated(name, value).skip(name).without(name)

    assert before == Inquiry().with_stated(other, value)
    assert after.get(name) is None
    assert after.get(other) == (None if other is name else value)


@given(FIELDS, VALUES)
def test_a_skipped_field_is_settled_until_something_is_said_after_all(name: Field, value: Stated) -> None:
    skipped = Inquiry().skip(name)

    assert skipped.is_settled(name)
    assert skipped.get(name) is None
    assert name not in skipped.with_stated(name, value).skipped


def test_a_value_said_and_then_cleared_is_open_again() -> None:
    value = Stated("Aalborg", "i Aalborg", "m1")
    assert not Inquiry().with_stated(Field.NEED, value).without(Field.NEED).is_settled(Field.NEED)
    assert not Inquiry().with_stated(Field.NEED).is_settled(Field.NEED)
