"""Finds ids that lead nowhere, and destinations nobody could deliver a lead to."""

from collections.abc import Collection, Iterator, Mapping

from bot.domain import Destination, Directory
from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import Reading

_DESTINATIONS = "directory/destinations.yaml"
_FRONT_DESK = "human-coordinator"


def check_references(reading: Reading) -> Iterator[Finding]:
    directory = reading.knowledge.directory
    superseded = {card.id for card in reading.knowledge.cards if card.superseded_by}
    yield from _cards(reading)
    for destination in directory.destinations.values():
        where = f"{_DESTINATIONS} > {destination.id}"
        yield from _unknown(where, "card", destination.cards, reading.files)
        yield from _unknown(where, "successor", _named(destination.successor), directory.destinations)
        yield from _delivery(where, destination)
        for card in superseded.intersection(destination.cards):
            yield Finding(where, f"is proved by {card!r}, which was replaced", "name the card that replaced it")
    yield from _bodies(directory)


def _cards(reading: Reading) -> Iterator[Finding]:
    destinations = reading.knowledge.directory.destinations
    next_of = {card.id: card.superseded_by for card in reading.knowledge.cards}
    for card in reading.knowledge.cards:
        where = reading.files[card.id]
        yield from _unknown(where, "destination", card.destinations, destinations)
        yield from _unknown(where, "card", _named(card.superseded_by), reading.files)
        if card.superseded_by and _runs_in_a_circle(card.id, next_of):
            yield Finding(where, "is replaced by itself, step by step", "let superseded_by lead to the card that holds")


def _runs_in_a_circle(start: str, next_of: Mapping[str, str]) -> bool:
    seen = set[str]()
    step = start
    while step and step not in seen:
        seen.add(step)
        step = next_of.get(step, "")
    return bool(step)


def _bodies(directory: Directory) -> Iterator[Finding]:
    for body in directory.organisations.values():
        where = f"directory/organisations.yaml > {body.id}"
        yield from _unknown(where, "successor", _named(body.successor), directory.organisations)
    for contact in directory.contacts.values():
        where = f"directory/contacts.yaml > {contact.id}"
        yield from _unknown(where, "organisation", _named(contact.organisation), directory.organisations)


def _delivery(where: str, destination: Destination) -> Iterator[Finding]:
    reachable = destination.contact or destination.delivery.slack_channel or destination.delivery.email
    if not reachable and destination.id != _FRONT_DESK:
        yield Finding(
            where,
            f"has neither contact nor delivery; its leads go to {_FRONT_DESK}",
            "fill in delivery, or a contact where a source names one",
            Severity.NOTICE,
        )


def _named(key: str) -> tuple[str, ...]:
    return (key,) if key else ()


def _unknown(where: str, kind: str, keys: Collection[str], known: Collection[str]) -> Iterator[Finding]:
    for key in keys:
        if key not in known:
            yield Finding(where, f"unknown {kind} {key!r}", f"mend the id, or add the {kind}")
