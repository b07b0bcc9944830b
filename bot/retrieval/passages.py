"""Cards become passages: one per language, each able to stand alone."""

from bot.domain import Card, Language, Passage, PassageAsk


def passages_of(card: Card) -> list[Passage]:
    return [_passage(card, language) for language in Language]


def _passage(card: Card, language: Language) -> Passage:
    reference = card.sources[0] if card.sources else None
    return Passage(
        id=f"{card.id}:{language}",
        card_id=card.id,
        language=language,
        title=card.title.in_language(language),
        text=card.body.in_language(language),
        source_title=reference.source.title if reference else "",
        owner=reference.source.owner if reference else "",
        section=reference.section if reference else "",
        url=reference.source.url if reference else "",
        as_of=card.as_of,
        valid_to=card.valid_to,
        asks=tuple(PassageAsk(ask.question.in_language(language), ask.verdict) for ask in card.asks),
        destinations=card.destinations,
        region=card.region,
        standing=card.standing,
        boundary=card.boundary,
        clarifies=card.clarifies,
        signs=card.signs,
        lookalikes=tuple(text.in_language(language) for text in card.lookalikes),
    )
