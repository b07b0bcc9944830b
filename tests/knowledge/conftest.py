"""The folder every test of this room starts from."""

from pathlib import Path

import pytest

from .folder import Folder, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return write_folder(tmp_path / "knowledge")
