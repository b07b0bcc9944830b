"""`indgang index`: builds the search index from knowledge and imported documents."""

from bot.knowledge import load_knowledge
from bot.retrieval import IndexReport, build_index
from bot.settings import Settings
from bot.storage import SqlDocuments, SqlEmbeddings
from bot.wiring import (
    SystemClock,
    index_folder,
    index_place,
    known_passages,
    make_embedder,
    open_database,
)

from .running import paper, progress_bar, read_settings, run


def index() -> None:
    """Build the index anew beside the old one and switch to it; unchanged texts are not embedded again."""
    report = run(rebuild(read_settings()))
    paper.print(f"{report.texts} texts indexed, {report.computed} of them newly embedded")


async def rebuild(settings: Settings) -> IndexReport:
    knowledge = load_knowledge(settings.knowledge_dir)
    embedder = make_embedder(settings)
    async with open_database(settings) as database:
        with progress_bar("embedding") as progress:
            return await build_index(
                await known_passages(knowledge, SqlDocuments(database=database, clock=SystemClock())),
                embedder=embedder,
                embeddings=SqlEmbeddings(database=database, embedder=embedder.name),
                folder=index_folder(settings),
                place=index_place(settings),
                progress=progress,
            )
