import pytest

from .samples import World


@pytest.fixture
def world() -> World:
    return World()
