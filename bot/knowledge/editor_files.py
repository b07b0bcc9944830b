"""Reads `editors:` of directory/answering.yaml: whom this installation tells of a topic's cards, by e-mail."""

from collections.abc import Collection

from .card_files import BOUNDARY_TOPIC
from .record import Record

EVERYTHING_ELSE = "default"


def read_editors(row: Record, *, topics: Collection[str], politicians: Collection[str]) -> dict[str, str]:
    """Addresses by topic, `boundary` for the boundaries, `default` for every topic that is not named."""
    inner = row.record("editors")
    if inner is None:
        return {}
    inner.allow_only(EVERYTHING_ELSE, BOUNDARY_TOPIC, *topics)
    never = {each.casefold() for each in politicians}
    found = {key: address for key in inner.values if (address := inner.email(key))}
    for key, address in found.items():
        if address.casefold() in never:
            inner.note(f"{key!r} is a politician's address", "name an editor of this installation")
    return found
