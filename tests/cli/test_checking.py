"""`indgang check`: quiet when all is well, exact when it is not."""

import pytest

from tests.knowledge.folder import CARD, CARD_FILE, Folder

from .conftest import Indgang


def test_a_folder_that_is_right_passes(indgang: Indgang) -> None:
    checked = indgang("check", "--today", "2026-11-01")
    assert checked.exit_code == 0
    assert checked.output.startswith("0 errors")


def test_an_error_is_placed_and_fails(indgang: Indgang, folder: Folder) -> None:
    folder.change(CARD_FILE, "destinations: [lab]", "destinations: [labb]")
    checked = indgang("check", "--today", "2026-11-01")
    assert checked.exit_code == 1
    assert "robot-lab" in checked.output
    assert "labb" in checked.output
    assert "1 errors" in checked.output


def test_a_notice_is_shown_where_it_is_asked_for_and_does_not_fail(indgang: Indgang, folder: Folder) -> None:
    folder.write(
        "cards/robots/old-lab.md", CARD.replace("id: robot-lab", "id: old-lab").replace("by:", "by: robot-lab")
    )
    quiet = indgang("check", "--today", "2026-11-01")
    shown = indgang("check", "--notices", "--today", "2026-11-01")
    assert (quiet.exit_code, shown.exit_code) == (0, 0)
    assert "old-lab" not in quiet.output
    assert "is replaced by 'robot-lab'" in shown.output


@pytest.mark.parametrize("command", [["check"], ["ask", "Can the robot dance?"]])
@pytest.mark.parametrize("today", ["tomorrow", "2026-02-30", "01-02-2026"])
def test_a_day_that_is_none_is_named(indgang: Indgang, command: list[str], today: str) -> None:
    refused = indgang(*command, "--today", today)
    assert refused.exit_code == 2
    assert today in refused.output
