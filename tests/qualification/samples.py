"""A handful of places, and short ways to read a message."""

from bot.domain import Field, Inquiry, Language, Place, Region, Stated
from bot.qualification import Gazetteer, Reader, corrects, merge

GAZETTEER = Gazetteer(
    (
        Place("Region Syddanmark", ("Syddanmark", "Southern Denmark"), Region.SYDDANMARK),
        Place("Region Nordjylland", ("Nordjylland", "North Denmark"), Region.NORDJYLLAND),
        Place("Region Hovedstaden", ("Hovedstaden",), Region.HOVEDSTADEN),
        Place("Odense", (), Region.SYDDANMARK),
        Place("Odense Universitetshospital", ("OUH",), Region.SYDDANMARK, "hospital"),
        Place("Odense Kommune", (), Region.SYDDANMARK, "municipality"),
        Place("Esbjerg", (), Region.SYDDANMARK),
        Place("Sønderborg", (), Region.SYDDANMARK),
        Place("Aabenraa", ("Åbenrå",), Region.SYDDANMARK),
        Place("Fyn", ("Funen",), Region.SYDDANMARK),
        Place("Aalborg", ("Ålborg",), Region.NORDJYLLAND),
        Place("Hjørring", (), Region.NORDJYLLAND),
        Place("Aarhus", ("Århus",), Region.MIDTJYLLAND),
        Place("København", ("Copenhagen",), Region.HOVEDSTADEN),
    )
)
READER = Reader(gazetteer=GAZETTEER)


def read(
    text: str, *, asking: Field | None = None, language: Language = Language.ENGLISH, message_id: str = "m1"
) -> dict[Field, tuple[Stated, ...]]:
    return READER.read(text, message_id=message_id, language=language, asking=asking)


def codes(text: str, field: Field, *, asking: Field | None = None) -> set[str]:
    return {stated.code for stated in read(text, asking=asking).get(field, ())}


def quote(text: str, field: Field, *, asking: Field | None = None) -> str:
    """The words of the only value read, or nothing."""
    return "".join(stated.quote for stated in read(text, asking=asking).get(field, ()))


def told(*messages: str) -> Inquiry:
    """The inquiry after a conversation in which a visitor said these."""
    inquiry = Inquiry()
    for number, text in enumerate(messages):
        inquiry = merge(inquiry, read(text, message_id=f"m{number}"), replaces=corrects(text))
    return inquiry
