"""Reads open values, each a stretch of the visitor's own words: company, e-mail, product, stage, timeline."""

import re
from collections.abc import Callable, Mapping

from bot.domain import Field

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COMPANY_WORD = r"[A-ZÆØÅ0-9][\w&.'’-]*"
_LEGAL = (
    r"(?:ApS|A/S|I/S|K/S|P/S|IVS|AB|AS|ASA|Oy|GmbH|AG|B\.?V\.?|N\.?V\.?|Inc\.?|LLC|Ltd\.?|Limited|plc"
    r"|S\.?A\.?S?|S\.?r\.?l\.?|Corp\.?|S\.p\.A\.|SE)"
)
_WITH_LEGAL_FORM = re.compile(rf"(?:{_COMPANY_WORD}\s+){{1,4}}{_LEGAL}(?![\w])")
_NAMED = re.compile(
    rf"(?:\b(?:vi hedder|vi kommer fra|jeg (?:kommer|er|skriver) fra|firmaet(?: hedder| er)?|virksomheden(?: hedder"
    rf"| er)?|navn(?:et)?(?: er)?:?"
    rf"|we are called|we'?re called|called|our company is|company(?: name)?(?: is)?:?|i'?m (?:from|with)"
    rf"|i am (?:from|with)|this is|on behalf of|hilsen"
    rf"|regards,?|founders? (?:of|at)|CEO (?:of|at)"
    rf"|from the company)\s+)((?:{_COMPANY_WORD})(?:\s+{_COMPANY_WORD}){{0,3}})"
)
_WE_ARE = re.compile(
    rf"\b(?:[Vv]i er|[Ww]e are|[Ww]e're)\s+((?:{_COMPANY_WORD})(?:\s+{_COMPANY_WORD}){{0,3}})(?=[,.;]|\s+(?:og|and"
    rf"|fra|from|i|in|with|med)\b|$)"
)
_GROUP = re.compile(
    r"\b(?:(?:a|an|en|et)\s+)?((?:[A-ZÆØÅ]\w+\s+)?(?:university|universitets?|research|forsker"
    r"|forsknings)[ -]?(?:research )?(?:group|gruppe|team|hospital group))\b"
)
_NOT_COMPANIES = frozenset(
    """
    AI CE EU US USA UK MDR IVD IVDR Danmark Denmark Danish Dansk English Engelsk Region Vi We Our Vores Det Den
    It This Hej Hello Hi Swedish Norwegian German Dutch French American Chinese Indian Svensk Norsk Tysk
    """.split()
)
_TIMELINE = re.compile(
    r"\b(?:(?:til|i løbet af|i|fra|by|in|from|during|this|next|to|early|late|primo|ultimo|medio|start of"
    r"|end of)\s+)?(?:"
    r"(?:det |den )?(?:tidlige? |sene? |tidligt |sent |early |late )?(?:foråret?|sommeren?|efteråret?|vinteren?"
    r"|spring|summer|autumn|fall|winter)(?:\s+\d{4})?"
    r"|(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february"
    r"|march|may|june|july|october)(?:\s+\d{4})\b"
    r"|næste (?:år|måned|kvartal|forår|sommer|efterår|vinter)|next (?:year|month|quarter|spring|summer|autumn|fall"
    r"|winter)|i år|this year"
    r"|Q[1-4](?:\s+\d{4})?|[1-4]\. kvartal(?:\s+\d{4})?|20(?:2[6-9]|3\d)"
    r"|(?:om |inden for |within |about |in )?(?:\d+|to|tre|fire|fem|seks|two|three|four|five|six|twelve|tolv|et par"
    r"|a few)(?:\s?[-–]\s?\d+)?\s+(?:måneder|uger|år|months?|weeks?|years?)"
    r"|hurtigst muligt|snarest(?: muligt)?|as soon as possible|asap|med det samme|straks|immediately|et halvt år"
    r"|half a year|ingen hast|no rush"
    r")",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"\b(?:(?:tidlig |færdig(?:udviklet)? |fungerende |early |working |functional |finished "
    r"|clinical )?(?:prototyp\w*|MVP\b|proof[ -]of[ -]concept|pilotfase\w*|betaversion|beta version)"
    r"|(?:er |allerede |already |is |now )?(?:på markedet|on the market|i drift|in use|in operation|markedsført"
    r"|commercially available|lanceret|launched)(?: (?:i|in|at|på) (?:the )?[A-ZÆØÅ]\w+(?: (?:og"
    r"|and) [A-ZÆØÅ]\w+)?)?"
    r"|(?:US|EU|Swedish|German|Norwegian|UK) market|færdigudviklet|fully developed|under udvikling|in development"
    r"|under development|kun en id[eé]|(?:only|just) an idea|idéstadiet"
    r"|TRL ?\d|needs? training data|mangler træningsdata)",
    re.IGNORECASE,
)
_PRODUCT_HEAD = re.compile(
    r"\b(?:vores|vort|our|(?:vi )?(?:har|laver|udvikler|sælger|bygger"
    r"|producerer)(?: udviklet| lavet)?(?: en| et)?|(?:we )?(?:have|make|develop|build|sell|produce|offer"
    r"|are developing|'ve (?:built|developed|made))"
    r"(?: developed| built| made)?(?: an?)?|it(?:'?s| is) an?|det er (?:en|et)|training an?|træner en"
    r"|produktet er (?:en|et)?|the product is an?|^an?|^en"
    r"|^et)\s+",
    re.IGNORECASE,
)
_PRODUCT_STOP = re.compile(
    r"[,.;:?!()]|\s+(?:som|der|vi|og vil|og vi|and (?:would|we|want)|which|that|who|kan|skal|can|could|should"
    r"|til at|for at|and it|og den|og det|"
    r"we|would|is|er|på (?:et|en|jeres|hospital\w*|sygehus\w*|ouh)|i (?:borger|aalborg|odense|danmark|region|et"
    r"|en)\w*|in (?:denmark|danish|a|the|southern|north\w*|aalborg|odense)|at (?:a|the|ouh|odense|aalborg)|"
    r"on (?:a|patients|the)|with (?:a danish|danish|hospitals)|sammen med|out\b|af\b|need|mangler|needs)\b",
    re.IGNORECASE,
)
_PRODUCT_NOUN = re.compile(
    r"(?:app|apps|appen|måler|monitor|sensor|software|system|platform|dashboard|robot|device|udstyr|pump|pumpe"
    r"|plaster|patch|implant|test|scanner|model|algorit\w*|løsning|solution|tool|værktøj|"
    r"wearable|chatbot|kit|bed|seng|lift|aid|hjælpemiddel|bandage|kateter|catheter|instrument|apparat|stetoskop"
    r"|prototype|produkt|product|technology|teknologi|assistant|assistent|service|viewer|tracker|alarm|"
    r"ventilator|headset|glasses|briller|VR|game|spil|therapy|træning|PACS|RIS|camera|kamera|mattress|madras|glove"
    r"|handske|exoskeleton|exoskelet|cart|vogn|injector|pen|inhal\w*|ring|watch|ur|lamp\w*|filter|mask\w*)",
    re.IGNORECASE,
)
# In a domain name ø is mostly written o, unlike in running text.
_DOMAIN_LETTERS = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "aa"}
_LONGEST = 80
_WORDS = 9


def read_email(text: str) -> str:
    match = _EMAIL.search(text)
    return match.group().rstrip(".") if match else ""


def read_company(text: str) -> str:
    for pattern in (_WITH_LEGAL_FORM, _NAMED, _WE_ARE):
        for match in pattern.finditer(text):
            name = match.group(match.lastindex or 0).strip(" .,")
            if name.split()[0] not in _NOT_COMPANIES:
                return name
    return _beside_its_address(text) or _group(text)


def _beside_its_address(text: str) -> str:
    """A capitalised word that the e-mail address' domain also spells: "BayHealth, eu@bayhealth.example"."""
    domain = read_email(text).partition("@")[2].casefold().replace("-", "")
    if not domain:
        return ""
    names = re.findall(rf"{_COMPANY_WORD}(?:\s+{_COMPANY_WORD})*", text)
    return next((name.strip(".,") for name in names if _same(name, domain)), "")


def _same(name: str, domain: str) -> bool:
    plain = re.sub(r"[^\w]", "", name.casefold()).translate(_DOMAIN_LETTERS)
    first = re.sub(r"[^\w]", "", name.split()[0].casefold())
    return len(first) > 3 and (domain.startswith(plain[:40]) or domain.partition(".")[0] in {plain, first})


def _group(text: str) -> str:
    match = _GROUP.search(text)
    return match.group(1) if match else ""


def read_product(text: str) -> str:
    for head in _PRODUCT_HEAD.finditer(text):
        rest = text[head.end() :]
        stop = _PRODUCT_STOP.search(rest)
        words = " ".join(rest[: stop.start() if stop else None].split()[:_WORDS])
        if words and len(words) <= _LONGEST and _PRODUCT_NOUN.search(words):
            return rest[: rest.find(words.split()[-1]) + len(words.split()[-1])]
    return ""


def read_timeline(text: str) -> str:
    match = _TIMELINE.search(_EMAIL.sub(lambda found: " " * len(found.group()), text))
    return match.group().strip() if match else ""


def read_stage(text: str) -> str:
    match = _STAGE.search(text)
    return match.group().strip() if match else ""


READERS: Mapping[Field, Callable[[str], str]] = {
    Field.CONTACT_EMAIL: read_email,
    Field.COMPANY_NAME: read_company,
    Field.PRODUCT: read_product,
    Field.TIMELINE: read_timeline,
    Field.STAGE: read_stage,
}
