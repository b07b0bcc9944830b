"""Everything Slack shows staff in our own words, in both languages."""

from bot.conversation import LABELS as VISITORS_LABELS
from bot.domain import Bilingual, Field, LeadView

# As the visitor is told, where that does not speak to the visitor.
LABELS = VISITORS_LABELS | {
    Field.NEED: Bilingual("Behov", "Need"),
    Field.STAGE: Bilingual("Stadie", "Stage"),
}
CLAIMED = {
    Field.CE_STATUS: Bilingual("CE-mærkning, som oplyst", "CE marking, as claimed"),
    Field.DEVICE_CLASS: Bilingual("Udstyrsklasse, som oplyst", "Device class, as claimed"),
}
UNNAMED = Bilingual("Virksomhed uden navn", "Company without a name")
NEW_LEAD = Bilingual("Henvendelse {reference}: {company}", "Lead {reference}: {company}")
STATE = Bilingual("Status: {state}", "State: {state}")
OWNER = Bilingual("Ejer: {name}", "Owner: {name}")
NO_OWNER = Bilingual("Ejer: ingen endnu", "Owner: nobody yet")
INDGANG_ANSWERS = Bilingual("Indgang svarer virksomheden", "Indgang answers the company")
ANSWER_BY = Bilingual("Første svar senest {at}", "First answer due {at}")
ANSWERED = Bilingual("Første svar givet {at}", "First answered {at}")
EXEMPT = Bilingual("Undtaget fra fristen: {reason}", "Exempt from the deadline: {reason}")
PARKED = Bilingual("Parkeret til {day}", "Parked until {day}")
PROPOSED = Bilingual("Venter på virksomhedens ja til: {name}", "Waits for the company's yes to: {name}")
GONE = Bilingual("Virksomheden har trukket henvendelsen tilbage.", "The company has withdrawn the lead.")
WHY_HERE = Bilingual("Hvorfor her: {reason}", "Why here: {reason}")
RULE = Bilingual("Regel: {rule}", "Rule: {rule}")
FACTS = Bilingual("Bygger på: {fields}", "Based on: {fields}")
SOURCE = Bilingual("Kilde: {title}, {as_of}", "Source: {title}, {as_of}")
MISSING = Bilingual("Mangler: {fields}", "Missing: {fields}")
NOTHING_MISSING = Bilingual(
    "Mangler: intet, der kan ændre, hvem der skal have den", "Missing: nothing that could change who should get it"
)
CAME_AT = Bilingual("{reference} · via Indgang · samtykke givet {at}", "{reference} · via Indgang · consent given {at}")
MORE = Bilingual("Mere", "More")

TRANSCRIPT = Bilingual("Samtalen indtil nu", "The conversation so far")
NO_TRANSCRIPT = Bilingual(
    "Ingen samtale: henvendelsen er skrevet ned i hånden.", "No conversation: the lead was written down by hand."
)
LEFT_OUT = Bilingual("Tidligere beskeder er udeladt her: {count}", "Earlier messages left out here: {count}")
COMPANY_SAID = Bilingual("Virksomheden", "The company")
BOT_SAID = Bilingual("Indgang", "Indgang")
DRAFT = Bilingual(
    "Forslag til svar. Det er ikke sendt; brug »Svar virksomheden« på kortet.",
    "Suggested reply. It has not been sent; use “Send to the company” on the card.",
)
HISTORY = Bilingual("Hvad der er sket", "What has happened")
NOTHING_YET = Bilingual("Intet endnu.", "Nothing yet.")
INSIDE = Bilingual(
    "Det, I skriver i denne tråd, bliver mellem jer. Kun »Svar virksomheden« når virksomheden.",
    "What you write in this thread stays among you. Only “Send to the company” reaches the company.",
)
RELAYED = Bilingual("Virksomheden skriver:", "The company writes:")
HAPPENED_AT = Bilingual("{at}: {line}", "{at}: {line}")

SAVE = Bilingual("Gem", "Save")
SEND = Bilingual("Send", "Send")
CANCEL = Bilingual("Fortryd", "Cancel")
CLOSE = Bilingual("Luk", "Close")
REASON = Bilingual("Årsag", "Reason")
OUTCOME = Bilingual("Udfald", "Outcome")
REMARK = Bilingual("Bemærkning, kun til kolleger", "Remark, for colleagues only")
COLLEAGUE = Bilingual("Kollega", "Colleague")
DESTINATION = Bilingual("Modtager", "Destination")
UNTIL = Bilingual("Indtil (tomt: indtil videre)", "Until (empty: for now)")
COMPANY_ASKED = Bilingual(
    "Virksomheden spørges først; den nye modtager får henvendelsen, når virksomheden har sagt ja.",
    "The company is asked first; the new destination gets the lead once the company has agreed.",
)
COMPANY_TOLD = Bilingual(
    "Virksomheden får årsagen at vide i Indgangs ord. Bemærkningen bliver mellem kolleger.",
    "The company is told the reason in Indgang's words. The remark stays among colleagues.",
)
YOUR_WORDS = Bilingual("Til virksomheden, fra {name}", "To the company, from {name}")
REACHES_COMPANY = Bilingual(
    "Dette sendes til virksomheden, som det står. Det kan ikke ændres eller slettes bagefter.",
    "This is sent to the company as it stands. It cannot be changed or deleted afterwards.",
)
SENT_ALREADY = Bilingual(
    "Beskeden er allerede sendt til virksomheden.", "The message has already been sent to the company."
)
NOT_A_LEAD = Bilingual(
    "Beskeden står ikke i tråden under en henvendelse. Brug »Svar virksomheden« på kortet.",
    "The message is not in the thread of a lead. Use “Send to the company” on the card.",
)
NO_SUCH_LEAD = Bilingual("Henvendelsen findes ikke længere.", "The lead is no longer there.")
NOT_INSTALLED = Bilingual(
    "Indgang er ikke installeret i dette arbejdsområde, så der skete ikke noget.",
    "Indgang is not installed in this workspace, so nothing was done.",
)
INSTALLED = Bilingual(
    "Indgang er installeret i {name}. Inviter @Indgang i kanalen, og skriv den i kataloget som C…@{team}.",
    "Indgang is installed in {name}. Invite @Indgang to the channel, and write it in the directory as C…@{team}.",
)
INSTALL_CANCELLED = Bilingual(
    "Indgang blev ikke installeret; intet er ændret.", "Indgang was not installed; nothing has changed."
)
INSTALL_FAILED = Bilingual(
    "Indgang blev ikke installeret. Begynd forfra på /slack/install i den samme browser, og vælg ét arbejdsområde.",
    "Indgang was not installed. Begin again at /slack/install in the same browser, and choose one workspace.",
)
STRANGER = Bilingual(
    "Kun kolleger i dette arbejdsområde kan gøre det.", "Only colleagues in this workspace can do that."
)
TRY_AGAIN = Bilingual(
    "Det gik ikke lige nu, og intet er ændret. Prøv igen om lidt.",
    "That did not work just now, and nothing has changed. Try again in a moment.",
)
TAKEN = Bilingual("Den er din.", "It is yours.")

SHARE = Bilingual("Del i kanalen", "Share in channel")
SHARED_BY = Bilingual("{name} spurgte Indgang: {question}", "{name} asked Indgang: {question}")
ONLY_YOU = Bilingual("Kun du ser svaret.", "Only you see this answer.")
GOOD = Bilingual("Godt svar", "Good answer")
BAD = Bilingual("Forkert svar", "Wrong answer")
THANKS = Bilingual("Tak. En redaktør ser på det.", "Thank you. An editor will look at it.")
GLAD = Bilingual("Tak for det.", "Thank you.")
FAULT = Bilingual("Hvad er galt med svaret?", "What is wrong with the answer?")
SEARCHING = Bilingual("leder i kilderne …", "is searching the sources …")
NO_SOURCE = Bilingual("Det siger kilderne ikke noget om.", "The sources say nothing about that.")
PROMPTS = (
    Bilingual(
        "Hvem tager imod en virksomhed, der vil teste på OUH?", "Who receives a company that wants to test at OUH?"
    ),
    Bilingual("Hvad er Trial Nation?", "What is Trial Nation?"),
    Bilingual(
        "Hvad kræves, før et produkt uden CE-mærke testes på patienter?",
        "What is required before a product without a CE mark is tested on patients?",
    ),
)
PROMPTS_TITLE = Bilingual("Spørg kilderne", "Ask the sources")

TELL = Bilingual("Fortæl om jeres produkt", "About your product")
TELL_US = Bilingual("Fortæl os om jeres produkt", "Tell us about your product")
REVIEW = Bilingual("Se det igennem", "Review")
RECIPIENTS = Bilingual("Hvem må få henvendelsen?", "Who may receive the enquiry?")
TICK_ONE = Bilingual("Sæt kryds ved mindst én modtager.", "Tick at least one recipient.")
YOUR_ENQUIRY = Bilingual("Jeres henvendelse", "Your enquiry")
WITHDRAW = Bilingual("Træk tilbage", "Withdraw")
RECEIVED = Bilingual(
    "Tak. En kollega svarer på den e-mailadresse, I har givet.",
    "Thank you. A colleague will answer to the e-mail address you gave.",
)
WITHDRAWN = Bilingual("Henvendelsen er trukket tilbage.", "The enquiry has been withdrawn.")
PASSED_ON = Bilingual(
    "En kollega har jeres henvendelse og har fået det, du skrev.",
    "A colleague has your enquiry and has been given what you wrote.",
)

HELP = Bilingual(
    "`/indgang ask <spørgsmål>` spørger kilderne.\n`/indgang find <virksomhed, produkt eller nummer>` finder "
    "henvendelser.\n`/indgang create` skriver en henvendelse ned.\n`/indgang status <nummer>` viser, hvordan den står.",
    "`/indgang ask <question>` asks the sources.\n`/indgang find <company, product or reference>` finds "
    "leads.\n`/indgang create` writes a lead down.\n`/indgang status <reference>` shows how it stands.",
)
NOTHING_FOUND = Bilingual("Ingen henvendelser passer.", "No leads fit.")
MORE_FOUND = Bilingual("Flere passer; søg snævrere.", "More fit; narrow the search.")
OVERDUE_MARK = Bilingual("over fristen", "overdue")
CREATE = Bilingual("Ny henvendelse", "New lead")
LANGUAGE = Bilingual("Virksomhedens sprog", "The company's language")
DANISH = Bilingual("Dansk", "Danish")
ENGLISH = Bilingual("Engelsk", "English")
AGREEMENT = Bilingual("Samtykke", "Consent")
AGREED = Bilingual("Virksomheden har sagt ja til modtageren", "The company agreed to this destination")
CREATED = Bilingual("{reference} er skrevet ned til {name}.", "{reference} is written down for {name}.")
HOME = Bilingual("Henvendelser", "Leads")
VIEWS = {
    LeadView.MINE: Bilingual("Mine åbne", "My open"),
    LeadView.UNCLAIMED: Bilingual("Uden ejer", "Unclaimed"),
    LeadView.OVERDUE: Bilingual("Over fristen", "Overdue"),
    LeadView.THIS_WEEK: Bilingual("Kommet i denne uge", "Came this week"),
}
NONE_HERE = Bilingual("Ingen.", "None.")
AND_MORE = Bilingual("… og {count} til", "… and {count} more")
FIND = Bilingual("Find virksomhed, produkt eller nummer", "Find company, product or reference")
SEARCH = Bilingual("Find", "Find")
SHOW = Bilingual("Vis", "Show")
NO_CHANNELS = Bilingual("Du er ikke i en kanal, der får henvendelser.", "You are in no channel that gets leads.")
NO_FILES_READ = Bilingual("Jeg læser ikke filer. Skriv spørgsmålet.", "I do not read files. Write the question.")
EMPTY = Bilingual("Skriv noget først.", "Write something first.")
NOT_FITTING = Bilingual(
    "Det passer ikke til henvendelsen, som den står nu. Se på kortet igen.",
    "That does not fit the lead as it stands now. Look at the card again.",
)
ANSWER_GONE = Bilingual("Svaret er slettet i mellemtiden.", "The answer has been deleted meanwhile.")
