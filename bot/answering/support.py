"""Whether a claim in new words says what its passages say: its words are theirs, and so are its no and its must.

Figures, dates, addresses and names are grounding's. This is about the rest of a sentence a model wrote.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import Passage

from .sentences import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STEM = 5
"""Letters by which inflected forms of a word are taken for one: hospital, hospitaler, hospitals."""

# Words that carry no fact of their own. What turns a sentence round is in `_TURNS`, not here.
_LIGHT = frozenset(
    """
    a about also an and any are as at be because been being both but by can could do does each for from had
    has have how i if in into is it its like may more most of on one or other our out over please so some such
    than that the their them then there these they this those through to under up us was we were what when
    where whether which while who will with would you your yours here e.g i.e via per

    af alt altså anden andet andre at begge blev blive bliver bør da de dem den denne der deres derfor det
    dette dig din disse dog du efter eller en end er et for fordi fra få får gennem gør ham han har hos hun
    hvad hver hvilke hvilken hvis hvor hvordan hvornår i ind inden jeg jer jeres kan kunne man med mellem men
    mens mere mest mod mig mit når nogle og også om op os over på sig sin sit skulle som så såsom sådan til ud
    under ved vi vil ville vores være været
    """.split()
)
_TURNS = {
    "no": r"ikke|ingen|intet|aldrig|uden|hverken|undtagen"
    r"|not|no|never|without|neither|nor|none|cannot|except|\w+n[’']t",
    "must": r"skal|kræve[rs]?|nødvendig\w*|pligt\w*|must|shall|require[ds]?|necessary|mandatory|obligat\w*",
    "only": r"kun|udelukkende|alene|only|solely|exclusively",
    "all": r"alle|altid|hele|all|always|every|any time|når som helst",
    "free": r"gratis|vederlagsfri\w*|free",
    "promise": r"garanter\w*|love[rt]?|guarantee\w*|promise\w*|sikker\w* på|ensure[sd]?",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _TURNS.items()}
_ADDED = frozenset(_TURNS) - {"no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRules:
    """The shares of a claim's words that must stand in all its passages, and in the sentences nearest to it."""

    in_passages: float = 0.85
    in_sentences: float = 0.65
    in_one: float = 0.8
    """So many of them in one sentence, and the claim is that sentence's alone."""
    nearest: int = 2


def unsupported(text: str, passages: Sequence[Passage], rules: SupportRules) -> tuple[str, ...]:
    """What a claim says in words its passages do not use; empty where it holds."""
    wanted = _stems(text)
    if not wanted:
        return ("says nothing",)
    said = [sentence for passage in passages for sentence in (passage.title, *sentences(passage.text)) if sentence]
    known = {stem for sentence in said for stem in _stems(sentence)}
    if len(wanted & known) < rules.in_passages * len(wanted):
        return tuple(sorted(wanted - known))
    nearest = sorted(said, key=lambda sentence: -len(wanted & _stems(sentence)))[: rules.nearest]
    if len(wanted & _stems(nearest[0])) >= rules.in_one * len(wanted):
        return _turned(text, nearest[:1])
    near = {stem for sentence in nearest for stem in _stems(sentence)}
    if len(wanted & near) < rules.in_sentences * len(wanted):
        return tuple(sorted(wanted - near))
    return _turned(text, nearest)


def covers(said: str, text: str) -> float:
    """The share (0..1) of a text's own words that were said."""
    wanted = _stems(text)
    return len(wanted & _stems(said)) / len(wanted) if wanted else 1.0


def _turned(text: str, nearest: Sequence[str]) -> tuple[str, ...]:
    """The turns a claim takes more often than its sentences do, and denials that are not as many as theirs.

    One *not* more or less turns a sentence round, so a claim denies as often as the sentences it is made from.
    """
    own, theirs = _turns(text), sum(map(_turns, nearest), Counter[str]())
    added = {kind for kind in _ADDED if own[kind] > theirs[kind]}
    return tuple(sorted(added if own["no"] == theirs["no"] else added | {"no"}))


def _turns(text: str) -> Counter[str]:
    return Counter({kind: len(pattern.findall(text)) for kind, pattern in _PATTERNS.items()})


def _stems(text: str) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return {word[:_STEM] for word in words if word not in _LIGHT and len(word) > 1}
