"""Each check finds what it is for, and stays silent about a folder that is right."""

from datetime import date

import pytest

from bot.knowledge import Finding, Severity, check_knowledge
from tests.knowledge.folder import CARD, CARD_FILE, Folder

TODAY = date(2026, 11, 22)
_DA = "Robotten Knud Kaffe danser ikke."
_EN = "The robot Knud Kaffe does not dance."


def found(folder: Folder, *, today: date = TODAY) -> list[Finding]:
    return check_knowledge(folder.path, today=today)


def test_a_right_folder_has_no_findings(folder: Folder) -> None:
    assert found(folder) == []


SEEDED = [
    # one change to the card, what the finding says, how severe it is
    ("DKK 9.8 million", "DKK 8.9 million", "says 8900000", Severity.ERROR),
    ("in 2026 for", "in 2025 for", "says 2025", Severity.ERROR),
    ("seven robots", "eight robots", "says 8", Severity.NOTICE),
    (_EN, "The robot Karl Krus does not dance.", "names Knud Kaffe", Severity.NOTICE),
    (_EN, f"{_EN} ABC helps.", "has ABC", Severity.NOTICE),
    ("reviewed: 2026-10-01", "reviewed:", "was never reviewed", Severity.ERROR),
    ("reviewed: 2026-10-01", "reviewed: 2025-10-01", "was reviewed 417 days ago", Severity.ERROR),
    ("reviewed: 2026-10-01", "reviewed: 2027-10-01", "lies ahead", Severity.ERROR),
    ("as_of: 2026-05-01", "as_of: 2027-05-01", "lies ahead", Severity.ERROR),
    ("superseded_by:", "superseded_by: robot-lab", "is replaced by itself", Severity.ERROR),
    ("superseded_by:", "superseded_by: nowhere", "unknown card 'nowhere'", Severity.ERROR),
    ("superseded_by:", "superseded_by: no-tango", "is replaced by 'no-tango'", Severity.NOTICE),
    ("superseded_by:", "superseded_by: no-tango", "is proved by 'robot-lab', which was replaced", Severity.ERROR),
    ("destinations: [lab]", "destinations: [moon]", "unknown destination 'moon'", Severity.ERROR),
    ('  - {source: minutes, section: "Punkt 1"}\n', "", "names no source", Severity.ERROR),
    (_DA, f"{_DA} Ring 23 45 67 89.", "shows the telephone number 23 45 67 89", Severity.ERROR),
    (_DA, f"{_DA} pelle.politik@robot.example", "belongs to the politician", Severity.ERROR),
    (_DA, f"{_DA} p.politik@other.example", "belongs to the politician Pelle Politik", Severity.ERROR),
    (_DA, f"{_DA} {'rust ' * 130}", "words; 130 is the most", Severity.ERROR),
    (_DA, f"{_DA} Den er træt.", "points at another: “Den er træt. …”", Severity.NOTICE),
    (_EN, f"{_EN} They are tired.", "points at another: “They are tired. …”", Severity.NOTICE),
    ('  - {da: "Kan robotten danse?", en: "Can the robot dance?", answer: "no"}\n', "", "has no asks", Severity.ERROR),
    (', en: "Can the robot dance?"', "", "'en' is missing", Severity.ERROR),
    (_EN, "", "says 7", None),
]


@pytest.mark.parametrize(("old", "new", "problem", "severity"), SEEDED)
def test_a_seeded_mistake_is_found(folder: Folder, old: str, new: str, problem: str, severity: Severity | None) -> None:
    folder.change(CARD_FILE, old, new)

    severities = {finding.severity for finding in found(folder) if problem in finding.problem}

    assert severities == ({severity} if severity else set())


def test_a_missing_translation_is_found(folder: Folder) -> None:
    folder.write(CARD_FILE, CARD.split("## en:")[0])

    assert "has no text in en" in {finding.problem for finding in found(folder)}


def test_what_ran_out_must_say_when_it_held(folder: Folder) -> None:
    folder.change(CARD_FILE, "valid_to:", "valid_to: 2026-06-01")
    dated = found(folder)
    folder.change(CARD_FILE, " i 2026 til", " til")
    folder.change(CARD_FILE, " in 2026 for", " for")

    assert dated == []
    assert [finding.problem for finding in found(folder)] == ["ran out on 2026-06-01 but speaks of the present"]


def test_a_destination_nobody_can_reach_is_a_notice(folder: Folder) -> None:
    folder.change("directory/destinations.yaml", "contact: gerda", "contact:")

    [finding] = found(folder)

    assert "neither contact nor delivery" in finding.problem
    assert finding.severity is Severity.NOTICE


def test_a_delivery_is_enough_to_reach_a_destination(folder: Folder) -> None:
    folder.change("directory/destinations.yaml", "contact: gerda", "contact:")
    folder.change("directory/destinations.yaml", "email: }", "email: lab@robot.example}")

    assert found(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("directory/destinations.yaml", "cards: [robot-lab]", "cards: [ghost]", "unknown card 'ghost'"),
        (
            "directory/destinations.yaml",
            "contact: gerda",
            "contact: gerda\n  successor: moon",
            "unknown successor 'moon'",
        ),
        ("directory/organisations.yaml", "successor: machine-council", "successor: moon", "unknown successor 'moon'"),
        ("directory/contacts.yaml", "organisation: robot-council", "organisation: moon", "unknown organisation 'moon'"),
        ("directory/contacts.yaml", "name: Gerda Gear", "name: Pelle Politik", "looks like the politician"),
        ("directory/contacts.yaml", "name: Gerda Gear", "name: P. Politik", "looks like the politician"),
        ("directory/contacts.yaml", "name: Gerda Gear", "name: Pele Politik", "looks like the politician"),
        ("directory/contacts.yaml", "name: Gerda Gear", "name: Pelle Gear Politik", "looks like the politician"),
        ("directory/contacts.yaml", "gerda@robot.example", "pelle.politik@robot.example", "looks like the politician"),
        ("directory/contacts.yaml", "da: projektleder", 'da: "leder, tlf. 23456789"', "telephone number"),
    ],
)
def test_a_mistake_in_the_directory_is_found(folder: Folder, file: str, old: str, new: str, problem: str) -> None:
    folder.change(file, old, new)

    [finding] = found(folder)

    assert finding.where.startswith(file)
    assert problem in finding.problem
    assert finding.severity is Severity.ERROR


def test_another_person_with_a_like_name_is_no_politician(folder: Folder) -> None:
    folder.change("directory/contacts.yaml", "name: Gerda Gear", "name: Pia Politis")

    assert found(folder) == []
