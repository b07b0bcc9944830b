from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from .workspace import Workspace, emulator, open_workspace, why_not


@pytest.fixture(scope="session")
def emulated() -> Iterator[str]:
    if reason := why_not():
        pytest.skip(reason)
    with emulator() as url:
        yield url


@pytest.fixture
async def workspace(anyio_backend: str, emulated: str, tmp_path: Path) -> AsyncIterator[Workspace]:
    """By HTTP."""
    async with open_workspace(emulated, tmp_path) as opened:
        yield opened
        assert opened.edge.violations == []
