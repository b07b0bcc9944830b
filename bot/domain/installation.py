"""A workspace that has installed Indgang."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """By which token Indgang acts in a workspace, and as whom. `token` is empty where no key here opens it."""

    team_id: str
    team_name: str
    bot_user: str
    bot_id: str
    token: str = field(repr=False)
    scopes: frozenset[str] = frozenset()
    enterprise_id: str = ""
    installed_at: datetime
