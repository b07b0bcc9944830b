"""A small real server on loopback that speaks /v1/embeddings, and can be told to go wrong."""

import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from tests.fakes import HashEmbedder

KEY = "sk-very-secret"


@dataclass(slots=True)
class Fault:
    """What one request meets instead of an answer: a status, a body of its own, or a wait in seconds first."""

    status: int = 200
    body: str | None = None
    wait: float = 0.0


@dataclass(slots=True)
class EmbeddingServer:
    """`faults` are met in turn, one a request; `asked` holds every request's JSON and `keys` what it showed."""

    url: str = ""
    dimension: int = 64
    faults: list[Fault] = field(default_factory=list[Fault])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    keys: list[str] = field(default_factory=list[str])

    def answer(self, path: str, request: dict[str, Any], key: str) -> tuple[int, str]:
        self.asked.append(request)
        self.keys.append(key)
        fault = self.faults.pop(0) if self.faults else Fault()
        time.sleep(fault.wait)
        if fault.status != 200 or fault.body is not None:
            return fault.status, fault.body or json.dumps({"error": {"message": f"no: {key} {request['input']}"}})
        if path != "/v1/embeddings":
            return 404, "{}"
        return 200, json.dumps({"object": "list", "model": request["model"], "data": self._rows(request)})

    def _rows(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        embedder = HashEmbedder(dimension=request.get("dimensions", self.dimension))
        # Neither in order nor of length one: nothing promises that.
        return [
            {"object": "embedding", "index": place, "embedding": [3 * each for each in embedder.embed_query(text)]}
            for place, text in reversed(list(enumerate(cast("list[str]", request["input"]))))
        ]


@contextmanager
def embedding_server() -> Generator[EmbeddingServer]:
    state = EmbeddingServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = state.answer(self.path, request, self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Keeps the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        yield state
        server.shutdown()
