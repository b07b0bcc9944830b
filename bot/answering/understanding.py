"""What kind of message this is: a question, a statement, a repair, or a follow-up that needs its forerunner."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Conversation

from .sentences import sentences


class Repair(StrEnum):
    SKIP = "skip"
    CANCEL = "cancel"
    WHY = "why"
    PERSON = "person"
    YES = "yes"
    NO = "no"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How a message was read. `standalone` is what is searched for; `is_question` whether it wants an answer."""

    standalone: str
    is_question: bool
    repair: Repair | None = None
    is_follow_up: bool = False
    is_vague: bool = False
    """Short, and naming nothing: it may mean several things."""
    is_curt: bool = False
    """So short and nameless that even a good answer may be to something else."""


_ONLY = r"^\W*(?:{})\W*$"
_REPAIRS = (
    (
        Repair.SKIP,
        _ONLY.format(
            r"(?:spring|hop|skip)(?: (?:det|den|spørgsmålet|it|this|that|over|det over))*"
            r"|(?:ved (?:jeg|vi) ikke(?: endnu)?|det ved (?:jeg|vi) ikke(?: endnu)?|ikke relevant|næste)"
            r"|(?:i|we) (?:don'?t|do not) know(?: yet)?|not (?:sure|relevant)|no idea|next"
            r"|(?:det )?vil (?:jeg|vi) (?:helst )?ikke (?:sige|oplyse)|(?:i'?d |we'?d )?rather not(?: say)?"
            r"|prefer not to say|pass"
        ),
    ),
    (
        Repair.CANCEL,
        _ONLY.format(
            r"(?:annull[ée]r|afbryd|stop|glem det|drop det|fortryd|cancel|never ?mind|forget it|abort)"
            r"(?:[ ,]+(?:det|tak|please|that|it|alligevel))*"
        ),
    ),
    (
        Repair.WHY,
        r"^\W*(?:hvorfor (?:spørger|spoerger|vil|skal|har) (?:du|i|jeg|vi)\b(?=.{0,40}$)"
        r"|why (?:do|are|would) you (?:ask|need|want)|why is that (?:needed|relevant)|hvad skal (?:i"
        r"|du) bruge det til)",
    ),
    (
        Repair.PERSON,
        r"\b(?:tale|snakke|skrive|kontakt(?:e)?) med (?:et |en )?(?:rigtig(?:t)? )?(?:menneske|person|kollega"
        r"|medarbejder)\b"
        r"|\b(?:talk|speak|chat) (?:to|with) (?:a |an )?(?:real )?(?:human|person|someone|colleague)\b",
    ),
    (
        Repair.REVIEW,
        _ONLY.format(r"(?:send (?:det|henvendelsen|it)(?: nu| now| videre)?|videresend|review|gennemse)(?: .{0,30})?"),
    ),
    (
        Repair.YES,
        _ONLY.format(
            r"(?:ja|jo|yes|yep|yeah|gerne|okay|ok|sure|please do|go ahead|det må i gerne|fint)"
            r"(?:[ ,]+(?:tak|please|gerne|det må i gerne|do|go ahead))*"
        ),
    ),
    (Repair.NO, _ONLY.format(r"(?:nej|no|nope)(?:[ ,]+(?:tak|thanks|thank you|ikke nu|not now|ellers tak))*")),
)
_ASKS = re.compile(
    r"\?|^\W*(?:hvem|hvad|hvor|hvordan|hvornår|hvornaar|hvorfor|hvilke[nt]?|hvis|kan|må|maa|skal|er|har|findes|får"
    r"|gælder|bliver|ved"
    r"|who|whom|what|where|when|why|how|which|can|could|may|should|shall|is|are|do|does|did|has|have|will|would|must)\b"
    r"|\b(?:fortæl|forklar|beskriv|hjælp (?:os|mig)|tell (?:me|us)|explain|describe|help (?:us|me)|vil (?:gerne )?vide"
    r"|(?:want|need|like) to know|wondering|søger (?:info|oplysninger)|looking for (?:info|information))\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^\W*(?:og|and|men|but|hvad med|what about|how about|så|so|også|also|samme|same|i så fald|in that case|then)\b",
    re.IGNORECASE,
)
VAGUE_WORDS = 9
CURT_WORDS = 5
# A name, an abbreviation or a figure says what a question is about. A sentence's first word and "I" do not.
_NAMES = re.compile(r"(?<=[\w,;] )(?!I\b)[A-ZÆØÅ]|\b[A-ZÆØÅ]{2,}|\d|['\"“”]")
_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|dertil|der|han|hun|ham|hende|dette|disse|it|they|them|there|that one|he|she|him|her|this"
    r"|these|those)\b",
    re.IGNORECASE,
)


def understand(text: str, conversation: Conversation) -> Understood:
    """Read a visitor's (masked) message in the light of what was said before it."""
    repair = next((kind for kind, pattern in _REPAIRS if re.search(pattern, text.strip(), re.IGNORECASE)), None)
    is_question = bool(_ASKS.search(text)) or any(_ASKS.search(part) for part in sentences(text))
    before = _previous_question(conversation)
    follows = bool(before) and _is_follow_up(text)
    is_nameless = is_question and not follows and not _NAMES.search(text)
    return Understood(
        standalone=f"{before} {text}" if follows else text,
        is_question=is_question or follows,
        repair=repair,
        is_follow_up=follows,
        is_vague=is_nameless and len(text.split()) <= VAGUE_WORDS,
        is_curt=is_nameless and len(text.split()) <= CURT_WORDS,
    )


def _is_follow_up(text: str) -> bool:
    words = text.split()
    return (bool(_FOLLOWS.search(text)) and len(words) <= 8) or ("?" in text and len(words) <= 7 and points_back(text))


def points_back(text: str) -> bool:
    """Whether a word in it stands for something named elsewhere."""
    return bool(_POINTS_BACK.search(text))


def _previous_question(conversation: Conversation) -> str:
    asked: Sequence[str] = [message.text for message in conversation.visitor_messages if "?" in message.text]
    return asked[-1] if asked else ""
