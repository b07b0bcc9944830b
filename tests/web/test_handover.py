from datetime import timedelta
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.fakes import FrozenClock

from .visitor import Visitor


def test_the_review_shows_what_would_be_sent_and_to_whom(visitor: Visitor) -> None:
    review = visitor.is_ready_to_send().ask("GET", "/review").json()
    assert review["missing"] == []
    assert [recipient["destination_id"] for recipient in review["recipients"]] == ["syd-en-indgang", "nord-lsca"]
    assert review["notice_id"] == "notice-1"


def test_a_field_can_be_edited_and_cleared(visitor: Visitor) -> None:
    visitor.is_ready_to_send()
    assert visitor.fills_in("company_name", "Pærehjælp").status_code == 200
    visitor.fills_in("contact_email", "  ")
    review = visitor.ask("GET", "/review").json()
    assert review["missing"] == ["contact_email"]
    assert [field["value"] for field in review["fields"] if field["field"] == "company_name"] == ["Pærehjælp"]


def test_there_is_no_such_field(visitor: Visitor) -> None:
    assert visitor.fills_in("password", "x").status_code == 422


@pytest.mark.parametrize("consent", [False, "yes", "true", 1, 0, None, "True"])
def test_consent_is_exactly_true(visitor: Visitor, consent: object) -> None:
    visitor.is_ready_to_send()
    assert visitor.consents("syd-en-indgang", consent=consent).status_code == 422
    assert visitor.ask("GET").json()["state"]["handoffs"] == []


def test_consent_names_its_destinations(visitor: Visitor) -> None:
    visitor.is_ready_to_send()
    assert visitor.consents().status_code == 422
    sent = visitor.consents("nord-lsca").json()["state"]
    assert [handoff["destination_id"] for handoff in sent["handoffs"]] == ["nord-lsca"]
    assert sent["stage"] == "handed_over"


def test_a_consent_sent_twice_sends_once(visitor: Visitor) -> None:
    visitor.is_ready_to_send()
    id_ = str(uuid4())
    for _ in range(2):
        assert visitor.consents("nord-lsca", id=id_).status_code == 200
    assert len(visitor.ask("GET").json()["state"]["handoffs"]) == 1


def test_nothing_is_sent_while_something_is_missing(visitor: Visitor) -> None:
    visitor.is_ready_to_send().fills_in("contact_email", "")
    refused = visitor.consents("nord-lsca")
    assert refused.status_code == 409
    assert refused.json()["error"] == "not_possible_now"


def test_a_status_link_shows_how_it_stands_to_anyone_who_holds_it(client: TestClient, visitor: Visitor) -> None:
    handoff = visitor.has_sent()
    status = client.get(f"/api/v1/status/{handoff['status_link']}").json()
    assert status["reference"] == handoff["reference"]
    assert status["words"]["da"].startswith("Modtaget")
    assert "Æblehjælp" not in str(status)


def test_a_link_that_is_wrong_expired_or_revoked_looks_the_same(
    client: TestClient, visitor: Visitor, clock: FrozenClock
) -> None:
    link = visitor.has_sent()["status_link"]
    answers = [
        client.get(f"/api/v1/status/{wrong}") for wrong in ("x", "x.y", "é", link[:-1], f"A{link}", visitor.token)
    ]
    clock.move(timedelta(days=180))
    answers.append(client.get(f"/api/v1/status/{link}"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_link_opens_until_its_last_moment(client: TestClient, visitor: Visitor, clock: FrozenClock) -> None:
    link = visitor.has_sent()["status_link"]
    clock.move(timedelta(days=180, seconds=-1))
    assert client.get(f"/api/v1/status/{link}").status_code == 200


def test_a_withdrawn_handoff_has_no_link_and_its_old_one_is_dead(client: TestClient, visitor: Visitor) -> None:
    handoff = visitor.has_sent()
    body = {"id": str(uuid4()), "reference": handoff["reference"]}
    [withdrawn] = visitor.ask("POST", "/withdraw", body=body).json()["state"]["handoffs"]
    assert (withdrawn["state"], withdrawn["status_link"]) == ("withdrawn", "")
    assert client.get(f"/api/v1/status/{handoff['status_link']}").status_code == 404


def test_a_deleted_conversations_link_is_dead(client: TestClient, visitor: Visitor) -> None:
    link = visitor.has_sent()["status_link"]
    visitor.ask("DELETE")
    assert client.get(f"/api/v1/status/{link}").status_code == 404
