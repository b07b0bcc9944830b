"""A throw-away PostgreSQL for the tests: started once, on a socket of its own, gone when they end.

Set INDGANG_TEST_POSTGRES to the URL of a server where databases may be made, to use that one instead.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

GIVEN = "INDGANG_TEST_POSTGRES"
ACCOUNT = "postgres"


@dataclass(frozen=True)
class Cluster:
    url: str

    @contextlib.contextmanager
    def database(self) -> Generator[str]:
        """The URL of an empty database."""
        name = f"t_{uuid.uuid4().hex}"
        self._do(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield self.url.replace("/postgres?", f"/{name}?")
        finally:
            self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


def missing() -> str:
    """Why there can be no cluster here; empty where there can."""
    if os.environ.get(GIVEN) or _programs():  # noqa: TID251 - a test's own switch
        return ""
    return f"PostgreSQL's programs are not installed; install them or set {GIVEN}"


@contextlib.contextmanager
def started(*, is_durable: bool = False) -> Generator[Cluster]:
    """`is_durable` waits for the disk at every commit, as a real installation does: for measuring."""
    if given := os.environ.get(GIVEN):  # noqa: TID251 - a test's own switch
        yield Cluster(given)
        return
    programs = _programs()
    assert programs is not None
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        home = Path(folder)
        account = _account(home)
        data = home / "data"
        _run([programs / "initdb", "-D", data, "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--no-sync"], account)
        # Neither a port nor an address: only this test can reach it.
        options = f"-k {home} -c listen_addresses= -c fsync={'on' if is_durable else 'off'} -c max_connections=60"
        _run([programs / "pg_ctl", "-D", data, "-w", "-s", "-l", home / "log", "-o", options, "start"], account)
        try:
            yield Cluster(f"postgresql://{ACCOUNT}@/postgres?host={home}")
        finally:
            _run([programs / "pg_ctl", "-D", data, "-s", "-m", "immediate", "stop"], account)


def _programs() -> Path | None:
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if initdb := shutil.which("initdb"):
        found.insert(0, Path(initdb).parent)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _account(home: Path) -> str | None:
    """PostgreSQL refuses to run as root; then its own account runs it."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam(ACCOUNT)
    os.chown(home, user.pw_uid, user.pw_gid)
    return ACCOUNT


def _run(command: list[Path | str], account: str | None) -> None:
    subprocess.run(command, check=True, user=account, cwd="/", stdout=subprocess.DEVNULL)  # noqa: S603
