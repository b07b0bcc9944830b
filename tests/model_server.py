"""A real HTTP server on loopback that speaks OpenAI's chat completions, well or badly, as it is told."""

import json
import re
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

STALL = 30.0
"""Seconds a stalling server would be silent; the client has gone long before, and the server's end wakes it."""


class Fault(StrEnum):
    NONE = "none"
    REFUSED = "refused"
    QUOTA = "429 with Retry-After"
    QUOTA_ODD = "429, Retry-After a date"
    BROKEN = "500"
    BAD_KEY = "401"
    BAD_REQUEST = "400"
    STALL = "stall before the first word"
    STALL_MIDWAY = "stall in mid-stream"
    HANG_UP = "connection lost in mid-stream"
    HALF = "half a JSON"
    EMPTY = "empty"
    NOT_JSON = "no JSON"
    LONG = "ten times too long"
    WRONG_SCHEMA = "wrong schema"
    WRONG_LANGUAGE = "wrong language"
    INVENTED = "invented facts"
    GARBLED = "garbled stream"


WRONG_LANGUAGE = {
    "Danish": "The company may write to the hospital and it will then be told what to do.",
    "English": "Virksomheden kan skrive til sygehuset, og så får den at vide, hvad den skal gøre.",
}
INVENTED = "Contact Brynhild Fabel at brynhild@fabel.example and pay 4711 kr. before 31 May 2031."
READING: dict[str, Any] = {"question": "", "translated": "", "scope": "ours", "stated": []}


@dataclass(kw_only=True)
class ModelServer:
    """What the server does: `fault` to every request, or to the first `times` of them."""

    fault: Fault = Fault.NONE
    times: int = 10_000
    reading: dict[str, Any] = field(default_factory=lambda: dict(READING))
    answer: str = ""
    """The whole reply to a request for an answer; empty means the first source's first sentence, told again."""
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    over: threading.Event = field(default_factory=threading.Event)

    def reply_to(self, body: dict[str, Any]) -> str:
        if body["response_format"]["json_schema"]["name"] == "understand":
            return json.dumps(self.reading, ensure_ascii=False)
        return self.answer or _retold(body)


Told = TypeVar("Told", bound=ModelServer)


@contextmanager
def model_server(fault: Fault = Fault.NONE, *, times: int = 10_000) -> Generator[ModelServer, None, None]:
    """A running server; with Fault.REFUSED an address where none runs."""
    with serving(ModelServer(fault=fault, times=times)) as told:
        yield told


@contextmanager
def serving(told: Told) -> Generator[Told, None, None]:
    """The same for a server of another mind."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _handle(self, told)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    if told.fault is Fault.REFUSED:
        server.server_close()
        yield told
        return
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield told
    finally:
        told.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handle(handler: BaseHTTPRequestHandler, told: ModelServer) -> None:
    body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
    told.asked.append(body)
    told.headers.append(dict(handler.headers))
    fault = told.fault if len(told.asked) <= told.times else Fault.NONE
    refusals = {
        Fault.QUOTA: (429, "30"),
        Fault.QUOTA_ODD: (429, "Wed, 21 Oct 2026 07:28:00 GMT"),
        Fault.BROKEN: (500, ""),
        Fault.BAD_KEY: (401, ""),
        Fault.BAD_REQUEST: (400, ""),
    }
    try:
        if fault in refusals:
            _refuse(handler, *refusals[fault])
        else:
            _stream(handler, told, body, fault)
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True


def _refuse(handler: BaseHTTPRequestHandler, status: int, retry_after: str) -> None:
    handler.send_response(status)
    if retry_after:
        handler.send_header("Retry-After", retry_after)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.wfile.write(json.dumps({"error": {"message": "secret words", "code": status}}).encode())


def _stream(handler: BaseHTTPRequestHandler, told: ModelServer, body: dict[str, Any], fault: Fault) -> None:
    if fault is Fault.STALL:
        told.over.wait(STALL)
        return
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    reply = _spoiled(told.reply_to(body), body, fault)
    halfway = len(reply) // 2
    for start in range(0, len(reply), 12):
        if fault is Fault.STALL_MIDWAY and start >= halfway:
            told.over.wait(STALL)
            return
        if fault is Fault.HANG_UP and start >= halfway:
            return
        _send(handler, {"choices": [{"index": 0, "delta": {"content": reply[start : start + 12]}}]})
    if fault is Fault.GARBLED:
        handler.wfile.write(b"data: {not json\n\n")
        return
    _send(handler, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    _send(handler, {"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}})
    handler.wfile.write(b"data: [DONE]\n\n")


def _send(handler: BaseHTTPRequestHandler, chunk: dict[str, Any]) -> None:
    whole = {"id": "c1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "m", **chunk}
    handler.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
    handler.wfile.flush()


def _spoiled(reply: str, body: dict[str, Any], fault: Fault) -> str:
    is_answer = body["response_format"]["json_schema"]["name"] == "answer"
    match fault:
        case Fault.HALF:
            return reply[: len(reply) // 2]
        case Fault.EMPTY:
            return ""
        case Fault.NOT_JSON | Fault.GARBLED:
            return "Certainly! I would be happy to help you with that."
        case Fault.LONG:
            return reply[:-1] + " " * 30_000 + reply[-1:]
        case Fault.WRONG_SCHEMA:
            return json.dumps({"claims": [{"words": "yes"}], "stated": "none"})
        case Fault.WRONG_LANGUAGE if is_answer:
            language = "Danish" if "Answer in Danish" in body["messages"][0]["content"] else "English"
            return json.dumps({"claims": [{"text": WRONG_LANGUAGE[language], "sources": [1]}]})
        case Fault.INVENTED if is_answer:
            return json.dumps({"claims": [{"text": INVENTED, "sources": [1]}]})
        case _:
            return reply


def _retold(body: dict[str, Any]) -> str:
    """The first sentence of the first source, as a claim."""
    shown = body["messages"][1]["content"]
    source = re.search(r"<source number=\"1\"[^>]*>\n(.*?)\n</source>", shown, re.DOTALL)
    lines = source.group(1).splitlines() if source else [""]
    first = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ'])", lines[-1] if len(lines) == 1 else lines[1])[0]
    return json.dumps({"claims": [{"text": first, "sources": [1]}]}, ensure_ascii=False)
