"""What embeds texts, and what words answers."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain import ProvedClaim

Vector = Sequence[float]
Tell = Callable[[ProvedClaim], None]
"""Hears each proved sentence of an answer that is still being written; never raises, and waits for nothing."""


class Embedder(Protocol):
    """Texts to unit vectors. `name` and `dimension` are stored with an index, so a mismatch is seen."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_query(self, text: str) -> list[float]:
        """One question as a vector. Blocking; call it off the event loop.

        Raises:
            ValueError: the text is blank.
        """
        ...

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]: ...


@dataclass(slots=True)
class Receipt:
    """What one request took. `uncounted` are tries whose tokens the server did not tell."""

    tokens: int = 0
    uncounted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRequest:
    """What a model is asked: our words, others' words as data, and the JSON schema its reply must have."""

    name: str
    system: str
    visitor: str
    schema: Mapping[str, object]
    most_tokens: int
    """The reply is cut here, so that a model that never ends costs no more than this."""
    receipt: Receipt = field(default_factory=Receipt, compare=False)
    """Filled in by whoever asks the model."""


@dataclass(slots=True, kw_only=True)
class ModelAccount:
    """What a model was asked for since the start; tokens by the server's own count."""

    calls: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    prompts: list[int] = field(default_factory=list[int])
    """Tokens of the latest prompts."""
    faults: Counter[str] = field(default_factory=Counter[str])

    def add(self, *, prompt: int, reply: int) -> None:
        self.prompt_tokens += prompt
        self.reply_tokens += reply
        self.prompts = [*self.prompts[-999:], prompt]


class ChatModel(Protocol):
    """A language model, near or far."""

    @property
    def name(self) -> str: ...

    @property
    def account(self) -> ModelAccount: ...

    def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        """The reply's text, piece by piece. Close it to stop asking. A caller sets its own deadline.

        Raises:
            TransientError: it is down, slow, over quota or broke off; another turn may fare better.
            PermanentError: it refuses this request or this key; the message says which.
        """
        ...
