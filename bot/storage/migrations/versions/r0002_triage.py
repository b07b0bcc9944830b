"""Leads are triaged: how they stand, who has them, what is to be brought to whom."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Json, Moment

revision = "0002"
down_revision = "0001"

STANDING = sa.text("state <> 'withdrawn' AND triage <> 'closed' AND triage <> 'unsuitable'")


def upgrade() -> None:
    _extend_messages()
    _extend_handoffs()
    _create_outbox()
    _create_routes_and_notices()
    _create_inbox()
    _create_reports()


def _extend_messages() -> None:
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("said_by", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("corrects", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("for_staff", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("messages") as table:
        for name in ("said_by", "corrects", "for_staff"):
            table.alter_column(name, server_default=None)


def _extend_handoffs() -> None:
    op.drop_index("ix_handoffs_state_next_attempt_at", "handoffs")
    op.drop_index("uq_handoffs_standing", "handoffs")
    with op.batch_alter_table("handoffs") as table:
        table.drop_column("attempts")
        table.drop_column("next_attempt_at")
        table.add_column(sa.Column("triage", sa.String(), nullable=False, server_default="suggested"))
        table.add_column(sa.Column("owner", Json))
        table.add_column(sa.Column("is_handed_back", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("answer_by", Moment()))
        table.add_column(sa.Column("answered_at", Moment()))
        table.add_column(sa.Column("exempt", sa.String()))
        table.add_column(sa.Column("parked_until", sa.Date()))
        table.add_column(sa.Column("remind_at", Moment()))
        table.add_column(sa.Column("proposes", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("previous_id", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("links_since", Moment()))
        table.add_column(sa.Column("moves", Json, nullable=False, server_default="[]"))
        table.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("handoffs") as table:
        for name in ("triage", "is_handed_back", "proposes", "previous_id", "moves", "revision"):
            table.alter_column(name, server_default=None)
    op.create_index("ix_handoffs_remind_at", "handoffs", ["remind_at"])
    op.create_index(
        "uq_handoffs_standing",
        "handoffs",
        ["conversation_id", "destination_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String()),
        sa.Column("handoff_id", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment()),
        sa.Column("taken_until", Moment()),
        sa.Column("may_be_there", sa.Boolean(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("delivered_at", Moment()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_outbox_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_state_recipient", "outbox", ["state", "recipient"])
    op.create_index("ix_outbox_conversation_id_handoff_id", "outbox", ["conversation_id", "handoff_id"])


def _create_routes_and_notices() -> None:
    op.create_table(
        "closed_routes",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", name="pk_closed_routes"),
    )
    op.create_table(
        "operator_notices",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("is_dismissed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_operator_notices"),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("payload", Json, nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("settled_at", Moment()),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("place", name="uq_inbox_place"),
    )
    op.create_index("ix_inbox_settled_at", "inbox", ["settled_at"])


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String()),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("card_ids", Json, nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("by", Json, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("settled_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_reports_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
