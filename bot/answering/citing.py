"""Numbers proved claims' sources in order of first use, with the words that prove them."""

from collections.abc import Mapping, Sequence

from bot.domain import Citation, Claim, Passage, ProvedClaim

from .sentences import sentences

QUOTE_LIMIT = 320


class Numbering:
    """Gives each cited passage its marker, in order of first use across a whole reply."""

    def __init__(self, shown: Mapping[str, Passage]) -> None:
        self._shown = shown
        self._citations: dict[str, Citation] = {}

    def number(self, claim: Claim) -> ProvedClaim:
        """The claim with markers. Its passages are among those shown: grounding has seen to that."""
        return ProvedClaim(claim.text, tuple(self._marker(id_, claim.text) for id_ in claim.passage_ids))

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def _marker(self, passage_id: str, claim: str) -> int:
        if passage_id not in self._citations:
            passage = self._shown[passage_id]
            self._citations[passage_id] = Citation.of(
                passage, marker=len(self._citations) + 1, quote=_closest_words(claim, passage.text)
            )
        return self._citations[passage_id].marker


def render(claims: Sequence[ProvedClaim]) -> str:
    """Claims as running text with visible markers: `A fact. [1] Another. [1][2]`."""
    return " ".join(
        " ".join(filter(None, [claim.text, "".join(f"[{marker}]" for marker in claim.markers)])) for claim in claims
    )


def _closest_words(claim: str, text: str) -> str:
    wanted = set(claim.casefold().split())
    best = max(sentences(text) or [text], key=lambda sentence: len(wanted & set(sentence.casefold().split())))
    return best if len(best) <= QUOTE_LIMIT else best[: QUOTE_LIMIT - 1].rstrip() + "…"
