"""The real rooms put together without a neural model: the real cards, rules and wording, and a visitor to talk to them.

Words are found as in the product; meaning is stood in for by character 3-grams.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from bot import wiring
from bot.conversation import Engine
from bot.domain import (
    Author,
    Conversation,
    ConversationId,
    Field,
    FormAnswer,
    Language,
    Message,
    VisitorConsent,
    VisitorMessage,
)
from bot.knowledge import Knowledge, load_knowledge
from bot.ports import Clock, ConversationStore, Retriever, VisitorFeed
from bot.retrieval import HybridRetriever, build_retriever, passages_of, surfaces_of
from bot.settings import Settings
from tests.fakes import HashEmbedder

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"


@cache
def real_knowledge() -> Knowledge:
    return load_knowledge(KNOWLEDGE)


@cache
def real_retriever() -> HybridRetriever:
    cards = [card for card in real_knowledge().cards if not card.superseded_by]
    surfaces = surfaces_of([passage for card in cards for passage in passages_of(card)])
    embedder = HashEmbedder()
    vectors = np.array(embedder.embed_passages([surface.text for surface in surfaces]), np.float32)
    return build_retriever(surfaces, vectors, embedder=embedder)


def make_engine(
    *,
    store: ConversationStore,
    feed: VisitorFeed,
    clock: Clock,
    retriever: Retriever | None = None,
    knowledge: Knowledge | None = None,
) -> Engine:
    """The product's own wiring, over the real cards unless others are given."""
    return wiring.make_engine(
        Settings(),
        knowledge or real_knowledge(),
        retriever or real_retriever(),
        store=store,
        feed=feed,
        clock=clock,
    )


@dataclass(slots=True)
class Visitor:
    """Talks to an engine in one conversation. Every deed has an id of its own unless one is given."""

    engine: Engine
    id: ConversationId
    _deeds: int = 0

    @classmethod
    async def arrives(cls, engine: Engine, *, language: Language | None = None) -> Self:
        return cls(engine, (await engine.open(language=language)).id)

    async def says(self, text: str, *, id_: str = "") -> Message:
        """What the bot says back."""
        heard = VisitorMessage(id=id_ or self._new_id(), conversation_id=self.id, text=text)
        conversation = await self.engine.hear_visitor(heard)
        return next(message for message in reversed(conversation.transcript) if message.author is Author.BOT)

    async def fills_in(self, field: Field, value: str, *, id_: str = "") -> Conversation:
        heard = FormAnswer(id=id_ or self._new_id(), conversation_id=self.id, field=field, value=value)
        return await self.engine.hear_form(heard)

    async def consents(self, *destinations: str, notice: str = "", id_: str = "") -> Conversation:
        """Agrees to the notice the review shows, unless it is another."""
        shown = notice or (await self.engine.review(self.id)).notice_id
        heard = VisitorConsent(
            id=id_ or self._new_id(), conversation_id=self.id, destination_ids=destinations, notice=shown
        )
        return await self.engine.hear_consent(heard)

    async def withdraws(self, reference: str, *, id_: str = "") -> Conversation:
        return await self.engine.withdraw(self.id, reference=reference, event_id=id_ or self._new_id())

    async def sees(self) -> Conversation:
        return await self.engine.get(self.id)

    def _new_id(self) -> str:
        self._deeds += 1
        return f"deed-{self._deeds}"
