"""Reads the knowledge folder: files in, domain objects out, or one error that names every file to mend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain import Bilingual, Card, ConfigurationError, Directory, Source

from .activity_files import read_activities, read_areas
from .card_files import BOUNDARY_TOPIC, read_card
from .directory_files import DirectoryReader
from .findings import Finding
from .source_files import read_sources, read_topics

_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything Indgang says about the world. Boundaries are cards with `boundary` set."""

    cards: tuple[Card, ...]
    sources: Mapping[str, Source]
    topics: Mapping[str, Bilingual]
    directory: Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What could be read, and what could not. `files` says where each card id stands, also unreadable ones."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]
    files: Mapping[str, str]


def load_knowledge(folder: Path) -> Knowledge:
    """The whole folder.

    Raises:
        ConfigurationError: something in it is unusable; the message names the files and the fixes.
    """
    return read_whole(folder).knowledge


def read_whole(folder: Path) -> Reading:
    """As `load_knowledge`, with the places of the cards."""
    reading = read_knowledge(folder)
    if not reading.findings:
        return reading
    lines = [str(finding) for finding in reading.findings[:_SHOWN]]
    more = len(reading.findings) - len(lines)
    rest = [f"… and {more} more; run `indgang check`"] if more else []
    raise ConfigurationError("\n".join([f"the knowledge in {folder} needs mending:", *lines, *rest]))


def read_knowledge(folder: Path) -> Reading:
    """As much of the folder as can be read.

    Raises:
        ConfigurationError: there is no such folder.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"there is no knowledge folder {folder}; name one that holds topics.yaml and cards/")
    findings = list[Finding]()
    topics = read_topics(folder, findings=findings)
    sources = read_sources(folder, findings=findings)
    files = dict[str, str]()
    cards = list[Card]()
    for path in _card_paths(folder):
        where = path.relative_to(folder).as_posix()
        card = read_card(path, where=where, sources=sources, findings=findings)
        if path.stem in files:
            findings.append(Finding(where, f"id {path.stem!r} stands in {files[path.stem]} too", "rename one of them"))
            continue
        files[path.stem] = where
        if card is not None:
            cards.append(card)
            _check_place(card, where=where, topics=topics, findings=findings)
    directory = DirectoryReader(folder=folder, sources=sources, topics=topics, findings=findings).read()
    areas = read_areas(folder, findings=findings)
    activities = read_activities(folder, areas=areas, cards=cards, findings=findings)
    directory = replace(directory, areas=areas, activities=activities)
    knowledge = Knowledge(cards=tuple(cards), sources=sources, topics=topics, directory=directory)
    return Reading(knowledge=knowledge, findings=tuple(findings), files=files)


def _card_paths(folder: Path) -> list[Path]:
    return [*sorted((folder / "cards").glob("**/*.md")), *sorted((folder / "boundaries").glob("*.md"))]


def _check_place(card: Card, *, where: str, topics: Mapping[str, Bilingual], findings: list[Finding]) -> None:
    """A card stands in its topic's folder, a boundary under boundaries/."""
    inside = where.split("/")[1] if where.startswith("cards/") else BOUNDARY_TOPIC
    if card.topic not in (*topics, BOUNDARY_TOPIC, ""):
        findings.append(Finding(where, f"unknown topic {card.topic!r}", "use a key of topics.yaml, or add it there"))
    elif card.topic != inside and card.topic:
        home = "boundaries" if card.topic == BOUNDARY_TOPIC else f"cards/{card.topic}"
        findings.append(Finding(where, f"its topic is {card.topic!r}", f"move it to {home}/, or mend the topic"))
