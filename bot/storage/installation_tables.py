"""Which workspaces installed Indgang, and which words that began an installation were used."""

from sqlalchemy import Column, String, Table, Text

from .columns import Json, Moment
from .schema import metadata

installations = Table(
    "slack_installations",
    metadata,
    Column("team_id", String, primary_key=True),
    Column("team_name", Text, nullable=False),
    Column("enterprise_id", String, nullable=False),
    Column("bot_user", String, nullable=False),
    Column("bot_id", String, nullable=False),
    Column("scopes", Json, nullable=False),
    # Opens with a key that is not in the database.
    Column("sealed_token", Text, nullable=False),
    # Since when the workspace has had it without a break; installing again does not change it.
    Column("since", Moment, nullable=False),
    Column("installed_at", Moment, nullable=False),
)

used_states = Table(
    "slack_used_states",
    metadata,
    Column("id", String, primary_key=True),
    Column("expires_at", Moment, nullable=False, index=True),
)
