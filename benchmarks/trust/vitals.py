"""What a process holds: memory, open files, threads; and what its database holds on disk. From /proc, so on Linux."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """`memory` and `database` in MiB."""

    memory: float
    files: int
    threads: int
    database: float


def vitals(pid: int, folder: Path) -> Vitals:
    """Raises FileNotFoundError where the process has ended."""
    process = Path(f"/proc/{pid}")
    status = dict(
        line.partition(":")[::2] for line in process.joinpath("status").read_text(encoding="utf-8").splitlines()
    )
    return Vitals(
        memory=int(status["VmRSS"].split()[0]) / 1024,
        files=sum(1 for _ in process.joinpath("fd").iterdir()),
        threads=int(status["Threads"]),
        database=sum(each.stat().st_size for each in folder.glob("indgang.db*")) / 2**20,
    )
