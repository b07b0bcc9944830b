"""Of several servers one acts on what came in."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("taken_until", Moment()))
