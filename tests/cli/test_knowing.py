"""Two states of the knowledge are compared card by card, from folders or from git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.knowledge.folder import CARD, CARD_FILE, Folder, write_folder

from .conftest import Indgang


def git(folder: Path, *words: str) -> None:
    program = shutil.which("git")
    assert program
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@robot.example"]
    subprocess.run([program, "-C", str(folder), *who, *words], check=True, capture_output=True)  # noqa: S603


def test_the_same_folder_does_not_differ(indgang: Indgang, folder: Folder) -> None:
    assert indgang("knowledge", "diff", str(folder.path), str(folder.path)).output == "0 cards differ\n"


def test_added_removed_and_changed_cards_are_told_with_their_facts(
    indgang: Indgang, folder: Folder, tmp_path: Path
) -> None:
    after = write_folder(tmp_path / "after")
    after.write("cards/robots/new-lab.md", CARD.replace("id: robot-lab", "id: new-lab"))
    (after.path / "boundaries/no-tango.md").unlink()
    for old, new in (
        ("valid_to:", "valid_to: 2026-12-31"),
        ("9,8 mio. kr.", "8,9 mio. kr."),
        ('section: "Punkt 1"', 'section: "Punkt 2"'),
        ("destinations: [lab]", "destinations: []"),
        ('answer: "no"', 'answer: "yes"'),
        ("## en: The robot lab", "## en: The machine lab"),
    ):
        after.change(CARD_FILE, old, new)
    shown = indgang("knowledge", "diff", str(folder.path), str(after.path)).output
    for told in (
        "added new-lab",
        "removed no-tango",
        "changed robot-lab",
        "valid_to: none → 2026-12-31",
        "da text was: Robotlaboratoriet har 9,8 mio. kr.",
        "da text is: Robotlaboratoriet har 8,9 mio. kr.",
        "sources: minutes Punkt 1 → minutes Punkt 2",
        "destinations: lab → none",
        "a short answer changed",
        "en title: The robot lab → The machine lab",
        "3 cards differ",
    ):
        assert told in shown


def test_tags_and_commits_are_compared_and_a_slip_is_named(indgang: Indgang, folder: Folder) -> None:
    git(folder.path, "init", "--quiet")
    git(folder.path, "add", ".")
    git(folder.path, "commit", "--quiet", "-m", "first")
    git(folder.path, "tag", "knowledge-1")
    folder.change(CARD_FILE, 'en: "Can the robot dance?"', 'en: "Does the robot dance?"')
    git(folder.path, "commit", "--quiet", "-a", "-m", "second")
    assert "asks: 1 added, 1 removed" in indgang("knowledge", "diff", "knowledge-1", "HEAD").output
    for wrong in ("knowledge-7", "--output=x"):
        refused = indgang("knowledge", "diff", "--", wrong, "HEAD")
        assert refused.exit_code != 0
        assert "name" in str(refused.exception) or "tag" in str(refused.exception)


@pytest.mark.parametrize(("days", "found"), [("60", True), ("5", False)])
def test_what_runs_out_soon_is_listed(indgang: Indgang, folder: Folder, days: str, found: bool) -> None:
    folder.change(CARD_FILE, "valid_to:", "valid_to: 2026-12-01")
    shown = indgang("check", "--today", "2026-11-01", "--expiring", days)
    assert shown.exit_code == 0
    assert ("robot-lab.md: holds until 2026-12-01 (30 days left)" in shown.output) is found


def test_what_is_to_be_read_again_is_listed_soonest_first_with_who_is_told(indgang: Indgang, folder: Folder) -> None:
    folder.change(CARD_FILE, "valid_to:", "valid_to: 2027-10-15")
    folder.write("directory/answering.yaml", "editors: {robots: ann@robot.example}")
    shown = indgang("check", "--today", "2027-09-20", "--expiring", "30")
    robot, tango, late = [line for line in shown.output.splitlines() if "days left" in line]
    assert "no-tango.md: is to be read again by 2027-10-01 (11 days left)" in robot
    assert "told: nobody (write editors: in directory/answering.yaml)" in robot
    assert "robot-lab.md: is to be read again by 2027-10-01 (11 days left)" in tango
    assert "told: ann@robot.example → read it against its sources" in tango
    assert "robot-lab.md: holds until 2027-10-15" in late
    folder.change(CARD_FILE, "superseded_by:", "superseded_by: no-tango")
    replaced = indgang("check", "--today", "2027-09-20", "--expiring", "30")
    assert [line.partition(":")[0] for line in replaced.output.splitlines() if "days left" in line] == [
        "boundaries/no-tango.md"
    ]
