"""The rules that match an inquiry with destinations: each says when it holds, whom it names and why, in both languages.

Neutral by design: a rule looks at need, place and product kind, never at who the company is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import Bilingual, Field

from .facts import Facts

_OTHER_REGIONS = frozenset({"midtjylland", "hovedstaden", "sjaelland", "oestdanmark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`weight` orders destinations (0..1). `uses` are the fields the reason rests on."""

    id: str
    destination: str
    weight: float
    holds: Callable[[Facts], bool]
    reason: Bilingual
    uses: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A card a company should read before it goes anywhere, and when."""

    id: str
    holds: Callable[[Facts], bool]
    cards: tuple[str, ...]


def _in(region: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.is_hands_on and region in facts.regions


_NEED = (Field.NEED,)
_NEED_AND_PLACE = (Field.NEED, Field.REGION_HOSPITAL)

RULES: tuple[Rule, ...] = (
    Rule(
        id="test-in-syddanmark",
        destination="syd-en-indgang",
        weight=1.0,
        holds=_in("syddanmark"),
        reason=Bilingual(
            "I vil udvikle eller teste i Region Syddanmark; 'En indgang' tager imod sådanne henvendelser.",
            "You want to develop or test in Region Syddanmark; 'En indgang' takes such enquiries.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="test-in-nordjylland",
        destination="nord-lsca",
        weight=1.0,
        holds=_in("nordjylland"),
        reason=Bilingual(
            "I vil udvikle eller teste i Nordjylland; Life Science City Aalborg skal gøre netop det lettere.",
            "You want to develop or test in Nordjylland; Life Science City Aalborg is meant to make that easier.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="municipal-setting-in-aalborg",
        destination="nord-aalborg-kommune",
        weight=0.8,
        holds=lambda facts: facts.is_hands_on and "nordjylland" in facts.regions and "municipality" in facts.settings,
        reason=Bilingual(
            "Det foregår i kommunalt regi; Aalborg Kommune er partner og nås gennem Life Science City Aalborg.",
            "It takes place in a municipal setting; Aalborg Kommune is a partner, reached through Life Science "
            "City Aalborg.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="test-in-another-region",
        destination="other-region",
        weight=0.9,
        holds=lambda facts: facts.is_hands_on and bool(facts.regions & _OTHER_REGIONS),
        reason=Bilingual(
            "I vil teste i en region, hvis indgang vi ikke har; en medarbejder finder den for jer.",
            "You want to test in a region whose entry we do not hold; a colleague finds it for you.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="trial-without-region",
        destination="trial-nation",
        weight=0.9,
        holds=lambda facts: "trial" in facts.needs and not facts.regions,
        reason=Bilingual(
            "I vil lave et klinisk forsøg uden at have valgt region; Trial Nation er den nationale indgang til det.",
            "You want a clinical trial and have not chosen a region; Trial Nation is the national entry for that.",
        ),
        uses=_NEED,
    ),
    Rule(
        id="trial-with-region",
        destination="trial-nation",
        weight=0.7,
        holds=lambda facts: "trial" in facts.needs and bool(facts.regions),
        reason=Bilingual(
            "Et formelt klinisk forsøg kan også gå gennem Trial Nation, som dækker hele landet.",
            "A formal clinical trial can also go through Trial Nation, which covers the whole country.",
        ),
        uses=_NEED,
    ),
    Rule(
        id="unmarked-anywhere",
        destination="trial-nation",
        weight=0.75,
        holds=lambda facts: facts.is_hands_on and facts.is_unmarked and facts.any_region and not facts.regions,
        reason=Bilingual(
            "Udstyret er ikke CE-mærket, og I har ikke valgt region; Trial Nation dækker hele landet.",
            "The device is not CE-marked and you have not chosen a region; Trial Nation covers the whole country.",
        ),
        uses=(Field.NEED, Field.CE_STATUS, Field.REGION_HOSPITAL),
    ),
    Rule(
        id="test-anywhere-syd",
        destination="syd-en-indgang",
        weight=0.6,
        holds=lambda facts: facts.is_hands_on and not facts.regions,
        reason=Bilingual(
            "I har ikke valgt region; 'En indgang' er døren i Region Syddanmark.",
            "You have not chosen a region; 'En indgang' is the door in Region Syddanmark.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="test-anywhere-nord",
        destination="nord-lsca",
        weight=0.58,
        holds=lambda facts: facts.is_hands_on and not facts.regions,
        reason=Bilingual(
            "I har ikke valgt region; Life Science City Aalborg er døren i Nordjylland.",
            "You have not chosen a region; Life Science City Aalborg is the door in Nordjylland.",
        ),
        uses=_NEED_AND_PLACE,
    ),
    Rule(
        id="place-without-need-syd",
        destination="syd-en-indgang",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and "syddanmark" in facts.regions,
        reason=Bilingual(
            "I har nævnt Region Syddanmark; vil I udvikle eller teste dér, er 'En indgang' døren.",
            "You named Region Syddanmark; if you want to develop or test there, 'En indgang' is the door.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
    Rule(
        id="place-without-need-nord",
        destination="nord-lsca",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and "nordjylland" in facts.regions,
        reason=Bilingual(
            "I har nævnt Nordjylland; vil I udvikle eller teste dér, er Life Science City Aalborg døren.",
            "You named Nordjylland; if you want to develop or test there, Life Science City Aalborg is the door.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
    Rule(
        id="place-without-need-other",
        destination="other-region",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and bool(facts.regions & _OTHER_REGIONS),
        reason=Bilingual(
            "I har nævnt en region, hvis indgang vi ikke har; en medarbejder finder den for jer.",
            "You named a region whose entry we do not hold; a colleague finds it for you.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED_AND_PLACE,
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
        uses=_NEED_AND_PLACE,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
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
        uses=_NEED,
    ),
)
FRONT_DESK = "human-coordinator"
FRONT_DESK_REASON = Bilingual(
    "Ingen regel afgør det; en medarbejder læser jeres henvendelse og finder den rette.",
    "No rule decides it; a colleague reads your enquiry and finds the right one.",
)
ADVICE: tuple[Advice, ...] = (
    Advice(
        id="unmarked-on-patients",
        holds=lambda facts: (
            facts.is_unmarked and facts.on_patients != "no" and (facts.is_hands_on or "visit" in facts.needs)
        ),
        cards=("pub-not-ce-on-patients",),
    ),
    Advice(
        id="marked-as-intended",
        holds=lambda facts: facts.ce_status == "ce_marked" and facts.is_hands_on,
        cards=("pub-ce-as-intended",),
    ),
    Advice(
        id="municipal-aalborg",
        holds=lambda facts: "nordjylland" in facts.regions and "municipality" in facts.settings,
        cards=("lsca-aalborg-kommune",),
    ),
    Advice(
        id="record-data",
        holds=lambda facts: "data" in facts.needs,
        cards=("pub-section-46", "pub-syd-record-data", "ai-data-catalogue"),
    ),
    Advice(
        id="staff-only",
        holds=lambda facts: facts.is_hands_on and facts.on_patients == "no",
        cards=("pub-demo-staff-only",),
    ),
    Advice(
        id="test-is-not-purchase",
        holds=lambda facts: facts.is_hands_on and "sale" in facts.needs,
        cards=("entry-test-not-purchase",),
    ),
)
