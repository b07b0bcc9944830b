"""Turns documents (PDF, Word, HTML, Markdown, text) into passages that can be found and cited."""

from .converting import ACCEPTED, Mask, convert, document_key
from .cutting import cut
from .document import Block, ConvertedDocument, Heading, Paragraph, Table
from .documents import Change, Documents, Imported
from .importer import Importer

__all__ = [
    "ACCEPTED",
    "Block",
    "Change",
    "ConvertedDocument",
    "Documents",
    "Heading",
    "Imported",
    "Importer",
    "Mask",
    "Paragraph",
    "Table",
    "convert",
    "cut",
    "document_key",
]
