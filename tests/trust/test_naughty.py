"""No string a stranger can send breaks a door, or comes out as a mark of ours."""

from pathlib import Path

import pytest

from .doors import Doors
from .naughty import naughty
from .world import open_world


@pytest.mark.slow
def test_naughty_strings_break_nothing_and_come_out_as_words(tmp_path: Path) -> None:
    every = naughty()
    assert len(every) >= 300
    with open_world(tmp_path) as world:
        doors = Doors(world)
        for text in ("almindelige ord", "a\0b", '<!channel> "><img src=x onerror=alert(1)>'):
            doors.bring(text)
    assert doors.faults == []
