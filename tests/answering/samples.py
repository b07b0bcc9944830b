"""Hand-made passages and hits."""

from collections.abc import Sequence

from bot.answering.grounding import prove
from bot.domain import Boundary, Claim, Language, Passage, PassageAsk, ScoredPassage


def passage(
    text: str,
    *,
    key: str = "p:da",
    language: Language = Language.DANISH,
    title: str = "",
    url: str = "",
    asks: tuple[PassageAsk, ...] = (),
    boundary: Boundary | None = None,
    signs: tuple[str, ...] = (),
    is_card: bool = True,
) -> Passage:
    return Passage(
        id=key,
        card_id=key.partition(":")[0],
        language=language,
        title=title,
        text=text,
        source_title="Kilden",
        url=url,
        asks=asks,
        boundary=boundary,
        signs=signs,
        is_card=is_card,
    )


def hit(
    found: Passage,
    *,
    score: float = 6.0,
    similarity: float = 0.95,
    coverage: float = 0.0,
    ask: PassageAsk | None = None,
) -> ScoredPassage:
    return ScoredPassage(found, score, similarity=similarity, coverage=coverage, ask=ask)


def unproved(claim: str, source: str | Sequence[str], *, language: Language) -> tuple[str, ...]:
    """What a claim says that a source in this language does not."""
    texts = [source] if isinstance(source, str) else source
    shown = {f"p{place}": passage(text, key=f"p{place}", language=language) for place, text in enumerate(texts)}
    return prove(Claim(claim, tuple(shown)), shown).unproved
