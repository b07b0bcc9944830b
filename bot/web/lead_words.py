"""The words of the page on which a colleague without Slack sees a lead, in both languages."""

from bot.domain import Bilingual

WORDS = {
    "title": Bilingual("Henvendelse", "Enquiry"),
    "state": Bilingual("Status", "State"),
    "owner": Bilingual("Har den", "Has it"),
    "nobody": Bilingual("ingen endnu", "nobody yet"),
    "due": Bilingual("Første svar senest", "First answer due by"),
    "why": Bilingual("Hvorfor I får den", "Why you get it"),
    "stated": Bilingual("Virksomhedens egne oplysninger", "What the company itself states"),
    "sources": Bilingual("Kilder", "Sources"),
    "transcript": Bilingual("Samtalen", "The conversation"),
    "history": Bilingual("Hvad der er sket", "What has happened"),
    "answer": Bilingual("Svar virksomheden", "Answer the company"),
    "answer_hint": Bilingual(
        "Kun det, du skriver her, når virksomheden. Det kan ikke ændres bagefter.",
        "Only what you write here reaches the company. It cannot be changed afterwards.",
    ),
    "send": Bilingual("Send til virksomheden", "Send to the company"),
    "suggestion": Bilingual("Forslag", "A suggestion"),
    "remark": Bilingual("Bemærkning til kolleger (når ikke virksomheden)", "Remark to colleagues (not to the company)"),
    "reason": Bilingual("Grund", "Reason"),
    "outcome": Bilingual("Resultat", "Outcome"),
    "to": Bilingual("Til", "To"),
    "until": Bilingual("Til dato (kan være tom)", "Until (may be empty)"),
    "visitor": Bilingual("Virksomheden", "The company"),
    "bot": Bilingual("Indgang", "Indgang"),
    "withdrawn": Bilingual("Virksomheden har trukket henvendelsen tilbage.", "The company has withdrawn the enquiry."),
    "leave_empty": Bilingual("Lad dette felt stå tomt", "Leave this field empty"),
    "other_language": Bilingual("In English", "På dansk"),
}
GONE = Bilingual(
    "Linket virker ikke mere, eller henvendelsen er slettet.", "The link no longer works, or the enquiry was deleted."
)
NOT_UNDERSTOOD = Bilingual(
    "Det kunne ikke læses. Udfyld felterne, og prøv igen.", "That could not be read. Fill in the fields and try again."
)
FILLED_IN = Bilingual(
    "Der stod noget i et skjult felt, måske fra et program i browseren, så intet er gjort. Prøv igen.",
    "Something stood in a hidden field, perhaps from a program in the browser, so nothing was done. Try again.",
)
TOO_LONG = Bilingual("Teksten må højst fylde 4.000 tegn.", "The text may hold at most 4,000 characters.")
FROM_ELSEWHERE = Bilingual(
    "Det kom fra en anden side. Åbn linket i mailen, og prøv derfra.",
    "That came from another page. Open the link in the e-mail and try there.",
)
