"""Every answer of every route carries the strict headers, whatever its status."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Mount

from bot.web.guards import HEADERS

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE")
FURTHER = ("/static/nothing.js", "/widget/v1/nothing.js", "/nowhere", "/api/v1/nowhere", "/%2e%2e/etc/passwd")


def _paths(router: Any) -> Iterator[str]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield re.sub(r"\{[^}]*\}", "x", route.path)
        elif isinstance(route, Mount):
            yield f"{route.path}/"
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _paths(included)


@pytest.mark.parametrize("origin", ["", "https://evil.example", "null"])
def test_every_answer_of_every_route_carries_the_strict_headers(client: TestClient, origin: str) -> None:
    paths = {*_paths(client.app), *FURTHER}
    assert len(paths) >= 15
    for path in sorted(paths):
        for method in METHODS:
            answer = client.request(method, path, headers={"Origin": origin} if origin else {})
            for name, value in HEADERS.items():
                is_shared = path.startswith("/widget/") and name == "Cross-Origin-Resource-Policy"
                assert answer.headers[name] == ("cross-origin" if is_shared else value), (method, path, name)
            assert answer.headers["Cache-Control"], (method, path)
            assert "Access-Control-Allow-Origin" not in answer.headers, (method, path)
            assert "Access-Control-Allow-Credentials" not in answer.headers
            assert "Set-Cookie" not in answer.headers


FORGED = [
    "https://syd.example.evil.example",
    "https://evil-syd.example",
    "https://xsyd.example",
    "http://syd.example",
    "https://syd.example:8443",
    "https://syd.example/",
    "https://syd.example.",
    "https://SYD.example",
    "https://syd.example@evil.example",
    "https://sub.syd.example",
    "https://syd.exampl",
    "https://syd.example%00.evil.example",
    "https://syd.example, https://evil.example",
    "file://",
    "null",
    "*",
    "https://*",
    "//syd.example",
]


@pytest.mark.parametrize("origin", FORGED)
def test_an_origin_that_only_looks_like_a_sites_is_refused(client: TestClient, origin: str) -> None:
    for method, more in (("GET", {}), ("OPTIONS", {"Access-Control-Request-Method": "POST"})):
        answer = client.request(method, "/api/v1/welcome", headers={"Origin": origin, **more})
        assert answer.status_code == 403, (origin, method)
        assert "Access-Control-Allow-Origin" not in answer.headers
