"""Block Kit as plain values, each part held to Slack's own limits where it is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from .text import cut, cut_escaped

Block = dict[str, Any]
View = dict[str, Any]
MOST_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
SECTION, HEADER, BUTTON, OPTION, TITLE, INPUT = 3000, 150, 75, 75, 24, 3000


def plain(text: str, most: int) -> Block:
    # Slack refuses an empty text object.
    return {"type": "plain_text", "text": cut(text, most) or "–", "emoji": False}


def mrkdwn(text: str) -> Block:
    """`text` is marked up by us; what others wrote in it is escaped already."""
    return {"type": "mrkdwn", "text": text or "–"}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str, *, accessory: Block | None = None) -> Block:
    return {"type": "section", "text": mrkdwn(text), **({"accessory": accessory} if accessory else {})}


def fields(pairs: Sequence[tuple[str, str]], *, most: int) -> list[Block]:
    """Label and what was said, two columns, ten to a section; `most` characters of what was said, escaped here."""
    cells = [mrkdwn(f"*{label}*\n{cut_escaped(value, most)}") for label, value in pairs]
    return [{"type": "section", "fields": cells[at : at + 10]} for at in range(0, len(cells), 10)]


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def button(text: str, *, action: str, value: str, style: str = "") -> Block:
    made = {"type": "button", "text": plain(text, BUTTON), "action_id": action, "value": value}
    return {**made, "style": style} if style else made


def option(text: str, value: str) -> Block:
    return {"text": plain(text, OPTION), "value": value}


def overflow(options: Sequence[Block], *, action: str) -> Block:
    return {"type": "overflow", "action_id": action, "options": list(options)}


def actions(elements: Sequence[Block], *, block_id: str) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def choice(block_id: str, label: str, options: Mapping[str, str], *, is_optional: bool = False) -> Block:
    """One of several, by value and shown text."""
    shown = [option(text, value) for value, text in options.items()]
    element = {"type": "static_select", "action_id": "v", "options": shown}
    return _input(block_id, label, element, is_optional=is_optional)


def day(block_id: str, label: str, *, is_optional: bool = False) -> Block:
    return _input(block_id, label, {"type": "datepicker", "action_id": "v"}, is_optional=is_optional)


def person(block_id: str, label: str) -> Block:
    return _input(block_id, label, {"type": "users_select", "action_id": "v"}, is_optional=False)


def tick(block_id: str, label: str, words: str) -> Block:
    element = {"type": "checkboxes", "action_id": "v", "options": [option(words, "yes")]}
    return _input(block_id, label, element, is_optional=True)


def ticks(block_id: str, label: str, options: Mapping[str, str]) -> Block:
    """Any of several, by value and shown text; ten at most."""
    element = {"type": "checkboxes", "action_id": "v", "options": [option(text, key) for key, text in options.items()]}
    return _input(block_id, label, element, is_optional=True)


def email(block_id: str, label: str, *, initial: str = "") -> Block:
    """Slack's own client refuses what is no address."""
    element: Block = {"type": "email_text_input", "action_id": "v"}
    if initial:
        element["initial_value"] = initial
    return _input(block_id, label, element, is_optional=False)


def line(block_id: str, label: str, *, is_optional: bool = False, initial: str = "", most: int = INPUT) -> Block:
    return _typed(block_id, label, lines=False, is_optional=is_optional, initial=initial, most=most)


def words(block_id: str, label: str, *, is_optional: bool = False, initial: str = "", most: int = INPUT) -> Block:
    return _typed(block_id, label, lines=True, is_optional=is_optional, initial=initial, most=most)


def modal(title: str, blocks: Sequence[Block], *, callback: str, submit: str, close: str, meta: str) -> View:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, TITLE),
        "submit": plain(submit, TITLE),
        "close": plain(close, TITLE),
        "private_metadata": meta,
        "blocks": list(blocks),
    }


def notice_modal(title: str, text: str, *, close: str) -> View:
    """A modal that only tells something; `text` is ours or escaped."""
    return {"type": "modal", "title": plain(title, TITLE), "close": plain(close, TITLE), "blocks": [section(text)]}


def _typed(block_id: str, label: str, *, lines: bool, is_optional: bool, initial: str, most: int) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "v", "multiline": lines, "max_length": most}
    if initial:
        element["initial_value"] = cut(initial, most)
    return _input(block_id, label, element, is_optional=is_optional)


def _input(block_id: str, label: str, element: Block, *, is_optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": is_optional,
    }
