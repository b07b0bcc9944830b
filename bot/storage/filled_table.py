"""Which questions a card was written for. A row goes when its conversation goes."""

from sqlalchemy import Column, Date, ForeignKey, String, Table

from .schema import metadata

filled = Table(
    "filled",
    metadata,
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seen_as", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("card_id", String, nullable=False),
    Column("filled_on", Date, nullable=False),
)
