"""The widget's built files, under a path that carries its version: what has its hash in its name is kept for good."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from bot.domain import ConfigurationError

PATH = "/widget/v1"
FOLDER = Path(__file__).parent / "widget" / "dist"
_HASHED = re.compile(r"\w+\.[\w-]{8}\.js")
_FOR_GOOD = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300, must-revalidate"


class WidgetFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _FOR_GOOD if _HASHED.fullmatch(path) else _SHORTLY
        return response


def widget_files(folder: Path = FOLDER) -> ASGIApp:
    """Compressed as they go out, and open to be loaded by other sites' pages."""
    return GZipMiddleware(WidgetFiles(directory=folder, check_dir=False), minimum_size=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One built file, with the hash a page may pin it by."""

    file: str
    integrity: str
    gzip: int


def read_manifest(folder: Path = FOLDER) -> dict[str, Built]:
    """What was built, by name: `loader`, `pinned` (the loader under its hash) and `panel`.

    Raises:
        ConfigurationError: the widget was not built.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise ConfigurationError("the widget is not built: run `make widget`")
    entries = cast("dict[str, dict[str, str | int]]", json.loads(path.read_text(encoding="utf-8")))
    return {
        name: Built(file=str(entry["file"]), integrity=str(entry["integrity"]), gzip=int(entry["gzip"]))
        for name, entry in entries.items()
    }
