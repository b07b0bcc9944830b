"""The tables, and the rules the database keeps even if our code forgets them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from .columns import Json, Moment
from .schema import metadata


def _owner() -> Column[str]:
    return Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("language_is_settled", Boolean, nullable=False),
    Column("stage", String, nullable=False),
    Column("asking", String),
    Column("wants_contact", Boolean, nullable=False),
    Column("inquiry", Json, nullable=False),
    Column("routes", Json, nullable=False),
    Column("heard", Json, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
)

# Message, consent and gap ids may be made by a visitor's browser, so they are only unique within their conversation.
messages = Table(
    "messages",
    metadata,
    _owner(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("author", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("parts", Json, nullable=False),
    Column("citations", Json, nullable=False),
    Column("outcome", String),
    Column("asks_for", String),
    Column("routes", Json, nullable=False),
    UniqueConstraint("conversation_id", "id"),
)

consents = Table(
    "consents",
    metadata,
    _owner(),
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("destination_id", String, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("notice", Text, nullable=False),
    Column("withdrawn_at", Moment),
    UniqueConstraint("conversation_id", "id", "destination_id"),
)

handoffs = Table(
    "handoffs",
    metadata,
    _owner(),
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("reference", String, nullable=False, unique=True),
    Column("destination_id", String, nullable=False),
    Column("consent_id", String, nullable=False),
    Column("lead", Json, nullable=False),
    Column("route", Json, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Moment),
    Column("delivered_at", Moment),
    Column("created_at", Moment, nullable=False),
    # No lead leaves without the visitor's deed, and the deed must name this very destination.
    ForeignKeyConstraint(
        ["conversation_id", "consent_id", "destination_id"],
        ["consents.conversation_id", "consents.id", "consents.destination_id"],
    ),
    Index("ix_handoffs_state_next_attempt_at", "state", "next_attempt_at"),
)

Index(
    "uq_handoffs_standing",
    handoffs.c.conversation_id,
    handoffs.c.destination_id,
    unique=True,
    sqlite_where=text("state <> 'withdrawn'"),
    postgresql_where=text("state <> 'withdrawn'"),
)

gaps = Table(
    "gaps",
    metadata,
    _owner(),
    Column("id", String, primary_key=True),
    Column("question", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Moment, nullable=False),
)
