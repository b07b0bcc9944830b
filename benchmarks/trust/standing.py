"""A server that stays up between commands, with its Slack and its mailbox beside it, until it is told to stop."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp

from tests.mail.server import open_mailroom
from tests.serving import free_port

from .lives import Life
from .nursery import ROOT, nursery
from .receivers import counting_slack
from .slices import place

STARTS_IN = 90
PATIENCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`keeper` is the process that ends when it is told to; `server` the one that is measured."""

    keeper: int
    server: int
    port: int
    folder: str

    @property
    def stands(self) -> bool:
        return Path(f"/proc/{self.server}").exists()

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.server, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while self.stands and time.monotonic() < until:
            time.sleep(0.1)


def standing(name: str) -> Standing | None:
    """The server of this proof, if it still stands."""
    with suppress(FileNotFoundError):
        found = Standing(**json.loads(_file(name).read_text(encoding="utf-8")))
        return found if found.stands else None
    return None


def stood_up(name: str) -> Standing:
    """The server of this proof, started where none stands."""
    if found := standing(name):
        return found
    _file(name).unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.trust.standing", name]
    subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        if found := standing(name):
            with suppress(OSError), socket.create_connection(("127.0.0.1", found.port), timeout=1):
                return found
        time.sleep(0.2)
    raise RuntimeError("the server did not start")


async def listens(port: int) -> None:
    """Until the server takes a connection."""
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        await asyncio.sleep(0.01)


def _file(name: str) -> Path:
    return place(name) / "server.json"


def main() -> None:
    name = sys.argv[1]
    folder = mkdtemp(prefix="indgang-")
    with counting_slack() as slack, open_mailroom() as mail, nursery() as house:
        life = Life(folder=folder, port=free_port(), slack=slack.url, smtp=mail.port, lease=60, reconcile=2)
        kept = Standing(keeper=os.getpid(), server=house.begin(life), port=life.port, folder=folder)
        part = _file(name).with_suffix(".part")
        part.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        part.rename(_file(name))
        house.wait()


if __name__ == "__main__":
    main()
