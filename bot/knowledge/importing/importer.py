"""Brings a folder of documents into the store: reads what is new or changed, and says what became of every file."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.domain import UnreadableDocument

from .converting import Mask, convert, document_key
from .cutting import cut
from .documents import Change, Documents, Imported
from .limits import check_size

_FORM = "1"
"""Raise it when documents must be cut anew although their files are unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """`hidden_addresses` never reach a passage; with `prune`, documents whose file is gone are removed."""

    documents: Documents
    mask: Mask
    hidden_addresses: Collection[str] = ()
    prune: bool = False

    async def run(self, paths: Iterable[Path], *, progress: Callable[[Imported], None]) -> list[Imported]:
        known = await self.documents.hashes()
        results = dict[str, Imported]()
        refused_twins = list[Imported]()
        for path, key in _files(paths):
            if key in results:
                result = self._refused(path, key, f"another file is called {key!r} too; rename one of them")
                refused_twins.append(result)
            else:
                result = results[key] = await self._import(path, key, known)
            progress(result)
        removed = await self._remove(known.keys() - results.keys(), progress) if self.prune else []
        return [*results.values(), *refused_twins, *removed]

    async def _import(self, path: Path, key: str, known: dict[str, str]) -> Imported:
        try:
            content_hash = await asyncio.to_thread(self._hash, path)
            if known.get(key) == content_hash:
                return Imported(file_name=path.name, document_id=key, change=Change.UNCHANGED)
            document = await asyncio.to_thread(convert, path, mask=self.mask, key=key)
        except UnreadableDocument as error:
            return self._refused(path, key, str(error))
        except OSError as error:
            return self._refused(path, key, f"cannot be opened ({error.strerror}); check that you may read it")
        passages = cut(document, hidden_addresses=self.hidden_addresses)
        await self.documents.put(
            key,
            file_name=path.name,
            content_hash=content_hash,
            title=document.title,
            language=document.language,
            passages=passages,
        )
        change = Change.CHANGED if key in known else Change.ADDED
        return Imported(file_name=path.name, document_id=key, change=change, passages=len(passages))

    async def _remove(self, keys: Collection[str], progress: Callable[[Imported], None]) -> list[Imported]:
        removed = [Imported(file_name="", document_id=key, change=Change.REMOVED) for key in sorted(keys)]
        for result in removed:
            await self.documents.remove(result.document_id)
            progress(result)
        return removed

    def _refused(self, path: Path, key: str, reason: str) -> Imported:
        return Imported(
            file_name=self.mask(path.name), document_id=self.mask(key), change=Change.REFUSED, reason=reason
        )

    def _hash(self, path: Path) -> str:
        """Of the file and of all else its passages depend on."""
        check_size(path)
        settings = "\n".join([_FORM, *sorted(self.hidden_addresses)]).encode()
        return hashlib.sha256(settings + b"\0" + path.read_bytes()).hexdigest()


def _files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Every file, and the id of its document: its place below the named folder, without the suffix."""
    found = list[tuple[Path, str]]()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        root = path if path.is_dir() else path.parent
        found += [
            (file, document_key(file.relative_to(root).with_suffix("").as_posix()))
            for file in inside
            if file.is_file() and not file.name.startswith((".", "~$"))
        ]
    return found
