"""Reads YAML as editors write it, and says in plain words what YAML made of it when that is not what they meant."""

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml

from .findings import Finding

# The C parser reads the folder some ten times faster; where PyYAML was built without it, its own does the same.
if TYPE_CHECKING or not yaml.__with_libyaml__:  # noqa: SIM108 - a checker reads an if, not a choice
    _Loader = yaml.SafeLoader
else:
    _Loader = yaml.CSafeLoader


class _StrictLoader(_Loader):
    """A safe loader that refuses a key written twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen = set[str]()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name!r} is written twice", key.start_mark)
            seen.add(name)
        return cast("dict[Hashable, object]", super().construct_mapping(node, deep=deep))


def read_text(path: Path, *, where: str, findings: list[Finding]) -> str | None:
    """A file's text without byte-order mark and with plain line ends; None, with a finding, when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        findings.append(Finding(where, "is not UTF-8 text", "save it as UTF-8"))
    except OSError as error:
        findings.append(Finding(where, f"cannot be read ({error.strerror})", "put the file there and make it readable"))
    return None


def parse_yaml(text: str, *, where: str, findings: list[Finding], first_line: int = 1) -> object:
    """The parsed value; None, with a finding that names the line, when the text is not YAML."""
    try:
        return cast("object", yaml.load(text, Loader=_StrictLoader))  # noqa: S506 - a SafeLoader with one more refusal
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        findings.append(Finding(where, f"line {line}: {error.problem}", "mend the YAML there"))
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: PyYAML builds dates itself, and 2024-13-01 is not one.
        findings.append(Finding(where, f"YAML cannot be read ({error})", "mend or quote that value"))
    return None


def read_yaml(path: Path, *, where: str, findings: list[Finding]) -> object:
    text = read_text(path, where=where, findings=findings)
    return None if text is None else parse_yaml(text, where=where, findings=findings)
