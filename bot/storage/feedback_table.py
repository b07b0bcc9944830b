"""The table of what visitors think of answers. It goes when its conversation goes."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from .columns import Json, Moment
from .schema import metadata

# The id is made by a visitor's browser, so it is only unique within its conversation.
feedback = Table(
    "feedback",
    metadata,
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("message_id", String, nullable=False),
    Column("helped", Boolean, nullable=False),
    Column("reason", String),
    Column("comment", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("cards", Json, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
