"""An answer of Indgang's as colleagues see it in Slack: proved sentences, numbered sources, and what to do with it."""

from bot.domain import Citation, Conversation, Language, Message, ProvedClaim

from . import blocks as kit
from . import wording as say
from .blocks import Block
from .company_forms import TELL
from .lead_card import NAME
from .lead_thread import pieces_of
from .text import cut_escaped, escaped, markdown, quoted

SHARE, GOOD, BAD = "share", "good_answer", "bad_answer"
_SOURCES = 6
_PIECES = 3


def answer_blocks(
    message: Message, *, conversation: Conversation, language: Language, may_share: bool, may_tell: bool = False
) -> list[Block]:
    """`may_share` for an answer that only one person sees, `may_tell` for somebody of a company."""
    below = below_blocks(message, conversation=conversation, language=language, may_share=may_share, may_tell=may_tell)
    return [*word_blocks(message), *below]


def word_blocks(message: Message) -> list[Block]:
    return [kit.section(escaped(piece)) for piece in pieces_of(_marked(message))[:_PIECES]]


def below_blocks(
    message: Message, *, conversation: Conversation, language: Language, may_share: bool, may_tell: bool = False
) -> list[Block]:
    """What stands under an answer's words: its sources, and what to do with it."""
    shown = [kit.context(_source(each)) for each in message.citations[:_SOURCES]]
    value = f"{conversation.id}|{message.id}"
    elements = [kit.button(say.SHARE.in_language(language), action=SHARE, value=value)] if may_share else []
    if may_tell:
        elements.insert(0, kit.button(say.TELL_US.in_language(language), action=TELL, value=value, style="primary"))
    elements += [
        kit.button(say.GOOD.in_language(language), action=GOOD, value=value),
        kit.button(say.BAD.in_language(language), action=BAD, value=value),
    ]
    shown.append(kit.actions(elements, block_id="answer"))
    return [*shown, kit.context(say.ONLY_YOU.in_language(language))] if may_share else shown


def shared_blocks(message: Message, *, asked: str, by: str, language: Language) -> list[Block]:
    """The answer for everybody, with who asked what."""
    words = say.SHARED_BY.filled(name=cut_escaped(by, NAME), question="").in_language(language)
    return [
        kit.section(f"*{words}*\n{quoted(asked, 2000)}"),
        *(kit.section(escaped(piece)) for piece in pieces_of(_marked(message))[:_PIECES]),
        *(kit.context(_source(each)) for each in message.citations[:_SOURCES]),
    ]


def sentence(part: ProvedClaim) -> str:
    """For a message that grows, in Slack's Markdown: the words, and the numbers of their sources."""
    return _numbered(markdown(part.text), part)


def _marked(message: Message) -> str:
    """Each sentence with the numbers of its sources; as it stands where it was not put together of sentences."""
    if not message.parts:
        return message.text
    return "\n".join(_numbered(part.text, part) for part in message.parts)


def _numbered(words: str, part: ProvedClaim) -> str:
    return " ".join([words, *(f"[{marker}]" for marker in part.markers)]).strip()


def _source(citation: Citation) -> str:
    title = cut_escaped(f"{citation.source_title}, {citation.section}".strip(", "), 160)
    link = f"<{citation.url}|{title}>" if _is_safe(citation.url) else title
    return f"[{citation.marker}] {link} ({escaped(citation.as_of)})"


def _is_safe(url: str) -> bool:
    return url.startswith(("https://", "http://")) and not set(url) & set("<>|\n ")
