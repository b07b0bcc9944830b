"""Everything an operator can change, read once. The only module that looks at the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from bot.domain import ConfigurationError, Language

PREFIX = "INDGANG_"
SHIPPED_KNOWLEDGE = Path(__file__).parent / "_shipped" / "knowledge"
_MINUTES_A_DAY = 24 * 60


def _knowledge() -> Path:
    """The folder beside a checkout, else the one shipped in the package."""
    beside = Path("knowledge")
    return beside if (beside / "topics.yaml").is_file() else SHIPPED_KNOWLEDGE


class SlackSettings(BaseModel):
    """Read from `INDGANG_SLACK__…`. Without a bot token there is no Slack; with an app token it is Socket Mode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot_token: SecretStr = SecretStr("")
    signing_secret: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    channel: str = Field(default="", pattern="^([CG][A-Z0-9]+)?$")
    quiet_channels: str = ""
    api_url: str = Field(default="https://slack.com/api/", pattern="^https?://.+/$")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.is_on and not (self.signing_secret.get_secret_value() or self.app_token.get_secret_value()):
            raise ValueError("set INDGANG_SLACK__SIGNING_SECRET for HTTP, or INDGANG_SLACK__APP_TOKEN for Socket Mode")
        return self

    @property
    def is_on(self) -> bool:
        return bool(self.bot_token.get_secret_value())


class MailSettings(BaseModel):
    """`INDGANG_MAIL__…`. Without a host there is no e-mail."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    security: str = Field(default="starttls", pattern="^(starttls|tls|none)$")
    username: str = ""
    password: SecretStr = SecretStr("")
    sender: str = Field(default="", pattern=r"^$|^[^@\s<>]+@[^@\s<>]+$")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.host and not self.sender:
            raise ValueError(f"set {PREFIX}MAIL__SENDER, the address letters come from, as well")
        return self


class Settings(BaseModel):
    """Read from `INDGANG_…`; an unknown name fails at start instead of being silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    knowledge_dir: Path = Field(default_factory=_knowledge)
    data_dir: Path = Path("var")
    database_url: str = ""
    secret: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    public_url: str = Field(default="", pattern=r"^$|^https?://[^\s/]+[^\s]*$")
    default_language: Language = Language.DANISH
    embedder_threads: int = Field(default=2, ge=1, le=64)
    conversation_days: int = Field(default=30, ge=1)
    lead_days: int = Field(default=365, ge=1)
    reconcile_seconds: float = Field(default=5.0, gt=0, le=_MINUTES_A_DAY)
    mail: MailSettings = MailSettings()
    slack: SlackSettings = SlackSettings()
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.resolve()}/indgang.db"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Raises ConfigurationError naming the settings to mend."""
        values = dict[str, object]()
        for key, value in environ.items():
            if key.startswith(PREFIX):
                _put(values, key.removeprefix(PREFIX).lower(), value)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            problems = "; ".join(
                f"{PREFIX}{'__'.join(map(str, at['loc'])).upper()}: {at['msg']}" for at in error.errors()
            )
            raise ConfigurationError(f"check these settings: {problems}") from error

    @model_validator(mode="after")
    def _mail_has_somewhere_to_lead(self) -> Self:
        if self.mail.host and not self.public_url:
            raise ValueError(f"set {PREFIX}PUBLIC_URL, where this installation is reached, for the links in letters")
        return self


def _put(values: dict[str, object], name: str, value: str) -> None:
    """`MAIL__HOST` is the host of mail."""
    outer, found, inner = name.partition("__")
    room = values.setdefault(outer, dict[str, object]()) if found else None
    if isinstance(room, dict):
        room[inner] = value
    else:
        values[name] = value
