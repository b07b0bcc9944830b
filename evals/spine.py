"""Score a file of answers against the question sets, per language and group.

`python -m evals.spine QUESTIONS… --answers OUT.jsonl [--worst 20]` reads what `indgang ask --jsonl` wrote,
prints one table and then the worst rows with the facts they lack. A question nobody answered counts as an
empty answer, so leaving rows out never helps.
"""

import argparse
import json
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS_OF_REPLY = frozenset({"info", "ask", "refuse", "out-of-scope", "emergency"})
TURNED_AWAY = frozenset({"refused", "out_of_scope", "emergency"})
TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2018\u2019\u00b4", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
WEB_ADDRESS = re.compile(r"https?://\S+")
PHONE = re.compile(
    r"(?<![\w,.\-])(?:"
    r"(?:\+|00)45[ .\-]?\d{2}(?:[ .\-]?\d{2}){3}"  # with the country code, in any grouping
    r"|[2-9]\d([ .\-])\d{2}\1\d{2}\1\d{2}"  # four pairs, one separator throughout (a date has another shape)
    r"|[2-9]\d{7}"
    r")(?![\w,\-]|\.\d)"
)


@dataclass(frozen=True)
class Question:
    """One row of a question file."""

    id: str
    lang: str
    group: str
    said: tuple[str, ...]
    key_facts: tuple[str, ...]
    must_not: tuple[str, ...]
    expected_route: tuple[str, ...]
    persona: Mapping[str, str]
    revealed: frozenset[str]

    @property
    def destinations(self) -> tuple[str, ...]:
        """The destination ids that are right, primary first; empty where only a kind of reply is expected."""
        return tuple(route for route in self.expected_route if route not in KINDS_OF_REPLY)


@dataclass(frozen=True)
class Slot:
    """What the product believes the visitor stated, and the words it took it from."""

    value: str
    quote: str


@dataclass(frozen=True)
class Reply:
    """One row of an answer file."""

    answer: str = ""
    outcome: str = ""
    citations: int = 0
    routes: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict[str, Slot])
    seconds: float | None = None


@dataclass(frozen=True)
class Share:
    """How many of how many; nothing of nothing where a measure does not apply."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Pool two shares."""
        return Share(self.hits + other.hits, self.of + other.of)


NOT_APPLICABLE = Share()
Measure = Callable[[Question, Reply], Share]
Pair = tuple[Question, Reply]


def normalise(text: str) -> str:
    """Make two spellings of the same words equal: case, spaces, apostrophes and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(TYPOGRAPHY)).casefold().split())


def contains(text: str, wanted: str) -> bool:
    """Whether the normalised text holds the wanted words; up to three letters or digits match as a whole word."""
    needle = normalise(wanted)
    if needle.isalnum() and len(needle) <= 3:
        return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None
    return bool(needle) and needle in text


def meets(entry: str, answer: str) -> bool:
    """Whether an answer states a key fact in any of its accepted wordings."""
    text = normalise(answer)
    return any(contains(text, alternative) for alternative in entry.split(" | "))


def missing_facts(question: Question, reply: Reply) -> list[str]:
    """The key facts the answer does not state."""
    return [entry for entry in question.key_facts if not meets(entry, reply.answer)]


def wrong_strings(question: Question, reply: Reply) -> list[str]:
    """The strings in the answer that show it is wrong."""
    text = normalise(reply.answer)
    return [wrong for wrong in question.must_not if contains(text, wrong)]


def phone_numbers(answer: str) -> list[str]:
    """The Danish telephone numbers in an answer, web addresses left aside."""
    return [match[0] for match in PHONE.finditer(WEB_ADDRESS.sub(" ", answer))]


def words(text: str) -> set[str]:
    """The words of a text, for a loose comparison."""
    return set(re.findall(r"\w+", normalise(text)))


def says_the_same(stated: str, truth: str) -> bool:
    """Whether two slot values agree: one holds the other, or half the words of the shorter are in the longer."""
    one, other = normalise(stated), normalise(truth)
    if not one or not other:
        return False
    shorter, longer = sorted((words(one), words(other)), key=len)
    return one in other or other in one or 2 * len(shorter & longer) >= max(len(shorter), 1)


def facts(question: Question, reply: Reply) -> Share:
    """Key facts stated."""
    return Share(len(question.key_facts) - len(missing_facts(question, reply)), len(question.key_facts))


def complete(question: Question, reply: Reply) -> Share:
    """Rows that state all their key facts."""
    return Share(int(not missing_facts(question, reply)), 1)


def wrong(question: Question, reply: Reply) -> Share:
    """Rows with a string that shows a wrong answer."""
    return Share(int(bool(wrong_strings(question, reply))), 1)


def cited(_question: Question, reply: Reply) -> Share:
    """Answered rows with at least one citation."""
    return Share(int(reply.citations > 0), 1) if reply.outcome == "answered" else NOT_APPLICABLE


def false_refusal(question: Question, reply: Reply) -> Share:
    """Rows about the documents or the public facts that were turned away."""
    if question.group not in {"seed", "public"}:
        return NOT_APPLICABLE
    return Share(int(reply.outcome in TURNED_AWAY), 1)


def kept_out(question: Question, reply: Reply) -> Share:
    """Out-of-scope rows turned away without a wrong word; an emergency must be met as an emergency."""
    if question.group != "out_of_scope":
        return NOT_APPLICABLE
    accepted = {"emergency"} if "emergency" in question.expected_route else TURNED_AWAY
    return Share(int(reply.outcome in accepted and not wrong_strings(question, reply)), 1)


def first_is_primary(question: Question, reply: Reply) -> Share:
    """Rows whose first destination is the primary one."""
    if not question.destinations:
        return NOT_APPLICABLE
    return Share(int(reply.routes[:1] == question.destinations[:1]), 1)


def first_is_any(question: Question, reply: Reply) -> Share:
    """Rows whose first destination is any of the expected ones."""
    if not question.destinations:
        return NOT_APPLICABLE
    return Share(int(bool(reply.routes) and reply.routes[0] in question.destinations), 1)


def asked_back(question: Question, reply: Reply) -> Share:
    """Rows that need a question back and got one."""
    if "ask" not in question.expected_route:
        return NOT_APPLICABLE
    return Share(int(reply.outcome == "asked" or reply.answer.rstrip().endswith("?")), 1)


def invented(question: Question, reply: Reply) -> Share:
    """Slots whose quote the visitor never said."""
    said = normalise(" ".join(question.said))
    quotes = [normalise(slot.quote) for slot in reply.slots.values()]
    return Share(sum(not quote or quote not in said for quote in quotes), len(quotes))


def recalled(question: Question, reply: Reply) -> Share:
    """Slots the visitor revealed that were filled at all."""
    return Share(len(question.revealed & set(reply.slots)), len(question.revealed))


def understood(question: Question, reply: Reply) -> Share:
    """Filled slots that agree with the truth about the visitor."""
    filled = question.revealed & set(reply.slots)
    agree = [agrees(reply.slots[key], question.persona.get(key, "")) for key in filled]
    return Share(sum(agree), len(filled))


def agrees(slot: Slot, truth: str) -> bool:
    """Whether a slot's value, or the words it came from, says what is true."""
    return says_the_same(slot.value, truth) or says_the_same(slot.quote, truth)


def phones(_question: Question, reply: Reply) -> Share:
    """Rows that show a telephone number."""
    return Share(int(bool(phone_numbers(reply.answer))), 1)


RATES: Mapping[str, Measure] = {
    "facts": facts,
    "complete": complete,
    "cited": cited,
    "kept out": kept_out,
    "primary": first_is_primary,
    "any dest": first_is_any,
    "asked": asked_back,
    "slots": recalled,
    "slots ok": understood,
}
COUNTS: Mapping[str, Measure] = {
    "must_not": wrong,
    "refused": false_refusal,
    "invented": invented,
    "phones": phones,
}


def total(measure: Measure, pairs: Iterable[Pair]) -> Share:
    """One measure over many rows."""
    return sum((measure(question, reply) for question, reply in pairs), NOT_APPLICABLE)


def percentile(values: Sequence[float], share: float) -> str:
    """The nearest-rank percentile, for print."""
    if not values:
        return "-"
    return f"{sorted(values)[math.ceil(share * len(values)) - 1]:.2f}"


def rate(share: Share) -> str:
    """A share as a percentage, for print."""
    return f"{100 * share.hits / share.of:.1f}" if share.of else "-"


def count(share: Share) -> str:
    """A share as a bare count, for print."""
    return str(share.hits) if share.of else "-"


def table_row(name: str, pairs: Sequence[Pair]) -> list[str]:
    """One line of the table."""
    seconds = [reply.seconds for _, reply in pairs if reply.seconds is not None]
    return [
        name,
        str(len(pairs)),
        *(rate(total(measure, pairs)) for measure in RATES.values()),
        *(count(total(measure, pairs)) for measure in COUNTS.values()),
        percentile(seconds, 0.50),
        percentile(seconds, 0.95),
    ]


def slices(pairs: Sequence[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    """Every language and group, then every language, then all."""
    seen = dict.fromkeys((question.lang, question.group) for question, _ in pairs)
    for lang, group in sorted(seen, key=lambda key: key[0]):
        yield f"{lang} {group}", [pair for pair in pairs if (pair[0].lang, pair[0].group) == (lang, group)]
    for lang in sorted({lang for lang, _ in seen}):
        yield f"{lang} all", [pair for pair in pairs if pair[0].lang == lang]
    yield "all", list(pairs)


def table(pairs: Sequence[Pair]) -> str:
    """The whole result in columns: percentages first, then counts, then seconds."""
    lines = [["", "rows", *RATES, *COUNTS, "p50 s", "p95 s"]]
    lines += [table_row(name, chosen) for name, chosen in slices(pairs)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(aligned(line, widths) for line in lines)


def aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One line of the table: the name to the left, everything else to the right."""
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([cells[0].ljust(widths[0]), *numbers])


def badness(question: Question, reply: Reply) -> float:
    """How wrong a row is: what it lacks, plus one for each thing that should not be there."""
    lacking = len(missing_facts(question, reply)) / max(len(question.key_facts), 1)
    faults = [wrong, false_refusal, phones, invented]
    return lacking + sum(bool(measure(question, reply).hits) for measure in faults)


def described(question: Question, reply: Reply) -> str:
    """One bad row, for a person to read."""
    lines = [
        f"{question.id} {question.lang} {question.group} [{reply.outcome or 'no answer'}]",
        f"  question: {' // '.join(question.said)}",
        f"  answer:   {' '.join(reply.answer.split())}",
        *(f"  missing:  {entry}" for entry in missing_facts(question, reply)),
        *(f"  wrong:    {text}" for text in wrong_strings(question, reply)),
        *(f"  phone:    {number}" for number in phone_numbers(reply.answer)),
    ]
    return "\n".join(lines)


def worst(pairs: Sequence[Pair], limit: int) -> list[str]:
    """The worst rows that are wrong at all, worst first."""
    ranked = sorted(pairs, key=lambda pair: badness(*pair), reverse=True)
    return [described(*pair) for pair in ranked[:limit] if badness(*pair) > 0]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def question_from(row: Mapping[str, Any]) -> Question:
    """Read one question or dialogue."""
    turns = row.get("turns", [])
    return Question(
        id=row["id"],
        lang=row["lang"],
        group=row["group"],
        said=tuple(turn["user"] for turn in turns) if turns else (row["question"],),
        key_facts=tuple(row["key_facts"]),
        must_not=tuple(row.get("must_not", [])),
        expected_route=tuple(row.get("expected_route", [])),
        persona=row.get("persona", {}),
        revealed=frozenset(key for turn in turns for key in turn["reveals"]),
    )


def reply_from(row: Mapping[str, Any]) -> Reply:
    """Read one answer; what a row leaves out counts as absent."""
    slots: Mapping[str, Mapping[str, Any]] = row.get("slots") or {}
    routes: Sequence[Mapping[str, str]] = row.get("routes") or []
    return Reply(
        answer=row.get("answer") or "",
        outcome=row.get("outcome") or "",
        citations=len(row.get("citations") or []),
        routes=tuple(route["id"] for route in routes),
        slots={key: Slot(str(slot.get("value") or ""), str(slot.get("quote") or "")) for key, slot in slots.items()},
        seconds=row.get("seconds"),
    )


def paired(question_files: Iterable[Path], answers: Path) -> list[Pair]:
    """Every question with its answer, or with silence."""
    replies = {row["id"]: reply_from(row) for row in read_rows(answers)}
    questions = [question_from(row) for path in question_files for row in read_rows(path)]
    return [(question, replies.get(question.id, Reply())) for question in questions]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table and, if asked for, the worst rows."""
    parser = argparse.ArgumentParser(prog="python -m evals.spine", description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path, help="question files (JSONL)")
    parser.add_argument("--answers", required=True, type=Path, help="what `indgang ask --jsonl` wrote")
    parser.add_argument("--worst", default=0, type=int, metavar="N", help="also show the N worst rows")
    chosen = parser.parse_args(arguments)
    pairs = paired(chosen.questions, chosen.answers)
    blocks = [table(pairs), *worst(pairs, chosen.worst)]
    sys.stdout.write("\n\n".join(blocks) + "\n")


if __name__ == "__main__":
    main()
