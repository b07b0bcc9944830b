"""A small knowledge folder that is right in every way, and a pen to make it wrong."""

from dataclasses import dataclass
from pathlib import Path

TOPICS = 'robots: {da: Robotter, en: Robots}\n"tea": {da: Te, en: Tea}\n'
SOURCES = """
minutes:
  title: "Referat, Robotudvalget"
  owner: Region Robot
  language: da
  as_of: 2026-05-01
  document: minutes.txt
"""
CARD = """---
id: robot-lab
topic: robots
region: syddanmark
destinations: [lab]
standing: firm
as_of: 2026-05-01
valid_to:
superseded_by:
reviewed: 2026-10-01
sources:
  - {source: minutes, section: "Punkt 1"}
asks:
  - {da: "Kan robotten danse?", en: "Can the robot dance?", answer: "no"}
---
## da: Robotlaboratoriet
Robotlaboratoriet har 9,8 mio. kr. i 2026 til syv robotter. Robotten Knud Kaffe danser ikke.

## en: The robot lab
Robotlaboratoriet (the robot lab) has DKK 9.8 million in 2026 for seven robots. The robot Knud Kaffe does not dance.
"""
BOUNDARY = """---
id: no-tango
boundary: off_topic
region: national
destinations: []
as_of: 2026-05-01
reviewed: 2026-10-01
asks:
  - {da: "Lær mig tango", en: "Teach me tango"}
---
## da: Tango
Jeg kan ikke danse tango.

## en: Tango
I can't dance the tango.
"""
ORGANISATIONS = """
robot-council:
  name: {da: Robotrådet, en: Robot Council}
  kind: authority
  valid_to: 2026-12-31
  successor: machine-council
machine-council:
  name: {da: Maskinrådet, en: Machine Council}
  kind: authority
  valid_from: 2027-01-01
"""
CONTACTS = """
gerda:
  name: Gerda Gear
  role: {da: projektleder, en: project manager}
  organisation: robot-council
  email: gerda@robot.example
"""
DESTINATIONS = """
lab:
  name: {da: Laboratoriet, en: The lab}
  organisations:
    - {id: robot-council, valid_to: 2026-12-31}
    - {id: machine-council, valid_from: 2027-01-01}
  contact: gerda
  regions: [syddanmark]
  takes: {da: Robotter., en: Robots.}
  not_for: {da: Te., en: Tea.}
  cards: [robot-lab]
  delivery: {slack_channel: , email: }
"""
PLACES = "- {name: Robotby, aliases: [RB], region: syddanmark, setting: hospital}\n"
POLITICIANS = "- {name: Pelle Politik, emails: [pelle.politik@robot.example]}\n"
_FILES = {
    "topics.yaml": TOPICS,
    "sources/all.yaml": SOURCES,
    "cards/robots/robot-lab.md": CARD,
    "boundaries/no-tango.md": BOUNDARY,
    "directory/organisations.yaml": ORGANISATIONS,
    "directory/contacts.yaml": CONTACTS,
    "directory/destinations.yaml": DESTINATIONS,
    "directory/places.yaml": PLACES,
    "directory/politicians.yaml": POLITICIANS,
}
CARD_FILE = "cards/robots/robot-lab.md"


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


def write_folder(path: Path) -> Folder:
    folder = Folder(path)
    for name, text in _FILES.items():
        folder.write(name, text)
    return folder
