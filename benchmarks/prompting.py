"""How many tokens a turn's prompts have, by a real server's own template and tokenizer, and how many calls it takes."""

import json
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
GOAL = 2500
CALLS_AT_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Counts a request's tokens as the server at `address` would."""

    address: str

    def tokens(self, body: dict[str, Any]) -> int:
        prompt = self._ask("apply-template", {"messages": body["messages"]})["prompt"]
        return len(self._ask("tokenize", {"content": prompt})["tokens"])

    def _ask(self, what: str, said: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self.address}/{what}", json.dumps(said).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310 - loopback
            told: dict[str, Any] = json.load(reply)
            return told


def tell_prompts(turns: Sequence[Sequence[dict[str, Any]]], counter: Counter) -> None:
    """`turns` holds each turn's requests as they went over the wire."""
    by_kind: dict[str, list[int]] = {}
    for body in (body for turn in turns for body in turn):
        by_kind.setdefault(body["response_format"]["json_schema"]["name"], []).append(counter.tokens(body))
    for kind, counts in sorted(by_kind.items()):
        middle, high = np.percentile(counts, [50, 95])
        console.print(
            f"{kind:<11} {len(counts):>4} prompts   median {middle:.0f}   p95 {high:.0f}   most {max(counts)} tokens"
            f"   (goal p95 {GOAL})"
        )
    calls = [len(turn) for turn in turns]
    console.print(f"calls       {np.mean(calls):.2f} a turn, most {max(calls)} (goal at most {CALLS_AT_MOST})")
