"""Every door to the outside world, as the core would like it to be.

The rooms that do I/O implement these; the rooms that think only know these.
"""

from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from bot.domain import (
    Conversation,
    ConversationId,
    Feedback,
    Found,
    Gap,
    Handoff,
    Incoming,
    Language,
    LeadCard,
    Message,
    Notice,
    OperatorNotice,
    Passage,
    Post,
    Report,
    Sending,
    Staff,
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

    async def save(
        self, conversation: Conversation, *, gaps: Sequence[Gap] = (), posts: Sequence[Post] = ()
    ) -> Conversation:
        """Store the next state and return it with its new version.

        Handoffs, consents, gaps and posts land in the same transaction. A post whose key is known is not made again.

        Raises:
            ConversationMoved: the stored version is not `conversation.version`.
            UnknownConversation: it was deleted.
        """
        ...

    async def delete(self, conversation_id: ConversationId) -> None:
        """Forget it and everything that hangs on it. What was posted to staff is left to be retracted, by id."""
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
    """Brings leads to the people who act on them. One door for every channel: Slack, e-mail, or several at once.

    Whatever is sent goes along with `Sending.key`. Every method may raise TransientError (asked again later, and not
    before its `retry_after`), PostUncertain (it may have arrived: the next attempt says so), RouteClosed (nothing gets
    through to this recipient until an operator mends it) and PostRefused (this post alone is not taken).
    """

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        """Where this installation brings a destination's leads, as "channel:address", the first preferred.

        Empty where it has no channel. The others are where a lead goes when the first is closed.
        """
        ...

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        """Deliver one lead; returns the far side's reference, by which the card is found again."""
        ...

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        """Show the lead at `sending.card` as it stands now. Doing so twice is the same as once."""
        ...

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        """Bring what the company wrote to where its lead is; returns the far side's reference."""
        ...

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        """Tell those who have a lead something about it, where it is."""
        ...

    async def notify(self, sending: Sending, notice: Notice) -> str:
        """Tell a recipient something that belongs to no single lead."""
        ...

    async def retract(self, sending: Sending) -> None:
        """Take back what stands at `sending.card`, or ask that it be deleted where it cannot be taken back."""
        ...


class VisitorMailer(Protocol):
    """Writes to a company that has left the page."""

    async def mail(self, sending: Sending, conversation: Conversation, message: Message) -> str:
        """Raises as StaffNotifier does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A post whose time has come. `revision` is what its card last showed; -1 before it was posted."""

    post: Post
    attempts: int
    may_be_there: bool
    card: str
    revision: int

    @property
    def is_update(self) -> bool:
        return self.revision >= 0


class Unplaced(NamedTuple):
    """A handoff, with its conversation, and the recipients that would not take it."""

    conversation_id: ConversationId
    handoff: Handoff
    tried: frozenset[str]


class Outbox(Protocol):
    """What waits to be brought to somebody. Reading it at any time shows all that is still to be done."""

    async def put(self, posts: Sequence[Post]) -> None:
        """Add posts; one whose key is known is not made again."""
        ...

    async def knows(self, key: str) -> bool: ...

    async def unplaced(self, *, destinations: Collection[str]) -> list[Unplaced]:
        """Handoffs to these that stand and have no card, nor one on its way, at an open route. Oldest first."""
        ...

    async def address(self) -> None:
        """Send the posts of a handoff that name no recipient to where its card is."""
        ...

    async def due(self, *, now: datetime) -> list[Due]:
        """What may be sent now, cards that are out of date among it; oldest first, in order for each recipient.

        Nothing for a recipient whose route is closed, and nothing that would overtake what still waits there.
        """
        ...

    async def take(self, due: Due, *, now: datetime, until: datetime) -> bool:
        """Begin an attempt that nobody else makes meanwhile. False where somebody else has it."""
        ...

    async def delivered(self, due: Due, *, reference: str, revision: int, at: datetime) -> None:
        """It arrived. A lead's handoff is delivered in the same transaction."""
        ...

    async def postponed(self, due: Due, *, error: str, until: datetime, may_be_there: bool) -> None: ...

    async def dropped(self, due: Due, *, error: str) -> None:
        """It is not to be sent, or cannot be: not tried again."""
        ...

    async def close_route(self, recipient: str, *, error: str, at: datetime) -> None:
        """Nothing more goes there; what waits for it waits to be addressed anew."""
        ...

    async def closed_routes(self) -> dict[str, str]:
        """Closed recipients, and why."""
        ...

    async def open_route(self, recipient: str) -> bool:
        """An operator has mended it. False where it was not closed."""
        ...

    async def to_remind(self, *, now: datetime) -> list[Unplaced]:
        """Handoffs that stand and whose `remind_at` has come."""
        ...

    async def reminded(self, handoff: Handoff, *, next_at: datetime | None, posts: Sequence[Post]) -> None:
        """Store the reminders and when to look again, in one transaction; nothing if it moved on meanwhile."""
        ...

    async def owners(self) -> list[Staff]:
        """Who has each handoff that stands and is owned: one entry for every one of them."""
        ...

    async def lead_at(self, recipient: str, card: str) -> tuple[ConversationId, str] | None:
        """The conversation and handoff of the card whose reference begins with `card`, if one stands there."""
        ...

    async def tell_operator(self, notice: OperatorNotice) -> None: ...

    async def operator_notices(self) -> list[OperatorNotice]:
        """Oldest first."""
        ...

    async def dismiss(self, key: str) -> bool: ...


class Inbox(Protocol):
    """Events from a channel, kept before they are acknowledged, so that a repeat is known and nothing is lost."""

    async def accept(self, incoming: Incoming) -> bool:
        """Keep an event. False where its id, or its place, was accepted before: then nothing is to be done."""
        ...

    async def waiting(self, *, limit: int = 100) -> list[Incoming]:
        """Events accepted and not settled, oldest first."""
        ...

    async def settle(self, event_id: str, *, error: str = "") -> None:
        """Done with; `error` says why it came to nothing."""
        ...


class Reports(Protocol):
    """What colleagues say is wrong with answers, until an editor has settled it."""

    async def put(self, report: Report) -> None: ...

    async def open(self) -> list[Report]:
        """Those not settled, oldest first."""
        ...

    async def settle(self, report_id: str, *, day: date) -> bool:
        """False where there is none of that id open."""
        ...


class VisitorFeed(Protocol):
    """Tells open screens that a conversation changed; what changed stands in the store."""

    async def changed(self, conversation_id: ConversationId) -> None: ...

    def is_watched(self, conversation_id: ConversationId) -> bool:
        """Whether a screen is open on it, as far as this process knows."""
        ...

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
