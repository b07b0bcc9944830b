"""The widget's built files, and the page it fills."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.domain import Bilingual, ConfigurationError, Language, Site
from bot.web import policy_lines, read_manifest, script_tag, style_rule
from bot.web.files import widget_files
from bot.web.words import page_words

SITE = Site(key="north", operator=Bilingual("Nord", "North"), theme={"accent": "#123456", "font": "Georgia, serif"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("loader.js", "loader.abcd-_12.js", "panel.DBtb997V.js"):
        (tmp_path / name).write_text(f"// {name}\n" + "x" * 2_000)
    entry = {"file": "loader.abcd-_12.js", "integrity": "sha384-abc", "bytes": 1, "gzip": 1}
    (tmp_path / "manifest.json").write_text(json.dumps({"pinned": entry}))
    return tmp_path


def test_what_has_its_hash_in_its_name_is_kept_for_good_and_the_loader_is_asked_for_again(folder: Path) -> None:
    client = TestClient(widget_files(folder))
    for name in ("panel.DBtb997V.js", "loader.abcd-_12.js"):
        assert client.get(f"/{name}").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for name in ("loader.js", "manifest.json"):
        assert client.get(f"/{name}").headers["Cache-Control"] == "public, max-age=300, must-revalidate"


def test_a_loader_that_did_not_change_is_not_sent_again(folder: Path) -> None:
    client = TestClient(widget_files(folder))
    first = client.get("/loader.js")
    again = client.get("/loader.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "must-revalidate" in again.headers["Cache-Control"]


def test_files_are_compressed_for_whoever_understands_it(folder: Path) -> None:
    client = TestClient(widget_files(folder))
    answer = client.get("/panel.DBtb997V.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 200 if "Content-Length" in answer.headers else True
    assert "Content-Encoding" not in client.get("/loader.js", headers={"Accept-Encoding": "identity"}).headers


def test_only_the_widgets_files_may_be_loaded_by_other_pages(client: TestClient) -> None:
    for path, policy in (
        ("/widget/v1/loader.js", "cross-origin"),
        ("/widget/v1/nothing.js", "cross-origin"),
        ("/", "same-origin"),
        ("/static/page.css", "same-origin"),
        ("/api/v1/welcome", "same-origin"),
        ("/status/x", "same-origin"),
    ):
        assert client.get(path).headers["Cross-Origin-Resource-Policy"] == policy, path


def test_the_tag_names_the_site_and_can_be_pinned(folder: Path) -> None:
    server = "https://indgang.example"
    assert (
        script_tag(SITE, server=server)
        == '<script src="https://indgang.example/widget/v1/loader.js" data-site="north" defer></script>'
    )
    pinned = script_tag(SITE, server=server, pinned=read_manifest(folder)["pinned"])
    assert 'src="https://indgang.example/widget/v1/loader.abcd-_12.js" integrity="sha384-abc"' in pinned
    assert 'crossorigin="anonymous"' in pinned
    assert policy_lines(server) == {"script-src": server, "connect-src": server}


def test_a_sites_looks_become_a_rule_for_its_own_style_sheet() -> None:
    assert style_rule(SITE) == "indgang-widget {\n  --indgang-accent: #123456;\n  --indgang-font: Georgia, serif;\n}"
    assert style_rule(Site()) == ""


def test_a_widget_that_was_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="make widget"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("path", "preferred", "language"),
    [
        ("/", "", "da"),
        ("/", "da-DK,da;q=0.9,en;q=0.8", "da"),
        ("/", "en-GB,en;q=0.9,da;q=0.8", "en"),
        ("/", "de", "en"),
        ("/", "nb-NO", "da"),
        ("/?lang=en", "da", "en"),
        ("/?lang=da", "en", "da"),
    ],
)
def test_the_page_is_in_the_language_of_whoever_opens_it(
    client: TestClient, path: str, preferred: str, language: str
) -> None:
    page = client.get(path, headers={"Accept-Language": preferred})
    words = page_words(Language(language))
    assert f'<html lang="{language}">' in page.text
    assert f"<title>Indgang – {words['consent.lead']}</title>" in page.text
    assert "Accept-Language" in page.headers["Vary"]
