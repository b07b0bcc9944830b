"""`indgang leads`: the leads that landed, for the front desk."""

import csv
import io
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.conversation import KNOWN_TO_STAFF, LABELS, told
from bot.domain import Conversation, ConversationId, Field, Handoff, Language, UnknownLink
from bot.knowledge import load_knowledge
from bot.routing import touching
from bot.storage import SqlConversationStore
from bot.wiring import SystemClock, open_database

from .running import paper, read_settings, run, write

app = typer.Typer(help="The leads that landed, newest first.", invoke_without_command=True)
# A cell that starts with one of these is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Found = list[tuple[ConversationId, Handoff]]


@app.callback()
def leads(context: typer.Context) -> None:
    """List the leads."""
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_() -> None:
    """One line a lead."""
    found = run(_all())
    if not found:
        paper.print("no leads yet")
        return
    table = Table("reference", "agreed", "destination", "company", "need", "state", "triage", "owner", "due", box=None)
    for _, handoff in found:
        lead = handoff.lead.inquiry
        table.add_row(
            handoff.reference,
            f"{handoff.lead.consented_at:%Y-%m-%d %H:%M}",
            handoff.route.name.en,
            _value(handoff, Field.COMPANY_NAME),
            ", ".join(stated.value for stated in lead.values(Field.NEED)),
            str(handoff.state),
            str(handoff.triage),
            handoff.owner.name if handoff.owner else "",
            f"{handoff.answer_by:%Y-%m-%d}" if handoff.answer_by and not handoff.answered_at else "",
        )
    paper.print(table)


@app.command("show")
def show(reference: str, lang: Language = Language.DANISH) -> None:
    """Everything about one lead: what was said, in whose words, and why it goes where it goes."""
    conversation, handoff = run(_one(reference.strip().upper()))
    route = handoff.route
    paper.print(f"{handoff.reference} → {route.name.in_language(lang)} ({handoff.state})", style="bold", markup=False)
    paper.print(f"{route.reason.in_language(lang)} [rule: {route.rule}]", markup=False)
    for field in Field:
        for stated in handoff.lead.inquiry.values(field):
            paper.print(f"  {LABELS[field].in_language(lang)}: {stated.value}  «{stated.quote}»", markup=False)
    for citation in route.citations:
        paper.print(
            f"  [{citation.marker}] {citation.source_title}, {citation.section} ({citation.as_of})",
            style="dim",
            markup=False,
        )
    touched = touching(
        handoff.lead.inquiry,
        load_knowledge(read_settings().knowledge_dir).directory,
        said=conversation.visitors_words,
    )
    if touched:
        paper.print(KNOWN_TO_STAFF.in_language(lang), markup=False)
    for each in touched:
        paper.print(f"  - {told(each, lang)}", markup=False)
    for move in handoff.moves:
        by = move.by.name if move.by else "-"
        paper.print(f"  {move.at:%Y-%m-%d %H:%M} {by}: {move.kind} {move.detail} {move.remark.inside}", markup=False)


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="A .json or .csv file.")],
) -> None:
    """Write every lead to a file."""
    rows = [_row(handoff) for _, handoff in run(_all())]
    if out.suffix == ".json":
        write(out, json.dumps(rows, ensure_ascii=False, indent=2))
    elif out.suffix == ".csv":
        write(out, _csv(rows), encoding="utf-8-sig")
    else:
        raise typer.BadParameter("name a file that ends in .json or .csv")
    paper.print(f"{len(rows)} leads written to {out}")


async def _one(reference: str) -> tuple[Conversation, Handoff]:
    async with open_database(read_settings()) as database:
        store = SqlConversationStore(database=database, clock=SystemClock())
        for conversation_id, handoff in await store.handoffs():
            if handoff.reference == reference:
                return await store.get(conversation_id), handoff
    raise UnknownLink(f"no lead {reference}; `indgang leads` lists them")


async def _all() -> Found:
    async with open_database(read_settings()) as database:
        return await SqlConversationStore(database=database, clock=SystemClock()).handoffs()


def _row(handoff: Handoff) -> dict[str, Any]:
    return {
        "reference": handoff.reference,
        "destination": handoff.destination_id,
        "state": str(handoff.state),
        "triage": str(handoff.triage),
        "owner": handoff.owner.name if handoff.owner else "",
        "consented_at": handoff.lead.consented_at.isoformat(),
        "rule": handoff.route.rule,
        **{str(field): _value(handoff, field) for field in Field},
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["reference"])
    writer.writeheader()
    writer.writerows({key: _safe(str(value)) for key, value in row.items()} for row in rows)
    return text.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _value(handoff: Handoff, field: Field) -> str:
    return ", ".join(stated.value for stated in handoff.lead.inquiry.values(field))
