"""A year can be counted after its words are forgotten, and a conversation knows the site it began on."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Json

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("site", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("conversations") as table:
        table.alter_column("site", server_default=None)
    op.create_table(
        "tallies",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_tallies"),
    )
    op.create_index("ix_tallies_month", "tallies", ["month"])
