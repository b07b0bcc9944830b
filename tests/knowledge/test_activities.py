"""What known work is about is read with the directory; a slip is named with its fix."""

import pytest

from bot.domain import ActivityKind, Bilingual
from bot.knowledge import load_knowledge, read_knowledge

from .folder import CARD_FILE, Folder, write_folder

AREAS = 'dance: {name: {da: dans, en: dance}, of_the_body: true, words: ["dans*", "dance*"]}\n'
ACTIVITIES = "dancing-robot: {kind: project, card: robot-lab, areas: [dance]}\n"


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = write_folder(tmp_path_factory.mktemp("knowledge"))
    folder.write("directory/areas.yaml", AREAS)
    folder.write("directory/activities.yaml", ACTIVITIES)
    return folder


def test_an_activity_takes_title_source_and_day_from_its_card(folder: Folder) -> None:
    directory = load_knowledge(folder.path).directory
    [activity], [area] = directory.activities, directory.areas
    assert (activity.kind, activity.title.en, activity.as_of) == (ActivityKind.PROJECT, "The robot lab", "2026-05-01")
    assert (activity.source_title, activity.section) == ("Referat, Robotudvalget", "Punkt 1")
    assert (area.name, area.of_the_body) == (Bilingual("dans", "dance"), True)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("directory/areas.yaml", '["dans*", "dance*"]', "[]", "has no words"),
        ("directory/areas.yaml", "of_the_body", "of_a_body", "of_a_body"),
        ("directory/activities.yaml", "robot-lab", "moon-lab", "unknown card 'moon-lab'"),
        ("directory/activities.yaml", "[dance]", "[dance, song]", "unknown area 'song'"),
        ("directory/activities.yaml", "project", "fair", "fair"),
        (CARD_FILE, "superseded_by:", "superseded_by: no-tango", "which was replaced"),
    ],
)
def test_a_slip_is_named(folder: Folder, file: str, old: str, new: str, problem: str) -> None:
    folder.change(file, old, new)
    assert any(problem in str(finding) for finding in read_knowledge(folder.path).findings)
