"""Forges cards' sentences in known ways, and counts which forgeries the proof of a draft would let through."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping

from rich.console import Console

from bot.answering import prove, sentences
from bot.answering.support import SupportRules, unsupported
from bot.domain import Claim, Language, Passage

from .texts import card_passages

console = Console(highlight=False)
RULES = SupportRules()
_DENIALS = {Language.DANISH: r"\s*\b(?:ikke|aldrig)\b", Language.ENGLISH: r"\s*\b(?:not|never)\b"}
_VERBS = {
    Language.DANISH: (r"\b(kan|skal|er|har|får|må)\b", r"\1 ikke"),
    Language.ENGLISH: (r"\b(can|must|is|are|has|have|may)\b(?![’'])", r"\1 not"),
}
_ADDED = {
    Language.DANISH: (
        "og det er gratis",
        "og vi garanterer jer en test",
        "hos Brynhild Fabel",
        "hos AI-fabelenheden",
        "på 4711 dage",
    ),
    Language.ENGLISH: (
        "and it is free",
        "and we guarantee you a test",
        "with Brynhild Fabel",
        "at the AI-fabulists",
        "within 4711 days",
    ),
}


def forge(most: int) -> None:
    """Print, for each way of forging, how many sentences were forged and how many forgeries would have been shown."""
    dice = random.Random(7)  # noqa: S311 - a repeatable choice
    passages = card_passages()
    every = [(sentence, passage) for passage in passages for sentence in sentences(passage.text)]
    chosen = dice.sample(every, min(most, len(every)))
    tried, shown = Counter[tuple[Language, str]](), Counter[tuple[Language, str]]()
    slips: list[str] = []
    for sentence, passage in chosen:
        for way, text in {"true": sentence, **_forgeries(sentence, passage, passages, dice)}.items():
            tried[passage.language, way] += 1
            if _is_shown(text, passage):
                shown[passage.language, way] += 1
                slips += [f"{way}: {text}"] if way != "true" else []
    for language, way in sorted(tried):
        told = f"{tried[language, way]:>4} sentences   {shown[language, way]:>4} would be shown"
        console.print(f"{language}  {way:<20} {told}")
    for slip in dice.sample(slips, min(8, len(slips))):
        console.print(f"    {slip[:220]}")


def _is_shown(text: str, passage: Passage) -> bool:
    holds = prove(Claim(text, (passage.id,)), {passage.id: passage}).holds
    return holds and not unsupported(text, [passage], RULES)


def _forgeries(sentence: str, passage: Passage, others: list[Passage], dice: random.Random) -> Mapping[str, str]:
    """Each way's forgery, where the way changes this sentence at all."""
    language = passage.language
    stranger = dice.choice([each for each in others if each.language is language and each.card_id != passage.card_id])
    ways: dict[str, Callable[[], str]] = {
        "figure changed": lambda: re.sub(r"\d+", lambda at: str(int(at.group()) + 7), sentence, count=1),
        "denial dropped": lambda: re.sub(_DENIALS[language], "", sentence, count=1),
        "denial added": lambda: re.sub(*_VERBS[language], sentence, count=1),
        "another's sentence": lambda: dice.choice(sentences(stranger.text)),
        **{
            f"added: {words.split()[-1]}": (lambda words=words: f"{sentence.rstrip('.!?')} {words}.")
            for words in _ADDED[language]
        },
    }
    known = {" ".join(each.split()) for each in sentences(passage.text)}
    forged = {way: make() for way, make in ways.items()}
    return {way: text for way, text in forged.items() if text != sentence and text not in known}
