"""Puts models together from the settings: what embeds texts, and what words answers."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.answering import Drafter, DraftingRules, ModelAnswerer, Tried
from bot.conversation import (
    Budget,
    Engine,
    Modelled,
    ModelListener,
)
from bot.domain import Language, ScoredPassage
from bot.llm import Endpoint, FastembedEmbedder, LocalEmbedder, OpenAIEmbedder
from bot.ports import (
    ChatModel,
    Embedder,
)
from bot.prompts import Prompts
from bot.settings import EmbeddingProvider, EmbeddingSettings, Settings


def make_embedder(settings: Settings) -> Embedder:
    """As set. None of them loads a model or asks a server before it is used."""
    chosen, models = settings.embedding, settings.data_dir / "models"
    match chosen.provider:
        case EmbeddingProvider.LOCAL:
            return LocalEmbedder(cache_folder=models, threads=settings.embedder_threads)
        case EmbeddingProvider.OPENAI:
            return OpenAIEmbedder(_endpoint(chosen))
        case EmbeddingProvider.FASTEMBED:
            return FastembedEmbedder(
                model=chosen.model,
                cache_folder=models,
                threads=settings.embedder_threads,
                query_prefix=chosen.query_prefix,
                passage_prefix=chosen.passage_prefix,
            )
        case _:
            assert_never(chosen.provider)


def _endpoint(chosen: EmbeddingSettings) -> Endpoint:
    return Endpoint(
        url=chosen.url,
        model=chosen.model,
        key=chosen.key.get_secret_value(),
        dimension=chosen.dimension,
        query_prefix=chosen.query_prefix,
        passage_prefix=chosen.passage_prefix,
        timeout=chosen.timeout_seconds,
        retries=chosen.retries,
        batch=chosen.batch,
    )


@asynccontextmanager
async def open_model(settings: Settings) -> AsyncGenerator[ChatModel | None, None]:
    """The language model the operator named, or None: then answers are quoted."""
    llm = settings.llm
    if not llm.is_on:
        yield None
        return
    # langchain-openai takes seconds to import, and only an installation with a model needs it.
    from bot.llm.chat_model import OpenAiModel

    model = OpenAiModel.at(
        llm.base_url,
        model=llm.model,
        key=llm.key(),
        silence=llm.silence_seconds,
        retries=llm.retries,
        rest=llm.rest_seconds,
    )
    try:
        yield model
    finally:
        await model.close()


def speaking(engine: Engine, settings: Settings, model: ChatModel) -> Engine:
    """The engine with a model in its turns, asked with the prompts and within the limits the operator set.

    The day's budget is the engine's: make one engine for a process, and share it between doors.
    """
    replier = engine.replier
    llm, prompts = settings.llm, Prompts.load(settings.prompts_dir)
    answering = ModelAnswerer(quoting=replier.answerer, drafter=make_drafter(settings, model))
    listener = ModelListener(
        model=model,
        prompt=prompts.understand,
        reader=replier.reader,
        seconds=llm.understand_seconds,
        tally=answering.tally,
    )
    modelled = Modelled(
        answerer=answering,
        listener=listener if llm.understand_seconds > 0 else None,
        seconds=llm.turn_seconds,
        budget=Budget(each=llm.visitor_tokens_a_day, all=llm.tokens_a_day, clock=engine.clock),
    )
    return replace(engine, replier=replace(replier, modelled=modelled))


def make_drafter(settings: Settings, model: ChatModel) -> Drafter:
    llm = settings.llm
    rules = DraftingRules(source_characters=llm.source_characters, most_tokens=llm.answer_tokens)
    return Drafter(model=model, prompt=Prompts.load(settings.prompts_dir).answer, rules=rules)


async def drafted(
    drafter: Drafter, question: str, hits: Sequence[ScoredPassage], *, language: Language, day: date
) -> str:
    """The proved sentences a model draws from passages, as one text; empty where none holds."""
    if not hits:
        return ""
    drafting = drafter.draft(question, hits, language=language, day=day, tried=Tried())
    return " ".join([claim.text async for claim in drafting])
