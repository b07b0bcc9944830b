"""Signed links in e-mails to colleagues: each opens one lead for one mailbox, until it expires or is revoked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from itsdangerous import BadSignature, URLSafeSerializer

from bot.domain import ConfigurationError, ConversationId, Handoff, LeadKey, UnknownLink
from bot.ports import Clock

from .tokens import SHORTEST_SECRET

LINK_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLinks:
    """When a link expires stands in its signed words; a deleted lead's link opens nothing before that."""

    secret: str
    clock: Clock
    life: timedelta = timedelta(days=LINK_DAYS)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ConfigurationError(f"the web secret needs at least {SHORTEST_SECRET} characters")

    def issue(self, key: LeadKey) -> str:
        expires = round((self.clock.now() + self.life).timestamp(), 3)
        return str(self._seal.dumps([key.conversation_id, key.handoff_id, key.address, expires]))

    def read(self, link: str) -> LeadKey:
        """Raises UnknownLink for a link that is wrong or has expired."""
        return self._opened(link)[0]

    def refuse_revoked(self, link: str, handoff: Handoff) -> None:
        """Raises UnknownLink for a link made before the lead's links were revoked."""
        _, expires = self._opened(link)
        if handoff.links_since is not None and expires <= (handoff.links_since + self.life).timestamp():
            raise UnknownLink("the link was revoked")

    def _opened(self, link: str) -> tuple[LeadKey, float]:
        try:
            read = self._seal.loads(link)
        except BadSignature as error:
            raise UnknownLink("not a link of ours") from error
        conversation_id, handoff_id, address, expires = cast("tuple[str, str, str, float]", read)
        if self.clock.now().timestamp() >= expires:
            raise UnknownLink("the link has expired")
        return LeadKey(ConversationId(conversation_id), handoff_id, address), expires

    @property
    def _seal(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.secret, salt="indgang lead link")
