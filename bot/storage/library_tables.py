"""The tables of imported documents and of embeddings; nothing personal is in them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from .columns import Json, Moment
from .schema import metadata

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("file_name", String, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("imported_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("card_id", String, nullable=False),
    Column("language", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source_title", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("as_of", String, nullable=False),
    Column("valid_to", Date),
    Column("asks", Json, nullable=False),
    Column("destinations", Json, nullable=False),
    Column("region", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("boundary", String),
    Column("clarifies", String, nullable=False),
    Column("signs", Json, nullable=False),
    Column("is_card", Boolean, nullable=False),
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("embedder", String, primary_key=True),
    Column("key", String, primary_key=True),
    # float32, least significant byte first, so a file moved to another machine reads the same.
    Column("vector", LargeBinary, nullable=False),
)
