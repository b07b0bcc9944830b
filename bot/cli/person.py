"""`indgang person`: what is kept about one person, shown and forgotten."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.domain import ConfigurationError, Directory, TransientError, UnknownLink
from bot.knowledge import load_knowledge
from bot.settings import Settings
from bot.storage import (
    Copy,
    Database,
    Erasure,
    Ledger,
    Person,
    SqlConversationStore,
    SqlPersons,
    drop_harvested,
    files_with,
)
from bot.wiring import SystemClock, deliver, open_database, open_desk, open_feed

from .running import paper, read_settings, run, write

LONG = 24
"""Characters after which words are a person's own rather than anybody's."""

app = typer.Typer(help="What is kept about one person: shown whole, or forgotten.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
Also = Annotated[
    list[str] | None,
    typer.Option("--conversation", help="A further conversation of theirs, by id, where they left no address."),
]


@app.command("export")
def export(
    email: Email,
    out: Annotated[Path | None, typer.Option(help="A .json file; the screen where left out.")] = None,
    conversation: Also = None,
    with_remarks: Annotated[
        bool, typer.Option("--with-remarks", help="Also what colleagues remarked among themselves.")
    ] = False,
) -> None:
    """Everything stored about a person, as JSON."""
    text = json.dumps(run(_export(_address(email), conversation or [], with_remarks)), ensure_ascii=False, indent=2)
    if out is None:
        typer.echo(text)
        return
    write(out, text + "\n")
    paper.print(f"written to {out}: keep it as safe as the database", markup=False)


@app.command("erase")
def erase(
    email: Email,
    conversation: Also = None,
    harvest: Annotated[
        list[Path] | None, typer.Option(help="A further folder with harvested rows; the data folder always is.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Forget a person: conversations, leads, posts, feedback, harvested rows, and the copies staff were sent."""
    settings, address = read_settings(), _address(email)
    for folder in harvest or []:
        if not folder.is_dir():
            raise typer.BadParameter(f"there is no folder {folder}")
    person = run(_find(settings, address, conversation or []))
    if not person.is_known:
        raise UnknownLink("nothing is stored under this address; nothing was changed")
    counted = f"{len(person.conversations)} conversations and {len(person.deeds)} leads"
    if not yes:
        typer.confirm(f"Forget {counted}, for good?", abort=True)
    folders = [settings.data_dir, *(harvest or [])]
    for line in run(_erase(settings, address, person, folders)):
        paper.print(line, markup=False)


async def erase_again(settings: Settings, database: Database) -> int:
    """Forget anew what a restored copy brought back of what had been erased. How many conversations."""
    ids = Ledger.beside(settings.data_dir).erased()
    if not ids:
        return 0
    persons = SqlPersons(database=database, clock=SystemClock())
    gone = (await persons.erase("", ids)).conversations
    if gone:
        await database.compact()
    return gone


def _address(email: str) -> str:
    address = email.strip()
    name, _, host = address.partition("@")
    if not name or "." not in host or any(letter.isspace() for letter in address):
        raise typer.BadParameter(f"{email!r} is not an e-mail address; write it as name@company.example")
    return address


async def _find(settings: Settings, address: str, also: list[str]) -> Person:
    async with open_database(settings) as database:
        return await SqlPersons(database=database, clock=SystemClock()).find(address, also=also)


async def _export(address: str, also: list[str], with_remarks: bool) -> dict[str, Any]:
    async with open_database(read_settings()) as database:
        clock = SystemClock()
        persons = SqlPersons(database=database, clock=clock)
        person = await persons.find(address, also=also)
        return {
            "email": address,
            "exported_at": clock.now().isoformat(),
            "conversations": list(person.conversations),
            "records": await persons.records(person.conversations, with_remarks=with_remarks),
            # Others' words are theirs: only where they name the address is told.
            "named_in_conversations_of_others": list(person.mentioned_in),
        }


async def _erase(settings: Settings, address: str, person: Person, folders: list[Path]) -> list[str]:
    directory = load_knowledge(settings.knowledge_dir).directory
    _refuse_recipients(address, directory)
    clock = SystemClock()
    async with open_database(settings) as database, open_feed(database) as feed:
        persons = SqlPersons(database=database, clock=clock)
        line = {"at": clock.now().isoformat(), "conversations": list(person.conversations), "leads": list(person.deeds)}
        # Noted first: what is deleted and not noted could come back with a restored copy.
        Ledger.beside(settings.data_dir).note(line)
        erased = await persons.erase(address, person.conversations)
        store = SqlConversationStore(database=database, clock=clock)
        desk = open_desk(database, directory, store=store, feed=feed, clock=clock)
        await deliver(settings, desk, None).take_back({each.key for each in erased.copies})
        left = await persons.waiting(erased.copies)
        dropped = sum(sum(drop_harvested(folder, person.conversations).values()) for folder in folders)
        trouble = await _compact(database)
    told = [
        f"forgotten: {erased.conversations} conversations, {len(person.deeds)} leads; "
        f"masked in {erased.masked_rows} other rows; {dropped} harvested rows dropped",
        *_copies(erased, left),
        *trouble,
        *_not_in_our_hands(settings),
    ]
    return [*told, *_left_in_files(folders, address, person)]


def _refuse_recipients(address: str, directory: Directory) -> None:
    known = {each.delivery.email.casefold() for each in directory.destinations.values() if each.delivery.email}
    if address.casefold() in known:
        raise ConfigurationError(
            f"{address} is where leads are sent, not a visitor: change it in directory/destinations.yaml"
        )


async def _compact(database: Database) -> list[str]:
    try:
        await database.compact()
    except TransientError as error:
        return [f"not done: {error}"]
    return []


def _copies(erased: Erasure, left: list[Copy]) -> list[str]:
    letters = sum(each.recipient.startswith("mail:") for each in erased.copies)
    lines = [f"taken back or asked back: {len(erased.copies) - len(left)} of {len(erased.copies)} posts to staff"]
    if letters:
        lines.append(f"not reached: {letters} letters can't be taken back; their mailboxes are asked to delete them")
    lines += [
        f"not reached yet: {each.recipient}, {each.why or 'no channel here'}; `indgang serve` tries again"
        for each in left
    ]
    return [*lines, *(f"not reached: something may stand at {each}; look there by hand" for each in erased.unsure)]


def _not_in_our_hands(settings: Settings) -> list[str]:
    lines = ["not in our hands: backups, what staff wrote or copied themselves, and the company's own mailbox"]
    if settings.llm.is_on:
        lines.append(f"not in our hands: what {settings.llm.base_url} keeps of the questions it was asked")
    if settings.database_url.startswith("postgres"):
        lines.append("not in our hands: PostgreSQL's write-ahead log and replicas, until they are recycled")
    return lines


def _left_in_files(folders: list[Path], address: str, person: Person) -> list[str]:
    words = [each for each in person.words if len(each) >= LONG]
    named = {file for folder in folders for file in files_with(folder, [address])}
    worded = {file for folder in folders for file in files_with(folder, words)} - named
    lines = [f"still names the address: {file}; delete or mend it by hand" for file in sorted(named)]
    lines += [f"still holds words the person wrote, or the same of another's: {file}" for file in sorted(worded)]
    return lines or ["searched byte by byte: no file in these folders names the address or holds the person's words"]
