from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from .two import Two, open_two
from .workspace import Workspace, emulator, open_workspace, why_not

TWO_BY_EITHER = pytest.mark.parametrize("two", ["http", "socket"], indirect=True)
BY_EITHER = pytest.mark.parametrize("workspace", ["http", "socket"], indirect=True)


@pytest.fixture(scope="session")
def emulated() -> Iterator[str]:
    if reason := why_not():
        pytest.skip(reason)
    with emulator() as url:
        yield url


@pytest.fixture(scope="session")
def emulators(emulated: str) -> Iterator[tuple[str, str]]:
    """Two of them: the emulator knows one workspace each."""
    with emulator() as other:
        yield emulated, other


@pytest.fixture
async def two(
    request: pytest.FixtureRequest, anyio_backend: str, emulators: tuple[str, str], tmp_path: Path
) -> AsyncIterator[Two]:
    """By HTTP, unless a test asks for "socket"."""
    async with open_two(emulators, tmp_path, by_socket=getattr(request, "param", "http") == "socket") as opened:
        yield opened
        assert opened.violations == []


@pytest.fixture
async def workspace(
    request: pytest.FixtureRequest, anyio_backend: str, emulated: str, tmp_path: Path
) -> AsyncIterator[Workspace]:
    """By HTTP, unless a test asks for "socket"."""
    async with open_workspace(emulated, tmp_path, by_socket=getattr(request, "param", "http") == "socket") as opened:
        yield opened
        assert opened.edge.violations == []
