"""Who should take a lead: somebody who is there, has room, and has waited longest."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain import Colleague, Handoff, Staff


def who_is_next(
    colleagues: Sequence[Colleague], *, destination_id: str, day: date, open_leads: Mapping[str, int]
) -> Colleague | None:
    """The colleague with the least to do among those who answer for a destination, are there and have room.

    `open_leads` counts by colleague's id. One who is away stands back for their backup. Ties go by the order in the
    directory, so that the same question has the same answer.
    """
    known = {each.id: each for each in colleagues}
    answering = [each for each in colleagues if destination_id in each.destinations]
    there = [found for each in answering if (found := _stand_in(each, known, day)) is not None]
    with_room = [each for each in there if each.capacity is None or open_leads.get(each.id, 0) < each.capacity]
    return min(with_room, key=lambda each: open_leads.get(each.id, 0), default=None)


def colleague_of(colleagues: Sequence[Colleague], staff: Staff | None) -> Colleague | None:
    """The directory's entry for somebody who acted from a channel."""
    if staff is None:
        return None
    channel, _, address = staff.id.partition(":")
    return next((each for each in colleagues if _is_known_as(each, channel, address)), None)


def should_take(
    colleagues: Sequence[Colleague], handoff: Handoff, *, day: date, open_leads: Mapping[str, int]
) -> Colleague | None:
    """Whom a card names: nobody while its owner is there; the owner's backup, or who is next, otherwise."""
    owner = colleague_of(colleagues, handoff.owner)
    if handoff.owner is not None and (owner is None or not owner.is_away(day)):
        return None
    if owner is not None:
        stand_in = _stand_in(owner, {each.id: each for each in colleagues}, day)
        if stand_in is not None:
            return stand_in
    return who_is_next(colleagues, destination_id=handoff.destination_id, day=day, open_leads=open_leads)


def _stand_in(colleague: Colleague, known: Mapping[str, Colleague], day: date) -> Colleague | None:
    """The colleague, or the first of their backups who is there; None where all are away."""
    seen = set[str]()
    found: Colleague | None = colleague
    while found is not None and found.is_away(day):
        seen.add(found.id)
        found = known.get(found.backup) if found.backup not in seen else None
    return found


def _is_known_as(colleague: Colleague, channel: str, address: str) -> bool:
    """A Slack id may stand in the directory with its workspace ("T1/U1") or without ("U1")."""
    match channel:
        case "mail":
            return bool(address) and colleague.email.lower() == address.lower()
        case "slack":
            return colleague.slack in {address, address.rpartition("/")[2]} and bool(address)
        case "desk":
            return colleague.id == address
        case _:
            return False
