"""A question no card answered can be closed by the card written for it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "filled",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("seen_as", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_filled_conversations", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "seen_as", "id", name="pk_filled"),
    )
