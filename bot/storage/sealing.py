"""Secrets that must be stored are stored sealed, by keys that are not in the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain import ConfigurationError


@dataclass(frozen=True, slots=True)
class Sealer:
    """Fernet: AES-128-CBC with HMAC-SHA256. The first key seals; the others only open what they sealed before."""

    keys: Sequence[Fernet] = field(repr=False)

    @classmethod
    def of(cls, keys: str, *, named: str) -> Self:
        """From keys as text, between blanks, commas or lines. Raises ConfigurationError, with `named` in it."""
        try:
            made = [Fernet(key) for key in keys.replace(",", " ").split()]
        except ValueError as error:
            raise ConfigurationError(
                f"{named}: each key is 32 bytes as 44 letters; `openssl rand -base64 32 | tr '+/' '-_'` makes one"
            ) from error
        if not made:
            raise ConfigurationError(f"{named} is empty: `openssl rand -base64 32 | tr '+/' '-_'` makes a key")
        return cls(tuple(made))

    def seal(self, words: str, *, at: datetime) -> str:
        return self.keys[0].encrypt_at_time(words.encode(), int(at.timestamp())).decode()

    def open(self, sealed: str) -> str | None:
        """None where none of the keys opens it, or it was changed."""
        try:
            return MultiFernet(self.keys).decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

    def open_fresh(self, sealed: str, *, life: timedelta, now: datetime) -> str | None:
        """None as well where it was sealed longer ago than `life`."""
        try:
            opened = MultiFernet(self.keys).decrypt_at_time(
                sealed.encode(), ttl=int(life.total_seconds()), current_time=int(now.timestamp())
            )
        except (InvalidToken, UnicodeEncodeError):
            return None
        return opened.decode()

    def is_sealed_by_the_first(self, sealed: str) -> bool:
        return Sealer(self.keys[:1]).open(sealed) is not None
