"""Runs a web app on a loopback port in a thread of its own."""

import asyncio
import gc
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.types import ASGIApp


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    loop: asyncio.AbstractEventLoop
    """Where the app lives: things done to it from a test are done there."""


@contextmanager
def serve(app: ASGIApp, *, port: int = 0) -> Generator[Served]:
    listening = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    runner = asyncio.Runner()
    loop = runner.get_loop()

    def run() -> None:
        with runner:
            runner.run(server.serve(sockets=[listening]))
        # Greenlets of cancelled queries are taken apart in the thread they belong to.
        gc.collect()

    thread = Thread(target=run, daemon=True)
    thread.start()
    until = monotonic() + 10
    while not server.started and monotonic() < until:
        sleep(0.02)
    try:
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", loop)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
