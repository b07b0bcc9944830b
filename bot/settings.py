"""Everything an operator can change, read once. The only module that looks at the environment."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from bot.domain import ConfigurationError, Language

PREFIX = "INDGANG_"
SHIPPED_KNOWLEDGE = Path(__file__).parent / "_shipped" / "knowledge"
SHIPPED_PROMPTS = Path(__file__).parent / "_shipped" / "prompts"
_MINUTES_A_DAY = 24 * 60


def _knowledge() -> Path:
    """The folder beside a checkout, else the one shipped in the package."""
    beside = Path("knowledge")
    return beside if (beside / "topics.yaml").is_file() else SHIPPED_KNOWLEDGE


def _prompts() -> Path:
    """The folder beside a checkout, else the one shipped in the package."""
    beside = Path("prompts")
    return beside if (beside / "answer.md").is_file() else SHIPPED_PROMPTS


class ModelSettings(BaseModel):
    """Read from `INDGANG_LLM__…`. Without an address and a model's name, answers are quoted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: str = Field(default="", pattern="^(https?://.+)?$")
    model: str = ""
    api_key: SecretStr = SecretStr("")
    api_key_file: str = ""
    turn_seconds: float = Field(default=12.0, gt=0, le=600)
    understand_seconds: float = Field(default=4.0, ge=0, le=600)
    silence_seconds: float = Field(default=5.0, gt=0, le=600)
    retries: int = Field(default=1, ge=0, le=5)
    rest_seconds: float = Field(default=30.0, ge=0, le=3600)
    answer_tokens: int = Field(default=500, ge=50, le=4000)
    source_characters: int = Field(default=3500, ge=500, le=20000)
    visitor_tokens_a_day: int = Field(default=200_000, ge=0)
    tokens_a_day: int = Field(default=5_000_000, ge=0)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.base_url) != bool(self.model):
            raise ValueError("set INDGANG_LLM__BASE_URL and INDGANG_LLM__MODEL together, or neither")
        return self

    @property
    def is_on(self) -> bool:
        return bool(self.model)

    def key(self) -> SecretStr:
        """The key as given, or read from its file. Raises ConfigurationError where the file can't be read."""
        return _read(self.api_key, self.api_key_file, "LLM__API_KEY_FILE")


class SlackSettings(BaseModel):
    """Read from `INDGANG_SLACK__…`. A bot token is one workspace, a client id as many as install Indgang; without
    either there is no Slack. With an app token it is Socket Mode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot_token: SecretStr = SecretStr("")
    signing_secret: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    channel: str = Field(default="", pattern="^([CG][A-Z0-9]+(@T[A-Z0-9]+)?)?$")
    quiet_channels: str = ""
    api_url: str = Field(default="https://slack.com/api/", pattern="^https?://.+/$")
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    client_secret_file: str = ""
    token_key: SecretStr = SecretStr("")
    token_key_file: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.is_on and not (self.signing_secret.get_secret_value() or self.app_token.get_secret_value()):
            raise ValueError("set INDGANG_SLACK__SIGNING_SECRET for HTTP, or INDGANG_SLACK__APP_TOKEN for Socket Mode")
        secret = self.client_secret.get_secret_value() or self.client_secret_file
        key = self.token_key.get_secret_value() or self.token_key_file
        if len({bool(each) for each in (self.client_id, secret, key)}) > 1:
            raise ValueError(
                "set INDGANG_SLACK__CLIENT_ID, INDGANG_SLACK__CLIENT_SECRET and INDGANG_SLACK__TOKEN_KEY together, "
                "or none of them"
            )
        return self

    @property
    def is_on(self) -> bool:
        return bool(self.bot_token.get_secret_value()) or self.takes_workspaces

    @property
    def takes_workspaces(self) -> bool:
        """Whether further workspaces may install Indgang."""
        return bool(self.client_id)

    def secret_of_client(self) -> SecretStr:
        """As given, or read from its file. Raises ConfigurationError where the file can't be read."""
        return _read(self.client_secret, self.client_secret_file, "SLACK__CLIENT_SECRET_FILE")

    def keys(self) -> SecretStr:
        """As given, or read from their file. Raises ConfigurationError where the file can't be read."""
        return _read(self.token_key, self.token_key_file, "SLACK__TOKEN_KEY_FILE")


class EmbeddingProvider(StrEnum):
    LOCAL = "local"
    OPENAI = "openai"
    FASTEMBED = "fastembed"


class EmbeddingSettings(BaseModel):
    """What turns texts into vectors: the built-in model unless another is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider: EmbeddingProvider = EmbeddingProvider.LOCAL
    url: str = Field(default="", pattern="^(https?://.+)?$")
    model: str = ""
    key: SecretStr = SecretStr("")
    dimension: int = Field(default=0, ge=0)
    query_prefix: str = ""
    passage_prefix: str = ""
    timeout_seconds: float = Field(default=10.0, gt=0, le=600)
    retries: int = Field(default=2, ge=0, le=10)
    batch: int = Field(default=64, ge=1, le=2048)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        match self.provider:
            case EmbeddingProvider.LOCAL if self.url or self.model:
                raise ValueError(
                    "INDGANG_EMBEDDING__URL and INDGANG_EMBEDDING__MODEL need INDGANG_EMBEDDING__PROVIDER=openai"
                )
            case EmbeddingProvider.OPENAI if not (self.url and self.model):
                raise ValueError(
                    "INDGANG_EMBEDDING__PROVIDER=openai needs INDGANG_EMBEDDING__URL and INDGANG_EMBEDDING__MODEL"
                )
            case EmbeddingProvider.FASTEMBED if not self.model:
                raise ValueError("INDGANG_EMBEDDING__PROVIDER=fastembed needs INDGANG_EMBEDDING__MODEL")
            case _:
                return self


class WebSettings(BaseModel):
    """`INDGANG_WEB__…`: how many are served at once, and how long one waits for the slow."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    connections: int = Field(default=1000, ge=10, le=100_000)
    requests_at_once: int = Field(default=200, ge=1, le=10_000)
    streams: int = Field(default=500, ge=1, le=100_000)
    streams_per_address: int = Field(default=100, ge=1, le=100_000)
    head_seconds: float = Field(default=10.0, gt=0, le=600)
    body_seconds: float = Field(default=20.0, gt=0, le=600)
    keep_alive_seconds: int = Field(default=5, ge=1, le=600)
    write_seconds: float = Field(default=20.0, gt=0, le=600)
    lead_seconds: float = Field(default=3.0, ge=0, le=60)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.streams >= self.connections:
            raise ValueError(f"{PREFIX}WEB__STREAMS must be less than {PREFIX}WEB__CONNECTIONS: others ask as well")
        return self


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
    sites_file: str = ""
    data_dir: Path = Path("var")
    database_url: str = ""
    chroma_url: str = Field(default="", pattern=r"^(https?://[^\s/:]+(:\d+)?/?)?$")
    secret: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    web: WebSettings = WebSettings()
    public_url: str = Field(default="", pattern=r"^$|^https?://[^\s/]+[^\s]*$")
    default_language: Language = Language.DANISH
    embedder_threads: int = Field(default=2, ge=1, le=64)
    embedding: EmbeddingSettings = EmbeddingSettings()
    conversation_days: int = Field(default=30, ge=1)
    lead_days: int = Field(default=365, ge=1)
    report_smallest: int = Field(default=5, ge=1, le=100)
    reconcile_seconds: float = Field(default=5.0, gt=0, le=_MINUTES_A_DAY)
    prompts_dir: Path = Field(default_factory=_prompts)
    llm: ModelSettings = ModelSettings()
    traces: str = Field(default="", pattern=r"^(console|https?://\S+)?$")
    metrics_token: SecretStr = SecretStr("")
    mail: MailSettings = MailSettings()
    slack: SlackSettings = SlackSettings()
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("sites_file")
    @classmethod
    def _is_there(cls, value: str) -> str:
        if value and not Path(value).is_file():
            raise ValueError(f"there is no file {value}")
        return value

    @property
    def sites(self) -> Path:
        """Where the public sites are listed."""
        return Path(self.sites_file) if self.sites_file else self.knowledge_dir / "sites.yaml"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.resolve()}/indgang.db"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Raises ConfigurationError naming the settings to mend."""
        try:
            return cls.model_validate(_values(environ))
        except ValidationError as error:
            problems = "; ".join(f"{_name(at['loc'])}: {at['msg']}" for at in error.errors())
            raise ConfigurationError(f"check these settings: {problems}") from error

    @model_validator(mode="after")
    def _workspaces_find_back(self) -> Self:
        if self.slack.takes_workspaces and not self.public_url:
            raise ValueError(f"set {PREFIX}PUBLIC_URL, where this installation is reached, for the way back from Slack")
        return self

    @model_validator(mode="after")
    def _mail_has_somewhere_to_lead(self) -> Self:
        if self.mail.host and not self.public_url:
            raise ValueError(f"set {PREFIX}PUBLIC_URL, where this installation is reached, for the links in letters")
        return self


def _read(given: SecretStr, file: str, name: str) -> SecretStr:
    """A secret as given, or what stands in its file."""
    if not file:
        return given
    try:
        return SecretStr(Path(file).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{PREFIX}{name}: {getattr(error, 'strerror', '') or 'is not text'}") from error


def _values(environ: Mapping[str, str]) -> dict[str, str | dict[str, str]]:
    """`INDGANG_EMBEDDING__URL` is the `url` of `embedding`."""
    values: dict[str, str | dict[str, str]] = {}
    groups: dict[str, dict[str, str]] = {}
    for key, value in environ.items():
        group, nested, name = key.removeprefix(PREFIX).lower().partition("__")
        if not key.startswith(PREFIX):
            continue
        if nested:
            groups.setdefault(group, {})[name] = value
        else:
            values[group] = value
    # Given both whole and in part: neither is what was meant, and the part is named as the stranger it is.
    strangers = {f"{group}__{name}": value for group in groups.keys() & values for name, value in groups[group].items()}
    return groups | values | strangers


def _name(place: tuple[int | str, ...]) -> str:
    return PREFIX + "__".join(str(each).upper() for each in place)
