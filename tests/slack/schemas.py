"""Slack's own types as the yardstick: what we send, and what the rig sends us, is held to them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

SCHEMAS = Path(__file__).parent / "rig" / "schemas.json"
MOST_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
# A message whose blocks hold more than this is refused by the real Slack, though no document says so.
MOST_CHARACTERS = 13_000


@cache
def _whole() -> dict[str, Any]:
    return dict(json.loads(SCHEMAS.read_text(encoding="utf-8")))


@cache
def _validator(root: str) -> Draft7Validator:
    whole = _whole()
    return Draft7Validator({"$ref": f"#/definitions/{whole['roots'][root]}", "definitions": whole["definitions"]})


def knows(root: str) -> bool:
    return root in _whole()["roots"]


def fault_in(root: str, value: Any) -> str:
    """What is wrong with a value of that type; empty where nothing is."""
    if _validator(root).is_valid(value):
        return ""
    found = best_match(_validator(root).iter_errors(value))
    return f"{root}: {found.json_path}: {found.message[:300]}" if found else ""


def fault_in_blocks(blocks: Sequence[Mapping[str, Any]], *, most: int = MOST_BLOCKS) -> str:
    if len(blocks) > most:
        return f"{len(blocks)} blocks, {most} at most"
    if fault := fault_in("Blocks", list(blocks)):
        return fault
    if fault := next(filter(None, map(_fault_in_block, blocks)), ""):
        return fault
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        return "two blocks with one id"
    size = len("".join(_texts(blocks)))
    return f"{size} characters" if most == MOST_BLOCKS and size > MOST_CHARACTERS else ""


def _fault_in_block(block: Mapping[str, Any]) -> str:
    """The limits of one block, as Slack's own library knows them, and two that it does not."""
    try:
        parsed = Block.parse(dict(block))
        if parsed is not None:
            parsed.to_dict()
    except SlackObjectFormationError as error:
        return f"{block.get('type')}: {error}"
    if any(len(cell["text"]) > 2000 for cell in block.get("fields", ())):
        return "a field of more than 2000 characters"
    return "a text of more than 3000 characters" if len((block.get("text") or {}).get("text", "")) > 3000 else ""


def fault_in_view(view: Mapping[str, Any]) -> str:
    for name in ("title", "submit", "close"):
        if len((view.get(name) or {}).get("text", "")) > 24:
            return f"{name} of more than 24 characters"
    if len(view.get("private_metadata", "")) > 3000:
        return "private_metadata of more than 3000 characters"
    return fault_in_blocks(view["blocks"], most=MOST_VIEW_BLOCKS)


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return []
