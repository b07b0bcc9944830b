import pytest
from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does; timing belongs in benchmarks.
settings.register_profile("indgang", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("indgang")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver keeps an event loop in this thread, and commands start their own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
