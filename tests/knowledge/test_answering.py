"""An installation's own deadlines, hours and colleagues, and what an operator is told when they cannot be read."""

from datetime import date, time

import pytest

from bot.domain import Answering, ConfigurationError, Days, Hours, Language
from bot.knowledge import load_knowledge

from .folder import Folder

FILE = "directory/answering.yaml"
WHOLE = """
default:
  answer_days: 4
  language: en
  hours: {monday: "10:00-14:30", friday: }
  closed: [{first: 2026-12-23, last: 2027-01-03}]
destinations:
  lab: {answer_days: 2, remind_days: 0, promised_by: the minutes}
colleagues:
  - {id: ann, name: Ann Aske, destinations: [lab], email: ann@lab.example, slack: U1, capacity: 3, backup: bo,
     away: [{first: 2026-09-01, last: 2026-09-04}]}
  - {id: bo, name: Bo Birk, destinations: []}
editors: {robots: ann@lab.example, default: desk@lab.example, tea: }
"""


def test_without_the_file_everything_has_a_default(folder: Folder) -> None:
    assert load_knowledge(folder.path).directory.answering == Answering()


def test_what_is_written_holds_and_the_rest_is_the_defaults(folder: Folder) -> None:
    folder.write(FILE, WHOLE)
    answering = load_knowledge(folder.path).directory.answering
    default, lab = answering.terms("elsewhere"), answering.terms("lab")
    assert (default.answer_days, default.remind_days, default.language) == (4, 1, Language.ENGLISH)
    assert default.hours[0] == Hours(time(10), time(14, 30))
    assert default.hours[4:] == (None, None, None)
    assert default.closed == (Days(date(2026, 12, 23), date(2027, 1, 3)),)
    assert (lab.answer_days, lab.remind_days, lab.promised_by) == (2, 0, "the minutes")
    assert (lab.language, lab.hours, lab.closed) == (default.language, default.hours, default.closed)
    ann, bo = answering.colleagues
    assert (ann.email, ann.slack, ann.capacity, ann.backup) == ("ann@lab.example", "U1", 3, "bo")
    assert ann.is_away(date(2026, 9, 4))
    assert (bo.capacity, bo.away) == (None, ())
    named = [answering.editor_of(topic) for topic in ("robots", "tea", "boundary")]
    assert named == ["ann@lab.example", "desk@lab.example", "desk@lab.example"]
    assert Answering().editor_of("robots") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a list", "is not a mapping"),
        ("deadline: 3", "unknown key 'deadline'"),
        ("default: {answer_days: soon}", "'answer_days' is 'soon'"),
        ("default: {answer_days: -1}", "'answer_days' is -1"),
        ('default: {hours: {monday: "9-15"}}', "'monday' is '9-15'"),
        ('default: {hours: {monday: "15:00-09:00"}}', "closes before it opens"),
        ("default: {hours: {someday: }}", "unknown key 'someday'"),
        ("default: {closed: [{first: 2026-12-24, last: 2026-12-23}]}", "ends before it begins"),
        ("default: {closed: [{first: 2026-12-24}]}", "'last' is missing"),
        ("default: {language: sv}", "'language' is 'sv'"),
        ("destinations: {nowhere: {}}", "unknown destination 'nowhere'"),
        ("destinations: {lab: }", ""),
        ("colleagues: [{id: ann, name: Ann, destinations: [nowhere]}]", "unknown destination 'nowhere'"),
        ("colleagues: [{id: ann, name: Ann, backup: bo}]", "unknown backup 'bo'"),
        ("colleagues: [{name: Ann}]", "'id' is missing"),
        ("editors: ann@robot.example", "write editors: {…: …}"),
        ("editors: {robot: ann@robot.example}", "use one of: default, boundary, robots, tea"),
        ("editors: {robots: Ann Aske}", "'Ann Aske' is not an e-mail address; write robots: name@example.org"),
        ("editors: {robots: 'a@robot.example,b@robot.example'}", "write robots: name@example.org"),
        ("editors: {tea: Pelle.Politik@robot.example}", "name an editor of this installation"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_fix(folder: Folder, text: str, told: str) -> None:
    folder.write(FILE, text)
    if not told:
        assert load_knowledge(folder.path).directory.answering.terms("lab").answer_days == 5
        return
    with pytest.raises(ConfigurationError) as error:
        load_knowledge(folder.path)
    assert told in str(error.value)
    assert "answering.yaml" in str(error.value)
