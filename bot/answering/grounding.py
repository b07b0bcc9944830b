"""The proof: a claim is shown only if every number, date, address and name in it stands in the passages it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain import Claim, Passage
from bot.tracing import Step, step

from .addresses import addresses, phones, sites, without_addresses
from .figures import figures, proved_by
from .language import heard_language
from .names import Names, invented
from .sentences import sentences


@dataclass(frozen=True, slots=True)
class Proof:
    claim: Claim
    unproved: tuple[str, ...] = ()
    """What the claim says that its passages do not."""

    @property
    def holds(self) -> bool:
        return not self.unproved


def prove(claim: Claim, shown: Mapping[str, Passage]) -> Proof:
    """Check one claim against the passages it cites among those that were retrieved and shown."""
    strangers = tuple(id_ for id_ in claim.passage_ids if id_ not in shown)
    if strangers or not claim.passage_ids:
        return Proof(claim, strangers or ("no passage",))
    if not claim.text.strip():
        return Proof(claim, ("no words",))
    passages = [shown[id_] for id_ in claim.passage_ids]
    missing = phones(claim.text)
    if not _is_quoted(claim.text, passages):
        missing += _unproved(claim.text, passages)
    return Proof(claim, tuple(missing))


def keep_proved(claims: Sequence[Claim], shown: Mapping[str, Passage]) -> tuple[list[Claim], int]:
    """The claims that hold, and how many were dropped."""
    with step(Step.PROOF, claims=len(claims)) as marks:
        held = [claim for claim in claims if prove(claim, shown).holds]
        marks.measure(dropped=len(claims) - len(held))
    return held, len(claims) - len(held)


def _is_quoted(text: str, passages: Sequence[Passage]) -> bool:
    """Whole sentences, word for word: half a sentence or half a number may say something else."""
    said = {_even(sentence) for passage in passages for sentence in (passage.title, *sentences(passage.text))}
    return _even(text) in said or all(_even(each) in said for each in sentences(text))


def _unproved(text: str, passages: Sequence[Passage]) -> list[str]:
    evidence = "\n".join(f"{passage.title}\n{passage.text}\n{passage.url}" for passage in passages)
    stated, bare = figures(without_addresses(text), heard_language(text))
    known = proved_by(
        figure
        for passage in passages
        for part in (passage.title, passage.text)
        for figure in figures(without_addresses(part), passage.language)[0]
    )
    places = {*addresses(evidence).values(), *sites(evidence)}
    missing = [written for written, address in addresses(text).items() if address not in places]
    missing += [figure.written for figure in stated if not figure.means & known]
    return missing + invented(bare, Names(evidence))


def _even(text: str) -> str:
    return " ".join(text.casefold().split())
