"""Does in a clean folder what deploy/Dockerfile does, then starts what the image would start and asks its health check.

`python -m tests.image`. No image is built: the account and the base images are left out, every other step is run as
it stands, with the image's folders under one of ours.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console

from tests.serving import free_port

console = Console(highlight=False, soft_wrap=True)
ROOT = Path(__file__).parents[1]
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
APART, SHARED = "/src", ("/opt/indgang", "/data")
"""Folders a stage has for itself, and those that keep their path from one stage to the next."""
READY_SECONDS = 900


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """(INSTRUCTION, the rest) with continued lines joined."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.strip().partition(" ")
            yield name, rest.strip()


class Rehearsal:
    """One folder stands for the image; a stage's working folder, variables and command are kept as they come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stage = ""
        self.here = folder
        self.environment: dict[str, str] = {}
        self.command: list[str] = []
        self.check: list[str] = []

    def follow(self, name: str, rest: str) -> None:  # noqa: C901 - one line an instruction
        match name:
            case "FROM":
                self.stage = rest.rpartition(" AS ")[2] if " AS " in rest else "last"
                self.here, self.environment = self.folder, {}
            case "WORKDIR":
                self.here = Path(self.inside(rest))
                self.here.mkdir(parents=True, exist_ok=True)
            case "ENV":
                for pair in shlex.split(self.inside(rest)):
                    key, _, value = pair.partition("=")
                    self.environment[key] = value.replace("$PATH", os.environ["PATH"])  # noqa: TID251 - as a shell would
            case "COPY":
                self.copy(rest)
            case "RUN":
                self.run(rest)
            case "CMD":
                self.command = json.loads(rest)
            case "HEALTHCHECK":
                self.check = json.loads(rest[rest.index("CMD") + 3 :])
            case "USER" | "VOLUME" | "EXPOSE":
                self.tell(f"  left out: {name} {rest}")
            case _:
                raise SystemExit(f"{DOCKERFILE}: this rehearsal does not know {name}; teach it in tests/image.py")

    def inside(self, text: str, *, stage: str = "") -> str:
        """The image's paths, under our folder."""
        apart = re.sub(rf"(?<![\w./]){APART}\b", f"{self.folder}/{stage or self.stage}{APART}", text)
        return re.sub(rf"(?<![\w./])({'|'.join(SHARED)})\b", lambda found: f"{self.folder}{found[1]}", apart)

    def copy(self, rest: str) -> None:
        *sources, target = rest.split()
        stage = sources.pop(0).removeprefix("--from=") if sources[0].startswith("--from=") else ""
        place = (self.here / self.inside(target)).resolve()
        for source in sources:
            origin = Path(self.inside(source, stage=stage)) if stage else ROOT / source
            if source == ".":
                _copy_context(place)
            elif origin == place:
                self.tell(f"  already there: {target}")
            elif origin.is_dir():
                _copy_folder(origin, place)
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(origin, place)

    def run(self, rest: str) -> None:
        steps = [step.strip() for step in self.inside(rest).split("&&")]
        for step in steps:
            if step.startswith("useradd"):
                self.tell(f"  left out: {step}")
                continue
            subprocess.run(  # noqa: S603 - our own Dockerfile's steps
                ["/bin/sh", "-ec", step.replace(" -o indgang -g indgang", "")],
                cwd=self.here,
                env=self.variables(),
                check=True,
            )

    def tell(self, line: str) -> None:
        console.print(line, markup=False)

    def variables(self) -> Mapping[str, str]:
        return {**os.environ, **self.environment}  # noqa: TID251 - what the builder's shell would have

    def serve(self) -> None:
        """Start it, ask the image's own health check until it is well, stop it."""
        port = free_port()
        environment = {**self.variables(), "INDGANG_HOST": "127.0.0.1", "INDGANG_PORT": str(port)}
        program = subprocess.Popen(self.command, cwd=self.folder / "data", env=environment)  # noqa: S603 - as above
        check = [part.replace("8080", str(port)) for part in self.check]
        try:
            began = time.monotonic()
            while subprocess.run(check, env=environment, check=False, capture_output=True).returncode:  # noqa: S603
                if program.poll() is not None or time.monotonic() - began > READY_SECONDS:
                    raise SystemExit("what the image starts did not become healthy: read its lines above")
                time.sleep(1)
            self.tell(f"healthy {time.monotonic() - began:.0f} s after its start")
        finally:
            program.terminate()
            self.tell(f"stopped with {program.wait(30)}")


def _copy_context(target: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"],  # noqa: S607 - the developer's own git
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place)


def _copy_folder(source: Path, target: Path) -> None:
    # What git does not know, the image shall not either.
    skip = shutil.ignore_patterns("node_modules", "__pycache__") if source.is_relative_to(ROOT) else None
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=skip, symlinks=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="indgang-image-") as folder:
        rehearsal = Rehearsal(Path(folder))
        for name, rest in instructions(DOCKERFILE.read_text(encoding="utf-8")):
            rehearsal.tell(f"{name} {rest}"[:120])
            rehearsal.follow(name, rest)
        (Path(folder) / "data").mkdir(exist_ok=True)
        rehearsal.serve()


if __name__ == "__main__":
    main()
