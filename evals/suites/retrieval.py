"""Retrieval: whether the right passage is found, on our own questions and public ones, within and across languages."""

from dataclasses import replace

from bot.domain import Card, Language
from bot.retrieval import HybridRetriever, open_retriever
from evals.cases import Case, load_cases
from evals.gold import GoldCards
from evals.house import Subject
from evals.public_sets import PublicSet, public_sets
from evals.records import Record, TurnRecord
from evals.scorers import halves, ranking
from evals.suite import Play, Prepared, Suite

DEEP = 20


async def prepare(subject: Subject) -> Prepared:
    gold = GoldCards.from_cards(subject.knowledge.cards)
    plays = [_our_own(case, gold) for case in load_cases(["spine", "further"]) if gold.of(case)]
    plays += [_foreseen(card, language) for card in subject.knowledge.cards if _is_found(card) for language in Language]
    measures = ranking.measures(ranking.OWN, "our questions")
    measures += [*ranking.measures(ranking.FORESEEN, "each card by its editor's question"), halves.MEASURE]
    skipped: list[str] = []
    for read in public_sets():
        if read.missing:
            skipped.append(read.missing)
        for held in read.languages:
            plays += await _public(subject, read, held)
            measures += ranking.measures(_scope(read, held), f"{read.name}, passages in {held}")
    return Prepared(plays=plays, measures=measures, skipped=tuple(skipped))


def _is_found(card: Card) -> bool:
    return bool(card.asks) and card.boundary is None and not card.superseded_by


def _foreseen(card: Card, language: Language) -> Play:
    """An editor's own question. A card that goes missing takes its case with it, which a comparison notices."""
    return _play(
        Case(
            id=f"R-card-{card.id}-{language}",
            lang=language,
            group=ranking.FORESEEN,
            said=(card.asks[0].question.in_language(language),),
            persona={
                "right": card.id,
                "own": card.body.in_language(language),
                "other": card.body.in_language(language.other),
            },
            provenance=card.id,
        )
    )


def _play(asked: Case) -> Play:
    async def perform(subject: Subject) -> Record:
        retriever = subject.retriever
        assert isinstance(retriever, HybridRetriever)  # the product's own
        return _ranked(asked, retriever)

    return Play(asked, perform)


def _scope(read: PublicSet, held: Language) -> str:
    return f"{read.name} → {held}"


def _our_own(case: Case, gold: GoldCards) -> Play:
    """A labelled question; the cards that rest on its gold are right."""
    right = sorted(gold.of(case))
    return _play(replace(case, id=f"R-{case.id}", group=ranking.OWN, persona={"right": " ".join(right)}))


async def _public(subject: Subject, read: PublicSet, held: Language) -> list[Play]:
    """Each question in each language, of the passages in one."""
    passages = [read.passage(number, held) for number in range(len(read.passages))]
    retriever = await open_retriever(
        passages,
        embedder=subject.embedder,
        embeddings=subject.embeddings,
        folder=subject.folder / f"{read.name}-{held}",
    )
    return [
        _direction(read, question, retriever, asked=asked, held=held)
        for question in range(len(read.questions))
        for asked in Language
    ]


def _direction(read: PublicSet, question: int, retriever: HybridRetriever, *, asked: Language, held: Language) -> Play:
    texts, right = read.questions[question]
    case = Case(
        id=f"R-{read.name}-{asked}-{held}-{question}",
        lang=asked,
        group=_scope(read, held),
        said=(texts[asked],),
        persona={"right": " ".join(right)},
        provenance=read.name,
    )

    async def perform(subject: Subject) -> Record:
        del subject
        return _ranked(case, retriever)

    return Play(case, perform)


def _ranked(case: Case, retriever: HybridRetriever) -> Record:
    hits = retriever.search(case.said[0], language=Language(case.lang), limit=DEEP)
    found = [(hit.passage.card_id, round(hit.score, 2)) for hit in hits if hit.passage.boundary is None]
    turn = TurnRecord(said=case.said[0], reply="", outcome="", retrieved=tuple(found))
    return Record(case_id=case.id, lang=case.lang, turns=(turn,))


RETRIEVAL = Suite(name="retrieval", title="Retrieval", prepare=prepare)
