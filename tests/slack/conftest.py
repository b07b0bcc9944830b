from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from .workspace import Workspace, emulator, open_workspace, why_not

BY_EITHER = pytest.mark.parametrize("workspace", ["http", "socket"], indirect=True)


@pytest.fixture(scope="session")
def emulated() -> Iterator[str]:
    if reason := why_not():
        pytest.skip(reason)
    with emulator() as url:
        yield url


@pytest.fixture
async def workspace(
    request: pytest.FixtureRequest, anyio_backend: str, emulated: str, tmp_path: Path
) -> AsyncIterator[Workspace]:
    """By HTTP, unless a test asks for "socket"."""
    async with open_workspace(emulated, tmp_path, by_socket=getattr(request, "param", "http") == "socket") as opened:
        yield opened
        assert opened.edge.violations == []
