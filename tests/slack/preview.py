"""Draws cards, modals and lists as text, to look at: `python -m tests.slack.preview`."""

from dataclasses import replace
from typing import Any

from bot.domain import Language, LeadLine, LeadView, MoveKind, TriageState
from bot.slack.answers import answer_blocks
from bot.slack.home import home_view
from bot.slack.lead_card import card_blocks
from bot.slack.lead_thread import draft_blocks, history_blocks, transcript_blocks
from bot.slack.modals import answer_form, deed_form, fault_form, new_lead_form
from tests.conversation.samples import directory

from .samples import ANN, lead_card

WIDTH = 96
LEADING = {"header": "# ", "context": "    · "}


def drawn(blocks: list[dict[str, Any]]) -> str:
    """One block after another, as a reader meets them."""
    return "\n".join(line for block in blocks for line in _lines(block))


def drawn_view(view: dict[str, Any]) -> str:
    title = view.get("title", {}).get("text", "Home")
    feet = [f"[ {view[name]['text']} ]" for name in ("close", "submit") if name in view]
    return f"┌─ {title} {'─' * (WIDTH - len(title))}\n{drawn(view['blocks'])}\n└─ {'  '.join(feet)}"


def _lines(block: dict[str, Any]) -> list[str]:
    match block["type"]:
        case "divider":
            return ["─" * WIDTH]
        case "input":
            return [f"{block['label']['text']}{' (…)' if block['optional'] else ''}", f"  {_element(block['element'])}"]
        case "actions":
            return [" ".join(_element(each) for each in block["elements"])]
        case "context":
            return [f"{LEADING['context']}{each['text']}" for each in block["elements"]]
        case "section" if "fields" in block:
            return [each["text"].replace("\n", ": ") for each in block["fields"]]
        case kind:
            aside = f"    {_element(block['accessory'])}" if "accessory" in block else ""
            return [f"{LEADING.get(kind, '')}{block['text']['text']}{aside}"]


def _element(element: dict[str, Any]) -> str:
    match element["type"]:
        case "button":
            return f"[{'*' if element.get('style') else ''}{element['text']['text']}]"
        case "overflow" | "static_select" | "checkboxes":
            return "⋮{" + " | ".join(each["text"]["text"] for each in element["options"]) + "}"
        case "plain_text_input":
            return f"_{element.get('initial_value', '')}_"
        case kind:
            return f"<{kind}>"


def main() -> None:
    for language in Language:
        card = lead_card(language=language)
        engaged = lead_card(language=language, triage=TriageState.ENGAGED)
        line = LeadLine(
            conversation_id=card.conversation.id, handoff=card.handoff, company="Æblehjælp ApS", is_overdue=True
        )
        said = replace(card.conversation.transcript[1], citations=card.handoff.route.citations[:1])
        shown = [
            *(drawn(card_blocks(lead_card(language=language, triage=state))) for state in TriageState),
            *(drawn(make(engaged)) for make in (transcript_blocks, draft_blocks, history_blocks)),
            *(drawn_view(deed_form(engaged, move)) for move in (MoveKind.NOT_A_FIT, MoveKind.PASS_ON, MoveKind.PARK)),
            drawn_view(answer_form(engaged, by=ANN)),
            drawn_view(fault_form(language, meta="")),
            drawn_view(new_lead_form(language, directory().destinations)),
            drawn_view(home_view({LeadView.MINE: [line], LeadView.OVERDUE: []}, language=language, sees_any=True)),
            drawn(answer_blocks(said, conversation=card.conversation, language=language, may_share=True)),
        ]
        print(f"\n{'═' * WIDTH}\n".join(shown))  # noqa: T201 - a preview is printed


if __name__ == "__main__":
    main()
