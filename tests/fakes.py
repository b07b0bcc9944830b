"""Small working stand-ins for what lies outside, typed like the real thing."""

import asyncio
import math
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from bot.domain import (
    Conversation,
    ConversationId,
    ConversationMoved,
    Feedback,
    Found,
    Gap,
    Handoff,
    HandoffState,
    Language,
    LeadCard,
    Message,
    Notice,
    NotPossibleNow,
    Passage,
    Post,
    Report,
    Sending,
    TransientError,
    UnknownConversation,
)
from bot.ports import Clock, ModelAccount, ModelRequest


@dataclass(slots=True, kw_only=True)
class FrozenClock:
    """Shows `moment` until it is set or moved."""

    moment: datetime = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def move(self, by: timedelta) -> None:
        self.moment += by


@dataclass(slots=True)
class _Kept:
    conversation: Conversation
    touched_at: datetime
    created_at: dict[str, datetime] = field(default_factory=dict[str, datetime])
    gaps: dict[str, Gap] = field(default_factory=dict[str, Gap])


@dataclass(slots=True, kw_only=True)
class MemoryStore:
    """A ConversationStore without a disk; tests/storage/test_conversations.py holds it to what the real one does."""

    clock: Clock = field(default_factory=FrozenClock)
    posts: dict[str, Post] = field(default_factory=dict[str, Post])
    _kept: dict[ConversationId, _Kept] = field(default_factory=dict[ConversationId, _Kept])

    async def create(self, conversation: Conversation) -> None:
        if conversation.id in self._kept:
            raise ConversationMoved(f"conversation {conversation.id!r} exists already")
        self._accept(conversation, before=())
        now = self.clock.now()
        created = {handoff.id: now for handoff in conversation.handoffs}
        self._kept[conversation.id] = _Kept(conversation, touched_at=now, created_at=created)

    async def get(self, conversation_id: ConversationId) -> Conversation:
        return self._find(conversation_id).conversation

    async def save(
        self, conversation: Conversation, *, gaps: Sequence[Gap] = (), posts: Sequence[Post] = ()
    ) -> Conversation:
        kept = self._find(conversation.id)
        if kept.conversation.version != conversation.version:
            raise ConversationMoved(f"conversation {conversation.id!r} changed since version {conversation.version}")
        self._accept(conversation, before=kept.conversation.handoffs)
        saved = replace(conversation, version=conversation.version + 1)
        kept.conversation = _over(kept.conversation, saved)
        kept.touched_at = self.clock.now()
        for handoff in conversation.handoffs:
            kept.created_at.setdefault(handoff.id, kept.touched_at)
        for gap in gaps:
            kept.gaps.setdefault(gap.id, gap)
        for post in posts:
            self.posts.setdefault(post.key, post)
        return saved

    async def delete(self, conversation_id: ConversationId) -> None:
        self._kept.pop(conversation_id, None)

    async def handoffs(self) -> list[tuple[ConversationId, Handoff]]:
        return [placed for placed in reversed(self._by_age()) if placed[1].state is not HandoffState.WITHDRAWN]

    async def by_reference(self, reference: str) -> tuple[ConversationId, Handoff] | None:
        return next((placed for placed in self._by_age() if placed[1].reference == reference), None)

    async def gaps(self) -> list[Gap]:
        found = [gap for kept in self._kept.values() for gap in kept.gaps.values()]
        return sorted(found, key=lambda gap: (gap.at, gap.conversation_id, gap.id))

    async def forget_before(self, *, conversations: datetime, leads: datetime) -> int:
        def is_over(kept: _Kept) -> bool:
            return kept.touched_at < (leads if kept.conversation.open_handoffs else conversations)

        over = [key for key, kept in self._kept.items() if is_over(kept)]
        for key in over:
            del self._kept[key]
        return len(over)

    def _find(self, conversation_id: ConversationId) -> _Kept:
        if conversation_id not in self._kept:
            raise UnknownConversation(conversation_id)
        return self._kept[conversation_id]

    def _by_age(self) -> list[tuple[ConversationId, Handoff]]:
        ordered = sorted(
            (kept.created_at[handoff.id], key, number, handoff)
            for key, kept in self._kept.items()
            for number, handoff in enumerate(kept.conversation.handoffs)
        )
        return [(key, handoff) for _, key, _, handoff in ordered]

    def _accept(self, conversation: Conversation, *, before: Sequence[Handoff]) -> None:
        """The rules the database keeps: a consent behind each handoff, one standing per destination, ids once."""
        known = {handoff.id for handoff in before}
        for handoff in conversation.handoffs:
            if handoff.id not in known:
                _require_consent(conversation, handoff)
        elsewhere = [
            handoff.reference
            for key, kept in self._kept.items()
            if key != conversation.id
            for handoff in kept.conversation.handoffs
        ]
        for ids in (
            [message.id for message in conversation.transcript],
            [consent.id for consent in conversation.consents],
            [handoff.id for handoff in conversation.handoffs],
            [handoff.destination_id for handoff in conversation.standing_handoffs],
            [*elsewhere, *(handoff.reference for handoff in conversation.handoffs)],
        ):
            if len(ids) != len(set(ids)):
                raise NotPossibleNow("an id, a reference or a standing handoff exists already")


def _require_consent(conversation: Conversation, handoff: Handoff) -> None:
    may_be_withdrawn = handoff.state is HandoffState.WITHDRAWN
    if not any(
        consent.destination_id == handoff.destination_id and (may_be_withdrawn or consent.withdrawn_at is None)
        for consent in conversation.consents
    ):
        raise NotPossibleNow(f"no consent to hand over to {handoff.destination_id!r}")


def _over(stored: Conversation, saved: Conversation) -> Conversation:
    """What is written once stays: words said, a deed's circumstances, how a delivery stands."""
    said = {message.id: message for message in stored.transcript}
    given = {consent.id: consent for consent in stored.consents}
    sent = {handoff.id: handoff for handoff in stored.handoffs}
    return replace(
        saved,
        transcript=tuple(said.get(message.id, message) for message in saved.transcript),
        consents=tuple(
            replace(given.get(consent.id, consent), withdrawn_at=consent.withdrawn_at) for consent in saved.consents
        ),
        handoffs=tuple(_moved(handoff, sent.get(handoff.id, handoff)) for handoff in saved.handoffs),
    )


def _moved(saved: Handoff, stored: Handoff) -> Handoff:
    """Its moves are the conversation's to write, its delivery is not; a withdrawal always is."""
    now = saved if saved.revision > stored.revision else stored
    is_withdrawn = HandoffState.WITHDRAWN in {saved.state, stored.state}
    return replace(
        now, state=HandoffState.WITHDRAWN if is_withdrawn else stored.state, delivered_at=stored.delivered_at
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that reached somebody."""

    what: str
    to: str
    key: str
    card: LeadCard | None = None
    words: str = ""


@dataclass(slots=True, kw_only=True)
class RecordingNotifier:
    """A StaffNotifier that remembers what arrived, and can fail with whatever stands in `fails_with`."""

    routes: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By destination; one that is not named has a channel of its own name."""
    is_down: bool = False
    fails_with: dict[str, Exception] = field(default_factory=dict[str, Exception])
    """By recipient."""
    arrives_all_the_same: bool = False
    """Whether what fails has arrived: a lost answer."""
    can_look: bool = True
    told: list[Told] = field(default_factory=list[Told])

    @property
    def posted(self) -> list[Told]:
        return [told for told in self.told if told.what == "lead"]

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        return self.routes.get(destination_id, (f"test:{destination_id}",))

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        return await self._tell("lead", sending, card=card)

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        await self._tell("update", sending, card=card)

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        return await self._tell("relay", sending, card=card, words=words.text)

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        return await self._tell("remind", sending, card=card, words=_lines(notice))

    async def notify(self, sending: Sending, notice: Notice) -> str:
        return await self._tell("notify", sending, words=_lines(notice))

    async def retract(self, sending: Sending) -> None:
        await self._tell("retract", sending, words=sending.card)

    async def mail(self, sending: Sending, conversation: Conversation, message: Message) -> str:
        """A VisitorMailer as well."""
        return await self._tell("mail", sending, words=message.text)

    async def _tell(self, what: str, sending: Sending, *, card: LeadCard | None = None, words: str = "") -> str:
        await asyncio.sleep(0)
        if sending.may_be_there and self.can_look and any(told.key == sending.key for told in self.told):
            return f"ref:{sending.key}"
        failure = TransientError("the notifier is down") if self.is_down else self.fails_with.get(sending.recipient)
        if failure is None or self.arrives_all_the_same:
            self.told.append(Told(what=what, to=sending.recipient, key=sending.key, card=card, words=words))
        if failure is not None:
            raise failure
        return f"ref:{sending.key}"


def _lines(notice: Notice) -> str:
    return "\n".join(words.en for words in (notice.title, *notice.lines))


@dataclass(slots=True)
class MemoryReports:
    """Reports without a disk."""

    kept: dict[str, Report] = field(default_factory=dict[str, Report])

    async def put(self, report: Report) -> None:
        self.kept.setdefault(report.id, report)

    async def open(self) -> list[Report]:
        return [report for report in self.kept.values() if report.settled_on is None]

    async def settle(self, report_id: str, *, day: date) -> bool:
        found = self.kept.get(report_id)
        if found is None or found.settled_on is not None:
            return False
        self.kept[report_id] = replace(found, settled_on=day)
        return True


@dataclass(slots=True)
class MemoryFeed:
    """A VisitorFeed that also remembers every change it was told of."""

    changes: list[ConversationId] = field(default_factory=list[ConversationId])
    _watchers: list[tuple[ConversationId, asyncio.Event]] = field(
        default_factory=list[tuple[ConversationId, asyncio.Event]]
    )

    @property
    def watched(self) -> int:
        """How many screens are open."""
        return len(self._watchers)

    async def changed(self, conversation_id: ConversationId) -> None:
        self.changes.append(conversation_id)
        for watched, bell in self._watchers:
            if watched == conversation_id:
                bell.set()

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        return any(watched == conversation_id for watched, _ in self._watchers)

    def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        # Registered now, not at the first `anext`: a change in between must not be missed.
        watcher = (conversation_id, asyncio.Event())
        self._watchers.append(watcher)
        return self._rings(watcher)

    async def _rings(self, watcher: tuple[ConversationId, asyncio.Event]) -> AsyncIterator[None]:
        try:
            while True:
                await watcher[1].wait()
                watcher[1].clear()
                yield
        finally:
            self._watchers.remove(watcher)


@dataclass(slots=True, kw_only=True)
class ScriptedModel:
    """A ChatModel that says what its script holds for a kind of request, a few characters at a time.

    An exception in the script is raised where it stands; `pause` is how many seconds it is silent before each piece.
    """

    script: dict[str, Sequence[str | Exception]] = field(default_factory=dict[str, Sequence[str | Exception]])
    pause: float = 0.0
    asked: list[ModelRequest] = field(default_factory=list[ModelRequest])
    name: str = "scripted"
    account: ModelAccount = field(default_factory=ModelAccount)

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        self.asked.append(request)
        for said in self.script.get(request.name, ()):
            if isinstance(said, Exception):
                raise said
            for start in range(0, len(said), 7):
                await asyncio.sleep(self.pause)
                yield said[start : start + 7]


@dataclass(slots=True)
class HashEmbedder:
    """An Embedder by character 3-grams: texts that share letters point the same way. Remembers what it embedded."""

    name: str = "hash-64"
    dimension: int = 64
    embedded: list[str] = field(default_factory=list[str])

    def embed_query(self, text: str) -> list[float]:
        if not text.strip():
            raise ValueError("a blank text has no meaning to embed")
        counts = [0.0] * self.dimension
        marked = f" {text.lower()} "
        for start in range(max(1, len(marked) - 2)):
            counts[zlib.crc32(marked[start : start + 3].encode("utf-8", "replace")) % self.dimension] += 1
        length = math.hypot(*counts)
        return [count / length for count in counts]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]


@dataclass(slots=True)
class PieceEmbedder(HashEmbedder):
    """A HashEmbedder that shows the states of word pieces too: one a word, each by its own letters alone."""

    reads: int = 0

    def read_query(self, text: str) -> tuple[list[float], npt.NDArray[np.float32]]:
        [states] = self.passage_states([text])
        return self.embed_query(text), states

    def passage_states(self, texts: Sequence[str]) -> list[npt.NDArray[np.float32]]:
        self.reads += len(texts)
        return [np.array([self.embed_query(word) for word in text.split()], np.float32) for text in texts]


@dataclass(slots=True)
class MemoryEmbeddings:
    """An EmbeddingStore without a disk."""

    kept: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    async def get(self, keys: Sequence[str]) -> dict[str, list[float]]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    async def put(self, vectors: Mapping[str, Sequence[float]]) -> None:
        self.kept |= {key: list(vector) for key, vector in vectors.items()}


@dataclass(slots=True, kw_only=True)
class ScriptedRetriever:
    """A Retriever that finds what its script says for a question's translation, else for the question, else nothing.

    It remembers both.
    """

    script: dict[str, Found] = field(default_factory=dict[str, Found])
    cards: Sequence[Passage] = ()
    asked: list[str] = field(default_factory=list[str])
    translated: list[str] = field(default_factory=list[str])

    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        self.asked.append(query)
        self.translated.append(translated)
        await asyncio.sleep(0)
        return self.script.get(translated) or self.script.get(query, Found())

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return next((each for each in self.cards if (each.card_id, each.language) == (card_id, language)), None)


@dataclass(slots=True)
class MemoryFeedback:
    """A FeedbackStore without a disk; tests/storage/test_feedback.py holds it to what the real one does."""

    kept: dict[tuple[str, str], Feedback] = field(default_factory=dict[tuple[str, str], Feedback])

    async def keep(self, told: Feedback) -> None:
        self.kept.setdefault((told.conversation_id, told.id), told)

    async def all(self) -> list[Feedback]:
        return sorted(self.kept.values(), key=lambda told: (-told.at.timestamp(), told.conversation_id, told.id))
