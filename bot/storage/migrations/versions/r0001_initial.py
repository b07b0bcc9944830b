"""The first tables: conversations and what hangs on them, documents, embeddings."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Json, Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_conversations()
    _create_messages()
    _create_consents()
    _create_handoffs()
    _create_gaps()
    _create_documents()
    _create_passages()
    _create_embeddings()


def _create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("language_is_settled", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("asking", sa.String()),
        sa.Column("wants_contact", sa.Boolean(), nullable=False),
        sa.Column("inquiry", Json, nullable=False),
        sa.Column("routes", Json, nullable=False),
        sa.Column("heard", Json, nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("touched_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_touched_at", "conversations", ["touched_at"])


def _create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("parts", Json, nullable=False),
        sa.Column("citations", Json, nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("asks_for", sa.String()),
        sa.Column("routes", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_messages_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_messages"),
        sa.UniqueConstraint("conversation_id", "id", name="uq_messages_conversation_id_id"),
    )


def _create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.String(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_consents_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "id", name="pk_consents"),
        sa.UniqueConstraint(
            "conversation_id", "id", "destination_id", name="uq_consents_conversation_id_id_destination_id"
        ),
    )


def _create_handoffs() -> None:
    op.create_table(
        "handoffs",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("destination_id", sa.String(), nullable=False),
        sa.Column("consent_id", sa.String(), nullable=False),
        sa.Column("lead", Json, nullable=False),
        sa.Column("route", Json, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", Moment()),
        sa.Column("delivered_at", Moment()),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id", "consent_id", "destination_id"],
            ["consents.conversation_id", "consents.id", "consents.destination_id"],
            name="fk_handoffs_consents",
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_handoffs_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "id", name="pk_handoffs"),
        sa.UniqueConstraint("reference", name="uq_handoffs_reference"),
    )
    op.create_index("ix_handoffs_state_next_attempt_at", "handoffs", ["state", "next_attempt_at"])
    op.create_index(
        "uq_handoffs_standing",
        "handoffs",
        ["conversation_id", "destination_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )


def _create_gaps() -> None:
    op.create_table(
        "gaps",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_gaps_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "id", name="pk_gaps"),
    )


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )


def _create_passages() -> None:
    op.create_table(
        "passages",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("asks", Json, nullable=False),
        sa.Column("destinations", Json, nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("boundary", sa.String()),
        sa.Column("clarifies", sa.String(), nullable=False),
        sa.Column("signs", Json, nullable=False),
        sa.Column("is_card", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_passages_documents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_passages"),
        sa.UniqueConstraint("id", name="uq_passages_id"),
    )


def _create_embeddings() -> None:
    op.create_table(
        "embeddings",
        sa.Column("embedder", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("embedder", "key", name="pk_embeddings"),
    )
