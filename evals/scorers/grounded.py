"""Grounded: every figure, address and name shown with a source stands in that source.

Written apart from the product's own proof, from what the sources say: the two must not share a mistake.
"""

import re

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record, Shown

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s)\]]+|\bwww\.[^\s)\]]+")
# A capital after a lower-case word, a comma or an opening mark begins a name. A sentence's first word may not, unless
# it has a second capital: `SDSI`, `MedCom`, `AI-enheden`.
NAME = re.compile(r"(?<=[\wæøå,;:(] )[A-ZÆØÅ][\w’'-]+|(?<![\w’'-])[A-ZÆØÅ][\w-]*[A-ZÆØÅ][\w’'-]*")
# Words of ours that are written with a capital in English: months, languages, and the pronoun.
NOT_NAMES = frozenset(
    "i i'm i'll january february march april may june july august september october november december danish english "
    "monday tuesday wednesday thursday friday saturday sunday dkk".split()
)


def unproved(text: str, evidence: str) -> list[str]:
    """What a text says that its evidence does not."""
    seen = evidence.casefold()
    figures = {_plain(figure) for figure in FIGURE.findall(evidence)}
    missing = [address for address in ADDRESS.findall(text) if address.rstrip(".,;").casefold() not in seen]
    bare = ADDRESS.sub(" ", text)
    missing += [figure for figure in FIGURE.findall(bare) if _plain(figure) not in figures]
    missing += [
        name
        for name in NAME.findall(bare)
        if name.casefold() not in NOT_NAMES and name.casefold().removesuffix("'s").rstrip("s'’") not in seen
    ]
    return missing


def _plain(figure: str) -> str:
    """A figure's digits alone: 1.995.000 and 1,995,000 are one amount in two languages."""
    return re.sub(r"\D", "", figure)


def judge(case: Case, record: Record) -> Mark | None:
    del case
    texts = {source.passage_id: f"{source.text}\n{source.url}" for source in record.sources}
    claims = [shown for shown in record.shown if shown.passage_ids]
    if not claims:
        return None
    wrong = [fault for shown in claims for fault in _faults(shown, texts)]
    return Mark.of(not wrong, f"unproved: {'; '.join(wrong[:5])}")


def _faults(shown: Shown, texts: dict[str, str]) -> list[str]:
    strangers = [passage for passage in shown.passage_ids if passage not in texts]
    if strangers:
        return [f"cites {', '.join(strangers)}, which is not among the sources"]
    evidence = "\n".join(texts[passage] for passage in shown.passage_ids)
    return [f"{word!r} in {shown.text[:60]!r}" for word in unproved(shown.text, evidence)]


MEASURE = Measure(name="grounded", title="every shown claim proved", judge=judge, is_promise=True)
