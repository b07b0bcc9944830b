"""Known work that touches a lead, told in one line: what, why it is shown, where it stands and as of when."""

from bot.domain import ActivityKind, Bilingual, Language, Touched

KNOWN_TO_STAFF = Bilingual(
    "Kendt arbejde på området. Det er ikke sendt til virksomheden som et løfte, og kilderne kan være ældre:",
    "Known work in the area. It is no promise to the company, and the sources may be older:",
)
_KINDS = {
    ActivityKind.PROJECT: Bilingual("projekt", "project"),
    ActivityKind.UNIT: Bilingual("enhed", "unit"),
    ActivityKind.PROGRAMME: Bilingual("program", "programme"),
    ActivityKind.NETWORK: Bilingual("netværk", "network"),
    ActivityKind.EVENT: Bilingual("arrangement", "event"),
}
_LINE = Bilingual(
    "{title} ({kind}; fælles: {shared}; kilde: {source}, pr. {as_of})",
    "{title} ({kind}; in common: {shared}; source: {source}, as of {as_of})",
)


def told(touched: Touched, language: Language) -> str:
    activity = touched.activity
    source = ", ".join(filter(None, [activity.source_title, activity.section]))
    return _LINE.in_language(language).format(
        title=activity.title.in_language(language),
        kind=_KINDS[activity.kind].in_language(language),
        shared=", ".join(name.in_language(language) for name in touched.shared),
        source=source,
        as_of=activity.as_of,
    )
