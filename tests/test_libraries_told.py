"""Libraries are told what they read when they are loaded, whichever part of us is loaded first."""

import subprocess
import sys

import pytest

ASKED = """
import ctypes, sys
import {module}
get = ctypes.CDLL(None).getenv
get.restype = ctypes.c_char_p
print(get(b"{name}"))
"""


def told(name: str, module: str, **env: str) -> str:
    """Read where the library itself reads it: from the process, not from Python's copy."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ASKED.format(module=module, name=name)],
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("module", ["bot", "bot.llm", "bot.retrieval", "bot.cli"])
def test_onnxruntime_is_told_to_keep_quiet(module: str) -> None:
    assert told("ORT_DISABLE_TELEMETRY", module) == "b'1'"


def test_numpy_multiplies_with_one_thread_unless_the_operator_says_otherwise() -> None:
    assert told("OPENBLAS_NUM_THREADS", "bot.retrieval") == "b'1'"
    assert told("OPENBLAS_NUM_THREADS", "bot.retrieval", OPENBLAS_NUM_THREADS="4") == "b'4'"


def test_it_is_told_before_it_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import bot, sys; print('onnxruntime' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
