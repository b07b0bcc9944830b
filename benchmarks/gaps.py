"""Fifty questions nobody can answer, five themes, both languages: gathered, drafted, approved, answered next time.

`python -m benchmarks.gaps` runs the product's own commands with the built-in embedder, on a copy of the knowledge in a
folder of its own. `--home FOLDER` keeps embeddings for the next run. The five cards rest on a made-up example guide.
"""

import argparse
import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.cli.gapping import find_gaps
from bot.domain import (
    Author,
    ConversationId,
    Fault,
    Feedback,
    FeedbackReason,
    Language,
    Message,
    Outcome,
    Report,
    Staff,
    VisitorMessage,
)
from bot.settings import Settings
from bot.storage import SqlFeedback, SqlReports
from bot.wiring import House, open_house

console = Console(highlight=False)
DAY = "2026-11-26"
SOURCE = """
example-guide:
  title: "Eksempelvejledning (opdigtet)"
  owner: Example Hospital
  language: da
  as_of: 2026-11-01
  document: example-guide.txt
"""
THEMES: dict[str, dict[str, tuple[str, ...]]] = {
    "insurance": {
        "da": (
            "Hvem forsikrer vores udstyr, mens det er udlånt til afdelingen?",
            "Dækker sygehusets forsikring, hvis vores apparat går i stykker under testen?",
            "Skal vi selv tegne en ansvarsforsikring for udlånt udstyr?",
            "Hvem betaler, hvis lånt udstyr bliver stjålet på afdelingen?",
            "Hvilken forsikring kræves for udstyr, vi låner ud?",
        ),
        "en": (
            "Who insures our equipment while it is on loan to the ward?",
            "Does the hospital's insurance cover it if our device breaks during the test?",
            "Do we have to take out liability insurance for equipment on loan?",
            "Who pays if loaned equipment is stolen on the ward?",
            "Which insurance is required for equipment we lend?",
        ),
        "held": (
            "Er vores udlånte apparat forsikret, når det står på afdelingen?",
            "Is our loaned device insured while it stands on the ward?",
        ),
    },
    "freezer": {
        "da": (
            "Kan vi få plads i en minus 80-fryser til vores prøver?",
            "Hvor opbevares vores reagenser på køl på sygehuset?",
            "Er der fryseplads til blodprøver under forsøget?",
            "Har afdelingen et køleskab til opbevaring af reagenser?",
            "Hvordan opbevares frosne prøver natten over?",
        ),
        "en": (
            "Can we get space in a minus 80 freezer for our samples?",
            "Where are our reagents kept cold at the hospital?",
            "Is there freezer space for blood samples during the study?",
            "Does the ward have a fridge for storing reagents?",
            "How are frozen samples stored overnight?",
        ),
        "held": (
            "Må vi stille vores prøver i jeres fryser?",
            "May we keep our samples in your freezer?",
        ),
    },
    "filming": {
        "da": (
            "Må vi filme på afdelingen til en reklamevideo?",
            "Kræver det tilladelse at tage billeder på sygehuset?",
            "Må vi fotografere personalet, når de bruger vores produkt?",
            "Hvem giver lov til videooptagelser på en sengeafdeling?",
            "Kan vi optage en film om testen til vores hjemmeside?",
        ),
        "en": (
            "May we film on the ward for a promotional video?",
            "Does taking pictures in the hospital need permission?",
            "May we photograph the staff when they use our product?",
            "Who permits video recording on a ward?",
            "Can we shoot a film about the test for our website?",
        ),
        "held": (
            "Hvad kræver det at lave en video inde på sygehuset?",
            "What does it take to make a video inside the hospital?",
        ),
    },
    "vaccination": {
        "da": (
            "Skal vores medarbejdere være vaccineret for at komme på afdelingen?",
            "Kræver sygehuset vaccination mod hepatitis B af leverandørens personale?",
            "Skal vores teknikere testes for MRSA før besøget?",
            "Hvilke vacciner skal vores ansatte have?",
            "Skal en montør vise vaccinationsbevis på sygehuset?",
        ),
        "en": (
            "Must our employees be vaccinated to come onto the ward?",
            "Does the hospital require hepatitis B vaccination of supplier staff?",
            "Must our technicians be tested for MRSA before the visit?",
            "Which vaccines must our staff have?",
            "Must a fitter show proof of vaccination at the hospital?",
        ),
        "held": (
            "Er der krav om vaccination for vores folk på afdelingen?",
            "Are our people required to have vaccinations on the ward?",
        ),
    },
    "parking": {
        "da": (
            "Hvor kan vores varevogn parkere, når vi leverer udstyr?",
            "Er der en rampe til aflæsning af tungt udstyr på sygehuset?",
            "Hvad koster parkering for leverandører?",
            "Hvor læsser vi en palle af ved sygehuset?",
            "Skal vi have parkeringstilladelse til lastbilen?",
        ),
        "en": (
            "Where can our van park when we deliver equipment?",
            "Is there a loading dock for heavy equipment at the hospital?",
            "What does parking cost for suppliers?",
            "Where do we unload a pallet at the hospital?",
            "Do we need a parking permit for the lorry?",
        ),
        "held": (
            "Hvor holder vi med bilen, når vi kommer med udstyret?",
            "Where do we leave the van when we bring the equipment?",
        ),
    },
}
BODIES = {
    "insurance": (
        "Forsikring af udlånt udstyr",
        "Example Hospital forsikrer ikke udstyr, som en virksomhed udlåner til en afdeling. Virksomheden tegner selv "
        "forsikring for det udlånte udstyr, også mod tyveri og skader under testen.",
        "Insurance of loaned equipment",
        "Example Hospital does not insure equipment that a company lends to a ward. The company itself takes out "
        "insurance for the loaned equipment, also against theft and damage during the test.",
    ),
    "freezer": (
        "Fryseplads til prøver og reagenser",
        "Example Hospital stiller fryser og køleskab til rådighed for prøver og reagenser efter aftale med afdelingen.",
        "Freezer space for samples and reagents",
        "Example Hospital provides a freezer and a fridge for samples and reagents by agreement with the ward.",
    ),
    "filming": (
        "Film og billeder på afdelingen",
        "Film og billeder på en afdeling på Example Hospital kræver skriftlig tilladelse fra afdelingsledelsen.",
        "Film and pictures on the ward",
        "Film and pictures on a ward at Example Hospital need written permission from the ward's management.",
    ),
    "vaccination": (
        "Vaccination af leverandørers medarbejdere",
        "Example Hospital kræver vaccination mod hepatitis B af leverandørers medarbejdere, der arbejder på en "
        "afdeling, og en MRSA-test før besøget.",
        "Vaccination of suppliers' staff",
        "Example Hospital requires vaccination against hepatitis B of suppliers' staff who work on a ward, and an MRSA "
        "test before the visit.",
    ),
    "parking": (
        "Parkering og aflæsning af udstyr",
        "Leverandører parkerer og læsser udstyr af ved rampen bag Example Hospital; parkering er gratis for "
        "leverandører.",
        "Parking and unloading of equipment",
        "Suppliers park and unload equipment at the loading dock behind Example Hospital; parking is free for "
        "suppliers.",
    ),
}


async def ask(house: House, question: str, language: Language, *, key: str) -> tuple[Message, ConversationId]:
    opened = await house.engine.open(language=language)
    heard = VisitorMessage(id=key, conversation_id=opened.id, text=question)
    await house.engine.hear_visitor(heard)
    after = await house.store.get(opened.id)
    return next(said for said in reversed(after.transcript) if said.author is Author.BOT), opened.id


async def ask_all(settings: Settings) -> Counter[str]:
    """Ask every question; where something beside the point is said, every other is rated, the rest reported."""
    seen = Counter[str]()
    async with open_house(settings, progress=lambda done, total: None) as house:
        for theme, questions in THEMES.items():
            for language in Language:
                for number, question in enumerate(questions[language]):
                    key = f"{theme}-{language}-{number}"
                    reply, conversation = await ask(house, question, language, key=key)
                    seen[await _note(house, reply, question, conversation, number, language)] += 1
    return seen


async def _note(
    house: House, reply: Message, question: str, conversation: ConversationId, number: int, language: Language
) -> str:
    at = datetime.now(UTC)  # noqa: TID251 - a benchmark's own time
    if reply.outcome is Outcome.REFUSED:
        return "refused"
    if number % 2:
        await SqlReports(database=house.database).put(
            Report(
                id=f"r-{conversation}",
                question=question,
                answer=reply.text,
                card_ids=(),
                fault=Fault.WRONG,
                remark="beside the point",
                by=Staff(id="example", name="Example colleague"),
                at=at,
                language=language,
                conversation_id=conversation,
            )
        )
        return "reported"
    await SqlFeedback(database=house.database).keep(
        Feedback(
            id=f"f-{conversation}",
            conversation_id=conversation,
            message_id=reply.id,
            helped=False,
            reason=FeedbackReason.OFF_TOPIC,
            comment="",
            question=question,
            cards=(),
            at=at,
        )
    )
    return "rated"


async def answered(settings: Settings, cards: dict[str, str], kinds: tuple[str, ...]) -> tuple[int, int]:
    """How many questions are answered with the theme's new card cited, of how many."""
    right = asked = 0
    async with open_house(settings, progress=lambda done, total: None) as house:
        for theme, questions in THEMES.items():
            for kind in kinds:
                for number, question in enumerate(questions[kind]):
                    language = Language(kind) if kind in ("da", "en") else list(Language)[number]
                    reply, _ = await ask(house, question, language, key=f"again-{theme}-{kind}-{number}")
                    cited = {citation.passage_id.partition(":")[0] for citation in reply.citations}
                    asked += 1
                    right += reply.outcome is Outcome.ANSWERED and cards.get(theme, "") in cited
                    if cards.get(theme, "") not in cited:
                        console.print(f"  not by its card: {question} ({reply.outcome}; {', '.join(sorted(cited))})")
    return right, asked


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "indgang"
    env = {
        **os.environ,  # noqa: TID251 - for the program's own search path
        "INDGANG_KNOWLEDGE_DIR": str(home / "knowledge"),
        "INDGANG_DATA_DIR": str(home / "var"),
        "COLUMNS": "200",
    }
    return subprocess.run(  # noqa: S603 - our own command
        [program, *words], env=env, capture_output=True, text=True, check=False
    )


def complete(draft: Path, theme: str, *, with_source: bool) -> None:
    """What an editor does in a text editor."""
    da_title, da, en_title, en = BODIES[theme]
    text = draft.read_text(encoding="utf-8")
    # A question asked in one language alone is left out here; an editor may also write it in the other.
    text = re.sub(r'^  - \{(?:da: ""|.*, en: "").*\}\n', "", text, flags=re.MULTILINE)
    for pattern, new in (
        (r"^id: .*$", f"id: example-{theme}"),
        (r"^topic: .*$", "topic: entry"),
        (r"^as_of: .*$", "as_of: 2026-11-01"),
        (r"^reviewed: .*$", f"reviewed: {DAY}"),
        (r"^## da: [\s\S]*\Z", f"## da: {da_title}\n{da}\n\n## en: {en_title}\n{en}\n"),
    ):
        text = re.sub(pattern, lambda _, new=new: new, text, count=1, flags=re.MULTILINE)
    if with_source:
        text = re.sub(r"^sources: .*$", "sources:\n  - {source: example-guide}", text, count=1, flags=re.MULTILINE)
    draft.write_text(text, encoding="utf-8")


def forget(home: Path) -> None:
    """What an earlier run asked; embeddings stay."""
    if not (place := home / "var" / "indgang.db").is_file():
        return
    with closing(sqlite3.connect(place)) as database, database:
        database.execute("PRAGMA foreign_keys = ON")
        for table in ("conversations", "reports", "feedback", "filled"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above


def measure(home: Path) -> Table:
    forget(home)
    shutil.rmtree(home / "knowledge", ignore_errors=True)
    shutil.copytree(Settings().knowledge_dir, home / "knowledge")
    (home / "knowledge" / "sources" / "example.yaml").write_text(SOURCE, encoding="utf-8")
    settings = Settings(knowledge_dir=home / "knowledge", data_dir=home / "var")
    table = Table("knowledge loop", "", box=None)
    table.add_row("index built in", _timed(lambda: command(home, "index")))
    seen = asyncio.run(ask_all(settings))
    table.add_row("questions asked", f"{seen.total()}: " + ", ".join(f"{n} {kind}" for kind, n in seen.most_common()))
    begun = time.perf_counter()
    gaps = asyncio.run(find_gaps(settings))
    alone = sum(gap.conversations == 1 for gap in gaps)
    shared = f"{len(gaps) - alone} gaps, and {alone} asked by one conversation each"
    table.add_row("found", f"{shared}, in {time.perf_counter() - begun:.1f} s")
    theme_of = {text: theme for theme, kinds in THEMES.items() for kind in Language for text in kinds[kind]}
    cards = dict[str, str]()
    refused = filed = 0
    gaps_on = defaultdict[str, list[str]](list)
    for gap in gaps:
        themes = Counter(theme_of[each.question] for each in gap.sightings)
        languages = ", ".join(f"{count} {language}" for language, count in sorted(gap.languages.items()))
        table.add_row(f"  {gap.id}", f"{dict(themes)}; {languages}; nearest {', '.join(gap.nearest)}")
        gaps_on[themes.most_common(1)[0][0]].append(gap.id)
    for theme, names in gaps_on.items():
        draft = home / f"{theme}.md"
        draft.unlink(missing_ok=True)
        # An editor who sees a theme in two gaps makes one card of both.
        command(home, "gaps", "draft", *names, "--to", str(draft))
        complete(draft, theme, with_source=False)
        bare = command(home, "gaps", "approve", str(draft), "--today", DAY)
        refused += bare.returncode == 1 and "add under sources" in bare.stdout
        complete(draft, theme, with_source=True)
        done = command(home, "gaps", "approve", str(draft), "--today", DAY)
        filed += done.returncode == 0
        console.print(" ", (done.stdout or done.stderr).strip(), markup=False)
        cards[theme] = f"example-{theme}"
    table.add_row("drafts without a source refused, with the fix", f"{refused} of {len(cards)}")
    table.add_row("drafts with a source filed", f"{filed} of {len(cards)}")
    table.add_row("open gaps after that", str(len(asyncio.run(find_gaps(settings)))))
    table.add_row("index built anew in", _timed(lambda: command(home, "index")))
    right, asked = asyncio.run(answered(settings, cards, ("da", "en")))
    table.add_row("asked again: answered by its new card", f"{right} of {asked}")
    right, asked = asyncio.run(answered(settings, cards, ("held",)))
    table.add_row("asked in words no card foresees", f"{right} of {asked}")
    return table


def _timed(work: Callable[[], object]) -> str:
    begun = time.perf_counter()
    work()
    return f"{time.perf_counter() - begun:.1f} s"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gaps", description=__doc__)
    parser.add_argument("--home", type=Path, help="keep knowledge, index and embeddings in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        console.print(measure(home))


if __name__ == "__main__":
    main()
