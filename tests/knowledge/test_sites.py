"""Which public sites are read, and what an editor is told when one is wrong."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain import ConfigurationError, Language, Site
from bot.knowledge import check_knowledge, load_sites

from .folder import Folder

RIGHT = """
own-page:
  operator: {da: Robotregionen, en: Robot Region}
  contact_email: hej@robot.example
robot-town:
  operator: {da: Robotby, en: Robot Town}
  origins: ["https://www.robot.example", "http://localhost:8081"]
  languages: [da]
  title: {da: Spørg robotten, en: Ask the robot}
  lead: {da: Om robotter., en: About robots.}
  suggestions:
    - {da: "Kan robotten danse?", en: "Can the robot dance?"}
  privacy_url: https://www.robot.example/privacy
  opening_hours: {mon-thu: "09:00-15:00", fri: "09:00-13:00", closed: [2026-12-24]}
  first: [lab]
  theme: {accent: "#0b5468", font: "Georgia, serif", radius: 0.25em, z-index: 20}
"""


def load(folder: Folder, text: str) -> tuple[Site, ...]:
    folder.write("sites.yaml", text)
    return load_sites(folder.path / "sites.yaml", destinations={"lab"})


def test_a_right_file_becomes_sites(folder: Folder) -> None:
    own, site = load(folder, RIGHT)
    assert (own.key, own.operator.en, own.contact_email) == ("", "Robot Region", "hej@robot.example")
    assert (site.key, site.languages, site.first) == ("robot-town", (Language.DANISH,), ("lab",))
    assert site.origins == {"https://www.robot.example", "http://localhost:8081"}
    assert site.suggestions[0].da == "Kan robotten danse?"
    assert site.theme == {"accent": "#0b5468", "font": "Georgia, serif", "radius": "0.25em", "z-index": "20"}
    assert site.opening_hours is not None
    assert site.opening_hours.closed == {date(2026, 12, 24)}
    assert site.opening_hours.words().en == "Monday–Thursday 9:00–15:00, Friday 9:00–13:00"


def test_without_a_file_there_is_the_own_page_alone(tmp_path: Path) -> None:
    assert load_sites(tmp_path / "sites.yaml", destinations=()) == (Site(),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('https://www.robot.example"', 'https://www.robot.example/"', "write scheme and host alone"),
        ('https://www.robot.example"', 'https://*.robot.example"', "write scheme and host alone"),
        ('https://www.robot.example"', '*"', "write scheme and host alone"),
        ('https://www.robot.example"', 'null"', "write scheme and host alone"),
        ('https://www.robot.example"', 'http://www.robot.example"', "http is for localhost alone"),
        ('https://www.robot.example"', 'https://WWW.robot.example"', "use small letters"),
        ('https://www.robot.example"', 'https://www.robot.example:443"', "leave the usual port out"),
        ("robot-town:", "Robot Town:", "small letters, digits and hyphens"),
        ('origins: ["https://www.robot.example", "http://localhost:8081"]', "origins: []", "may stand nowhere"),
        ("languages: [da]", "languages: [sv]", "use da or en"),
        ("en: Ask the robot}", "}", "write en"),
        ('en: "Can the robot dance?"}', "}", "suggestions 1"),
        ("hej@robot.example", "hej", "not an e-mail address"),
        ("https://www.robot.example/privacy", "javascript:alert(1)", "write privacy_url: https"),
        ("first: [lab]", "first: [bal]", "unknown destination 'bal'"),
        ('accent: "#0b5468"', 'accent: "red; } body { display: none"', "colours as"),
        ('accent: "#0b5468"', 'colour: "#0b5468"', "unknown theme property"),
        (
            'theme: {accent: "#0b5468", font: "Georgia, serif", radius: 0.25em, z-index: 20}',
            "theme: blue",
            "not a mapping",
        ),
        ("mon-thu", "mon-xxx", "unknown days 'mon-xxx'"),
        ("mon-thu", "thu-mon", "unknown days 'thu-mon'"),
        ("fri:", "thu:", "thu stands there twice"),
        ('"09:00-13:00"', '"13:00-09:00"', "write from and to"),
        ('"09:00-13:00"', "9-13", "write from and to"),
        ("[2026-12-24]", '["juleaften"]', "not a date"),
        ('{mon-thu: "09:00-15:00", fri: "09:00-13:00", closed: [2026-12-24]}', "{closed: []}", "no day is open"),
        ("robot-town:", "robot-town:\n  orgins: []", "unknown key 'orgins'"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_fix(folder: Folder, old: str, new: str, told: str) -> None:
    assert old in RIGHT
    with pytest.raises(ConfigurationError) as raised:
        load(folder, RIGHT.replace(old, new, 1))
    assert told in str(raised.value)
    assert "sites.yaml > " in str(raised.value)


def test_the_check_looks_at_sites_too(folder: Folder) -> None:
    today = date(2026, 11, 1)
    assert [each for each in check_knowledge(folder.path, today=today) if "sites" in each.where] == []
    folder.write("sites.yaml", RIGHT.replace("first: [lab]", "first: [bal]"))
    [finding] = [each for each in check_knowledge(folder.path, today=today) if "sites" in each.where]
    assert finding.where == "sites.yaml > robot-town"
    elsewhere = folder.path.parent / "elsewhere.yaml"
    elsewhere.write_text(RIGHT, encoding="utf-8")
    found = check_knowledge(folder.path, today=today, sites=elsewhere)
    assert [each for each in found if "sites" in each.where or "elsewhere" in each.where] == []
