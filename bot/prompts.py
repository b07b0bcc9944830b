"""Reads the prompts people write in `prompts/`: strict variables, and a hash that says which wording was used."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.domain import ConfigurationError

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_VISITOR = "\n=== visitor\n"


@dataclass(frozen=True, slots=True)
class Wording:
    """A prompt filled in: what the model is told by us, and what it is shown of others."""

    system: str
    visitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt file. Our own words stand above `=== visitor`, data below it."""

    name: str
    system: str
    visitor: str

    @classmethod
    def of(cls, name: str, text: str) -> Self:
        """Raises ConfigurationError where the two halves are not told apart."""
        system, parted, visitor = text.partition(_VISITOR)
        if not parted:
            raise ConfigurationError(f"prompts/{name}.md needs a line '=== visitor' between our words and the data")
        return cls(name=name, system=system.strip(), visitor=visitor.strip())

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(_VARIABLE.findall(f"{self.system}\n{self.visitor}"))

    @property
    def version(self) -> str:
        """Changes when a word of the prompt does."""
        return hashlib.sha256(f"{self.system}{_VISITOR}{self.visitor}".encode()).hexdigest()[:12]

    def fill(self, **values: str) -> Wording:
        """Every variable once, none too many; a value's own braces are left as they are.

        Raises:
            ConfigurationError: a variable has no value, or a value no variable.
        """
        if wrong := sorted(self.variables ^ set(values)):
            raise ConfigurationError(f"prompts/{self.name}.md: check these variables: {', '.join(wrong)}")
        return Wording(*(_VARIABLE.sub(lambda at: values[at.group(1)], half) for half in (self.system, self.visitor)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """The prompts this build asks a model with."""

    answer: Prompt
    understand: Prompt

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Raises ConfigurationError naming the file that is missing or wrong."""
        return cls(answer=_read(folder, "answer"), understand=_read(folder, "understand"))


def _read(folder: Path, name: str) -> Prompt:
    try:
        return Prompt.of(name, (folder / f"{name}.md").read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"the prompt {name}.md is missing from the folder {folder.name}/") from error
