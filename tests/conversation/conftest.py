from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .office import Office, open_office
from .samples import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def office(anyio_backend: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as office:
        yield office
