"""Numbers written as words, in both languages."""

from bot.domain import Language

_SMALL = """
    zero/nul one/en two/to three/tre four/fire five/fem six/seks seven/syv eight/otte nine/ni ten/ti eleven/elleve
    twelve/tolv thirteen/tretten fourteen/fjorten fifteen/femten sixteen/seksten seventeen/sytten eighteen/atten
    nineteen/nitten
    """.split()
_TENS = """
    twenty/tyve thirty/tredive forty/fyrre fifty/halvtreds sixty/tres seventy/halvfjerds eighty/firs ninety/halvfems
    hundred/hundrede
    """.split()


def _spelled() -> dict[str, int]:
    """`one` and `en` are left out: they are pronouns and articles far more often than figures."""
    words = {word: value for value, pair in enumerate(_SMALL) for word in pair.split("/") if value != 1}
    for ten, pair in enumerate(_TENS, start=2):
        words |= dict.fromkeys(pair.split("/"), 10 * ten)
        english, danish = pair.split("/")
        for value, unit in enumerate(_SMALL[1:10], start=1):
            small, lille = unit.split("/")
            words |= {f"{english}-{small}": 10 * ten + value, f"{lille}og{danish}": 10 * ten + value}
    return words


_DANISH = _spelled()
_ELSEWHERE = {word: value for word, value in _DANISH.items() if word not in {"to", "fire"}}


def number_words(language: Language | None) -> dict[str, int]:
    """Each word and its number. Outside Danish, `to` and `fire` are other words."""
    return _DANISH if language is Language.DANISH else _ELSEWHERE
