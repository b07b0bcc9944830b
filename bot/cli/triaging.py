"""Triage for operators without another channel: move and answer leads, mend routes, settle reports on answers."""

import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from bot.domain import Assign, Deed, MoveKind, MoveRefused, Remark, Staff, StaffMove, StaffReply, UnknownLink
from bot.knowledge import load_knowledge
from bot.settings import Settings
from bot.storage import SqlConversationStore, SqlLinks
from bot.triage import deed_of
from bot.wiring import StaffDesk, SystemClock, open_database, open_desk, open_feed

from .running import paper, read_settings, run

By = Annotated[str, typer.Option(help="A colleague's id in directory/answering.yaml, or a name the company may see.")]
Reference = Annotated[str, typer.Argument(help="The lead's reference, as `indgang leads` lists it.")]


def add_to(app: typer.Typer) -> None:
    for name, command in (
        ("move", move),
        ("answer", answer),
        ("revoke", revoke),
        ("notices", notices),
        ("mended", mended),
        ("reports", reports),
        ("settled", settled),
    ):
        app.command(name)(command)


def move(
    reference: Reference,
    kind: Annotated[MoveKind, typer.Argument(help="What to do with it.")],
    by: By,
    detail: Annotated[
        str, typer.Option(help="A destination, a day, a reason, an outcome, or the colleague it is given to.")
    ] = "",
    remark: Annotated[str, typer.Option(help="For colleagues only; the company never sees it.")] = "",
) -> None:
    """Claim, release, assign, pass on, park, refuse, close, re-open, hand back or exempt a lead."""
    run(_move(reference, kind, by=by, detail=detail, remark=remark))
    paper.print(f"{reference.strip().upper()}: {kind} done")


def answer(reference: Reference, text: str, by: By) -> None:
    """Send words to the company; only these reach it."""
    run(_answer(reference, text, by=by))
    paper.print(f"{reference.strip().upper()}: sent to the company")


def revoke(reference: Reference) -> None:
    """Shut every link to a lead sent until now; letters sent from now on carry new ones."""
    run(_revoke(reference.strip().upper()))
    paper.print(f"{reference.strip().upper()}: links sent until now open nothing; later letters carry new ones")


def notices() -> None:
    """What only an operator can mend, and the routes nothing gets through meanwhile."""
    for line in run(_notices()) or ["nothing to mend"]:
        paper.print(line, markup=False)


def mended(recipient: Annotated[str, typer.Argument(help="As `indgang leads notices` names it.")]) -> None:
    """Use a closed route again."""
    run(_mended(recipient))
    paper.print(f"{recipient} is used again", markup=False)


def reports() -> None:
    """Answers colleagues found wrong, and not settled: question, answer, cards and reason."""
    for line in run(_reports()) or ["no open reports"]:
        paper.print(line, markup=False)


def settled(report_id: Annotated[str, typer.Argument(help="As `indgang leads reports` names it.")]) -> None:
    """A report was dealt with."""
    run(_settled(report_id))
    paper.print(f"{report_id} is settled", markup=False)


@asynccontextmanager
async def _desk(settings: Settings) -> AsyncGenerator[StaffDesk, None]:
    directory = load_knowledge(settings.knowledge_dir).directory
    async with open_database(settings) as database, open_feed(database) as feed:
        clock = SystemClock()
        store = SqlConversationStore(database=database, clock=clock)
        yield open_desk(database, directory, store=store, feed=feed, clock=clock)


async def _move(reference: str, kind: MoveKind, *, by: str, detail: str, remark: str) -> None:
    async with _desk(read_settings()) as desk:
        conversation_id, handoff = await desk.door.lead(reference)
        heard = StaffMove(
            id=f"cli-{uuid.uuid4()}",
            conversation_id=conversation_id,
            handoff_id=handoff.id,
            by=_staff(desk, by),
            deed=_deed(desk, kind, detail),
            remark=Remark(remark),
        )
        try:
            await desk.door.hear_move(heard)
        except MoveRefused as refused:
            raise typer.BadParameter(refused.words.en) from refused


async def _answer(reference: str, text: str, *, by: str) -> None:
    if not text.strip():
        raise typer.BadParameter("write what the company should read")
    async with _desk(read_settings()) as desk:
        conversation_id, handoff = await desk.door.lead(reference)
        heard = StaffReply(
            id=f"cli-{uuid.uuid4()}",
            conversation_id=conversation_id,
            handoff_id=handoff.id,
            text=text.strip(),
            by=_staff(desk, by),
        )
        try:
            await desk.door.hear_staff(heard)
        except MoveRefused as refused:
            raise typer.BadParameter(refused.words.en) from refused


async def _revoke(reference: str) -> None:
    async with open_database(read_settings()) as database:
        await SqlLinks(database=database, clock=SystemClock()).revoke(reference)


async def _notices() -> list[str]:
    async with _desk(read_settings()) as desk:
        told = [f"{notice.at:%Y-%m-%d %H:%M} {notice.text}" for notice in await desk.outbox.operator_notices()]
        closed = [f"closed: {route} ({why})" for route, why in (await desk.outbox.closed_routes()).items()]
        return [*told, *closed]


async def _mended(recipient: str) -> None:
    async with _desk(read_settings()) as desk:
        if not await desk.outbox.open_route(recipient):
            raise UnknownLink(f"{recipient} is not closed; `indgang leads notices` names those that are")
        for notice in await desk.outbox.operator_notices():
            if notice.key.startswith(f"closed:{recipient}:"):
                await desk.outbox.dismiss(notice.key)


async def _reports() -> list[str]:
    async with _desk(read_settings()) as desk:
        return [
            f"{each.id} {each.at:%Y-%m-%d} {each.by.name}: {each.fault} {each.remark}\n"
            f"  asked: {each.question}\n  answered: {each.answer}\n  cards: {', '.join(each.card_ids) or '-'}"
            for each in await desk.reports.open()
        ]


async def _settled(report_id: str) -> None:
    async with _desk(read_settings()) as desk:
        if not await desk.reports.settle(report_id, day=desk.clock.now().date()):
            raise UnknownLink(f"no open report {report_id}; `indgang leads reports` lists them")


def _staff(desk: StaffDesk, by: str) -> Staff:
    known = next((each for each in desk.directory.answering.colleagues if each.id == by), None)
    return Staff(f"desk:{by}", known.name if known else by)


def _deed(desk: StaffDesk, kind: MoveKind, detail: str) -> Deed:
    if kind is MoveKind.ASSIGN:
        if not detail:
            raise typer.BadParameter("say whom with --detail")
        return Assign(_staff(desk, detail))
    try:
        return deed_of(kind, detail)
    except ValueError as error:
        raise typer.BadParameter(f"{kind} cannot be done with --detail {detail!r}: {error}") from error
