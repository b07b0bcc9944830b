"""An embedder behind any server that speaks OpenAI's /v1/embeddings: OpenAI, Azure, vLLM, TEI, llama.cpp."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

import numpy as np
import openai

from bot.domain import ConfigurationError, IndgangError, TransientError

from .readable import readable, readable_query
from .weights import Floats

PROBE = "Indgang"
_NEVER_SENT = "no-key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the model is asked and how. `dimension` 0 takes the model's own; prefixes lead every text (e5 wants them).

    A request waits `timeout` seconds; one for passages is repeated `retries` times, with growing pauses.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    dimension: int = 0
    query_prefix: str = ""
    passage_prefix: str = ""
    timeout: float = 10.0
    retries: int = 2
    batch: int = 64

    @property
    def host(self) -> str:
        """For messages: a URL may carry a password."""
        return urlsplit(self.url).hostname or "the embedding server"

    @property
    def fingerprint(self) -> str:
        """Changes with whatever changes the vectors."""
        parts = (self.url, str(self.dimension), self.query_prefix, self.passage_prefix)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


class OpenAIEmbedder:
    """Implements ports.Embedder over HTTP. Calls block; the client may be shared by threads.

    Passages are asked for again where that can help. A question is not: a server may ask for a minute's pause, and
    somebody is waiting.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._asking = threading.Lock()
        self._client = openai.OpenAI(
            api_key=endpoint.key or _NEVER_SENT,
            base_url=endpoint.url,
            timeout=endpoint.timeout,
            max_retries=endpoint.retries,
        )

    @property
    def name(self) -> str:
        return f"openai-{self._endpoint.model}-{self._endpoint.fingerprint}"

    @property
    def is_unfitted(self) -> bool:
        """Its scale of cosines is measured at the knowledge, since no threshold was fitted on it."""
        return True

    @property
    def dimension(self) -> int:
        """As set; else the server is asked once."""
        if self._endpoint.dimension:
            return self._endpoint.dimension
        with self._asking:
            return self._found_dimension

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._ask([f"{self._endpoint.query_prefix}{readable_query(text)}"], retries=0)[0].tolist()
        return vector

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        led = [f"{self._endpoint.passage_prefix}{readable(text)}" for text in texts]
        batches = (led[start : start + self._endpoint.batch] for start in range(0, len(led), self._endpoint.batch))
        return [vector for batch in batches for vector in self._ask(batch, retries=self._endpoint.retries).tolist()]

    @cached_property
    def _found_dimension(self) -> int:
        return int(self._ask([PROBE], retries=self._endpoint.retries).shape[1])

    def _ask(self, texts: Sequence[str], *, retries: int) -> Floats:
        try:
            answer = self._client.with_options(max_retries=retries).embeddings.create(
                input=list(texts),
                model=self._endpoint.model,
                dimensions=self._endpoint.dimension or openai.omit,
                # Numbers as text, since not every server knows OpenAI's shorter form.
                encoding_format="float",
            )
            rows = [each.embedding for each in sorted(answer.data, key=lambda each: each.index)]
        except openai.OpenAIError as error:
            raise _explained(error, self._endpoint) from None
        except (ValueError, TypeError, AttributeError):
            raise _unusable(self._endpoint) from None
        return self._units(rows, len(texts))

    def _units(self, rows: Sequence[Sequence[float]], count: int) -> Floats:
        try:
            vectors = np.array(rows, np.float32)
        except (ValueError, TypeError):
            raise _unusable(self._endpoint) from None
        if vectors.ndim != 2 or len(vectors) != count or not np.isfinite(vectors).all():
            raise _unusable(self._endpoint)
        if self._endpoint.dimension and vectors.shape[1] != self._endpoint.dimension:
            raise ConfigurationError(
                f"{self._endpoint.host} gives {vectors.shape[1]} dimensions: set INDGANG_EMBEDDING__DIMENSION to that"
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not lengths.all():
            raise _unusable(self._endpoint)
        units: Floats = vectors / lengths
        return units


def _unusable(endpoint: Endpoint) -> TransientError:
    return TransientError(f"{endpoint.host} answered without usable embeddings; try again, or check its model")


def _explained(error: openai.OpenAIError, endpoint: Endpoint) -> IndgangError:
    """In our words only: a server's may repeat the text or the key."""
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ConfigurationError(f"{endpoint.host} refuses the key: check INDGANG_EMBEDDING__KEY")
        case openai.NotFoundError():
            return ConfigurationError(
                f"{endpoint.host} does not know the model or the path: "
                "check INDGANG_EMBEDDING__MODEL and INDGANG_EMBEDDING__URL (it mostly ends in /v1)"
            )
        case openai.RateLimitError():
            return TransientError(f"{endpoint.host} is over its limit; try again later")
        case openai.APITimeoutError():
            return TransientError(f"{endpoint.host} did not answer within {endpoint.timeout:g} s")
        case openai.APIStatusError() if error.status_code < 500:
            return ConfigurationError(
                f"{endpoint.host} refuses the request ({error.status_code}): check INDGANG_EMBEDDING__MODEL, "
                "INDGANG_EMBEDDING__DIMENSION and INDGANG_EMBEDDING__BATCH"
            )
        case openai.APIStatusError():
            return TransientError(f"{endpoint.host} failed ({error.status_code}); try again later")
        case _:
            return TransientError(f"{endpoint.host} cannot be reached; check INDGANG_EMBEDDING__URL")
