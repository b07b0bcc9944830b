"""Right language: the conversation is held, and every sentence shown is written, in the visitor's language."""

import re

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

# Words that carry no fact and stand in one of the two languages only.
LITTLE_WORDS = {
    "da": frozenset(
        "og er ikke det der som til af på kan skal hos vil bliver også eller hvis når jer jeres vi de".split()
    ),
    "en": frozenset(
        "and is not the which that to of on can must with will also or if when your you we they are".split()
    ),
}
LEAST = 3


def judge(case: Case, record: Record) -> Mark | None:
    if not record.turns:
        return None
    if record.lang != case.lang:
        return Mark(0.0, f"answered in {record.lang}")
    strange = [shown.text for shown in record.shown if is_strange(shown.text, case.lang)]
    return Mark.of(not strange, f"not in {case.lang}: {strange[0][:80] if strange else ''}")


def is_strange(text: str, lang: str) -> bool:
    """Whether a text has little words enough of the other language, and more of them than of its own."""
    words = re.findall(r"[a-zæøå]+", text.casefold())
    other = "en" if lang == "da" else "da"
    own, theirs = (sum(word in LITTLE_WORDS[each] for word in words) for each in (lang, other))
    return theirs >= LEAST and theirs > own


MEASURE = Measure(name="right_language", title="answered in the visitor's language", judge=judge, is_promise=True)
