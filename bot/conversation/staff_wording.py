"""What the company is told of a colleague's deed, and what a colleague is told when one does not fit."""

from bot.domain import Bilingual

TAKEN = Bilingual(
    da="En kollega hos {name} har taget jeres henvendelse. Det, I skriver her, går nu til kollegaen, og jeg svarer "
    "ikke imens.",
    en="A colleague at {name} has taken your enquiry. What you write here now goes to the colleague, and I stay silent "
    "meanwhile.",
)
GIVEN_BACK = Bilingual(
    da="{name} har givet samtalen tilbage til mig. Spørg endelig igen.",
    en="{name} has handed the conversation back to me. Do ask again.",
)
MAY_WE_PASS_ON = Bilingual(
    da="{name} foreslår, at jeres henvendelse i stedet går til: {other}. Den sendes kun, hvis I siger ja: se den "
    "igennem igen, og sæt kryds.",
    en="{name} suggests that your enquiry should rather go to: {other}. It is sent only if you agree: look it through "
    "again, and tick the box.",
)
NOT_A_FIT = Bilingual(
    da="{name} kan ikke tage henvendelsen {reference}: {reason}.",
    en="{name} cannot take the enquiry {reference}: {reason}.",
)
CLOSED = Bilingual(
    da="{name} har afsluttet henvendelsen {reference}. Skriv her, hvis der er mere.",
    en="{name} has closed the enquiry {reference}. Write here if there is more.",
)
STAFF_SUGGESTS = Bilingual(
    da="En kollega, der har set jeres henvendelse, foreslår dem.",
    en="A colleague who has seen your enquiry suggests them.",
)

NO_SUCH_DESTINATION = Bilingual(
    da="Vælg en anden modtager fra oversigten.", en="Choose another destination from the directory."
)
ALREADY_THERE = Bilingual(
    da="Den modtager har allerede henvendelsen. Afslut den her i stedet.",
    en="That destination already has the enquiry. Close it here instead.",
)
REOPENED_ALREADY = Bilingual(da="Henvendelsen er allerede åben igen.", en="The enquiry is already open again.")

SOON_DUE = Bilingual(
    da="{reference}: fristen for det første svar nærmer sig.", en="{reference}: the first answer is due soon."
)
OVERDUE = Bilingual(
    da="{reference}: fristen for det første svar er overskredet.", en="{reference}: the first answer is overdue."
)
STILL_OVERDUE = Bilingual(
    da="{reference}: virksomheden har stadig intet svar.", en="{reference}: the company still has no answer."
)
PARK_ENDED = Bilingual(
    da="{reference}: den har været parkeret længe nok.", en="{reference}: it has been parked long enough."
)
OWNED_BY = Bilingual(da="{name} har den.", en="{name} has it.")
NEXT_UP = Bilingual(da="{name} er den næste til at tage den.", en="{name} is next to take it.")
NOBODY_NEXT = Bilingual(da="Ingen har den. Hvem tager den?", en="Nobody has it. Who takes it?")
THE_COMPANY = Bilingual(da="Virksomheden", en="The company")
UNREACHED = Bilingual(
    da="I får den, fordi {name} ikke kan nås lige nu.", en="You get this because {name} cannot be reached right now."
)

WRITTEN_DOWN = Bilingual(da="{name} har skrevet henvendelsen ned.", en="{name} wrote the enquiry down.")
AGREED_BY_WORD = Bilingual(
    da="Spørg først virksomheden, om den vil sendes til modtageren, og sæt så kryds.",
    en="First ask the company whether it wants to be passed on to the destination, then tick the box.",
)
MISSING_BY_HAND = Bilingual(da="Udfyld også: {fields}.", en="Fill in as well: {fields}.")

DRAFT_GREETING = Bilingual(da="Kære {company},", en="Dear {company},")
DRAFT_THANKS = Bilingual(da="Tak for jeres henvendelse {reference}.", en="Thank you for your enquiry {reference}.")
DRAFT_SOURCED = Bilingual(da="{words} (Kilde: {source})", en="{words} (Source: {source})")
DRAFT_ASKS = Bilingual(
    da="For at komme videre vil vi gerne høre mere om: {fields}.",
    en="To take this further we would like to hear more about: {fields}.",
)
