"""The few sentences Indgang says in its own name; everything else is quoted."""

from bot.domain import Bilingual, Field

DISCLOSURE = Bilingual(
    da="Du skriver med Indgang, en automatisk AI-assistent. Skriv ikke CPR-numre eller oplysninger om patienter. "
    "Et menneske kan altid overtage: skriv, at du vil tale med en person.",
    en="You are writing with Indgang, an automatic AI assistant. Do not write CPR numbers or anything about patients. "
    "A person can always take over: say that you want to talk to a person.",
)
DO_NOT_KNOW = Bilingual(
    da="Det kan jeg ikke svare på ud fra mine kilder, og jeg gætter ikke. Jeg har noteret spørgsmålet. "
    "Vil I have svar fra et menneske, så skriv det; så sender jeg spørgsmålet til en koordinator, når I har sagt "
    "ja til det.",
    en="I can't answer that from my sources, and I don't guess. I have noted the question. "
    "If you want an answer from a person, say so; I will pass it to a coordinator once you have agreed.",
)
CPR_REMOVED = Bilingual(
    da="Jeg har fjernet det, der lignede et CPR-nummer, før noget blev gemt. Skriv aldrig CPR-numre her.",
    en="I removed what looked like a CPR number before anything was stored. Never write CPR numbers here.",
)
OFFER_CONTACT = Bilingual(
    da="Skal jeg hjælpe jer videre til den rette? Så skriv, hvad I vil.",
    en="Shall I help you on to the right contact? Then tell me what you want to do.",
)
CLARIFY = Bilingual(
    da="Mente I noget andet? Hvilken region, hvilket produkt og hvilket formål drejer det sig om?",
    en="Did you mean something else? Which region, which product and what purpose is it about?",
)
WHAT_ABOUT = Bilingual(
    da="Tak. Hvad drejer det sig om? Fortæl gerne, hvad I udvikler, og hvad I vil: teste, udvikle sammen eller noget "
    "andet.",
    en="Thank you. What is it about? Do say what you develop and what you would like: to test, to develop together or "
    "something else.",
)
STOPPED = Bilingual(
    da="Det er stoppet, og intet er sendt. I kan stadig spørge om alt.",
    en="I have stopped, and nothing has been sent. You can still ask anything.",
)
GLAD_TO = Bilingual(
    da="Gerne. Jeg bringer jeres henvendelse til et menneske, når I selv har set den igennem og sagt ja.",
    en="Gladly. I will bring your enquiry to a person once you have looked it through and agreed.",
)
ALL_RIGHT = Bilingual(da="Det er i orden. Spørg endelig om andet.", en="That is fine. Do ask anything else.")
NOT_UNDERSTOOD = Bilingual(
    da="Det forstod jeg ikke som et svar på mit spørgsmål. Svar gerne kort, eller skriv »spring over«.",
    en="I did not understand that as an answer to my question. A short answer will do, or write “skip”.",
)
LEFT_OPEN = Bilingual(
    da="Det lader jeg stå åbent; I kan altid skrive det senere.",
    en="I leave that open; you can always write it later.",
)
MY_SUGGESTION = Bilingual(da="Mit forslag:", en="My suggestion:")
NO_PROMISE = Bilingual(
    da="En test kan jeg ikke love; det afgør stedet selv.",
    en="I can't promise a test; that is for the place itself to decide.",
)
NOTED = Bilingual(da="Noteret", en="Noted")
CORRECTED = Bilingual(da="Rettet", en="Corrected")
READY = Bilingual(
    da="Nu har jeg det, en kollega skal bruge. Se henvendelsen igennem, og vælg selv, hvem der må få den.",
    en="I now have what a colleague needs. Look the enquiry through, and choose who may have it.",
)
NEEDED = Bilingual(
    da="Uden dette kan ingen svare jer: {field}. I kan skrive det, når I vil.",
    en="Nobody can answer you without this: {field}. You can write it whenever you like.",
)
AS_OF = Bilingual(
    da="Kilden er fra {as_of}; tjek, om det stadig gælder.",
    en="The source is from {as_of}; check whether it still holds.",
)
HANDED_OVER = Bilingual(
    da="Tak. Jeres henvendelse er gemt med nummer {reference} til: {recipients}. I kan trække den tilbage, når I vil.",
    en="Thank you. Your enquiry is stored as {reference} for: {recipients}. You can withdraw it whenever you like.",
)
KNOWN_WORK = Bilingual(
    da="Kendt arbejde på samme område, som jeres modtager også får at se: {work}.",
    en="Known work in the same area, which your recipient is shown too: {work}.",
)
WITHDRAWN = Bilingual(
    da="Henvendelsen {reference} er trukket tilbage.",
    en="The enquiry {reference} has been withdrawn.",
)
OTHER_LANGUAGE_SOURCE = Bilingual(
    da="Kilden er kun på engelsk; jeg citerer den, som den står:",
    en="The source is only in Danish; I quote it as it stands:",
)
NOTICE_VERSION = "2026-11"
NOTICE = Bilingual(
    da="Når I sender, får hver modtager, I har sat kryds ved, oplysningerne ovenfor og samtalen. De bruges kun til "
    "at svare jer. "
    "I kan trække henvendelsen tilbage og slette samtalen når som helst.",
    en="When you send, each recipient you have ticked receives the details above and the conversation. They are "
    "used only to "
    "answer you. You can withdraw the enquiry and delete the conversation at any time.",
)
NO_ADDRESS = Bilingual(
    da="Kilderne giver ingen adresse; en koordinator finder den rette og bringer henvendelsen videre.",
    en="The sources give no address; a coordinator finds the right person and passes the enquiry on.",
)

LABELS = {
    Field.NEED: Bilingual("Hvad I vil", "What you want"),
    Field.REGION_HOSPITAL: Bilingual("Region eller sted", "Region or setting"),
    Field.PRODUCT: Bilingual("Produkt", "Product"),
    Field.PRODUCT_TYPE: Bilingual("Slags produkt", "Kind of product"),
    Field.CE_STATUS: Bilingual("CE-mærkning", "CE marking"),
    Field.DEVICE_CLASS: Bilingual("Udstyrsklasse", "Device class"),
    Field.PATIENTS: Bilingual("Patienter", "Patients"),
    Field.AI_USE: Bilingual("AI", "AI"),
    Field.DATA: Bilingual("Patientdata", "Patient data"),
    Field.STAGE: Bilingual("Hvor langt I er", "Stage"),
    Field.TIMELINE: Bilingual("Hvornår", "When"),
    Field.COMPANY_NAME: Bilingual("Virksomhed", "Company"),
    Field.CONTACT_EMAIL: Bilingual("E-mail", "E-mail"),
}
QUESTIONS = {
    Field.NEED: Bilingual(
        "Hvad vil I: teste, udvikle sammen, lave et klinisk forsøg, få adgang til data, sælge – eller noget andet?",
        "What do you want to do: test, co-develop, run a clinical trial, get access to data, sell – or something else?",
    ),
    Field.REGION_HOSPITAL: Bilingual(
        "Hvilken region, hvilket hospital eller hvilken kommune drejer det sig om?",
        "Which region, hospital or municipality is it about?",
    ),
    Field.PRODUCT: Bilingual("Hvad er jeres produkt, kort sagt?", "What is your product, in a few words?"),
    Field.PRODUCT_TYPE: Bilingual("Hvilken slags produkt er det?", "What kind of product is it?"),
    Field.CE_STATUS: Bilingual(
        "Er produktet CE-mærket som medicinsk udstyr til den brug?",
        "Is the product CE-marked as a medical device for that use?",
    ),
    Field.DEVICE_CLASS: Bilingual("Hvilken udstyrsklasse er det?", "Which device class is it?"),
    Field.PATIENTS: Bilingual(
        "Skal patienter deltage, eller er det kun personale eller simulation?",
        "Will patients take part, or only staff or simulation?",
    ),
    Field.AI_USE: Bilingual("Bruger produktet kunstig intelligens?", "Does the product use artificial intelligence?"),
    Field.DATA: Bilingual("Skal I bruge patientdata?", "Do you need patient data?"),
    Field.STAGE: Bilingual("Hvor langt er produktet?", "How far along is the product?"),
    Field.TIMELINE: Bilingual("Hvornår vil I gerne i gang?", "When would you like to start?"),
    Field.COMPANY_NAME: Bilingual("Hvilken virksomhed er I?", "Which company are you?"),
    Field.CONTACT_EMAIL: Bilingual(
        "Hvilken e-mailadresse må en kollega svare på?", "Which e-mail address may a colleague answer to?"
    ),
}
WHY = {
    Field.NEED: Bilingual(
        "Test, data, salg og forsøg har hver sin indgang.", "Tests, data, sales and trials each have their own entry."
    ),
    Field.REGION_HOSPITAL: Bilingual(
        "Hver region har sin egen indgang, og kommuner er noget andet end hospitaler.",
        "Each region has its own entry, and municipalities differ from hospitals.",
    ),
    Field.PRODUCT: Bilingual(
        "Så den rette kan se, om det er noget for dem.", "So that the right person can see whether it is for them."
    ),
    Field.PRODUCT_TYPE: Bilingual("Reglerne er forskellige.", "The rules differ."),
    Field.CE_STATUS: Bilingual(
        "Uden CE-mærke kan en test på patienter kræve godkendelse fra myndighederne.",
        "Without a CE mark, a test on patients may need the authorities' approval.",
    ),
    Field.DEVICE_CLASS: Bilingual("Klassen afgør, hvilke regler der gælder.", "The class decides which rules apply."),
    Field.PATIENTS: Bilingual(
        "Med patienter gælder andre regler end med personale alene.",
        "Other rules apply with patients than with staff alone.",
    ),
    Field.AI_USE: Bilingual(
        "AI kan kalde på særlig hjælp og særlige regler.", "AI may call for particular help and rules."
    ),
    Field.DATA: Bilingual("Patientdata kræver en godkendelse for sig.", "Patient data need an approval of their own."),
    Field.STAGE: Bilingual(
        "En idé og et færdigt produkt hører til forskellige steder.",
        "An idea and a finished product belong in different places.",
    ),
    Field.TIMELINE: Bilingual(
        "Så modtageren kan se, om tiden passer.", "So that the recipient can see whether the time fits."
    ),
    Field.COMPANY_NAME: Bilingual("Så en kollega ved, hvem der spørger.", "So that a colleague knows who is asking."),
    Field.CONTACT_EMAIL: Bilingual("Så en kollega kan svare jer.", "So that a colleague can answer you."),
}
