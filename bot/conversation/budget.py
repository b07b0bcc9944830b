"""What a day's model calls may cost, for one visitor and for all. Beyond it a turn is answered by quoting."""

import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from math import ceil

from bot.domain import BudgetSpent
from bot.domain.tally import DENMARK
from bot.ports import ChatModel, Clock, ModelAccount, ModelRequest

logger = logging.getLogger(__name__)
MOST_ASKERS = 50_000
BYTES_A_TOKEN = 2
"""A token is mostly three or four letters; too few are guessed here, so that what nobody counted is not too cheap."""


@dataclass(slots=True)
class _Day:
    """What is spent and what is set aside on one day. Who asked is known by a digest."""

    day: date
    all: int = 0
    askers: OrderedDict[bytes, int] = field(default_factory=OrderedDict[bytes, int])

    def add(self, asker: bytes, tokens: int) -> None:
        self.all += tokens
        self.askers[asker] = self.askers.pop(asker, 0) + tokens
        while len(self.askers) > MOST_ASKERS:
            self.askers.popitem(last=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Tokens set aside for one request, until it is known what it took."""

    day: _Day
    asker: bytes
    tokens: int

    def settle(self, spent: int) -> None:
        self.day.add(self.asker, spent - self.tokens)


@dataclass(slots=True, kw_only=True)
class Budget:
    """Tokens a day, in Danish time: `each` for one asker, `all` together; 0 is no limit. Lives in one process.

    What a request may cost is set aside before it is sent, so that many at once spend no more than one after another.
    """

    each: int
    all: int
    clock: Clock
    _today: _Day | None = field(default=None, init=False, repr=False)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), init=False, repr=False)

    def reserve(self, asker: str, tokens: int) -> Reserved:
        """Raises BudgetSpent, which says whose budget it is."""
        today = self._of_today()
        # An address is counted by and not remembered: the digest's key ends with this process.
        digest = blake2b(asker.encode(errors="surrogatepass"), key=self._key, digest_size=16).digest()
        if self.all and today.all + tokens > self.all:
            raise BudgetSpent("all")
        if self.each and today.askers.get(digest, 0) + tokens > self.each:
            raise BudgetSpent("visitor")
        today.add(digest, tokens)
        return Reserved(day=today, asker=digest, tokens=tokens)

    def spent(self) -> int:
        """By all today, with what is set aside."""
        return self._of_today().all

    def _of_today(self) -> _Day:
        day = self.clock.now().astimezone(DENMARK).date()
        if self._today is None or self._today.day != day:
            self._today = _Day(day)
        return self._today


@dataclass(slots=True, kw_only=True)
class Purse:
    """A ChatModel that is asked as long as there is budget for it. Held for one turn."""

    model: ChatModel
    budget: Budget
    asker: str
    turn: str
    is_spent: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def account(self) -> ModelAccount:
        return self.model.account

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        """Raises BudgetSpent, and what the model raises."""
        most = most_cost(request)
        try:
            reserved = self.budget.reserve(self.asker, most)
        except BudgetSpent as spent:
            self.is_spent = True
            logger.warning(
                "model.budget_spent", extra={"turn": self.turn, "request": request.name, "whose": str(spent)}
            )
            raise
        try:
            async with aclosing(self.model.stream(request)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            receipt = request.receipt
            reserved.settle(receipt.tokens + receipt.uncounted * most)


def most_cost(request: ModelRequest) -> int:
    """Tokens one try may take: the whole reply it may have, and a high guess at what it is told."""
    told = sum(len(text.encode()) for text in (request.system, request.visitor, json.dumps(request.schema)))
    return ceil(told / BYTES_A_TOKEN) + request.most_tokens
