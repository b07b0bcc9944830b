"""The words, Danish and English, by which closed fields are recognised without a model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import Bilingual, Field


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a closed field: its code, how it is shown, and the pattern that recognises it."""

    code: str
    label: Bilingual
    pattern: re.Pattern[str]


# Danish is also typed without its own letters: "proeve", "laegemiddel", "paa".
_SPELLED_OUT = str.maketrans({"æ": "(?:æ|ae)", "ø": "(?:ø|oe)", "å": "(?:å|aa)"})


def _option(code: str, da: str, en: str, pattern: str) -> Option:
    spelled = pattern.translate(_SPELLED_OUT)
    return Option(code, Bilingual(da, en), re.compile(rf"\b(?:{spelled})", re.IGNORECASE))


_TEST = (
    r"(?<!-)(?:(?:af)?prøve[rst]?\b(?! nummer)|afproeve[rst]?\b|prøve (?:\w+ ){0,4}af\b"
    r"|(?<!klinisk )(?<!kliniske )afprøvning\w*|teste[st]?\b|testet\b|test\b)"
    r"|test(?:ning|adgang|forløb|sted|partner)\w*"
    r"|pilot\w*|demonstrer\w*|demonstrat\w*|try (?:\w+ ){0,3}out|try (?:our|it|this|an?)\b|try out"
    r"|trying (?:\w+ ){0,3}out|trial (?:it|our"
    r"|the|an?)\b|validat(?:e|ing)\b|valider\w*|interviews?\b|vise personalet|show (?:the )?staff"
    r"|evaluer\w*|evaluat\w*|brugertest\w*|usability|prove (?:it|that)|testing"
)
_DEVELOP = (
    r"(?:videre|med|sam)?udvikle[rt]?\b|udviklingssamarbejd\w*|samudvikl\w*|co-?develop\w*|develop (?:it |this "
    r"|our )?(?:\w+ ){0,3}(?:with|together)"
    r"|(?:hospital|sygehus|klinisk|clinical|test) ?partner\w*"
    r"|co-?creat\w*|udviklingspartner\w*|innovationssamarbejd\w*|OPI-(?:projekt|samarbejd)\w*"
)
NEEDS = (
    _option(
        "trial",
        "klinisk forsøg",
        "clinical trial",
        r"klinisk(?:e)? (?:forsøg|forsoeg|studie\w*|undersøgelse\w*)|clinical (?:trials?|stud(?:y|ies)"
        r"|investigations?)|multicent(?:er|re)\w*"
        r"|later trial|trial later|formal trial|randomi[sz]\w*|RCT\b|forsøgsprotokol\w*|feasibility"
        r"|(?:lave|køre|do|run|conduct) (?:\w+ ){0,2}(?:study|studie|forsøg|trial)\b",
    ),
    _option(
        "data",
        "adgang til data",
        "access to data",
        r"(?:adgang til|få|faa|hente|bruge|købe|need|get|access(?: to)?|use|buy|obtain) (?:\w+ ){0,4}(?:patient"
        r"|sundheds|journal|register|billed|record|health|image|training|trænings|the )-?\s?(?:data|billeder"
        r"|records)\w*"
        r"|(?:record|registry|register|patient|health|journal|trænings|training|imaging) ?-?data(?:ene|sæt)?\b"
        r"|(?:få|skaffe|mangler|bruge|need|get|obtain) (?:[\w.,]+ ){0,4}(?:scans?|images|x-rays|scanninger|billeder)\b"
        r"|patientdata|sundhedsdata|journaldata|datasæt\w*|get the data|få data(?:ene)?\b",
    ),
    _option(
        "sale",
        "salg eller udbud",
        "sale or tender",
        r"(?:vil|want to|like to|kan|can|gerne) (?:(?!test|try|develop|(?:af)?prøve|udvikle)\w+ ){0,3}"
        r"(?:sælge|sell)\b|(?:og|and) (?:\w+ )?(?:sælge|sell)\b"
        r"|\bsell(?:ing)? (?:\w+ ){0,4}to\b|\bsælge(?:r)?\b (?:\w+ ){0,5}til\b|(?:byde|bid) (?:på|on|for)|udbud\w*"
        r"|\btenders?\b|procurement|indkøbsafdeling\w*|leverandøraftale\w*",
    ),
    _option(
        "visit",
        "besøg eller synlighed",
        "visit or visibility",
        r"besøg(?:e|er)?\b|besoeg\w*|visit\w*|delegation\w*|be seen"
        r"|see (?:\w+ ){0,3}(?:danish )?health ?(?:care|innovation|sector|tech\w*)"
        r"|visibility|synlighed\w*|blive set|rundvisning\w*|show ?case",
    ),
    _option(
        "network",
        "netværk",
        "network",
        r"netværk\w*|netvaerk\w*|network\w*|møde (?:\w+ ){0,3}(?:indkøbere|klinikere|andre|folk)"
        r"|meet (?:\w+ ){0,3}(?:buyers|clinicians|partners|companies|people)|matchmaking|klynge\w*|cluster\w*",
    ),
    _option(
        "approval",
        "godkendelse og regler",
        "approval and rules",
        r"godkendelse\w*|godkendt\b|godkende\b|approval\w*|\bapprove[ds]?\b|anmelde(?:lse|s|r)?\b|etisk komit\w*"
        r"|klinisk(?:e)? afprøvning\w*|tilladelse\w*|ansøgning\w*|application\b|permit\w*|authori[sz]\w*"
        r"|ethics committee|regulatory|regulatorisk\w*|MDR\b|IVDR\b|\bVMK\b|notify\b",
    ),
    _option(
        "funding",
        "finansiering",
        "funding",
        r"finansier\w*|funding|fund(?:s|ed)?\b|\bgrants?\b|tilskud\w*|fondsmidler|støttekroner|penge til|money for"
        r"|innobooster|eurostars|investor\w*|kapital\b",
    ),
    _option(
        "integration",
        "it-integration",
        "IT integration",
        r"integr(?:er|at)\w*|EPJ\b|EHR\b|journalsystem\w*|\bFHIR\b|\bHL7\b|MedCom\w*|interoperab\w*",
    ),
    _option(
        "ai_help",
        "jura, sikkerhed og etik ved AI",
        "AI law, security and ethics",
        r"AI[- ]?(?:folk|enhed\w*|kompetence\w*|ekspert\w*|people|unit|experts?|competence)|kompetenceenhed\w*",
    ),
    _option("develop", "udvikle sammen", "co-develop", _DEVELOP),
    _option("test", "teste", "test", _TEST),
    _option(
        "idea",
        "kun en idé endnu",
        "only an idea so far",
        r"kun en id[eé]\b|(?:har|have|just|blot|bare) (?:\w+ ){0,3}(?:en |an )?(?:id[eé]|idea)\b"
        r"|on the drawing board|idéstadi\w*|idea stage|på idéplan",
    ),
)
CE_STATUS = (
    _option(
        "not_a_device",
        "ikke medicinsk udstyr",
        "not a medical device",
        r"ikke (?:et )?medicinsk udstyr|not a (?:medical )?device|CE (?:er )?ikke relevant|n/?a\b",
    ),
    _option(
        "in_progress",
        "CE-mærkning i gang",
        "CE marking in progress",
        r"(?:venter på|afventer|søger|ansøgt om|er ved at få|på vej mod|arbejder på) (?:\w+ ){0,2}CE\b"
        r"|CE\S* (?:\w+ ){0,2}(?:i gang|på vej|undervejs|forventes|pending|in progress|under way|ongoing|expected)"
        r"|(?:pending|awaiting|applying for|working on|expect(?:ing)?) (?:\w+ ){0,3}CE\b",
    ),
    _option(
        "not_ce_marked",
        "ikke CE-mærket",
        "not CE-marked",
        r"(?:ikke|ingen|uden|mangler|intet|endnu ikke|not(?: yet)?|no|without|lacks?|non|isn'?t|don'?t have(?: a"
        r"| the)?|haven'?t (?:got )?(?:a |the )?|hasn'?t (?:got )?(?:a |the )?)[ -](?:endnu |yet |have |en |a |an "
        r"|the |been |nogen )*CE\b\S*(?:[ -]?(?:mark\w*|mærk\w*|maerk\w*|godkend\w*|certifi\w*))?"
        r"|CE\S*(?:[ -]?(?:mark\w*|mærk\w*))?(?: (?:\w+ ){0,3})?(?:mangler|er ikke|har vi ikke|not yet|endnu ikke"
        r"|is missing|isn'?t)",
    ),
    _option(
        "ce_marked",
        "CE-mærket",
        "CE-marked",
        r"CE[ -]?(?:mark\w*|mærk\w*|maerk\w*|godkend\w*|certifi\w*|approved)|CE (?:is |er )?(?:in place|på plads"
        r"|yes|ja)|(?:har|have|has|with|med) (?:\w+ ){0,2}CE\b",
    ),
)
PATIENTS = (
    _option(
        "no",
        "nej",
        "no",
        r"(?:uden|ingen|ikke på|ikke med|without|no|not (?:on|with|involving)) (?:\w+ ){0,3}(?:patienter|patients"
        r"|borgere)\b"
        r"|kun (?:med )?(?:sundheds)?personale\w*|(?:only|just) (?:with )?(?:the )?(?:staff|nurses|clinicians)"
        r"|staff only|simuler\w*|simulat\w*|fantom\w*|phantoms?\b",
    ),
    _option(
        "yes",
        "ja",
        "yes",
        r"(?:på|med|hos|blandt|involverer) (?:\w+ ){0,3}(?:patient(?:er)?\w*|borgere\w*)\b|patienter\b"
        r"|i borger(?:nes|es)? (?:egne )?hjem|(?:on|with|in|among|involv\w+) (?:\w+ ){0,4}(?:patients|citizens)\b"
        r"|patients'? homes?|at home with patients",
    ),
)
AI_USE = (
    _option(
        "no",
        "nej",
        "no",
        r"(?:uden|ingen|ikke|no|without|not using|(?:does|do)n['’]?t use|bruger ikke|not) (?:\w+ ){0,2}(?:AI\b"
        r"|kunstig intelligens|artificial intelligence|machine learning)",
    ),
    _option(
        "yes",
        "ja",
        "yes",
        r"AI\b(?!-(?:Act|forordning|hovedstad|folk|enhed))|AI-\w+|kunstig intelligens|artificial intelligence"
        r"|machine[ -]learning|maskinlæring|deep[ -]learning|neural\w*|LLM\b|sprogmodel\w*|algoritme\w*"
        r"|algorithm\w*",
    ),
)
DATA = (
    _option(
        "no",
        "nej",
        "no",
        r"(?:ingen|ikke|uden|no|without|not) (?:\w+ ){0,3}(?:patient|sundheds|person|health|personal)[ -]?(?:data"
        r"|oplysninger)|no data\b|ingen data\b",
    ),
    _option(
        "yes",
        "ja",
        "yes",
        r"(?:patient|sundheds|journal|record|register|registry|health|trænings|training|imaging"
        r"|billed)[ -]?(?:data\w*|oplysninger|records)\b",
    ),
)
DEVICE_CLASS = (
    _option("I", "klasse I", "class I", r"(?:klasse|class|kl\.)\s?I(?=[\s,.;:)]|$)(?!\s?I)|(?:klasse|class)\s?1\b"),
    _option("IIa", "klasse IIa", "class IIa", r"(?:(?:klasse|class|kl\.)\s?)?(?:II ?a|2a)\b"),
    _option("IIb", "klasse IIb", "class IIb", r"(?:(?:klasse|class|kl\.)\s?)?(?:II ?b|2b)\b"),
    _option("III", "klasse III", "class III", r"(?:klasse|class|kl\.)\s?(?:III|3)\b"),
    _option("IVD", "IVD", "IVD", r"(?:IVD|IVDR|in[ -]vitro)(?: (?:klasse|class) [A-D])?\b"),
)
PRODUCT_TYPE = (
    _option(
        "drug",
        "lægemiddel",
        "medicine",
        r"lægemid\w*|medicinpræparat\w*|\bdrugs?\b|pharmaceutical\w*|medicinal product|vaccine\w*",
    ),
    _option(
        "robot",
        "robot eller automatisering",
        "robot or automation",
        r"\w*robot\w*|automati[sz]\w*|automat(?:er|iske?)\b|AGV\b",
    ),
    _option(
        "diagnostic",
        "diagnostisk test (IVD)",
        "diagnostic test (IVD)",
        r"blodprøve\w*|blood test|(?:diagnostic|point[ -]of[ -]care|hurtig)[ -]?test\w*|biomark\w*|assay\w*|IVD\b"
        r"|laborator\w*",
    ),
    _option(
        "software",
        "software eller app",
        "software or app",
        r"apps?\b|app'?en\b|software\w*|platform\w*|dashboard\w*|algoritme\w*|algorithm\w*|AI[- ](?:løsning|model"
        r"|værktøj|system|tool|solution|software|triage)\w*|chatbot\w*|PACS\b|RIS\b|telemedicin\w*|telehealth"
        r"|digital (?:løsning|solution|tool)\w*|it-system\w*|beslutningsstøtte\w*|decision support",
    ),
    _option(
        "device",
        "medicinsk udstyr",
        "medical device",
        r"medicinsk udstyr|medical devices?|medico\w*|udstyr\w*|device\w*|\w*(?:sensor|måler|pumpe|plaster)\w*"
        r"|monitor(?!er|ing)\w*|pumps?\b|patch\w*|implant\w*|kateter\w*|catheter\w*|scanner\w*|ultralyd\w*"
        r"|ultrasound|instrument\w*|wearable\w*|ventilator\w*|apparat\w*|stetoskop\w*|elektrode\w*|electrode\w*"
        r"|bandage\w*",
    ),
    _option(
        "welfare",
        "velfærdsteknologi",
        "welfare technology",
        r"velfærdsteknologi\w*|velfaerdsteknologi\w*|welfare tech\w*|hjælpemid\w*|assistive\w*|\baids?\b (?:for|to)"
        r"|(?:an|our|the) aid\b|lift(?:e|er|en)?\b|senge?\b|\bbeds?\b|kørestol\w*|wheelchair\w*|bleer?\b|ortose\w*"
        r"|faldalarm\w*|fall detect\w*",
    ),
)

CLOSED: Mapping[Field, tuple[Option, ...]] = {
    Field.NEED: NEEDS,
    Field.CE_STATUS: CE_STATUS,
    Field.PATIENTS: PATIENTS,
    Field.AI_USE: AI_USE,
    Field.DATA: DATA,
    Field.DEVICE_CLASS: DEVICE_CLASS,
    Field.PRODUCT_TYPE: PRODUCT_TYPE,
}
SEVERAL = frozenset({Field.NEED, Field.REGION_HOSPITAL})
"""Fields that can hold several values at once: a company may want both a test and a visit, in both regions."""
