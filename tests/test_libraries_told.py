"""A library that would look up its maker's host is told not to, whichever part of us is loaded first."""

import subprocess
import sys

import pytest

ASKED = """
import ctypes, sys
import {module}
get = ctypes.CDLL(None).getenv
get.restype = ctypes.c_char_p
print(get(b"ORT_DISABLE_TELEMETRY"))
"""


@pytest.mark.parametrize("module", ["bot", "bot.llm", "bot.retrieval", "bot.cli"])
def test_onnxruntime_is_told_to_keep_quiet(module: str) -> None:
    """Read where the library itself reads it: from the process, not from Python's copy."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ASKED.format(module=module)], capture_output=True, text=True, check=True, env={}
    )
    assert done.stdout.strip() == "b'1'"


def test_it_is_told_before_it_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import bot, sys; print('onnxruntime' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
