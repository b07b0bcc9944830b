"""Many workspaces may install Indgang: their sealed tokens, and the words that began an installation."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Json, Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "slack_installations",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("bot_user", sa.String(), nullable=False),
        sa.Column("bot_id", sa.String(), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("sealed_token", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("installed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_slack_installations"),
    )
    op.create_table(
        "slack_used_states",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_used_states"),
    )
    op.create_index("ix_slack_used_states_expires_at", "slack_used_states", ["expires_at"])
