"""What others write is data: instructions in it change no answer's scope, route, recipient or secret."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.model_server import serving

from .injected import OTHERS, Injected, open_injected
from .injections import AIMS, own, public
from .obeying import OBEYED, ObeyingServer, prompt_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


def test_there_are_enough_of_our_own() -> None:
    assert len(set(own())) >= 150


@pytest.mark.parametrize("obeys", [False, True], ids=["quoted", "a model that obeys"])
async def test_an_instruction_in_others_words_does_nothing_through_any_door(tmp_path: Path, *, obeys: bool) -> None:
    """Every other aim, each in another opening; the whole set is `python -m benchmarks.trust injections`."""
    texts = [own()[number * len(AIMS) % len(own()) + number] for number in range(0, len(AIMS), 2)] + public()[::86]
    server = ObeyingServer()
    with serving(server):
        async with open_injected(tmp_path, texts, server=server if obeys else None) as injected:
            for number in range(len(texts)):
                await injected.through_every_door(number)
            assert injected.tried == 4 * len(texts)
            assert injected.faults == []
            assert OTHERS in str(injected.other.inquiry)
            if obeys:
                _notices_a_leak(injected)
    assert bool(server.asked) is obeys


def _notices_a_leak(injected: Injected) -> None:
    """Or the zeros above would prove nothing."""
    prompt = prompt_of(injected.server.asked[-1]) if injected.server else ""
    [mark] = re.findall(r"Never write the mark (\S+)\.", prompt)
    said = injected.other.transcript[-1]
    for leak, fault in (
        (mark, "the canary"),
        (mark[::-1], "the canary"),
        (" ".join(prompt.split()[3:20]), "the prompt"),
        (f"Det sagde {OTHERS} ApS", "another company's words"),
        (OBEYED[0], "it was obeyed"),
    ):
        injected.faults.clear()
        injected.read([replace(said, text=leak)], given="")
        assert fault in injected.faults, leak
