"""The tables, and the rules the database keeps even if our code forgets them."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
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
    Column("site", String, nullable=False),
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
    Column("said_by", String, nullable=False),
    Column("corrects", String, nullable=False),
    Column("for_staff", Boolean, nullable=False),
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
    Column("delivered_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("triage", String, nullable=False),
    Column("owner", Json),
    Column("is_handed_back", Boolean, nullable=False),
    Column("answer_by", Moment),
    Column("answered_at", Moment),
    Column("exempt", String),
    Column("parked_until", Date),
    Column("remind_at", Moment, index=True),
    Column("proposes", String, nullable=False),
    Column("previous_id", String, nullable=False),
    Column("links_since", Moment),
    Column("moves", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    # No lead leaves without the visitor's deed, and the deed must name this very destination.
    ForeignKeyConstraint(
        ["conversation_id", "consent_id", "destination_id"],
        ["consents.conversation_id", "consents.id", "consents.destination_id"],
    ),
)

_STANDING = text("state <> 'withdrawn' AND triage <> 'closed' AND triage <> 'unsuitable'")
Index(
    "uq_handoffs_standing",
    handoffs.c.conversation_id,
    handoffs.c.destination_id,
    unique=True,
    sqlite_where=_STANDING,
    postgresql_where=_STANDING,
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
