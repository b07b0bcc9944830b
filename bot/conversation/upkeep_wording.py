"""What an editor's letter says of the cards that need them, in both languages."""

from bot.domain import Bilingual, CardDue, Care, DueStage

EMPTY = Bilingual("", "")
TITLE = Bilingual("Kort i Indgang, der skal ses efter: {count}", "Cards in Indgang that need a look: {count}")
WHY_YOU = Bilingual(
    "Du får denne mail, fordi du står som redaktør for kortenes emne.",
    "You get this e-mail because you are named as editor of the cards' topic.",
)
HEADINGS = {
    DueStage.PASSED: Bilingual("Dagen er passeret:", "The day has passed:"),
    DueStage.SOON: Bilingual("Dagen nærmer sig:", "The day is coming:"),
}
_LINES = {
    Care.REVIEW: Bilingual(
        "- {title}\n  {file}: læses igen senest {day}",
        "- {title}\n  {file}: to be read again by {day}",
    ),
    Care.VALIDITY: Bilingual(
        "- {title}\n  {file}: gælder til og med {day}",
        "- {title}\n  {file}: holds until {day}",
    ),
}
TODO = {
    Care.REVIEW: Bilingual(
        "Læses igen: Læs kortet mod dets kilder, ret begge sprog, hvor det er nødvendigt, og skriv dagens dato i "
        "reviewed.",
        "To be read again: read the card against its sources, correct both languages where needed, and write today's "
        "day under reviewed.",
    ),
    Care.VALIDITY: Bilingual(
        "Gælder til: Læs kilderne på ny. Flyt valid_to, eller skriv det nye kort og nævn det i superseded_by. Er det "
        "slut, så skriv på begge sprog, hvornår det gjaldt.",
        "Holds until: read the sources anew. Move valid_to, or write the new card and name it in superseded_by. Where "
        "it has ended, say in both languages when it held.",
    ),
}
CLOSING = (
    EMPTY,
    Bilingual(
        "Kør derefter: indgang check, og så: indgang index. Hvordan det gøres, står i docs/editing.md.",
        "Then run: indgang check, and then: indgang index. How it is done stands in docs/editing.md.",
    ),
    Bilingual(
        "Du hører om hvert kort én gang før dagen og én gang, når den er passeret. Svar på denne mail læses ikke.",
        "You hear of each card once before its day and once when it has passed. Replies to this e-mail are not read.",
    ),
)


def line(due: CardDue) -> Bilingual:
    return _LINES[due.care].filled(title=due.title, file=due.file, day=due.day.isoformat())
