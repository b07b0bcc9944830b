"""What is read from a knowledge folder, and what an editor is told when it cannot be read."""

from datetime import date

import pytest

from bot.domain import Boundary, ConfigurationError, Region, Standing, Verdict
from bot.knowledge import load_knowledge

from .folder import CARD, CARD_FILE, Folder


def test_a_right_folder_becomes_cards_sources_topics_and_a_directory(folder: Folder) -> None:
    knowledge = load_knowledge(folder.path)

    card, boundary = knowledge.cards
    assert (card.id, card.topic, card.standing, card.as_of) == ("robot-lab", "robots", Standing.FIRM, "2026-05-01")
    assert card.title.en == "The robot lab"
    assert card.body.da.startswith("Robotlaboratoriet har")
    assert card.asks[0].verdict is Verdict.NO
    assert card.sources[0].source.title == "Referat, Robotudvalget"
    assert (boundary.boundary, boundary.topic) == (Boundary.OFF_TOPIC, "boundary")
    assert knowledge.topics["robots"].da == "Robotter"
    destination = knowledge.directory.destinations["lab"]
    assert destination.contact is not None
    assert destination.contact.name == "Gerda Gear"
    assert knowledge.directory.places[0].region is Region.SYDDANMARK
    assert knowledge.directory.politicians == ("Pelle Politik", "pelle.politik@robot.example")


def test_the_right_body_stands_behind_a_destination_each_day(folder: Folder) -> None:
    destination = load_knowledge(folder.path).directory.destinations["lab"]

    bodies = [destination.organisation_on(date(2026, 12, 31)), destination.organisation_on(date(2027, 1, 1))]

    assert [body.id if body else "" for body in bodies] == ["robot-council", "machine-council"]


def test_a_card_may_clarify_a_field(folder: Folder) -> None:
    folder.change(CARD_FILE, "standing: firm", "standing: firm\nclarifies: region_hospital")

    assert load_knowledge(folder.path).cards[0].clarifies == "region_hospital"


def test_a_card_may_be_as_of_a_year_and_is_then_never_in_the_future(folder: Folder) -> None:
    folder.change(CARD_FILE, "as_of: 2026-05-01", "as_of: 2026")

    assert load_knowledge(folder.path).cards[0].as_of == "2026"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Folder) -> None:
    expected = load_knowledge(folder.path)

    (folder.path / CARD_FILE).write_bytes(b"\xef\xbb\xbf" + CARD.replace("\n", "\r\n").encode())

    assert load_knowledge(folder.path) == expected


WRONG = [
    ("standing: firm", "standing: maybe", "'standing' is 'maybe'"),
    ("standing: firm", "standing: firm\ncolour: blue", "unknown key 'colour'"),
    ('answer: "no"', "answer: no", "read by YAML as False; put it in quotes"),
    ("as_of: 2026-05-01", "as_of: 1. maj 2026", "'as_of' is '1. maj 2026', not a date"),
    ("as_of: 2026-05-01", "as_of: 2026-13-01", "cannot be read"),
    ("as_of: 2026-05-01\n", "", "'as_of' is missing"),
    ("id: robot-lab", "id: robot-laboratory", "is not the file's name"),
    ("id: robot-lab", "id: 2026", "is read by YAML as 2026, not as text"),
    ("topic: robots", "topic: dances", "unknown topic 'dances'"),
    ("topic: robots", "topic: tea", "move it to cards/tea/"),
    ("region: syddanmark", "region: mars", "unknown region 'mars'"),
    ("source: minutes", "source: rumours", "unknown source 'rumours'"),
    ('en: "Can the robot dance?"', 'en: ""', "'en' is missing"),
    ("destinations: [lab]", "destinations: lab", "not a list"),
    ("region: syddanmark", "region: syddanmark\nregion: nordjylland", "'region' is written twice"),
    ("sources:", "sources: [", "line"),
    ("## en: The robot lab", "## fr: Le robot", "has no text in en"),
    ("## da: Robotlaboratoriet", "Oops\n## da: Robotlaboratoriet", "text before the first language"),
    ("---\nid:", "id:", "has no front matter"),
    ("standing: firm", "standing: firm\nclarifies: mood", "'clarifies' is 'mood'"),
]


@pytest.mark.parametrize(("old", "new", "problem"), WRONG)
def test_a_wrong_card_is_refused_with_its_file_and_the_fix(folder: Folder, old: str, new: str, problem: str) -> None:
    folder.change(CARD_FILE, old, new)

    with pytest.raises(ConfigurationError) as raised:
        load_knowledge(folder.path)

    assert CARD_FILE in str(raised.value)
    assert problem in str(raised.value)


WRONG_ELSEWHERE = [
    ("topics.yaml", "{da: Te, en: Tea}", "{da: Te, kager, en: Tea}", "inside { } a comma ends it"),
    ("topics.yaml", "{da: Te, en: Tea}", "{da: Te, en: no}", "not as text"),
    ("sources/all.yaml", "  document: minutes.txt\n", "", "names neither a document nor a page"),
    ("sources/all.yaml", "language: da", "language: dansk", "'language' is 'dansk'"),
    ("directory/organisations.yaml", "{da: Robotrådet, en: Robot Council}", "Robotrådet", "both languages"),
    (
        "directory/organisations.yaml",
        "valid_from: 2027-01-01",
        "valid_from: 2027-01-01\n  valid_to: 2026-01-01",
        "ends",
    ),
    ("directory/destinations.yaml", "contact: gerda", "contact: nobody", "unknown contact 'nobody'"),
    ("directory/destinations.yaml", "{id: robot-council,", "{id: tea-council,", "unknown organisation 'tea-council'"),
    (
        "directory/destinations.yaml",
        "  organisations:",
        "  organisation: robot-council\n  organisations:",
        "unknown key",
    ),
    ("directory/places.yaml", "region: syddanmark", "region: mars", "'region' is 'mars'"),
    ("directory/places.yaml", "setting: hospital", "setting: castle", "unknown setting 'castle'"),
    ("directory/politicians.yaml", "emails: [pelle.politik@robot.example]", "emails: no", "not a list"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), WRONG_ELSEWHERE)
def test_a_wrong_file_is_named_with_the_fix(folder: Folder, file: str, old: str, new: str, problem: str) -> None:
    folder.change(file, old, new)

    with pytest.raises(ConfigurationError) as raised:
        load_knowledge(folder.path)

    assert file in str(raised.value)
    assert problem in str(raised.value)


def test_two_cards_of_one_name_are_refused(folder: Folder) -> None:
    folder.write("cards/tea/robot-lab.md", CARD.replace("topic: robots", "topic: tea"))

    with pytest.raises(ConfigurationError, match=r"stands in cards/robots/robot-lab\.md too"):
        load_knowledge(folder.path)


def test_a_missing_folder_and_a_missing_file_are_named(folder: Folder) -> None:
    (folder.path / "topics.yaml").unlink()

    with pytest.raises(ConfigurationError, match=r"topics\.yaml: cannot be read"):
        load_knowledge(folder.path)
    with pytest.raises(ConfigurationError, match="no knowledge folder"):
        load_knowledge(folder.path / "nowhere")


def test_a_file_in_another_encoding_is_named(folder: Folder) -> None:
    (folder.path / CARD_FILE).write_bytes(CARD.replace("Robotten", "Bælgøjede").encode("latin-1"))

    with pytest.raises(ConfigurationError, match="save it as UTF-8"):
        load_knowledge(folder.path)


def test_many_problems_are_summed_up(folder: Folder) -> None:
    folder.write("topics.yaml", "".join(f"t{number}: nothing\n" for number in range(30)))

    with pytest.raises(ConfigurationError, match="more; run `indgang check`"):
        load_knowledge(folder.path)
