import json
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from .fake_door import FakeDoor
from .visitor import Visitor


def test_a_new_conversation_says_it_is_an_ai_before_the_first_word(client: TestClient) -> None:
    opened = client.post("/api/v1/conversations", json={"language": "en"})
    assert opened.status_code == 201
    assert "AI assistant run by Testland Region" in opened.json()["disclosure"]
    assert "30 days" in opened.json()["disclosure"]
    assert len(opened.json()["token"]) >= 43


def test_a_message_is_answered_with_proof_and_one_question(visitor: Visitor) -> None:
    turn = visitor.says("Hvordan tester vi vores udstyr?").json()
    [said, answer] = turn["messages"]
    assert said["author"] == "visitor"
    assert answer["outcome"] == "answered"
    assert [part["markers"] for part in answer["parts"]] == [[1], [1, 2]]
    assert turn["state"]["asks_for"] == "ce_status"


def test_only_web_addresses_become_links(visitor: Visitor) -> None:
    [_, answer] = visitor.says("Hvordan tester vi vores udstyr?").json()["messages"]
    assert [citation["url"] for citation in answer["citations"]] == ["https://example.org/referat", ""]


def test_the_same_message_again_gives_the_same_answer_and_is_heard_once(visitor: Visitor, door: FakeDoor) -> None:
    id_ = str(uuid4())
    first = visitor.says("Mit CPR er 010190-1234. Hvem kan hjælpe?", id_=id_)
    visitor.says("Noget andet")
    again = visitor.says("Mit CPR er 010190-1234. Hvem kan hjælpe?", id_=id_)
    assert again.status_code == 200
    assert again.json()["messages"] == first.json()["messages"]
    assert door.turns == 2


def test_the_same_id_with_other_words_is_refused(visitor: Visitor, door: FakeDoor) -> None:
    id_ = str(uuid4())
    visitor.says("Hvem kan hjælpe?", id_=id_)
    assert visitor.says("Hvem kan IKKE hjælpe?", id_=id_).status_code == 409
    assert door.turns == 1


def test_two_visitors_may_use_the_same_message_id(client: TestClient, visitor: Visitor) -> None:
    id_ = str(uuid4())
    visitor.says("Hvem kan hjælpe?", id_=id_)
    assert Visitor.arrives(client).says("Noget helt andet", id_=id_).status_code == 200


def test_unknown_and_foreign_conversations_look_the_same(client: TestClient, visitor: Visitor) -> None:
    other = Visitor.arrives(client)
    answers = [
        client.get(f"/api/v1/conversations/{visitor.id}"),
        client.get(f"/api/v1/conversations/{visitor.id}", headers={"Authorization": "Bearer " + other.token}),
        client.get(f"/api/v1/conversations/{visitor.id}", headers={"Authorization": "Bearer x"}),
        client.get(f"/api/v1/conversations/{visitor.id}", headers={"Authorization": f"Basic {visitor.token}"}),
        client.get("/api/v1/conversations/nobody", headers={"Authorization": f"Bearer {visitor.token}"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("GET", "/messages"),
        ("POST", "/messages"),
        ("GET", "/events"),
        ("GET", "/review"),
        ("POST", "/consent"),
        ("POST", "/withdraw"),
        ("PUT", "/fields/need"),
    ],
)
def test_no_door_opens_with_another_visitors_token(client: TestClient, method: str, path: str) -> None:
    mine, other = Visitor.arrives(client), Visitor.arrives(client)
    thief = Visitor(client=client, id=mine.id, token=other.token)
    body = {"id": str(uuid4()), "text": "x"} if method in {"POST", "PUT"} else None
    answer = thief.ask(method, path, body=body)
    assert answer.status_code == 404
    assert answer.json()["error"] == "unknown"


def test_a_client_without_a_stream_asks_for_what_came_after(visitor: Visitor) -> None:
    visitor.says("Hvordan tester vi vores udstyr?")
    visitor.says("Nej, det er ikke CE-mærket")
    assert [message["index"] for message in visitor.ask("GET", "/messages?after=1").json()["messages"]] == [2, 3]
    assert len(visitor.ask("GET", "/messages").json()["messages"]) == 4


def test_a_deleted_conversation_is_gone(visitor: Visitor) -> None:
    assert visitor.ask("DELETE").status_code == 204
    assert visitor.ask("GET").status_code == 404


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_empty_and_too_long_messages_are_refused_in_both_languages(visitor: Visitor, text: str, door: FakeDoor) -> None:
    refused = visitor.says(text)
    assert refused.status_code == 422
    assert set(refused.json()) == {"error", "message_da", "message_en"}
    assert ("4.000" in refused.json()["message_da"]) is bool(text.strip())
    assert door.turns == 0


def test_nothing_unforeseen_is_accepted_and_nothing_sent_is_echoed(visitor: Visitor) -> None:
    body = {"id": str(uuid4()), "text": "x", "admin": "hemmelighed"}
    refused = visitor.ask("POST", "/messages", body=body)
    assert refused.status_code == 422
    assert "hemmelighed" not in refused.text
    assert visitor.ask("POST", "/messages", body={"id": "not-a-uuid", "text": "x"}).status_code == 422


def test_the_whole_state_can_be_read_again(visitor: Visitor) -> None:
    visitor.is_ready_to_send()
    told = visitor.ask("GET").json()
    assert [message["author"] for message in told["messages"]] == ["visitor", "bot"] * 2
    slots = {slot["field"]: slot["value"] for slot in told["state"]["slots"]}
    assert slots["company_name"] == "Æblehjælp ApS"
    assert [route["destination_id"] for route in told["state"]["routes"]] == ["syd-en-indgang", "nord-lsca"]


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    say = described["paths"]["/api/v1/conversations/{conversation_id}/messages"]["post"]
    assert {"200", "404", "409", "413", "422", "429", "503"} <= set(say["responses"])
    assert "Problem" in json.dumps(say["responses"]["422"])
    assert say["security"] == [{"HTTPBearer": []}]


def test_a_nul_is_left_out_of_what_is_kept(visitor: Visitor) -> None:
    answer = visitor.says("Hvordan\0 tester vi?")
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"] == "Hvordan tester vi?"
    assert visitor.says("\0").status_code == 422
