"""The figures a text states, read the same way in Danish and English: 9,8 mio. = 9.8 million, 14.30 = 2:30 pm."""

import re

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[., \u00a0]\d{3})+(?![\d])")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[.,](\d{1,2})(?![\d.,]*\d)")
_NUMBER = re.compile(r"\d+")
_WORDS = {
    word: str(value)
    for value, pair in enumerate(
        """
    zero/nul one two/to three/tre four/fire five/fem six/seks seven/syv eight/otte nine/ni ten/ti eleven/elleve
    twelve/tolv
    """.split()
    )
    for word in pair.split("/")
    if word not in {"one", "to", "ti", "ni", "tre", "fire", "fem"}
}
_SPELLED = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)


def figures(text: str) -> set[str]:
    """Figures as plain digits, without thousands marks, a decimal as `9.8`; spelled-out ones where unambiguous."""
    found = {_WORDS[match.group().casefold()] for match in _SPELLED.finditer(text)}

    def take_thousands(match: re.Match[str]) -> str:
        found.add(re.sub(r"\D", "", match.group()))
        return " "

    def take_decimal(match: re.Match[str]) -> str:
        found.add(f"{int(match.group(1))}.{match.group(2)}")
        return " "

    rest = _DECIMAL.sub(take_decimal, _THOUSANDS.sub(take_thousands, text))
    return found | {str(int(number)) for number in _NUMBER.findall(rest)}
