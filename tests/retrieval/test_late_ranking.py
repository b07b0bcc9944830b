"""Documents' passages are re-ranked by their word pieces, where an embedder shows them; all else stays."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.domain import Language, Passage
from bot.retrieval import HybridRetriever, build_retriever, open_retriever, passages_of, surfaces_of
from bot.retrieval.state_store import StateStore, compute_states, open_states
from bot.retrieval.surfaces import document_passages
from tests.fakes import HashEmbedder, MemoryEmbeddings, PieceEmbedder
from tests.retrieval.samples import SUBJECTS, card, plain

DANISH = [
    "Laboratoriet ligger i Odense ved havnen.",
    "Odense har en havn, og laboratoriet tester skannere der hver dag hele året rundt.",
    "Bageren har åbent om søndagen.",
    "Skolen holder fri i uge syv.",
    "Kommunen søger en ny leder.",
    "Biblioteket låner bøger ud.",
    "Vejen bliver lagt om i maj.",
    "Museet viser gamle ure.",
    "Svømmehallen er lukket.",
]
ENGLISH = [
    "The laboratory in Odense tests scanners.",
    "The bakery is open on Sundays.",
    "The school is closed in week seven.",
    "The town looks for a new director.",
    "The library lends books.",
    "The road is moved in May.",
    "The museum shows old clocks.",
    "The pool is closed.",
    "The mayor resigned.",
]


def documents(danish: Sequence[str] = DANISH, english: Sequence[str] = ENGLISH) -> list[Passage]:
    texts = [(text, Language.DANISH) for text in danish] + [(text, Language.ENGLISH) for text in english]
    return [plain(number, text, language=language) for number, (text, language) in enumerate(texts)]


def held(passages: Sequence[Passage], embedder: HashEmbedder) -> HybridRetriever:
    surfaces = surfaces_of(passages)
    vectors = np.array(embedder.embed_passages([surface.text for surface in surfaces]), np.float32)
    reader = embedder if isinstance(embedder, PieceEmbedder) else None
    states = compute_states(document_passages(surfaces), reader) if reader else None
    return build_retriever(surfaces, vectors, embedder=embedder, states=states)


def scores(retriever: HybridRetriever, question: str, language: Language = Language.DANISH) -> dict[str, float]:
    return {each.passage.id: each.score for each in retriever.search(question, language=language, limit=100)}


@pytest.mark.parametrize(("danish", "english"), [(DANISH, ENGLISH), (DANISH, []), (DANISH, ENGLISH[:3])])
def test_passages_exchange_their_scores_and_none_is_lost(danish: list[str], english: list[str]) -> None:
    passages = documents(danish, english)
    alone = scores(held(passages, HashEmbedder()), "Hvor ligger laboratoriet?")
    ranked = scores(held(passages, PieceEmbedder()), "Hvor ligger laboratoriet?")
    assert ranked.keys() == alone.keys()
    assert sorted(ranked.values()) == pytest.approx(sorted(alone.values()))


def test_a_language_with_few_passages_keeps_its_own_scores() -> None:
    passages = documents(DANISH, ENGLISH[:3])
    alone, ranked = (scores(held(passages, each), "laboratoriet") for each in (HashEmbedder(), PieceEmbedder()))
    english = [passage.id for passage in passages if passage.language is Language.ENGLISH]
    assert sorted(ranked[key] for key in english) == pytest.approx(sorted(alone[key] for key in english))


def test_the_passage_that_holds_every_word_of_the_question_comes_first() -> None:
    [first, *_] = held(documents(), PieceEmbedder()).search("Svømmehallen er lukket", language=Language.DANISH)
    assert first.passage.text == "Svømmehallen er lukket."


def test_both_forms_of_a_question_are_compared() -> None:
    retriever = held(documents(), PieceEmbedder())
    both = retriever.search("pool", language=Language.ENGLISH, translated="svømmehallen", limit=2)
    assert {each.passage.text for each in both} == {"Svømmehallen er lukket.", "The pool is closed."}


def test_cards_keep_the_scores_their_rules_were_fitted_on() -> None:
    cards = [passage for key in SUBJECTS for passage in passages_of(card(key))]
    question = "Hvordan foregår udbud og indkøb?"
    alone, ranked = (scores(held([*cards, *documents()], each), question) for each in (HashEmbedder(), PieceEmbedder()))
    for passage in cards:
        assert ranked.get(passage.id) == alone.get(passage.id)


def opened(passages: Sequence[Passage], embedder: HashEmbedder, folder: Path) -> object:
    return open_states(surfaces_of(passages), embedder=embedder, folder=folder / "index")


def test_states_are_computed_once_and_read_from_their_file(tmp_path: Path) -> None:
    embedder = PieceEmbedder()
    opened(documents(), embedder, tmp_path)
    before = embedder.reads
    states = StateStore(folder=tmp_path / "index-states").open(documents(), reader=embedder, embedder=embedder.name)
    assert embedder.reads == before > 0
    fresh = compute_states(documents(), embedder)
    asked = embedder.read_query("laboratoriet i Odense")[1]
    rows = range(len(documents()))
    found = states.closeness(asked, Language.DANISH, rows)
    assert found.tolist() == pytest.approx(fresh.closeness(asked, Language.DANISH, rows).tolist())


def test_other_passages_or_another_embedder_have_states_of_their_own(tmp_path: Path) -> None:
    embedder = PieceEmbedder()
    opened(documents(), embedder, tmp_path)
    for passages, reader in ((documents()[1:], embedder), (documents()[1:], PieceEmbedder(name="other"))):
        before = reader.reads
        opened(passages, reader, tmp_path)
        assert reader.reads > before
    assert len(list((tmp_path / "index-states").iterdir())) == 2


@pytest.mark.parametrize("name", ["*.npy", "*.npz"])
@pytest.mark.parametrize("left", [0, 40])
def test_a_damaged_file_is_made_anew(tmp_path: Path, name: str, left: int) -> None:
    embedder = PieceEmbedder()
    opened(documents(), embedder, tmp_path)
    [file] = (tmp_path / "index-states").glob(name)
    file.write_bytes(file.read_bytes()[:left])
    before = embedder.reads
    assert opened(documents(), embedder, tmp_path) is not None
    assert embedder.reads > before


def test_where_nothing_can_be_written_states_stay_in_memory(tmp_path: Path) -> None:
    (tmp_path / "index-states").write_text("a file where a folder should be")
    assert opened(documents(), PieceEmbedder(), tmp_path) is not None


def test_without_documents_or_pieces_there_are_no_states(tmp_path: Path) -> None:
    cards = [passage for key in SUBJECTS for passage in passages_of(card(key))]
    assert opened(cards, PieceEmbedder(), tmp_path) is None
    assert opened(documents(), HashEmbedder(), tmp_path) is None
    assert not (tmp_path / "index-states").exists()


@pytest.mark.anyio
async def test_an_opened_retriever_ranks_by_pieces(tmp_path: Path) -> None:
    retriever = await open_retriever(
        documents(), embedder=PieceEmbedder(), embeddings=MemoryEmbeddings(), folder=tmp_path / "index"
    )
    assert retriever.late is not None
    [first, *_] = retriever.search("Svømmehallen er lukket", language=Language.DANISH)
    assert first.passage.text == "Svømmehallen er lukket."
