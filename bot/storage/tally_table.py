"""What is kept of a conversation that was forgotten on time: codes and numbers for the year's report."""

from sqlalchemy import Column, Integer, String, Table

from .columns import Json
from .schema import metadata

# No conversation's id, no day, no word: a row cannot be led back to who asked.
tallies = Table(
    "tallies",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("month", String, nullable=False, index=True),
    Column("facts", Json, nullable=False),
)
