"""Domain values to JSON and back, one pair of functions per value, losing nothing."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.domain import (
    Bilingual,
    Citation,
    Field,
    Inquiry,
    Lead,
    Move,
    MoveKind,
    PassageAsk,
    ProvedClaim,
    Remark,
    Route,
    Staff,
    Stated,
    Verdict,
)

JsonObject = dict[str, Any]


def stated_to_json(stated: Stated) -> JsonObject:
    return asdict(stated)


def stated_from_json(data: JsonObject) -> Stated:
    return Stated(**data)


def inquiry_to_json(inquiry: Inquiry) -> JsonObject:
    return {
        "stated": {name.value: [stated_to_json(value) for value in values] for name, values in inquiry.stated.items()},
        "skipped": sorted(name.value for name in inquiry.skipped),
    }


def inquiry_from_json(data: JsonObject) -> Inquiry:
    return Inquiry(
        stated={
            Field(name): tuple(stated_from_json(value) for value in data["stated"][name]) for name in data["stated"]
        },
        skipped=frozenset(Field(name) for name in data["skipped"]),
    )


def lead_to_json(lead: Lead) -> JsonObject:
    return {
        "inquiry": inquiry_to_json(lead.inquiry),
        "consented_at": lead.consented_at.astimezone(UTC).isoformat(),
    }


def lead_from_json(data: JsonObject) -> Lead:
    return Lead(
        inquiry=inquiry_from_json(data["inquiry"]),
        consented_at=datetime.fromisoformat(data["consented_at"]),
    )


def bilingual_to_json(words: Bilingual) -> JsonObject:
    return asdict(words)


def bilingual_from_json(data: JsonObject) -> Bilingual:
    return Bilingual(**data)


def citation_to_json(citation: Citation) -> JsonObject:
    return asdict(citation)


def citation_from_json(data: JsonObject) -> Citation:
    return Citation(**data)


def claim_to_json(claim: ProvedClaim) -> JsonObject:
    return {"text": claim.text, "markers": list(claim.markers)}


def claim_from_json(data: JsonObject) -> ProvedClaim:
    return ProvedClaim(text=data["text"], markers=tuple(data["markers"]))


def route_to_json(route: Route) -> JsonObject:
    return {
        "destination_id": route.destination_id,
        "name": bilingual_to_json(route.name),
        "score": route.score,
        "rule": route.rule,
        "reason": bilingual_to_json(route.reason),
        "facts": [name.value for name in route.facts],
        "missing": [name.value for name in route.missing],
        "citations": [citation_to_json(citation) for citation in route.citations],
        "advice": list(route.advice),
    }


def route_from_json(data: JsonObject) -> Route:
    return Route(
        destination_id=data["destination_id"],
        name=bilingual_from_json(data["name"]),
        score=data["score"],
        rule=data["rule"],
        reason=bilingual_from_json(data["reason"]),
        facts=tuple(Field(name) for name in data["facts"]),
        missing=tuple(Field(name) for name in data["missing"]),
        citations=tuple(citation_from_json(citation) for citation in data["citations"]),
        advice=tuple(data["advice"]),
    )


def move_to_json(move: Move) -> JsonObject:
    return {
        "id": move.id,
        "kind": move.kind.value,
        "by": asdict(move.by) if move.by else None,
        "at": move.at.astimezone(UTC).isoformat(),
        "detail": move.detail,
        "remark": move.remark.inside,
    }


def move_from_json(data: JsonObject) -> Move:
    return Move(
        id=data["id"],
        kind=MoveKind(data["kind"]),
        by=Staff(**data["by"]) if data["by"] else None,
        at=datetime.fromisoformat(data["at"]),
        detail=data["detail"],
        remark=Remark(data["remark"]),
    )


def ask_to_json(ask: PassageAsk) -> JsonObject:
    return {"text": ask.text, "verdict": ask.verdict.value if ask.verdict else None}


def ask_from_json(data: JsonObject) -> PassageAsk:
    verdict = data["verdict"]
    return PassageAsk(text=data["text"], verdict=Verdict(verdict) if verdict else None)
