"""The far side on loopback: a Slack that keeps and counts what it is posted, beside the tests' own mail server."""

import json
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Json = dict[str, Any]


@dataclass(slots=True)
class CountingSlack:
    """Channels with threads; every message is kept under a ts, newest first where history is read."""

    url: str = ""
    thinks: float = 0
    """Seconds between taking a message and saying so: what a kill may fall into."""
    messages: list[Json] = field(default_factory=list[Json])
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, method: str, asked: Json) -> Json:
        with self.lock:
            match method:
                case "chat.postMessage":
                    return self._post(asked)
                case "chat.update":
                    return {"ok": True, "ts": asked["ts"]}
                case "conversations.history":
                    return self._page([each for each in reversed(self.messages) if not each["thread_ts"]], asked)
                case "conversations.replies":
                    ts = asked["ts"]
                    return self._page([each for each in self.messages if ts in {each["ts"], each["thread_ts"]}], asked)
                case _:
                    return {"ok": True}

    def keys(self) -> Counter[str]:
        """How often each post of ours arrived, by the key it carries."""
        with self.lock:
            return Counter(each["metadata"]["event_payload"]["key"] for each in self.messages)

    def _post(self, asked: Json) -> Json:
        ts = f"{int(time.time())}.{len(self.messages):06}"
        kept = {name: asked.get(name) for name in ("text", "blocks", "metadata")}
        self.messages.append({**kept, "ts": ts, "thread_ts": asked.get("thread_ts") or ""})
        return {"ok": True, "ts": ts}

    def _page(self, found: list[Json], asked: Json) -> Json:
        start, limit = int(asked.get("cursor") or 0), int(asked.get("limit") or 100)
        coming = str(start + limit) if start + limit < len(found) else ""
        page = found[start : start + limit]
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": coming}}


class _Server(ThreadingHTTPServer):
    """Says nothing of connections that end with whoever was killed."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


@contextmanager
def counting_slack(*, thinks: float = 0) -> Generator[CountingSlack, None, None]:
    slack = CountingSlack(thinks=thinks)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            is_json = "json" in self.headers.get("Content-Type", "")
            self._reply(json.loads(raw) if is_json else dict(parse_qsl(raw)))

        def do_GET(self) -> None:
            self._reply({})

        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def _reply(self, asked: Json) -> None:
            at = urlsplit(self.path)
            answer = slack.answer(at.path.rpartition("/")[2], {**dict(parse_qsl(at.query)), **asked})
            time.sleep(slack.thinks)
            body = json.dumps(answer).encode()
            try:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                # Whoever asked was killed meanwhile; what it posted stands.
                self.close_connection = True

    server = _Server(("127.0.0.1", 0), Handler)
    slack.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
