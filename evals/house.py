"""The real product, opened for measuring: its own knowledge and index, conversations in a throw-away database."""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import numpy as np

from bot.conversation import Engine
from bot.domain import (
    Author,
    Conversation,
    ConversationId,
    Found,
    IndgangError,
    Language,
    Message,
    Passage,
    VisitorMessage,
)
from bot.knowledge import Knowledge, load_knowledge
from bot.ports import ChatModel, ConversationStore, Embedder, Retriever, VisitorFeed
from bot.retrieval import build_retriever, passages_of, surfaces_of
from bot.settings import Settings
from bot.storage import Database, SqlConversationStore, SqlEmbeddings
from bot.wiring import FixedClock, make_engine, open_house, open_model, speaking

from .embedders import LOCAL, embedder_named
from .records import Record, RouteShown, Shown, Slot, Source, TurnRecord

DAY = date(2026, 11, 25)
"""Questions are asked as of this day, so that a run next year measures the product and not the calendar."""

Progress = Callable[[int, int], None]
Change = Callable[[Engine], Engine]
Rewrite = Callable[[Knowledge], Knowledge]


@dataclass(slots=True)
class Watching:
    """A Retriever that remembers what was found last."""

    inner: Retriever
    last: Found = field(default_factory=Found)

    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        found = await self.inner.retrieve(query, language=language, day=day, translated=translated)
        if not self.last.knowledge:
            self.last = found
        return found

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return self.inner.passage(card_id, language=language)


@dataclass(slots=True)
class Timing:
    """A VisitorFeed that notes when something could be shown."""

    first: float = 0.0

    async def changed(self, conversation_id: ConversationId) -> None:
        del conversation_id
        self.first = self.first or time.perf_counter()

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        del conversation_id
        return True

    async def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        del conversation_id
        yield None


def unchanged(engine: Engine) -> Engine:
    return engine


def as_written(knowledge: Knowledge) -> Knowledge:
    return knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How the product is opened. `change` alters the engine and `rewrite` the knowledge: so seeded faults come in."""

    embedder: str = LOCAL
    change: Change = unchanged
    rewrite: Rewrite = as_written

    @property
    def is_the_product(self) -> bool:
        """As installed, with its own index; anything else is put together in memory and leaves the index alone."""
        return self.embedder == LOCAL and self.rewrite is as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The product under measurement."""

    settings: Settings
    knowledge: Knowledge
    retriever: Retriever
    store: ConversationStore
    embedder: Embedder
    embeddings: SqlEmbeddings
    folder: Path
    change: Change = unchanged
    model: ChatModel | None = None

    def engine(self, *, day: date, watching: Watching, feed: VisitorFeed) -> Engine:
        engine = make_engine(
            self.settings, self.knowledge, watching, store=self.store, feed=feed, clock=FixedClock(day)
        )
        return self.change(speaking(engine, self.settings, self.model) if self.model else engine)

    async def converse(self, case_id: str, lang: str, next_words: "NextWords", *, day: date = DAY) -> Record:
        """Play a conversation to its end; `next_words` says what the visitor says next, None when done."""
        watching, timing = Watching(self.retriever), Timing()
        engine = self.engine(day=day, watching=watching, feed=timing)
        before = _spent(self.model)
        turns: list[TurnRecord] = []
        try:
            conversation = await engine.open(language=Language(lang))
            while (said := next_words(turns, conversation)) is not None:
                watching.last, timing.first, started = Found(), 0.0, time.perf_counter()
                heard = VisitorMessage(id=f"m{len(turns) + 1}", conversation_id=conversation.id, text=said)
                conversation = await engine.hear_visitor(heard)
                ended = time.perf_counter()
                turns.append(_turn(said, conversation, watching.last, timing.first - started, ended - started))
        except IndgangError as error:
            return Record(case_id=case_id, lang=lang, turns=tuple(turns), error=type(error).__name__)
        calls, tokens = (now - then for now, then in zip(_spent(self.model), before, strict=True))
        return replace(_record(case_id, tuple(turns), conversation, watching), model_calls=calls, tokens=tokens)


NextWords = Callable[[Sequence[TurnRecord], Conversation], str | None]


def saying(*texts: str) -> NextWords:
    """A visitor who says these things in order, whatever is answered."""
    return lambda turns, conversation: texts[len(turns)] if len(turns) < len(texts) else None


@asynccontextmanager
async def open_subject(
    settings: Settings, *, progress: Progress, opening: Opening | None = None
) -> AsyncGenerator[Subject, None]:
    """The product as `opening` says, its conversations in a database that is thrown away."""
    how, clock = opening or Opening(), FixedClock(DAY)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        conversations = Database.open(f"sqlite:///{folder}/asked.db")
        measured = Database.open(f"sqlite:///{settings.data_dir.resolve()}/evals.db")
        embedder = embedder_named(how.embedder, settings)
        embeddings = SqlEmbeddings(database=measured, embedder=embedder.name)
        try:
            await conversations.migrate()
            await measured.migrate()
            found = _installed(settings, progress) if how.is_the_product else _in_memory(settings, how, embedder)
            async with found as (knowledge, retriever), open_model(settings) as model:
                yield Subject(
                    settings=settings,
                    knowledge=knowledge,
                    retriever=retriever,
                    store=SqlConversationStore(database=conversations, clock=clock),
                    embedder=embedder,
                    embeddings=embeddings,
                    folder=Path(folder),
                    change=how.change,
                    model=model,
                )
        finally:
            await conversations.close()
            await measured.close()


@asynccontextmanager
async def _installed(settings: Settings, progress: Progress) -> AsyncGenerator[tuple[Knowledge, Retriever], None]:
    async with open_house(settings, progress=progress, clock=FixedClock(DAY)) as house:
        yield house.knowledge, house.engine.replier.retriever


@asynccontextmanager
async def _in_memory(
    settings: Settings, how: Opening, embedder: Embedder
) -> AsyncGenerator[tuple[Knowledge, Retriever], None]:
    knowledge = how.rewrite(load_knowledge(settings.knowledge_dir))
    cards = [card for card in knowledge.cards if not card.superseded_by]
    surfaces = surfaces_of([passage for card in cards for passage in passages_of(card)])
    vectors = await asyncio.to_thread(embedder.embed_passages, [surface.text for surface in surfaces])
    yield knowledge, build_retriever(surfaces, np.array(vectors, np.float32), embedder=embedder)


def _spent(model: ChatModel | None) -> tuple[int, int]:
    """Calls and tokens so far. Plays follow one another, so a difference is a play's own."""
    return (model.account.calls, model.account.prompt_tokens + model.account.reply_tokens) if model else (0, 0)


def _turn(said: str, conversation: Conversation, found: Found, first: float, whole: float) -> TurnRecord:
    reply = _replies(conversation)[-1]
    return TurnRecord(
        said=said,
        reply=reply.text,
        outcome=str(reply.outcome),
        asked=str(reply.asks_for) if reply.asks_for else "",
        retrieved=tuple((hit.passage.card_id, round(hit.score, 2)) for hit in found.knowledge[:5]),
        first_sentence=max(0.0, first),
        whole=whole,
    )


def _record(case_id: str, turns: tuple[TurnRecord, ...], conversation: Conversation, passages: Watching) -> Record:
    replies = _replies(conversation)
    last = replies[-1]
    routes = last.routes or (conversation.routes if len(turns) > 1 else ())
    return Record(
        case_id=case_id,
        lang=str(conversation.language),
        turns=turns,
        shown=tuple(part for reply in replies for part in _shown(reply)),
        sources=tuple(_sources(replies, passages)),
        routes=tuple(
            RouteShown(
                id=route.destination_id,
                name=route.name.in_language(conversation.language),
                score=route.score,
                rule=route.rule,
                citations=len(route.citations),
            )
            for route in routes
        ),
        slots={
            str(name): Slot(
                value=", ".join(stated.value for stated in values),
                quote=values[-1].quote,
                code=" ".join(stated.code for stated in values if stated.code),
            )
            for name, values in conversation.inquiry.stated.items()
        },
        stored=json.dumps(asdict(conversation), ensure_ascii=False, default=_plain),
    )


def _shown(reply: Message) -> list[Shown]:
    by_marker = {citation.marker: citation.passage_id for citation in reply.citations}
    return [
        Shown(text=part.text, passage_ids=tuple(by_marker.get(marker, "?") for marker in part.markers))
        for part in reply.parts
    ]


def _sources(replies: Sequence[Message], passages: Watching) -> list[Source]:
    cited = {citation.passage_id: citation for reply in replies for citation in reply.citations}
    found: list[Source] = []
    for citation in cited.values():
        held = [passages.passage(citation.card_id, language=language) for language in Language]
        text = next((f"{each.title}\n{each.text}" for each in held if each and each.id == citation.passage_id), "")
        found.append(
            Source(
                card_id=citation.card_id,
                passage_id=citation.passage_id,
                title=citation.title,
                url=citation.url,
                as_of=citation.as_of,
                quote=citation.quote,
                text=text or citation.quote,
            )
        )
    return found


def _replies(conversation: Conversation) -> list[Message]:
    return [message for message in conversation.transcript if message.author is Author.BOT]


def _plain(value: Any) -> str | list[Any]:
    return sorted(map(str, cast("frozenset[object]", value))) if isinstance(value, frozenset) else str(value)
