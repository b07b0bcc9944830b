"""`indgang leads`: listed, shown and exported for the front desk."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import Citation, Field, Handoff, Lead, Stated, UnknownLink
from bot.settings import Settings
from tests.storage.samples import conversation, handoff, with_lead

from .conftest import Indgang, keep


def of_company(name: str, *, need: str = "en robot") -> Handoff:
    plain = handoff()
    inquiry = plain.lead.inquiry.with_stated(Field.COMPANY_NAME, Stated(name, name, "m1"))
    inquiry = inquiry.with_stated(Field.NEED, Stated(need, need, "m1"))
    citation = Citation(
        marker=1, card_id="c", passage_id="c:da", title="T", source_title="Referatet", owner="", section="Punkt 1",
        url="", as_of="2026-05-01", quote="Q",
    )  # fmt: skip
    return replace(
        plain, lead=Lead(inquiry, plain.lead.consented_at), route=replace(plain.route, citations=(citation,))
    )


@pytest.fixture
def kept(settings: Settings) -> Handoff:
    sent = of_company("Æblehjælp [ApS]")
    keep(settings, replace(with_lead(conversation()), handoffs=(sent,)))
    return sent


@pytest.mark.parametrize("arguments", [["leads"], ["leads", "list"]])
def test_no_leads_yet_is_said(indgang: Indgang, arguments: list[str]) -> None:
    assert indgang(*arguments).output.strip() == "no leads yet"


@pytest.mark.parametrize("arguments", [["leads"], ["leads", "list"]])
def test_a_lead_is_one_line(indgang: Indgang, kept: Handoff, arguments: list[str]) -> None:
    [_, line] = indgang(*arguments).output.strip().splitlines()
    for shown in (kept.reference, "The entrance", "Æblehjælp", "en robot", "pending"):
        assert shown in line


@pytest.mark.parametrize(
    ("lang", "name", "label"), [("da", "Indgangen", "Virksomhed:"), ("en", "The entrance", "Company:")]
)
def test_one_lead_is_shown_whole_in_either_language(
    indgang: Indgang, kept: Handoff, lang: str, name: str, label: str
) -> None:
    shown = indgang("leads", "show", kept.reference.lower(), "--lang", lang).output
    assert f"{kept.reference} → {name} (pending)" in shown
    assert f"{label} Æblehjælp [ApS]  «Æblehjælp [ApS]»" in shown
    assert "[rule: region]" in shown
    assert "[1] Referatet, Punkt 1 (2026-05-01)" in shown


def test_a_lead_nobody_knows_is_told_to_be_unknown(indgang: Indgang, kept: Handoff) -> None:
    assert isinstance(indgang("leads", "show", "IND-OTHER").exception, UnknownLink)


def test_leads_are_exported_as_json(indgang: Indgang, kept: Handoff, tmp_path: Path) -> None:
    out = tmp_path / "leads.json"
    assert "1 leads written" in indgang("leads", "export", str(out)).output
    [row] = json.loads(out.read_text(encoding="utf-8"))
    assert row["reference"] == kept.reference
    assert row["company_name"] == "Æblehjælp [ApS]"
    assert row["contact_email"] == ""


@pytest.mark.parametrize("formula", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_nothing_a_visitor_wrote(
    indgang: Indgang, settings: Settings, tmp_path: Path, formula: str
) -> None:
    keep(settings, replace(with_lead(conversation()), handoffs=(of_company(formula, need="plain"),)))
    out = tmp_path / "leads.csv"
    indgang("leads", "export", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["company_name"] == f"'{formula}"
    assert row["need"] == "plain"


def test_an_export_without_leads_is_an_empty_table(indgang: Indgang, tmp_path: Path) -> None:
    out = tmp_path / "leads.csv"
    assert "0 leads written" in indgang("leads", "export", str(out)).output
    assert out.read_text(encoding="utf-8-sig").strip() == "reference"


@pytest.mark.parametrize("name", ["leads.xlsx", "nowhere/leads.csv", "nowhere/leads.json"])
def test_a_file_that_cannot_be_written_is_named(indgang: Indgang, tmp_path: Path, name: str) -> None:
    refused = indgang("leads", "export", str(tmp_path / name))
    assert refused.exit_code != 0
    assert "leads" in f"{refused.exception} {refused.output}"
    assert not isinstance(refused.exception, OSError)
