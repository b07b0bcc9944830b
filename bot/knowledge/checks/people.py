"""Finds what must never be shown: telephone numbers anywhere, and politicians where a company looks for a contact."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from bot.domain import Contact, Directory
from bot.knowledge.findings import Finding
from bot.knowledge.loading import Reading
from bot.knowledge.phones import find_phone_numbers

_ALIKE = 88
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check_people(reading: Reading) -> Iterator[Finding]:
    directory = reading.knowledge.directory
    for where, text in _texts(reading):
        for number in find_phone_numbers(text):
            yield Finding(
                where, f"shows the telephone number {number}", "take it out; give an e-mail or a page instead"
            )
        for address in _EMAIL.findall(text):
            if who := _politician_by_address(address, directory):
                yield Finding(where, f"shows {address}, which belongs to the politician {who}", "take it out")
    for contact in directory.contacts.values():
        if who := _politician_behind(contact, directory):
            where = f"directory/contacts.yaml > {contact.id}"
            problem = f"{contact.name} {contact.email} looks like the politician {who}"
            yield Finding(where, problem, "take the contact out; a politician is never a company's contact")


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    knowledge = reading.knowledge
    for card in knowledge.cards:
        where = reading.files[card.id]
        asks = [text for ask in card.asks for text in (ask.question.da, ask.question.en)]
        asks += [text for each in card.lookalikes for text in (each.da, each.en)]
        yield where, "\n".join([card.title.da, card.title.en, card.body.da, card.body.en, *asks])
    for contact in knowledge.directory.contacts.values():
        yield f"directory/contacts.yaml > {contact.id}", f"{contact.name}\n{contact.role.da}\n{contact.role.en}"
    for destination in knowledge.directory.destinations.values():
        where = f"directory/destinations.yaml > {destination.id}"
        words = (destination.name, destination.takes, destination.not_for)
        yield where, "\n".join([destination.delivery.email, *(f"{word.da}\n{word.en}" for word in words)])


def _politician_behind(contact: Contact, directory: Directory) -> str:
    by_name = next((who for who in _names(directory) if _same_person(contact.name, who)), "")
    return by_name or _politician_by_address(contact.email, directory)


def _politician_by_address(address: str, directory: Directory) -> str:
    """The politician an address belongs to: listed, or made of the name ("m.duedahl@…")."""
    if not address:
        return ""
    if address.lower() in (listed.lower() for listed in directory.politicians):
        return address
    spoken = re.sub(r"[._+-]+", " ", address.split("@")[0])
    return next((who for who in _names(directory) if " " in spoken and _same_person(spoken, who)), "")


def _names(directory: Directory) -> Iterator[str]:
    return (entry for entry in directory.politicians if "@" not in entry)


def _same_person(written: str, name: str) -> bool:
    """Also with a slip of the pen, a middle name left out, or only the first letter of the first name."""
    left, right = re.findall(r"\w+", written.lower()), re.findall(r"\w+", name.lower())
    if len(left) < 2 or len(right) < 2:
        return False
    if fuzz.token_sort_ratio(" ".join(left), " ".join(right)) >= _ALIKE:
        return True
    same_last = fuzz.ratio(left[-1], right[-1]) >= _ALIKE
    same_first = left[0] == right[0] or (len(left[0]) == 1 and right[0].startswith(left[0]))
    return same_last and same_first
