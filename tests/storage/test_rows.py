"""Whatever the domain can say, the store gives back; a new field that is not stored fails here."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, create_engine, insert, select

from bot.domain import Consent, Conversation, Gap, Handoff, Message, Passage
from bot.storage import handoff_rows, library_tables, passage_rows, rows, tables
from bot.storage.schema import metadata

T = TypeVar("T")
unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the domain writes it, with every field of a dataclass filled in."""
    plain: dict[Any, st.SearchStrategy[Any]] = {
        datetime: st.datetimes(timezones=st.just(UTC)),
        date: st.dates(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        int: st.integers(-(2**31), 2**31 - 1),
        None: st.none(),
    }
    parts = get_args(hint)
    if isinstance(hint, UnionType):
        return st.one_of(*map(anything, parts))
    if get_origin(hint) is tuple:
        return st.lists(anything(parts[0]), max_size=2).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(anything(parts[0]), anything(parts[1]), max_size=2)
    if is_dataclass(hint):
        return whole(cast(type[object], hint))
    return plain[hint] if hint in plain else st.from_type(hint)


def whole(kind: type[T]) -> st.SearchStrategy[T]:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(cast(Any, kind))]
    build: Callable[..., T] = kind
    return st.builds(build, **{name: anything(hints[name]) for name in names})


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


def stored(connection: Connection, table: Table, values: rows.Values) -> rows.AnyRow:
    with connection.begin_nested() as undone:
        connection.execute(insert(table), values)
        row = connection.execute(select(table)).one()
        undone.rollback()
    return row


@given(conversation=whole(Conversation))
@unhurried
def test_a_conversation_survives(connection: Connection, conversation: Conversation) -> None:
    values = rows.conversation_values(conversation)
    row = stored(
        connection,
        tables.conversations,
        {**values, "version": conversation.version, "touched_at": conversation.started_at},
    )
    assert (
        rows.conversation_from(
            row,
            transcript=conversation.transcript,
            consents=conversation.consents,
            handoffs=conversation.handoffs,
        )
        == conversation
    )


@given(message=whole(Message))
@unhurried
def test_a_message_survives(connection: Connection, message: Message) -> None:
    values = {**rows.message_values(message), "conversation_id": "c", "number": 0}
    assert rows.message_from(stored(connection, tables.messages, values)) == message


@given(consent=whole(Consent))
@unhurried
def test_a_consent_survives(connection: Connection, consent: Consent) -> None:
    values = {**handoff_rows.consent_values(consent), "conversation_id": "c", "number": 0}
    assert handoff_rows.consent_from(stored(connection, tables.consents, values)) == consent


@given(handoff=whole(Handoff))
@unhurried
def test_a_handoff_survives(connection: Connection, handoff: Handoff) -> None:
    placed = {"conversation_id": "c", "number": 0, "consent_id": "yes", "created_at": handoff.lead.consented_at}
    values = {**handoff_rows.handoff_values(handoff), **placed}
    assert handoff_rows.handoff_from(stored(connection, tables.handoffs, values)) == handoff


@given(gap=whole(Gap))
@unhurried
def test_a_gap_survives(connection: Connection, gap: Gap) -> None:
    assert rows.gap_from(stored(connection, tables.gaps, rows.gap_values(gap))) == gap


@given(passage=whole(Passage))
@unhurried
def test_a_passage_survives(connection: Connection, passage: Passage) -> None:
    # A document resembles no boundary: lookalikes stand in the knowledge folder alone.
    passage = replace(passage, lookalikes=())
    values = {**passage_rows.passage_values(passage), "document_id": "d", "number": 0}
    assert passage_rows.passage_from(stored(connection, library_tables.passages, values)) == passage
