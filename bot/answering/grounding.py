"""The proof: a claim is shown only if every number, date, address and name in it stands in the passages it cites."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain import Claim, Passage

from .figures import figures

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s)\]]+")
_NAME = re.compile(r"(?<![.!?:…]\s)(?<!^)\b[A-ZÆØÅ][\w’'&/-]*(?:\s+[A-ZÆØÅ][\w’'&/-]*)*", re.UNICODE)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_PHONE = re.compile(r"(?<![\d.,/-])(?:\+45\s?)?\d{2}[ .]\d{2}[ .]\d{2}[ .]\d{2}(?![\d.,])|\+\d{2}\s?\d{6,}")


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
    evidence = "\n".join(f"{shown[id_].title}\n{shown[id_].text}" for id_ in claim.passage_ids)
    if _even(claim.text) in _even(evidence) and not _PHONE.search(claim.text):
        return Proof(claim)
    return Proof(claim, tuple(_unproved(claim.text, evidence)))


def keep_proved(claims: Sequence[Claim], shown: Mapping[str, Passage]) -> tuple[list[Claim], int]:
    """The claims that hold, and how many were dropped."""
    held = [claim for claim in claims if prove(claim, shown).holds]
    return held, len(claims) - len(held)


def _unproved(text: str, evidence: str) -> list[str]:
    known = _even(evidence)
    words = {word.casefold() for word in _WORD.findall(evidence)}
    missing = [match.group() for match in _PHONE.finditer(text)]
    missing += [
        found for found in _EMAIL.findall(text) + _URL.findall(text) if found.casefold().rstrip(".,") not in known
    ]
    bare = _URL.sub(" ", _EMAIL.sub(" ", text))
    missing += sorted(figures(bare) - figures(evidence))
    missing += [name for name in _NAME.findall(bare) if not _stands(name, words)]
    return missing


def _stands(name: str, words: set[str]) -> bool:
    return all(word.casefold() in words or word.isdigit() for word in _WORD.findall(name))


def _even(text: str) -> str:
    return " ".join(text.casefold().split())
