"""Cards and passages small enough to reason about."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.domain import Ask, Bilingual, Card, Language, Passage, PassageAsk, Source, SourceRef, Verdict
from bot.retrieval import HybridRetriever, build_retriever, surfaces_of
from tests.fakes import HashEmbedder

SUBJECTS = {
    "hospital-test": (
        "Test på sygehus",
        "Testing at a hospital",
        "prøve udstyr på afdelingen",
        "try a device on a ward",
    ),
    "tender": ("Udbud og indkøb", "Tenders and purchase", "sælge til regionen", "sell to the region"),
    "home-care": ("Hjemmepleje i kommunen", "Home care in the municipality", "smart plaster", "smart plaster"),
    "data": ("Adgang til sundhedsdata", "Access to health data", "forske i registre", "research in registers"),
    "money": ("Støtte og finansiering", "Grants and funding", "søge penge til et forløb", "apply for money"),
}


def card(key: str) -> Card:
    danish, english, danish_ask, english_ask = SUBJECTS[key]
    source = Source("site", "Regionens side", "Region Syddanmark", Language.DANISH, "2026", "https://region.example")
    return Card(
        id=key,
        topic="entry",
        region="syddanmark",
        title=Bilingual(danish, english),
        body=Bilingual(f"{danish} begynder med en samtale.", f"{english} begins with a talk."),
        asks=(
            Ask(Bilingual(f"Hvordan kan vi {danish_ask}?", f"How can we {english_ask}?")),
            Ask(Bilingual(f"Må vi {danish_ask}?", f"May we {english_ask}?"), Verdict.DEPENDS),
        ),
        destinations=("syd-sdsi",),
        as_of="2026-09-01",
        sources=(SourceRef(source, "Forside"),),
    )


def document(number: int, *, language: Language = Language.DANISH, text: str = "") -> Passage:
    return Passage(
        id=f"vejledning#{number}",
        card_id="vejledning",
        language=language,
        title="Vejledning",
        text=text or f"Afsnit {number} om laboratoriets åbningstider.",
        source_title="Vejledning",
        is_card=False,
    )


def plain(number: int, text: str, *, language: Language = Language.DANISH) -> Passage:
    return replace(document(number, language=language, text=text), id=f"plain#{number}", title="")


def ask(text: str) -> PassageAsk:
    return PassageAsk(text)


def retriever(passages: Sequence[Passage]) -> HybridRetriever:
    surfaces, embedder = surfaces_of(passages), HashEmbedder()
    vectors = np.array(embedder.embed_passages([surface.text for surface in surfaces]), np.float32)
    return build_retriever(surfaces, vectors.reshape(len(surfaces), embedder.dimension), embedder=embedder)
