import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver keeps an event loop in this thread, and commands start their own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
