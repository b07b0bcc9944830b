"""The names a text states: people, organisations, places and acronyms, told from words that only begin a sentence."""

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CAPITAL = r"[^\W\d_a-zæøåéäöüß][^\W_]*(?:[’'/&-]+[^\W_]+)*"
_NAME = re.compile(rf"(?<![^\W_])(?<!\w[’'/&-]){_CAPITAL}(?:[ \u00a0]+{_CAPITAL})*")
_BEGINS = re.compile(r"(?:^|[.!?:…;•|\n]|[-–—]\s)[\s\"“”‘’'«»(*•-]*$")
_ORDINARY = re.compile(
    r"[A-ZÆØÅ][a-zæøå]+(?:ations?|ments?|ings?|ities|ity|ness|ly|elser?|ninger|hed|heder|ernes?|enes?|ets?)"
    r"|(?!Morten|Torben|Kirsten|[CK]arsten|Jørgen|Preben)[A-ZÆØÅ][a-zæøå]{3,}(?<!s)en"
)
# What stands capitalised in English has a name of its own in Danish. A country is not its people's adjective: a
# source about Danish hospitals does not say that something holds in Denmark.
_SAME = {
    word: group.split("/")[0]
    for group in """
    danmark/denmark dansk/danske/danish engelsk/engelske/english europa/europe europæisk/europæiske/european
    kommune/municipality artikel/article bilag/annex punkt/item afsnit/section københavn/copenhagen
    """.split()
    for word in group.split("/")
}
_ENDING = re.compile(r"(?:ning(?:en|er|erne)?|ing|erne|ernes|ende|ene|ede|eret|ers?|ens?|ets?|ed|es|e|s)$")
_STEM = 3
"""Letters that are left of a word when its ending is taken off, at least."""
_REGIONS = {
    r"North Denmark Region|North Jutland Region": "Region Nordjylland",
    r"Region of Southern Denmark|Southern Denmark Region": "Region Syddanmark",
    r"Central Denmark Region": "Region Midtjylland",
    r"Capital Region(?: of Denmark)?": "Region Hovedstaden",
    r"Region Zealand": "Region Sjælland",
    r"Eastern Denmark Region|Region of Eastern Denmark": "Region Østdanmark",
}
_OPENERS = frozenset(
    """
    a about after all also although an and any are as ask at be because before both but by can check companies
    company contact do does each every find first for from funding get go grants has have he her here his hospitals how
    however i if in is it its many may money most must no not now of on once one only or other our patients please
    projects read see send several she should since so some such support talk tests that the their then there these
    they this those to two under until use visit was we what when where which while who will with within without
    write yes you your apply according applications approval

    af alle allerede alt at blandt bliver begge da de den der deres derfor det dette din disse du efter eller en end er
    et find flere for fordi fra få først får gå gælder han har her hospitaler hun hvad hver hvis hvor hvordan hvornår
    i ifølge ikke indtil ingen ja jeg jeres kan kontakt kun lav læs man mange med men mens mod når nej nogle nu og også
    om os over patienter penge på projekter samt se send siden skal skriv snak som spørg støtte sygehuse søg så tag
    tal test tests til tilskud tjek to under ud uden vi ved vil virksomhed virksomheden virksomheder vores være
    """.split()
)


class Names:
    """What a source calls people and things."""

    def __init__(self, text: str) -> None:
        words = [_key(word) for word in _WORD.findall(_in_danish(text))]
        self._words = frozenset(words)
        self._pairs = frozenset(pairwise(words))
        self._stems = frozenset(map(_stem, words))

    def lack(self, name: str) -> bool:
        """Whether a word of the name, or two of its words side by side, stand nowhere here.

        The small half of `AI-projekter` is a word of the language and may be inflected; it must stand here all the
        same, or `AI` alone would prove any body that is called after it.
        """
        found = _WORD.findall(name)
        words = [_key(word) for word in found if not word.islower()]
        small = {_stem(_key(word)) for word in found if word.islower()}
        if not self._words.issuperset(words) or not self._stems.issuperset(small):
            return True
        return not self._pairs.issuperset(pairwise(words))


def invented(text: str, known: Names) -> list[str]:
    """The names in a text which the source lacks. A word that begins a sentence counts unless it is an ordinary one."""
    shown = _in_danish(text)
    names: list[str] = []
    for match in _NAME.finditer(shown):
        name = match.group()
        if known.lack(name) and _BEGINS.search(shown[: match.start()]):
            name = _without_opener(name)
        if name not in {"", "I"} and known.lack(name):
            names.append(name)
    return names


def _without_opener(name: str) -> str:
    first, _, rest = name.partition(" ")
    is_ordinary = first.casefold() in _OPENERS or (not rest and _ORDINARY.fullmatch(first))
    return rest.strip() if is_ordinary else name


def _in_danish(text: str) -> str:
    for english, danish in _REGIONS.items():
        text = re.sub(english, danish, text)
    return text


def _stem(word: str) -> str:
    """A word without its endings: `projekter` and `projektet`, `mærket` and `mærkning` are one."""
    while len(bare := _ENDING.sub("", word)) >= _STEM and bare != word:
        word = bare
    return word


def _key(word: str) -> str:
    """A word without its genitive: `Aalborgs`, `Aalborg's` and `Aalborg` are one."""
    bare = re.sub(r"[’']s?$", "", word.casefold())
    bare = bare[:-1] if len(bare) > 3 and bare.endswith("s") else bare
    return _SAME.get(bare, bare)
