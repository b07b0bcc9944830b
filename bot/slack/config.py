"""What the room needs to know of its installation; `bot.settings` reads it from the environment."""

from dataclasses import dataclass

API = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """One workspace by its bot token. With an app token events come by Socket Mode, otherwise by signed HTTP."""

    bot_token: str
    signing_secret: str = ""
    app_token: str = ""
    default_channel: str = ""
    """The channel of destinations that have neither a channel nor an address of their own."""
    quiet_channels: frozenset[str] = frozenset()
    """LeadChannels where a question without a source is met with silence."""
    api_url: str = API

    @property
    def is_socket(self) -> bool:
        return bool(self.app_token)
