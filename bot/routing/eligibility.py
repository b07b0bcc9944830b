"""Hard rules a destination must pass on the day: it exists, or its successor does."""

from datetime import date

from bot.domain import Destination, Directory


def acting_on(directory: Directory, destination_id: str, day: date) -> Destination | None:
    """The destination that acts on a day: itself, or the successor that followed it; None when neither does."""
    seen: set[str] = set()
    while destination_id and destination_id not in seen:
        seen.add(destination_id)
        destination = directory.destinations.get(destination_id)
        if destination is None:
            return None
        if destination.validity.covers(day) and destination.organisation_on(day) is not None:
            return destination
        destination_id = destination.successor
    return None


def region_on(directory: Directory, region: str, day: date) -> str:
    """The region's organisation id on a day, or "": Region Hovedstaden becomes Region Østdanmark on 2027-01-01."""
    organisation = next(
        (o for o in directory.organisations.values() if o.kind == "region" and o.region == region), None
    )
    seen: set[str] = set()
    while organisation and organisation.id not in seen:
        if organisation.validity.covers(day):
            return organisation.id
        seen.add(organisation.id)
        organisation = directory.organisations.get(organisation.successor)
    return ""
