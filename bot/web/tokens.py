"""Signed words that open exactly one thing: a visitor's conversation, or one handoff's status."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain import ConfigurationError, Handoff, UnknownLink
from bot.ports import Clock

SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Signs for one purpose, so that a word made for one never opens the other."""

    secret: str
    purpose: str

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ConfigurationError(f"the web secret needs at least {SHORTEST_SECRET} characters")

    def sign(self, text: str) -> str:
        return _readable(hmac.digest(self.secret.encode(), f"{self.purpose}\0{text}".encode(), sha256))

    def is_on(self, text: str, *, signature: str) -> bool:
        return hmac.compare_digest(self.sign(text).encode(), signature.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorTokens:
    """256 bits per conversation; nothing is stored, and a token opens that conversation on its own site only."""

    seal: Seal

    def issue(self, conversation_id: str, *, site: str) -> str:
        return self.seal.sign(_together(site, conversation_id))

    def opens(self, conversation_id: str, *, site: str, token: str) -> bool:
        return self.seal.is_on(_together(site, conversation_id), signature=token)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLinks:
    """Links that show how a handoff stands, until they expire, are revoked, or the handoff is withdrawn."""

    seal: Seal
    clock: Clock
    life: timedelta

    def issue(self, handoff: Handoff) -> str:
        # Counted from the consent, so that the same handoff always has the same link.
        expires = int((handoff.lead.consented_at + self.life).timestamp())
        text = f"{handoff.reference}.{expires}{_made_under(handoff)}"
        return f"{_readable(text.encode())}.{self.seal.sign(text)}"

    def read(self, link: str) -> str:
        """The reference a link stands for. Raises UnknownLink."""
        return self._opened(link)[0]

    def refuse_revoked(self, link: str, handoff: Handoff) -> None:
        """Raises UnknownLink for a link made before the lead's links were revoked."""
        if self._opened(link)[1] != _made_under(handoff):
            raise UnknownLink("the status link was revoked")

    def _opened(self, link: str) -> tuple[str, str]:
        written, _, signature = link.partition(".")
        try:
            text = urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
        except (NotBase64, ValueError) as error:
            raise UnknownLink("not a status link") from error
        if not self.seal.is_on(text, signature=signature):
            raise UnknownLink("the status link is not signed by us")
        reference, expires, *since = text.split(".")
        if self.clock.now() >= datetime.fromtimestamp(int(expires), tz=self.clock.now().tzinfo):
            raise UnknownLink("the status link has expired")
        return reference, "".join(f".{each}" for each in since)


def _made_under(handoff: Handoff) -> str:
    """Changes whenever the links are revoked, and with it every link made afterwards."""
    return f".{round(handoff.links_since.timestamp() * 1000)}" if handoff.links_since else ""


def _together(site: str, conversation_id: str) -> str:
    """A site's key holds no NUL, so no two pairs are the same text."""
    return f"{site}\0{conversation_id}"


def _readable(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
