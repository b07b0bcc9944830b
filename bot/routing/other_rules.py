"""Rules for every other need: sale, data, visits, networks, approval, funding, integration, AI."""

from bot.domain import Bilingual, Field

from .rule import NEED, NEED_AND_PLACE, Rule

OTHER_RULES: tuple[Rule, ...] = (
    Rule(
        id="ai-help-in-syddanmark",
        destination="syd-ai-unit",
        weight=0.55,
        holds=lambda facts: "syddanmark" in facts.regions and facts.uses_ai and "ai_help" in facts.needs,
        reason=Bilingual(
            "AI-kompetenceenheden hjælper sygehusene med jura, sikkerhed og etik; en virksomhed når den gennem en "
            "sygehuspartner.",
            "The AI competence unit helps hospitals with law, security and ethics; a company reaches it through a "
            "hospital partner.",
        ),
        uses=(Field.NEED, Field.AI_USE, Field.REGION_HOSPITAL),
    ),
    Rule(
        id="ai-people-in-syddanmark",
        destination="syd-en-indgang",
        weight=0.6,
        holds=lambda facts: "ai_help" in facts.needs and ("syddanmark" in facts.regions or not facts.regions),
        reason=Bilingual(
            "Som virksomhed starter I hos 'En indgang' i Region Syddanmark.",
            "As a company you start at 'En indgang' in Region Syddanmark.",
        ),
        uses=NEED,
    ),
    Rule(
        id="ai-people-in-nordjylland",
        destination="nord-lsca",
        weight=0.58,
        holds=lambda facts: "ai_help" in facts.needs and ("nordjylland" in facts.regions or not facts.regions),
        reason=Bilingual(
            "I Nordjylland er Life Science City Aalborg stedet for AI og sundhed.",
            "In Nordjylland, Life Science City Aalborg is the place for AI and health.",
        ),
        uses=NEED,
    ),
    Rule(
        id="sale-is-a-tender",
        destination="syd-procurement",
        weight=0.95,
        holds=lambda facts: "sale" in facts.needs and not facts.is_hands_on and not facts.regions - {"syddanmark"},
        reason=Bilingual(
            "I vil sælge; køb følger de offentlige udbud, og test og køb holdes adskilt.",
            "You want to sell; purchases follow public tenders, and test and purchase are kept apart.",
        ),
        uses=NEED,
    ),
    Rule(
        id="sale-beside-a-test",
        destination="syd-procurement",
        weight=0.85,
        holds=lambda facts: "sale" in facts.needs and facts.is_hands_on and not facts.regions - {"syddanmark"},
        reason=Bilingual(
            "I vil også sælge; køb følger de offentlige udbud og holdes adskilt fra testen.",
            "You also want to sell; purchases follow public tenders and are kept apart from the test.",
        ),
        uses=NEED,
    ),
    Rule(
        id="record-data",
        destination="region-data",
        weight=0.95,
        holds=lambda facts: "data" in facts.needs,
        reason=Bilingual(
            "I søger patientdata; regionen godkender brug af journaldata til forskning.",
            "You are looking for patient data; the region approves the use of record data for research.",
        ),
        uses=NEED,
    ),
    Rule(
        id="register-data",
        destination="sds-forskerservice",
        weight=0.7,
        holds=lambda facts: "data" in facts.needs,
        reason=Bilingual(
            "Nationale registerdata går gennem Forskerservice.",
            "National register data go through Forskerservice.",
        ),
        uses=NEED,
    ),
    Rule(
        id="visit",
        destination="healthcare-denmark",
        weight=0.92,
        holds=lambda facts: "visit" in facts.needs,
        reason=Bilingual(
            "I vil ses eller besøge; internationale besøg koordineres ofte med Healthcare DENMARK.",
            "You want to be seen or to visit; international visits are often coordinated with Healthcare DENMARK.",
        ),
        uses=NEED,
    ),
    Rule(
        id="visit-in-syddanmark",
        destination="syd-sdsi",
        weight=0.9,
        holds=lambda facts: "visit" in facts.needs and "syddanmark" in facts.regions,
        reason=Bilingual(
            "I vil på besøg i Syddanmark; SDSI tager imod besøg i regionens innovationshus.",
            "You want to visit Syddanmark; SDSI receives visits in the region's innovation house.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="network-in-syddanmark",
        destination="syd-sdsi",
        weight=0.9,
        holds=lambda facts: "network" in facts.needs and "syddanmark" in facts.regions,
        reason=Bilingual(
            "I søger netværk i Syddanmark; SDSI's netværk og temadage er åbne for virksomheder.",
            "You are looking for a network in Syddanmark; SDSI's networks and theme days are open to companies.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="visit-later-trial",
        destination="trial-nation",
        weight=0.65,
        holds=lambda facts: "visit" in facts.needs and facts.is_unmarked and not facts.regions,
        reason=Bilingual(
            "Et senere forsøg uden valgt region går gennem Trial Nation.",
            "A later trial without a chosen region goes through Trial Nation.",
        ),
        uses=(Field.NEED, Field.CE_STATUS),
    ),
    Rule(
        id="idea-only",
        destination="dlsc",
        weight=0.97,
        holds=lambda facts: "idea" in facts.needs,
        reason=Bilingual(
            "I har en idé, endnu ikke et produkt; klyngen Danish Life Science Cluster er stedet at begynde.",
            "You have an idea, not a product yet; the cluster Danish Life Science Cluster is the place to begin.",
        ),
        uses=NEED,
    ),
    Rule(
        id="network",
        destination="dlsc",
        weight=0.85,
        holds=lambda facts: "network" in facts.needs,
        reason=Bilingual(
            "I søger netværk og kontakter; det er Danish Life Science Clusters opgave.",
            "You are looking for a network and contacts; that is what Danish Life Science Cluster does.",
        ),
        uses=NEED,
    ),
    Rule(
        id="approval",
        destination="dkma-vmk",
        weight=0.6,
        holds=lambda facts: "approval" in facts.needs,
        reason=Bilingual(
            "I spørger om godkendelser; Lægemiddelstyrelsen og VMK afgør dem.",
            "You ask about approvals; Lægemiddelstyrelsen (Danish Medicines Agency) and VMK decide them.",
        ),
        uses=NEED,
    ),
    Rule(
        id="funding",
        destination="innovationsfonden",
        weight=0.6,
        holds=lambda facts: "funding" in facts.needs,
        reason=Bilingual(
            "I søger finansiering; Innovationsfonden har ordninger for virksomheder.",
            "You are looking for funding; Innovation Fund Denmark has schemes for companies.",
        ),
        uses=NEED,
    ),
    Rule(
        id="integration",
        destination="medcom",
        weight=0.6,
        holds=lambda facts: "integration" in facts.needs,
        reason=Bilingual(
            "I skal integrere med journalsystemer; standarder testes og certificeres hos MedCom.",
            "You need to integrate with record systems; standards are tested and certified at MedCom.",
        ),
        uses=NEED,
    ),
)
