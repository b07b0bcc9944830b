"""What stands in our letters, in both languages."""

from bot.domain import Bilingual

SUBJECT_LEAD = Bilingual("{reference}: ny henvendelse til {name}", "{reference}: a new enquiry for {name}")
SUBJECT_RELAY = Bilingual("{reference}: virksomheden har skrevet", "{reference}: the company has written")
SUBJECT_RETRACT = Bilingual("Slet en henvendelse", "Delete an enquiry")
SUBJECT_VISITOR = Bilingual("Svar på jeres henvendelse {reference}", "An answer to your enquiry {reference}")

NOTHING_SENT = Bilingual(
    "Intet er aftalt endnu. Alt nedenfor er virksomhedens egne oplysninger.",
    "Nothing is agreed yet. All below is what the company itself has stated.",
)
WHY_HERE = Bilingual("Hvorfor I får den: {reason}", "Why you get it: {reason}")
MISSING = Bilingual("Mangler: {fields}", "Missing: {fields}")
DUE = Bilingual("Første svar senest {moment} (dansk tid).", "First answer due by {moment} (Danish time).")
SOURCES = Bilingual("Kilder:", "Sources:")
OPEN_IT = Bilingual(
    "Se den, tag den og svar virksomheden her (linket er personligt og virker i {days} dage):",
    "See it, claim it and answer the company here (the link is personal and works for {days} days):",
)
DO_NOT_REPLY = Bilingual(
    "Svar på denne mail læses ikke og når ikke virksomheden.",
    "Replies to this e-mail are not read and do not reach the company.",
)
COMPANY_WROTE = Bilingual("Virksomheden skriver:", "The company writes:")
PLEASE_DELETE = Bilingual(
    "En virksomhed har slettet sin henvendelse. Slet også den mail fra os, som denne er svar på.",
    "A company has deleted its enquiry. Please delete our e-mail that this one answers as well.",
)
STAFF_WROTE = Bilingual("{who} skriver:", "{who} writes:")
INDGANG_WROTE = Bilingual("Om jeres henvendelse:", "About your enquiry:")
SEE_STATUS = Bilingual(
    "Se, hvordan henvendelsen står, her:",
    "See how the enquiry stands here:",
)
GO_ON_THERE = Bilingual(
    "Svar på denne mail læses ikke. Skriv videre på siden, hvor I begyndte.",
    "Replies to this e-mail are not read. Go on writing on the page where you began.",
)
