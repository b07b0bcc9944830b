"""Reads one destination of directory/destinations.yaml: who takes a lead, and where it is delivered."""

import re
from collections.abc import Mapping

from bot.domain import Bilingual, Contact, Delivery, Destination, Organisation, Tenure, Validity

from .record import Record

_CHANNEL = re.compile(r"[CG][A-Z0-9]+(@T[A-Z0-9]+)?")
_KEYS = (
    *("name", "organisations", "contact", "regions", "takes", "not_for", "cards", "delivery"),
    *("valid_from", "valid_to", "successor", "as_of", "source"),
)


def read_destination(
    key: str,
    row: Record,
    *,
    organisations: Mapping[str, Organisation],
    contacts: Mapping[str, Contact],
) -> Destination:
    row.allow_only(*_KEYS)
    return Destination(
        id=key,
        name=row.both("name"),
        tenures=_tenures(row, organisations),
        takes=row.both("takes"),
        not_for=row.both("not_for") if row.values.get("not_for") else Bilingual("", ""),
        contact=_contact_of(row, contacts),
        regions=frozenset(row.texts("regions")),
        cards=row.texts("cards"),
        delivery=_delivery(row),
        validity=read_validity(row),
        successor=row.text("successor"),
        as_of=row.day_or_year("as_of"),
    )


def read_validity(row: Record) -> Validity:
    validity = Validity(row.day("valid_from"), row.day("valid_to"))
    if validity.first and validity.last and validity.last < validity.first:
        row.note("ends before it begins", "swap or mend valid_from and valid_to")
    return validity


def _tenures(row: Record, organisations: Mapping[str, Organisation]) -> tuple[Tenure, ...]:
    tenures = list[Tenure]()
    for term in row.records("organisations"):
        term.allow_only("id", "valid_from", "valid_to")
        key = term.text("id", required=True)
        if key in organisations:
            tenures.append(Tenure(organisations[key], read_validity(term)))
        elif key:
            term.note(f"unknown organisation {key!r}", "use a key of directory/organisations.yaml, or add it there")
    return tuple(tenures)


def _contact_of(row: Record, contacts: Mapping[str, Contact]) -> Contact | None:
    key = row.text("contact")
    if key and key not in contacts:
        row.note(f"unknown contact {key!r}", "use a key of directory/contacts.yaml, or leave it empty")
    return contacts.get(key)


def _delivery(row: Record) -> Delivery:
    inner = row.record("delivery")
    if inner is None:
        return Delivery()
    inner.allow_only("slack_channel", "email")
    channel = inner.text("slack_channel")
    if channel and not _CHANNEL.fullmatch(channel):
        inner.note(f"{channel!r} is no channel's id", "write C…, or C…@T… where there are several workspaces")
    return Delivery(slack_channel=channel, email=inner.text("email"))
