"""What the fake engine knows and says."""

from bot.domain import Bilingual, Citation, Field, ProvedClaim, Route

NOTICE = "notice-1"
REQUIRED = frozenset({Field.COMPANY_NAME, Field.CONTACT_EMAIL})
FIELDS = (
    (
        Field.NEED,
        Bilingual("Det vil I", "What you want"),
        Bilingual("Afgør, hvem der kan hjælpe.", "Decides who can help."),
    ),
    (
        Field.CE_STATUS,
        Bilingual("CE-mærkning", "CE marking"),
        Bilingual("Uden CE-mærke gælder andre regler.", "Other rules hold without a CE mark."),
    ),
    (
        Field.COMPANY_NAME,
        Bilingual("Virksomhed", "Company"),
        Bilingual("Så modtageren ved, hvem I er.", "So the recipient knows who you are."),
    ),
    (
        Field.CONTACT_EMAIL,
        Bilingual("E-mail", "E-mail"),
        Bilingual("Så modtageren kan svare jer.", "So the recipient can answer you."),
    ),
)
QUESTION = Bilingual("Er jeres produkt CE-mærket?", "Is your product CE-marked?")
OFFER = Bilingual(
    "Tak. Jeg kan sende jeres henvendelse til to, der kan handle på den. Vil I se den først?",
    "Thank you. I can send your inquiry to two who can act on it. Would you like to see it first?",
)
NOTICE_WORDS = Bilingual(
    "Når du sender, får de modtagere, du har valgt, oplysningerne ovenfor. De gemmes i højst 12 måneder. "
    "Du kan trække henvendelsen tilbage når som helst.",
    "When you send, the recipients you have chosen get what is shown above. It is kept for at most 12 months. "
    "You can withdraw it at any time.",
)
PARTS_DA = (
    ProvedClaim("Virksomheder kan teste udstyr i Region Syddanmark gennem En indgang.", (1,)),
    ProvedClaim("Henvendelsen går til SDSI, som finder den rette afdeling på sygehuset.", (1, 2)),
)
PARTS_EN = (
    ProvedClaim("Companies can test equipment in the Region of Southern Denmark through En indgang.", (1,)),
    ProvedClaim("The inquiry goes to SDSI, which finds the right department at the hospital.", (1, 2)),
)
CITATIONS = (
    Citation(
        marker=1,
        card_id="syd-en-indgang",
        passage_id="syd-en-indgang:da",
        title="En indgang for virksomheder",
        source_title="Referat, Digitaliserings- og Innovationsudvalget, 21. november 2024",
        owner="Region Syddanmark",
        section="Punkt 1 > En indgang",
        url="https://example.org/referat",
        as_of="2024-11-21",
        quote="Virksomheder kan teste udstyr i Region Syddanmark gennem En indgang.",
    ),
    Citation(
        marker=2,
        card_id="syd-sdsi",
        passage_id="syd-sdsi:da",
        title="SDSI",
        source_title="Om SDSI",
        owner="Syddansk Sundhedsinnovation",
        section="",
        url="javascript:alert(1)",
        as_of="2026",
        quote="SDSI finder den rette afdeling på sygehuset.",
    ),
)
ROUTES = (
    Route(
        destination_id="syd-en-indgang",
        name=Bilingual("En indgang, Region Syddanmark", "One entrance, Region of Southern Denmark"),
        score=1.0,
        rule="test-in-region",
        reason=Bilingual("I vil teste udstyr i Syddanmark.", "You want to test equipment in Southern Denmark."),
        facts=(Field.NEED,),
        citations=CITATIONS[:1],
    ),
    Route(
        destination_id="nord-lsca",
        name=Bilingual("Life Science City Aalborg", "Life Science City Aalborg"),
        score=0.8,
        rule="test-in-region",
        reason=Bilingual("I nævner også Aalborg.", "You also mention Aalborg."),
        facts=(Field.NEED,),
    ),
)
