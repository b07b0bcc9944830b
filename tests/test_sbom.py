"""The bill of materials names every package the lock pins, each with the hashes it is installed by."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from .sbom import ROOT, bill_of_materials


def test_every_pinned_package_is_named_once_with_its_hashes() -> None:
    bill = json.loads(json.dumps(bill_of_materials()))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [line.partition("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert len(pinned) > 100
    assert [each["name"] for each in bill["components"]] == pinned
    assert len({each["bom-ref"] for each in bill["components"]}) == len(pinned)
    assert all(each["properties"] for each in bill["components"])
    hashes = sum(len(each["properties"]) for each in bill["components"])
    assert hashes == lock.count("--hash=sha256:")
    licensed = sum("licenses" in each for each in bill["components"])
    assert licensed >= len(pinned) * 0.8


@pytest.mark.parametrize(
    ("says", "status", "ends"),
    [
        ("error: request failed: dns error", 2, 3),
        ("zipp Dependency not found on PyPI and could not be audited: zipp (4.1.2)", 0, 3),
        ("Found 2 known vulnerabilities in 1 package", 1, 1),
        ("No known vulnerabilities found", 0, 0),
    ],
)
def test_an_audit_that_reaches_nobody_or_skips_is_no_pass(tmp_path: Path, says: str, status: int, ends: int) -> None:
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {status}\n")
    uv.chmod(0o700)
    ended = subprocess.run(  # noqa: S603 - our own script
        [str(ROOT / ".ci" / "audit"), str(uv)], capture_output=True, text=True, check=False, env={"PATH": os.defpath}
    )
    assert ended.returncode == ends
    assert ("NOT AUDITED" in ended.stderr) is (ends == 3)
