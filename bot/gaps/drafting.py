"""Writes a gap down as a card that an editor completes: all of a card's keys, marked as a draft, without a source."""

import json
from collections.abc import Mapping, Sequence

from bot.domain import Language

from .gathering import KnowledgeGap, together

EMPTY = "…"
MOST_ASKS = 8
_DRAFT = """---
# A draft. Complete what is empty; `indgang gaps approve FILE` checks it, files it and closes its gap.
# Asked {asked}. Nearest cards: {nearest}.
draft: true
gap: "{gaps}"
id: {id}-{empty}                    # words-joined-by-hyphens; becomes the file's name
topic:                              # a key of topics.yaml
region: national                    # or nordjylland midtjylland hovedstaden sjaelland syddanmark oestdanmark eu
destinations: []                    # who can act on it, best first
standing: firm                      # firm, plan or not_stated
as_of:                              # the day the facts held
valid_to:
superseded_by:
reviewed:                           # the day you read it against its sources
sources: []                         # - {{source: a key of sources/*.yaml, section: "where in it"}}
asks:{asks}
---
## da: {empty}
{da}

## en: {empty}
{en}
"""


def draft_card(gaps: Sequence[KnowledgeGap], *, smallest: int, texts: Mapping[Language, str] | None = None) -> str:
    """The file of one card for all of `gaps`. `texts` are proved sentences of other cards, where a model chose any.

    A file outlives the conversations, so a gap's words stand in it only where `smallest` conversations ran into it.
    """
    gap, shown = together(gaps), together([each for each in gaps if each.conversations >= smallest])
    rows = [f"\n  - {{da: {_quoted(da)}, en: {_quoted(en)}}}" for da, en in paired(shown)[:MOST_ASKS]]
    known = gap.conversations >= smallest
    asked = f"in {gap.conversations} conversations" if known else f"in fewer than {smallest} conversations"
    return _DRAFT.format(
        id=gap.id,
        gaps=", ".join(each.id for each in gaps),
        asked=asked,
        nearest=", ".join(gap.nearest) or "none",
        asks="".join(rows or ['\n  - {da: "", en: ""}']),
        empty=EMPTY,
        **{str(language): (texts or {}).get(language, "") for language in Language},
    )


def paired(gap: KnowledgeGap) -> list[tuple[str, str]]:
    """A card's questions stand in both languages: the most typical of each beside each other, empty where one lacks."""
    danish, english = gap.questions[Language.DANISH], gap.questions[Language.ENGLISH]
    rows = range(max(len(danish), len(english)))
    return [(danish[row] if row < len(danish) else "", english[row] if row < len(english) else "") for row in rows]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
