"""Begins lives and ends them, from the process that measures."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from .lives import Life

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Nursery:
    """One life at a time."""

    process: subprocess.Popen[str]
    pid: int = 0

    def begin(self, life: Life) -> int:
        """The process id of a new server; it listens a moment later."""
        _pipe(self.process.stdin).write(json.dumps(asdict(life)) + "\n")
        _pipe(self.process.stdin).flush()
        self.pid = int(_pipe(self.process.stdout).readline())
        return self.pid

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send the signal, and wait until the process is gone."""
        os.kill(self.pid, how)
        self.wait()

    def wait(self) -> None:
        if _pipe(self.process.stdout).readline().strip() != "dead":
            raise RuntimeError("the servers' parent has ended")


@contextmanager
def nursery() -> Generator[Nursery, None, None]:
    command = [sys.executable, "-m", "benchmarks.trust.lives"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        if _pipe(process.stdout).readline().strip() != "ready":
            raise RuntimeError("the servers' parent did not start")
        try:
            yield Nursery(process)
        finally:
            _pipe(process.stdin).close()


def _pipe(end: IO[str] | None) -> IO[str]:
    if end is None:
        raise RuntimeError("no pipe")
    return end
