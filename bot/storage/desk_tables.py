"""The tables behind the staff's door: what is to be brought to whom, what came in, and what somebody must mend."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from .columns import Json, Moment
from .schema import metadata

outbox = Table(
    "outbox",
    metadata,
    # The order in which posts were made, which is the order in which each recipient gets them.
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("handoff_id", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment),
    # Whoever makes an attempt has it until then; after a crash somebody else takes it up.
    Column("taken_until", Moment),
    Column("may_be_there", Boolean, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("delivered_at", Moment),
    Index("ix_outbox_state_recipient", "state", "recipient"),
    Index("ix_outbox_conversation_id_handoff_id", "conversation_id", "handoff_id"),
)

closed_routes = Table(
    "closed_routes",
    metadata,
    Column("recipient", String, primary_key=True),
    Column("error", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

operator_notices = Table(
    "operator_notices",
    metadata,
    Column("key", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("is_dismissed", Boolean, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", String, primary_key=True),
    # One message may come as two events; its channel and time tell that it is one.
    Column("place", String, unique=True),
    Column("payload", Json, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("settled_at", Moment, index=True),
    # Where several servers share the store, the one that acts on it has it until then.
    Column("taken_until", Moment),
    Column("error", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("card_ids", Json, nullable=False),
    Column("fault", String, nullable=False),
    Column("remark", Text, nullable=False),
    Column("by", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("language", String, nullable=False),
    Column("settled_on", Date),
)
