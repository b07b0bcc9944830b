"""Embeddings over HTTP: what is sent, what comes back, and what is said when it does not."""

import logging
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain import ConfigurationError, TransientError
from bot.llm import Endpoint, OpenAIEmbedder
from tests.fakes import HashEmbedder
from tests.llm.embedding_server import KEY, EmbeddingServer, Fault, embedding_server

TEXTS = ["Udbud og indkøb", "Test på sygehus", "Æbler, øl og ål", "Grants and funding", "Access to health data"]


@pytest.fixture
def server() -> Generator[EmbeddingServer]:
    with embedding_server() as running:
        yield running


def endpoint(server: EmbeddingServer) -> Endpoint:
    return Endpoint(url=server.url, model="e5", key=KEY, timeout=5.0, retries=2, batch=2)


def test_passages_come_back_in_order_as_unit_vectors(server: EmbeddingServer) -> None:
    vectors = OpenAIEmbedder(endpoint(server)).embed_passages(TEXTS)
    assert np.allclose(vectors, HashEmbedder().embed_passages(TEXTS), atol=1e-6)
    assert [len(request["input"]) for request in server.asked] == [2, 2, 1]
    assert {request["model"] for request in server.asked} == {"e5"}
    assert set(server.keys) == {f"Bearer {KEY}"}


def test_each_kind_of_text_is_led_by_its_prefix(server: EmbeddingServer) -> None:
    embedder = OpenAIEmbedder(replace(endpoint(server), query_prefix="query: ", passage_prefix="passage: "))
    embedder.embed_query(" udbud ")
    embedder.embed_passages(["udbud"])
    assert [request["input"] for request in server.asked] == [["query: udbud"], ["passage: udbud"]]


def test_the_dimension_is_asked_for_once(server: EmbeddingServer) -> None:
    embedder = OpenAIEmbedder(endpoint(server))
    assert [embedder.dimension, embedder.dimension] == [64, 64]
    assert len(server.asked) == 1


def test_a_dimension_that_is_set_is_sent_and_not_asked_for(server: EmbeddingServer) -> None:
    embedder = OpenAIEmbedder(replace(endpoint(server), dimension=32))
    assert embedder.dimension == 32
    assert server.asked == []
    assert len(embedder.embed_query("udbud")) == 32
    assert server.asked[0]["dimensions"] == 32


def test_what_changes_the_vectors_changes_the_name(server: EmbeddingServer) -> None:
    usual = endpoint(server)
    others = [
        replace(usual, model="bge-m3"),
        replace(usual, url="http://127.0.0.1:1/v1"),
        replace(usual, dimension=32),
        replace(usual, query_prefix="query: "),
        replace(usual, passage_prefix="query: "),
    ]
    assert len({OpenAIEmbedder(each).name for each in [usual, *others]}) == 6
    assert OpenAIEmbedder(replace(usual, key="other", retries=0)).name == OpenAIEmbedder(usual).name


@pytest.mark.parametrize("text", ["", "  ", "\0"])
def test_a_blank_text_is_refused_before_it_is_sent(server: EmbeddingServer, text: str) -> None:
    with pytest.raises(ValueError, match="blank"):
        OpenAIEmbedder(endpoint(server)).embed_query(text)
    assert server.asked == []


def test_passages_are_asked_for_again_and_a_question_is_not(server: EmbeddingServer) -> None:
    embedder = OpenAIEmbedder(endpoint(server))
    server.faults = [Fault(status=503), Fault(status=429)]
    assert len(embedder.embed_passages(["udbud"])) == 1
    server.faults = [Fault(status=503)]
    with pytest.raises(TransientError):
        embedder.embed_query("udbud")


@pytest.mark.parametrize(
    ("fault", "error", "named"),
    [
        (Fault(status=401), ConfigurationError, "INDGANG_EMBEDDING__KEY"),
        (Fault(status=403), ConfigurationError, "INDGANG_EMBEDDING__KEY"),
        (Fault(status=404), ConfigurationError, "INDGANG_EMBEDDING__MODEL"),
        (Fault(status=400), ConfigurationError, "INDGANG_EMBEDDING__DIMENSION"),
        (Fault(status=429), TransientError, "over its limit"),
        (Fault(status=500), TransientError, "failed"),
        (Fault(wait=0.5), TransientError, "did not answer within"),
        (Fault(body="not json"), TransientError, "usable"),
        (Fault(body="{}"), TransientError, "usable"),
        (Fault(body='{"data": []}'), TransientError, "usable"),
        (Fault(body='{"data": [{"index": 0, "embedding": []}]}'), TransientError, "usable"),
        (Fault(body='{"data": [{"index": 0, "embedding": [0, 0]}]}'), TransientError, "usable"),
        (Fault(body='{"data": [{"index": 0, "embedding": [1, NaN]}]}'), TransientError, "usable"),
        (Fault(body='{"data": [{"index": 0, "embedding": "rubbish"}]}'), TransientError, "usable"),
        (
            Fault(body='{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1, 2]}]}'),
            TransientError,
            "usable",
        ),
    ],
)
def test_a_fault_is_told_without_the_key_or_the_text(
    server: EmbeddingServer, fault: Fault, error: type[Exception], named: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults = [fault]
    caplog.set_level(logging.DEBUG)
    with pytest.raises(error, match=named) as told:
        OpenAIEmbedder(replace(endpoint(server), timeout=0.2)).embed_query("hemmelig skanner")
    assert KEY not in str(told.value)
    assert "hemmelig" not in str(told.value)
    assert KEY not in caplog.text


def test_another_dimension_than_the_one_set_is_a_mistake(server: EmbeddingServer) -> None:
    server.faults = [Fault(body='{"data": [{"index": 0, "embedding": [1, 0]}]}')]
    with pytest.raises(ConfigurationError, match="2 dimensions"):
        OpenAIEmbedder(replace(endpoint(server), dimension=32)).embed_query("udbud")


def test_a_server_that_is_not_there_is_named_by_host_alone() -> None:
    nowhere = Endpoint(url="http://anna:password@127.0.0.1:9/v1", model="e5", retries=0)
    with pytest.raises(TransientError, match=r"127\.0\.0\.1 cannot be reached") as told:
        OpenAIEmbedder(nowhere).embed_query("udbud")
    assert "password" not in str(told.value)
    assert KEY not in repr(replace(nowhere, key=KEY))


def test_no_texts_ask_for_nothing(server: EmbeddingServer, tmp_path: Path) -> None:
    assert OpenAIEmbedder(endpoint(server)).embed_passages([]) == []
    assert server.asked == []
