"""Renders a lead's page from its card: on the server, with every value escaped, in either language."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.conversation import LABELS, audit_line, suggested_reply
from bot.domain import (
    Bilingual,
    CloseOutcome,
    Exemption,
    Field,
    HandoffState,
    Language,
    LeadCard,
    MoveKind,
    Unfit,
)
from bot.triage import DEEDS
from bot.triage.calendar import DENMARK
from bot.triage.wording import EXEMPTIONS, MOVES, OUTCOMES, STATES, UNFIT

from .lead_words import GONE, WORDS

_PAGES = Environment(
    loader=PackageLoader("bot.web", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_CHOICES: dict[MoveKind, dict[str, Bilingual]] = {
    MoveKind.NOT_A_FIT: {str(reason): UNFIT[reason] for reason in Unfit},
    MoveKind.CLOSE: {str(outcome): OUTCOMES[outcome] for outcome in CloseOutcome},
    MoveKind.EXEMPT: {str(reason): EXEMPTIONS[reason] for reason in Exemption},
}


def show_gone(lang: Language | None) -> Response:
    """The same for a link that is wrong, expired or whose lead was deleted."""
    language = lang or Language.DANISH
    html = _PAGES.get_template("gone.html").render(language=language, words=GONE.in_language(language))
    return HTMLResponse(html, status_code=404)


def show_lead(
    card: LeadCard,
    *,
    lang: Language | None,
    note: Bilingual | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """`note` says why something was not done, and what was `typed` stands there still."""
    language, handoff = lang or card.language, card.handoff
    html = _PAGES.get_template("lead.html").render(
        words={key: text.in_language(language) for key, text in WORDS.items()},
        language=language,
        other=language.other,
        note=note.in_language(language) if note else "",
        typed=typed or {},
        handoff=handoff,
        name=handoff.route.name.in_language(language),
        reason=handoff.route.reason.in_language(language),
        state=_state(card).in_language(language),
        due=_moment(handoff.answer_by) if handoff.answer_by else "",
        facts=_facts(card, language),
        transcript=[(_who(said.author, said.said_by, language), said.text) for said in card.conversation.transcript],
        history=_history(card, language),
        moves=_moves(card, language),
        may_answer=MoveKind.ANSWER in card.moves,
        suggestion=suggested_reply(card).text,
        id=token_urlsafe(12),
    )
    return HTMLResponse(html, status_code=409 if note else 200)


def _state(card: LeadCard) -> Bilingual:
    is_withdrawn = card.handoff.state is HandoffState.WITHDRAWN
    return WORDS["withdrawn"] if is_withdrawn else STATES[card.handoff.triage]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(DENMARK):%Y-%m-%d %H:%M}"


def _history(card: LeadCard, language: Language) -> list[tuple[str, str, str]]:
    return [
        (_moment(move.at), audit_line(move, card).in_language(language), move.remark.inside)
        for move in card.handoff.moves
    ]


def _moves(card: LeadCard, language: Language) -> list[tuple[MoveKind, str, list[tuple[str, str]]]]:
    kinds = (kind for kind in card.moves if kind in DEEDS)
    return [(kind, MOVES[kind].in_language(language), _choices(kind, card, language)) for kind in kinds]


def _facts(card: LeadCard, language: Language) -> list[tuple[str, str]]:
    inquiry = card.handoff.lead.inquiry
    return [
        (LABELS[field].in_language(language), ", ".join(stated.value for stated in values))
        for field in Field
        if (values := inquiry.values(field))
    ]


def _choices(kind: MoveKind, card: LeadCard, language: Language) -> list[tuple[str, str]]:
    elsewhere = {id_: card.names[id_] for id_ in card.elsewhere}
    choices = elsewhere if kind is MoveKind.PASS_ON else _CHOICES.get(kind, {})
    return [(value, text.in_language(language)) for value, text in choices.items()]


def _who(author: str, name: str, language: Language) -> str:
    return name or WORDS[author].in_language(language)
