"""Known projects, units, programmes and events that touch what a lead is about, by words that editors listed."""

import re
from functools import cache

from bot.domain import ActivityKind, Area, Directory, Field, Inquiry, Touched

from .facts import facts_of

MOST = 5
_TELLING = (Field.NEED, Field.PRODUCT, Field.PRODUCT_TYPE, Field.DATA, Field.PATIENTS, Field.REGION_HOSPITAL)
_AI = "ai"
_KINDS = list(ActivityKind)


def touching(inquiry: Inquiry, directory: Directory, *, said: str = "") -> tuple[Touched, ...]:
    """Best first: most areas in common, then the lead's own region, then what is nearest to the ward.

    What is about an organ or a disease is shown only to those who work on the same; what is about a way of working
    (AI, robots) to all who work that way. `said` is what the company wrote, which its recipient reads too.
    """
    areas, facts = {area.id: area for area in areas_of(inquiry, directory.areas, said=said)}, facts_of(inquiry)
    of_the_body = {area.id for area in directory.areas if area.of_the_body}
    found = list[tuple[tuple[object, ...], Touched]]()
    for activity in directory.activities:
        shared = [area for area in activity.areas if area in areas]
        bodily = of_the_body.intersection(activity.areas)
        if not shared or (bodily and not bodily.intersection(shared)):
            continue
        order = (-len(shared), activity.region not in facts.regions, _KINDS.index(activity.kind), activity.id)
        names = tuple(areas[area].name for area in shared)
        found.append((order, Touched(activity, names, bool(bodily))))
    return tuple(touched for _, touched in sorted(found, key=lambda each: each[0])[:MOST])


def areas_of(inquiry: Inquiry, areas: tuple[Area, ...], *, said: str = "") -> tuple[Area, ...]:
    """The areas a lead's own words name; AI also where it was asked and answered yes."""
    told = (part for field in _TELLING for stated in inquiry.values(field) for part in (stated.value, stated.quote))
    words = "\n".join([*told, said])
    uses_ai = facts_of(inquiry).uses_ai
    return tuple(area for area in areas if _pattern(area.words).search(words) or (uses_ai and area.id == _AI))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    spelled = (r"\w*".join(map(re.escape, word.split("*"))) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
