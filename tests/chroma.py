"""A real Chroma server on loopback, gone when the test ends."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.serving import free_port


@contextmanager
def chroma_server(folder: Path) -> Generator[str]:
    """Its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
    with subprocess.Popen(  # noqa: S603
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(url: str) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(url, timeout=1):  # noqa: S310 - loopback
            return
        time.sleep(0.1)
    raise TimeoutError(f"{url} never answered")
