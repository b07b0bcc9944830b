"""`indgang gaps`: what we could not answer, gathered by meaning, and the cards that close it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.domain import ConfigurationError, Language
from bot.gaps import Foreseen, KnowledgeGap, Ruler, draft_card, gather, together
from bot.knowledge import (
    Finding,
    Finished,
    Knowledge,
    check_finished,
    errors_in,
    file_card,
    load_knowledge,
    read_draft,
)
from bot.ports import Embedder
from bot.retrieval import embed_once
from bot.settings import Settings
from bot.storage import Database, SqlEmbeddings, SqlSightings
from bot.wiring import SystemClock, make_embedder, open_database, propose_texts

from .running import paper, progress_bar, read_day, read_settings, run, write

SAMPLES = 3
app = typer.Typer(
    help="Questions nobody could answer, gathered by meaning: list, draft a card, approve it.",
    invoke_without_command=True,
)


@app.callback()
def gaps(context: typer.Context) -> None:
    """List the gaps."""
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_(
    least: Annotated[int, typer.Option(min=1, help="Only gaps that so many conversations ran into.")] = 1,
) -> None:
    """Most asked first: how often, how it was seen, in which languages, the nearest cards, some of the questions.

    What a single conversation asked stands apart, below: a card about it may answer nobody else.
    """
    found = run(find_gaps(read_settings()))
    shared = [gap for gap in found if gap.conversations > 1 and gap.conversations >= least]
    alone = [gap for gap in found if gap.conversations == 1 and least == 1]
    for part in filter(None, (shared, alone)):
        paper.print(_listed(part))
    apart = f", and {len(alone)} asked by one conversation each" if alone else ""
    told = "`indgang gaps draft GAP --to FILE.md` starts a card; name several GAPs that one card would answer"
    paper.print(f"{len(shared)} gaps{apart}; {told}", markup=False)


def _listed(gaps: Sequence[KnowledgeGap]) -> Table:
    table = Table("gap", "asked", "seen as", "languages", "nearest cards", "for example", box=None)
    for gap in gaps:
        table.add_row(
            gap.id,
            str(gap.conversations),
            ", ".join(f"{count} {kind}" for kind, count in sorted(gap.seen_as.items())),
            ", ".join(f"{count} {language}" for language, count in sorted(gap.languages.items())),
            "\n".join(gap.nearest),
            "\n".join(escape(question) for language in Language for question in gap.questions[language][:SAMPLES]),
        )
    return table


@app.command("draft")
def draft(
    gaps: Annotated[list[str], typer.Argument(help="The gap, as `indgang gaps` names it; or several for one card.")],
    to: Annotated[Path, typer.Option(help="The file to write; an editor completes it.")],
) -> None:
    """Write a card to complete: its keys, the questions, no source. With a model set, also proved sentences.

    A theme that was gathered as two gaps becomes one card by naming both.
    """
    settings = read_settings()
    if to.exists():
        raise ConfigurationError(f"{to} exists already; name another file")
    open_ = {each.id: each for each in run(find_gaps(settings))}
    if missing := [gap for gap in gaps if gap not in open_]:
        raise ConfigurationError(f"there is no open gap {', '.join(missing)}; `indgang gaps` lists them")
    found = [open_[gap] for gap in dict.fromkeys(gaps)]
    typical = together(found).questions
    texts = run(propose_texts(settings, {language: typical[language][:1] for language in Language}))
    write(to, draft_card(found, smallest=settings.report_smallest, texts=texts))
    paper.print(f"{to} written; complete it, then run `indgang gaps approve {to}`", markup=False)


@app.command("approve")
def approve(
    file: Annotated[Path, typer.Argument(help="The completed draft.")],
    today: Annotated[str, typer.Option(help="Check as of this day (YYYY-MM-DD).")] = "",
) -> None:
    """Check the card as `indgang check` does, file it in the knowledge folder, and close its gaps."""
    settings = read_settings()
    day = read_day(today) or SystemClock().now().date()
    findings = list[Finding]()
    card = read_draft(file, findings=findings)
    if card is not None:
        findings = check_finished(card, settings.knowledge_dir, today=day)
    if (errors := errors_in(findings)) or card is None:
        for finding in errors:
            paper.print(f"[bold]{escape(finding.where)}[/]: {escape(finding.problem)} → {escape(finding.fix)}")
        paper.print(f"{len(errors)} errors; nothing was filed")
        raise typer.Exit(1)
    # Gathered before the card is filed, since its questions would move the measure.
    closed = run(_close(settings, card))
    names, questions = ", ".join(gap.id for gap in closed), sum(len(gap.sightings) for gap in closed)
    told = f"gap {names} closed, with {questions} questions" if closed else "it closes no open gap"
    paper.print(f"filed as {card.place}; {told}. Run `indgang index`, and it is answered.", markup=False)


async def find_gaps(settings: Settings) -> list[KnowledgeGap]:
    """The gaps of this installation as they stand now."""
    knowledge, embedder = load_knowledge(settings.knowledge_dir), make_embedder(settings)
    async with open_database(settings) as database:
        return await gaps_in(database, knowledge, embedder)


async def gaps_in(database: Database, knowledge: Knowledge, embedder: Embedder) -> list[KnowledgeGap]:
    """What visitors wrote is embedded anew each time: kept by a hash it would outlive the person who asked for it."""
    sightings = await SqlSightings(database=database).open()
    if not sightings:
        return []
    asks = [
        (card.id, language, ask.question.in_language(language))
        for card in knowledge.cards
        if card.boundary is None and not card.superseded_by
        for ask in card.asks
        for language in Language
    ]
    with progress_bar("embedding") as progress:
        known = await embed_once(
            [text for _, _, text in asks],
            embedder=embedder,
            embeddings=SqlEmbeddings(database=database, embedder=embedder.name),
            progress=progress,
        )
    foreseen = [
        Foreseen(card_id, language, vector.tolist())
        for (card_id, language, _), vector in zip(asks, known.vectors, strict=True)
    ]
    vectors = await asyncio.to_thread(embedder.embed_passages, [each.question for each in sightings])
    return gather(sightings, vectors, ruler=Ruler.of(foreseen))


async def _close(settings: Settings, card: Finished) -> list[KnowledgeGap]:
    """File the card, then close its gaps: stopped in between, they stay open and can be seen."""
    found = [gap for gap in await find_gaps(settings) if gap.id in card.gaps] if card.gaps else []
    file_card(card, settings.knowledge_dir)
    if found:
        async with open_database(settings) as database:
            await SqlSightings(database=database).fill(
                together(found).sightings, card_id=card.card_id, day=SystemClock().now().date()
            )
    return found
