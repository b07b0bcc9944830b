"""Reads what a company's product is: the words it gives it, cut where the sentence goes on to something else."""

import re

_ARTICLE = r"(?:our|vores|vort|an?|en|et|the)"
# What follows one of these with an article is the thing a company wants to do something with.
_WISHED = re.compile(
    r"\b(?:(?:co-?|sam)?(?:udvikle?r?|develop\w*)|(?:af)?prøve[rs]?|teste?r?|try|trial|test|pilot\w*|demonstrate"
    r"|vise|show"
    r"|sælger?|sell(?:ing)?|laver?|bygger|make|build|offer|produce\w*|afprøvning (?:af|med)|trial of|test of|training"
    r"|træner)\s+(?:personalet \w+ \w+ |staff )?"
    rf"{_ARTICLE}\s+(?:prototyp\w+ (?:på|af|of) (?:{_ARTICLE}\s+)?)?(?:new |ny[et]? )?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"\b(?:vores|vort|our|(?:vi )?har(?: udviklet| lavet)? (?:en|et)|(?:we )?(?:have|'ve (?:built|developed|made))"
    rf"(?: developed| built| made)? an?|it(?:'?s| is) an?|det er (?:en|et)|produktet er (?:en|et)?|the product is an?"
    rf"|(?:id[eé] til|idea for) (?:{_ARTICLE})|^(?:an?|en|et))\s+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,.;:?!()]|\s+(?:som|der|vi|og vil|og vi|og lave|and (?:would|we|want)|which|that|who|kan|skal|can|could|should"
    r"|til at|for at|and it|og den|og det|we|would|(?:is|has|does)(?:n['’]t)?|have|er|har|uses?"
    r"|bruger|på|hos|i|in|at|on|with|med (?:klinikere|et|en|jer)|sammen med"
    r"|out|need|mangler|needs|klasse|class|sold|to (?:a|the|region\w*|hospitals?)|til (?:region\w*|sygehus\w*))\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:app|måler|monitor|sensor|software|system|platform|dashboard|robot|device|udstyr|pump|plaster|patch|implant"
    r"|scanner|model|algorit|løsning|solution|tool|værktøj|wearable|chatbot|kit|seng|lift|\baid\b|hjælpemid|bandage"
    r"|kateter|catheter|instrument|apparat|stetoskop|assistant|assistent|viewer|tracker|alarm|sonde|probe|ventilator"
    r"|headset|glasses|briller|\bVR\b|\bAI\b|spil|therapy|PACS|RIS\b|camera|kamera|mattress|madras|glove|handske"
    r"|exoskelet"
    r"|injector|\bpen\b|inhal|lampe|\blamp\b|filter|rullator|protese|valve|test(?:kit)?$|modul|module|-AI\b|\bbed\b)",
    re.IGNORECASE,
)
# A stage or a study is not a product: "it's a prototype, class IIa", "we want to run a clinical trial".
_STAGE_ONLY = re.compile(
    r"^(?:(?:early |working )?(?:prototyp\w*|beta\w*|pilot.*|produkt\w*|product|løsning|solution|test)"
    r"|(?:klinisk\w*|clinical) \w+|forsøg|studie|study|trial)$",
    re.IGNORECASE,
)
LONGEST = 80
WORDS = 8


def read_product(text: str) -> str:
    """The longest good candidate: what a wish is about, or what the company says it has."""
    wished = [_cut(text[head.end() :]) for head in _WISHED.finditer(text)]
    owned = [_cut(text[head.end() :]) for head in _OWNED.finditer(text)]
    good = [words for words in wished if words] + [words for words in owned if _NOUN.search(words)]
    return max((words for words in good if not _STAGE_ONLY.match(words)), key=len, default="")


def _cut(rest: str) -> str:
    stop = _STOP.search(rest)
    clause = rest[: stop.start() if stop else None].strip()
    return clause if clause and len(clause) <= LONGEST and len(clause.split()) <= WORDS else ""
