"""Requests generated from the OpenAPI document never meet an error of ours."""

from pathlib import Path

from .generated import Generated
from .world import open_world


def test_generated_requests_meet_no_error_of_ours(tmp_path: Path) -> None:
    with open_world(tmp_path) as world:
        generated = Generated(world=world)
        generated.try_all(examples=4)
        operations = sum(len(methods) for methods in world.app.openapi()["paths"].values())
    assert generated.faults == []
    assert len(generated.sent) == operations, "an operation was never asked"
    assert {200, 404, 422} <= set(generated.statuses), "both sides of the door were tried"
