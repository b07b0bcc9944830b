"""Every door to the outside world, as the core would like it to be.

The rooms that do I/O implement these; the rooms that think only know these.
"""

from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.domain import (
    Conversation,
    ConversationId,
    Feedback,
    Found,
    Gap,
    Handoff,
    Language,
    Passage,
)

Vector = Sequence[float]


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, with a time zone."""
        ...


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRequest:
    """What a model is asked: our words, others' words as data, and the JSON schema its reply must have."""

    name: str
    system: str
    visitor: str
    schema: Mapping[str, object]
    most_tokens: int
    """The reply is cut here, so that a model that never ends costs no more than this."""


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


class Passages(Protocol):
    """Cards by name."""

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        """The passage of a card in a language, or None."""
        ...


class Retriever(Passages, Protocol):
    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        """What fits a question, one passage per card, in `language` where a card has it.

        `translated` is the same question in the other language, where somebody wrote it; both forms are heard alike.

        A card whose `valid_to` lies before `day` is still found (its answer says "as of"); a superseded one is not.
        """
        ...


class ConversationStore(Protocol):
    """Conversations, whole. A save is one transaction and refuses to overwrite a newer version."""

    async def create(self, conversation: Conversation) -> None: ...

    async def get(self, conversation_id: ConversationId) -> Conversation:
        """Raises UnknownConversation."""
        ...

    async def save(self, conversation: Conversation, *, gaps: Sequence[Gap] = ()) -> Conversation:
        """Store the next state and return it with its new version.

        Handoffs, consents and gaps land in the same transaction.

        Raises:
            ConversationMoved: the stored version is not `conversation.version`.
            UnknownConversation: it was deleted.
        """
        ...

    async def delete(self, conversation_id: ConversationId) -> None:
        """Forget it and everything that hangs on it."""
        ...

    async def undelivered(self, *, due_at: datetime, limit: int = 100) -> list[tuple[ConversationId, Handoff]]:
        """Pending handoffs whose next attempt is due, oldest first."""
        ...

    async def mark_delivery(self, conversation_id: ConversationId, handoff: Handoff) -> None:
        """Write a handoff's delivery state; nothing if the handoff was withdrawn or deleted meanwhile."""
        ...

    async def handoffs(self) -> list[tuple[ConversationId, Handoff]]:
        """Every handoff that stands, newest first."""
        ...

    async def by_reference(self, reference: str) -> tuple[ConversationId, Handoff] | None: ...

    async def gaps(self) -> list[Gap]: ...

    async def forget_before(self, *, conversations: datetime, leads: datetime) -> int:
        """Delete what was last touched before these moments; how many conversations went."""
        ...


class StaffNotifier(Protocol):
    """Brings leads to the people who act on them."""

    def can_reach(self, destination_id: str) -> bool:
        """Whether this installation has a channel for the destination."""
        ...

    async def post_lead(self, conversation_id: ConversationId, handoff: Handoff) -> None:
        """Deliver one lead. Raises TransientError to be asked again later."""
        ...


class VisitorFeed(Protocol):
    """Tells open screens that a conversation changed; what changed stands in the store."""

    async def changed(self, conversation_id: ConversationId) -> None: ...

    def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        """Yields once for every change from now on; changes that pile up count as one."""
        ...


class FeedbackStore(Protocol):
    """What visitors think of answers. It goes when its conversation goes."""

    async def keep(self, told: Feedback) -> None:
        """A repeated id changes nothing. Raises UnknownConversation."""
        ...

    async def all(self) -> list[Feedback]:
        """Everything, newest first."""
        ...
