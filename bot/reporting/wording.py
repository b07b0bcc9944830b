"""What the report says of itself, in both languages."""

from bot.domain import Bilingual

TITLE = Bilingual("Årsrapport {year}", "Report for {year}")
LEDE = Bilingual(
    "Hvad virksomheder spurgte Indgang om, hvem de blev sendt til, og hvor hurtigt de fik svar.",
    "What companies asked Indgang, whom they were sent to, and how soon they were answered.",
)
INQUIRIES = Bilingual("henvendelser", "enquiries")
LEADS = Bilingual("sendt videre med samtykke", "handed on with consent")
MEDIAN = Bilingual("dage til første svar, i midten", "days to a first answer, median")
NINE_IN_TEN = Bilingual("dage, inden for hvilke 9 af 10 fik svar", "days within which 9 in 10 were answered")
SMALL = Bilingual(
    "Tal under {smallest} vises ikke. Hvor ét tal kunne regnes ud af en sum, er flere udeladt; de står som »·«. "
    "Siden bygger på koder og tal, aldrig på hvad nogen skrev.",
    "Numbers below {smallest} are not shown. Where one could be reckoned from a sum, more are left out; they stand as "
    "“·”. This page is made from codes and numbers, never from what anybody wrote.",
)
MADE = Bilingual("Lavet {day}", "Made {day}")
NAME, COUNT, SHARE, TOTAL = (
    Bilingual("Navn", "Name"),
    Bilingual("Antal", "Count"),
    Bilingual("Andel", "Share"),
    Bilingual("I alt", "Total"),
)
HIDDEN = Bilingual("vises ikke", "not shown")
NONE = Bilingual("Intet i {year}.", "Nothing in {year}.")
SECTIONS = {
    "asked": Bilingual("Hvad der blev spurgt om", "What was asked"),
    "answered": Bilingual("Hvad Indgang svarede", "What Indgang answered"),
    "handed_on": Bilingual("Hvem der fik dem, og hvad der kom ud af det", "Who received them, and what came of it"),
}
TABLES = {
    "month": Bilingual("Henvendelser efter måned", "Enquiries by month"),
    "need": Bilingual("Efter behov; også besøg og arrangementer", "By need; visits and events among them"),
    "region": Bilingual("Efter region", "By region"),
    "product": Bilingual("Efter produkttype", "By type of product"),
    "stage": Bilingual("Efter hvor langt produktet er", "By how far the product is"),
    "source": Bilingual("Efter hvor de kom fra", "By where they came from"),
    "language": Bilingual("Efter sprog", "By language"),
    "turn": Bilingual("Svar, afslag og huller", "Answers, refusals and gaps"),
    "opinion": Bilingual("Hvad virksomheder syntes om svarene", "What companies thought of the answers"),
    "suggested": Bilingual("Foreslået modtager", "Suggested destination"),
    "destination": Bilingual("Sendt videre til", "Handed on to"),
    "rule": Bilingual("Hvorfor netop dertil", "Why there"),
    "timing": Bilingual("Første svar mod fristen", "First answer against the deadline"),
    "ending": Bilingual("Udfald", "Outcome"),
}
SEVERAL = Bilingual("En henvendelse kan tælle flere steder.", "An enquiry may count in several places.")
STAGES = Bilingual(
    "Idé, eller hvordan det står med CE-mærkningen efter virksomhedens egne ord.",
    "An idea, or how its CE marking stands by the company's own account.",
)
REFUSALS = Bilingual(
    "Afslag er spørgsmål, kilderne ikke svarer på: huller for en redaktør.",
    "Refusals are questions the sources do not answer: gaps for an editor.",
)
FIRST_CHOICE = Bilingual(
    "Den modtager, Indgang satte først, om den blev valgt eller ej.",
    "The destination Indgang put first, chosen or not.",
)
DEADLINES = Bilingual(
    "Fristen er i arbejdsdage. En undtagelse tæller, også når svaret kom.",
    "The deadline is in working days. An exemption counts even where the answer came.",
)
CODES = {
    "unstated": Bilingual("ikke oplyst", "not stated"),
    "any": Bilingual("hele landet", "the whole country"),
    "own": Bilingual("Indgangs egen side", "Indgang's own page"),
    "desk": Bilingual("skrevet ned af en kollega", "written down by a colleague"),
    "da": Bilingual("dansk", "Danish"),
    "en": Bilingual("engelsk", "English"),
    "idea": Bilingual("kun en idé", "only an idea"),
    "answered": Bilingual("besvaret", "answered"),
    "asked": Bilingual("spurgt tilbage", "asked back"),
    "refused": Bilingual("afslået", "refused"),
    "refused/nothing_found": Bilingual("hul: intet fundet", "gap: nothing found"),
    "refused/not_grounded": Bilingual("hul: intet kunne bevises", "gap: nothing could be proved"),
    "out_of_scope": Bilingual("uden for opgaven", "out of scope"),
    "emergency": Bilingual("akut, vist til 112", "emergency, shown to 112"),
    "handover_offered": Bilingual("tilbudt at sende videre", "offered to hand on"),
    "helped": Bilingual("hjalp", "helped"),
    "did_not_help": Bilingual("hjalp ikke", "did not help"),
    "in_time": Bilingual("inden fristen", "in time"),
    "late": Bilingual("efter fristen", "late"),
    "waiting": Bilingual("venter, fristen er ikke nået", "waiting, not yet due"),
    "overdue": Bilingual("venter, over fristen", "waiting, overdue"),
    "withdrawn": Bilingual("trukket tilbage", "withdrawn"),
    "open": Bilingual("stadig åben", "still open"),
    "cited-card": Bilingual("nævnt af et kort", "named by a card"),
    "front-desk": Bilingual("ingen regel; koordinatoren", "no rule; the coordinator"),
    "staff": Bilingual("foreslået af en kollega", "suggested by a colleague"),
}
_MONTHS = (
    Bilingual("januar", "January"),
    Bilingual("februar", "February"),
    Bilingual("marts", "March"),
    Bilingual("april", "April"),
    Bilingual("maj", "May"),
    Bilingual("juni", "June"),
    Bilingual("juli", "July"),
    Bilingual("august", "August"),
    Bilingual("september", "September"),
    Bilingual("oktober", "October"),
    Bilingual("november", "November"),
    Bilingual("december", "December"),
)


def months(year: int) -> dict[str, Bilingual]:
    return {f"{year}-{number:02}": name for number, name in enumerate(_MONTHS, start=1)}
