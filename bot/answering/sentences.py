"""Cuts Danish and English prose into sentences without tripping over `mio. kr.`, `30. oktober` or `stk. 2`."""

import re

_ABBREVIATED = frozenset(
    """
    mio mia kr kl nr art stk pkt bl.a bl f.eks eks ca jf inkl ekskl evt m.fl fl osv dvs d.v.s hhv pr vedr o.l
    m.v mv tlf e.g i.e etc dr prof inc ltd co no vs approx st s p a.s afd udg max min f m d j.nr sec fig para
    """.split()
)
_MAY_END = frozenset(
    """
    kr mio mia etc osv m.v mv m.fl fl o.l inc ltd co
    """.split()
)
_END = re.compile(r"([.!?…]+[\"”’»)]*)\s+(?=[\"“”‘’'«(]?[A-ZÆØÅÉ0-9§'•\-])")
_LAST_WORD = re.compile(r"[\w.§-]+$")
_MONTHS = """
    januar februar marts april maj juni juli august september oktober november december january february march
    may june july october
    """.split()


def sentences(text: str) -> list[str]:
    """Sentences of a text in order, whitespace evened out. Lines of a list or table stay whole."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*|•])", text):
        found += _of_one_block(" ".join(block.split()))
    return found


def _of_one_block(block: str) -> list[str]:
    cut: list[str] = []
    start = 0
    for match in _END.finditer(block):
        if match.group(1).startswith(".") and not _ends_here(block[start : match.start()], block[match.end() :]):
            continue
        cut.append(block[start : match.end(1)].strip())
        start = match.end()
    rest = block[start:].strip()
    return [*cut, rest] if rest else cut


def _ends_here(before: str, after: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word.group().casefold().strip(".")
    following = after.split(maxsplit=1)[0].casefold().strip(".,;:)") if after else ""
    if last in _MAY_END:
        return after[:1].isalpha()
    if last in _ABBREVIATED or (len(last) == 1 and last.isalpha()):
        return False
    return not (last.isdigit() and (following in _MONTHS or (len(last) <= 2 and following.isdigit())))
