"""Reads who is writing: the e-mail address and the company or group, in the visitor's own words."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COMPANY_WORD = r"[A-ZÆØÅ0-9][\w&.'’-]*"
_LEGAL = (
    r"(?:ApS|A/S|I/S|K/S|P/S|IVS|AB|AS|ASA|Oy|GmbH|AG|B\.?V\.?|N\.?V\.?|Inc\.?|LLC|Ltd\.?|Limited|plc"
    r"|S\.?L\.?|S\.?A\.?S?|S\.?r\.?l\.?|Corp\.?|S\.p\.A\.|SE)"
)
# "We are CE-marked" does not say who we are.
_NAME = rf"(?!(?:CE|ISO|MDR|IVDR|FDA)\b){_COMPANY_WORD}(?:\s+{_COMPANY_WORD}){{0,3}}"
_WITH_LEGAL_FORM = re.compile(rf"(?:{_COMPANY_WORD}\s+(?:&\s+)?){{1,4}}{_LEGAL}(?![\w])")
_NAMED = re.compile(
    rf"(?i:\b(?:vi hedder|vi kommer fra|jeg (?:kommer|er|skriver) fra|firmaet(?: hedder| er)?|virksomheden(?: hedder"
    rf"| er)?|(?<!mit )(?<!hans )(?<!hendes )(?<!deres )(?<!jeres )(?<!dit )navn(?:et)?(?: er)?:?"
    rf"|we are called|we'?re called|called|our company is|company(?: name)?(?: is)?:?|i'?m (?:from|with)"
    rf"|i am (?:from|with)|this is(?: \w+){{1,3}} from|this is|on behalf of|hilsen"
    rf"|regards,?|founders? (?:of|at)|CEO (?:of|at)"
    rf"|from the company)\s+)({_NAME})"
)
_WE_ARE = re.compile(
    rf"\b(?:[Vv]i er|[Ww]e are|[Ww]e're)\s+({_NAME})(?=[,.;]|\s+(?:og|and|fra|from|i|in|with|med)\b|$)"
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
# What else says who writes: a number or an address of ours, told and not asked for.
_OWN_DETAILS = re.compile(
    r"\b(?:vores|min|mit|our|my)\s+(?:\w+\s+){0,2}?(?:cvr|telefon|mobil|nummer|tlf|e-?mail|mail|adresse|hjemmeside|phone"
    r"|mobile|number|address|website|vat|company (?:number|registration))\w*\b"
    r"|\bCVR\b(?:-?(?:nr|nummer|number))?\W{0,3}\d"
    r"|\b(?:reach|call|write to|(?:ring|skrive?) til|kontakte?)\s+(?:us|me|os|mig)\b",
    re.IGNORECASE,
)
# In a domain name ø is mostly written o, unlike in running text.
_DOMAIN_LETTERS = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "aa"}


def read_email(text: str) -> str:
    match = _EMAIL.search(text)
    return match.group() if match else ""


def without_email(text: str) -> str:
    """The text with a clause's end where an address stood: nothing is read from its parts, or across it."""
    return _EMAIL.sub(" ; ", text)


def introduces(text: str) -> bool:
    """Whether a message tells who is writing or where they are reached."""
    return bool(read_company(text) or _OWN_DETAILS.search(text))


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
    spelled = domain.partition(".")[0]
    plain = re.sub(r"[^\w]", "", name.casefold()).translate(_DOMAIN_LETTERS)
    first = re.sub(r"[^\w]", "", name.split()[0].casefold()).translate(_DOMAIN_LETTERS)
    return plain == spelled or (len(first) > 3 and (plain.startswith(spelled) or spelled.startswith((plain, first))))


def _group(text: str) -> str:
    match = _GROUP.search(text)
    return match.group(1) if match else ""
