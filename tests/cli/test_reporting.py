"""The yearly report as an operator makes it."""

from pathlib import Path

from bot.settings import Settings

from .conftest import Indgang


def test_a_page_a_table_and_a_file_are_written(indgang: Indgang, settings: Settings, tmp_path: Path) -> None:
    page = tmp_path / "year.html"
    result = indgang("report", "--year", "2026", "--lang", "en", "--out", str(page))
    assert result.exit_code == 0, result.output
    assert "Report for 2026" in page.read_text(encoding="utf-8")
    assert page.with_suffix(".csv").read_text(encoding="utf-8-sig").startswith("year,table,code")
    assert page.with_suffix(".json").exists()
    assert indgang("report", "--year", "2026").exit_code == 0
    assert (settings.data_dir / "report-2026-da.html").exists()


def test_another_ending_is_refused_with_the_fix(indgang: Indgang, tmp_path: Path) -> None:
    result = indgang("report", "--year", "2026", "--out", str(tmp_path / "year.pdf"))
    assert result.exit_code == 2
    assert "ends in .html" in result.output
