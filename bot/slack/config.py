"""What the room needs to know of its installation; `bot.settings` reads it from the environment."""

from dataclasses import dataclass, field

API = "https://slack.com/api/"
SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history channels:read chat:write commands groups:history groups:read "
    "im:history users:read".split()
)
"""What a workspace is asked to grant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """One workspace by its bot token, and as many as install Indgang where it has a client id.

    With an app token events come by Socket Mode, otherwise by signed HTTP.
    """

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    default_channel: str = ""
    """The channel of destinations that have neither a channel nor an address of their own."""
    quiet_channels: frozenset[str] = frozenset()
    """Channels where a question without a source is met with silence."""
    api_url: str = API
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    stream_every: float = 0.6
    """Seconds between two parts of an answer that is shown while it is written: Slack takes about 100 a minute."""
    public_url: str = ""
    """Where this installation is reached from outside, for the way back from Slack's own page."""

    @property
    def is_socket(self) -> bool:
        return bool(self.app_token)

    @property
    def authorize_url(self) -> str:
        """Slack's page on which somebody grants what is asked: beside its API."""
        return f"{self.api_url.removesuffix('api/')}oauth/v2/authorize"
