"""Files that are there whole or not at all, whoever reads meanwhile and wherever the writing stops."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def replace_file(file: Path, write: Callable[[BinaryIO], object]) -> None:
    """Whatever was there is served until `write` is through. Raises OSError; the old file then stays."""
    draft = file.with_name(f"{file.name}.{uuid.uuid4().hex}.tmp")
    try:
        with draft.open("wb") as out:
            write(out)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
