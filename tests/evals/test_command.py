"""`indgang eval` as an evaluator runs it: the real product over letters, a few cases, from a run to the gate."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.domain import ConfigurationError
from bot.settings import Settings
from evals.cli import paper
from evals.embedders import LETTERS, LetterEmbedder, embedder_named
from evals.faults import FAULTS
from evals.runs import read_run, write_run
from tests.model_server import model_server

from .samples import kind, run, scored

INDGANG = Path(sys.executable).with_name("indgang")
Eval = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INDGANG_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def eval_(data: Path, monkeypatch: pytest.MonkeyPatch) -> Eval:
    del data
    monkeypatch.setattr(paper, "width", 200)

    def call(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["eval", *arguments])

    return call


def test_a_run_leaves_figures_a_report_and_logs_that_inspect_reads(eval_: Eval, data: Path) -> None:
    # In a process of its own, as everyone runs it: Inspect leaves streams for the interpreter's end to close.
    words = ["eval", "run", "--embedder", LETTERS, "--suite", "answers", "--suite", "routing", "--limit", "2"]
    shown = subprocess.run([INDGANG, *words], capture_output=True, text=True, check=True)  # noqa: S603
    [path] = data.glob("evals/*/run.json")
    held = read_run(path)
    assert held.stamp.embedder == LETTERS
    assert {case.lang for case in held.suites["answers"].cases.values()} == {"da", "en"}
    assert len(held.suites["answers"].cases) == 4
    assert path.with_name("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(list(path.parent.glob("logs/*.eval"))) == 2
    assert "key facts stated" in shown.stdout
    assert eval_("report", "--out", str(data / "page.html")).exit_code == 0
    assert eval_("compare", str(path), str(path)).output.strip().endswith("are the same.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "--suite", "nonsense"], "no suite nonsense"),
        (["run", "--embedder", "nonsense", "--suite", "latency-cost"], "there is no embedder 'nonsense'"),
        (["gate"], "there is no run yet"),
        (["report", "nowhere.json"], "cannot read nowhere.json"),
    ],
)
def test_what_cannot_be_done_names_the_fix(eval_: Eval, arguments: list[str], says: str) -> None:
    shown = eval_(*arguments)
    assert shown.exit_code != 0
    assert says in f"{shown.output} {shown.exception}"


def test_the_gate_is_open_to_an_equal_run_and_closed_to_a_fallen_one(eval_: Eval, data: Path) -> None:
    kinds = {"m": kind(is_promise=True)}
    sound, fallen, kept = data / "sound.json", data / "fallen.json", str(data / "baselines")
    write_run(run(scored("C1", m=1.0), kinds=kinds), sound)
    write_run(run(scored("C1", m=0.0), kinds=kinds), fallen)
    assert "kept answers.json" in eval_("baseline", str(sound), "--baselines", kept).output
    passed, stopped = (eval_("gate", str(path), "--baselines", kept) for path in (sound, fallen))
    assert (passed.exit_code, stopped.exit_code) == (0, 1)
    assert "The gate is open" in passed.output
    assert "broken – stops a release" in stopped.output


def test_a_run_with_a_model_is_stamped_with_it_and_counts_its_calls(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data / "r"
    with model_server() as server:
        monkeypatch.setenv("INDGANG_LLM__BASE_URL", server.url)
        monkeypatch.setenv("INDGANG_LLM__MODEL", "other")
        asked = ["--model", "tall", "--suite", "latency-cost", "--embedder", LETTERS, "--limit", "2"]
        words = [str(INDGANG), "eval", "run", *asked, "--out", str(folder)]
        subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603
    assert {request["model"] for request in server.asked} == {"tall"}
    held = read_run(folder / "run.json")
    assert held.stamp.model == "tall"
    calls = [case.marks["model_calls"] for case in held.suites["latency-cost"].cases.values()]
    assert [mark.value for mark in calls] == [1.0] * 4


def test_a_model_without_a_server_is_said(eval_: Eval) -> None:
    shown = eval_("run", "--model", "tall", "--suite", "latency-cost", "--embedder", LETTERS, "--limit", "1")
    assert isinstance(shown.exception, ConfigurationError)
    assert "INDGANG_LLM__BASE_URL" in str(shown.exception)


def test_a_model_that_is_not_there_is_said(eval_: Eval) -> None:
    shown = eval_("run", "--judge", "nonsense/model", "--suite", "latency-cost", "--embedder", LETTERS, "--limit", "1")
    assert isinstance(shown.exception, ConfigurationError)


def test_harvest_writes_rows_to_label(eval_: Eval, data: Path) -> None:
    out = data / "rows.jsonl"
    assert eval_("harvest", "--out", str(out)).output.startswith("0 rows to label")
    assert out.read_text(encoding="utf-8") == ""


def test_export_and_agree_go_through_files(eval_: Eval, data: Path) -> None:
    write_run(run(scored("C1", m=1.0), answers={"C1": "Ja."}), data / "evals" / "a" / "run.json")
    assert "1 cases in" in eval_("export", "--out", str(data / "out")).output
    rows = [
        json.loads(line) | {"grade": "A"} for line in (data / "out" / "cases.jsonl").read_text("utf-8").splitlines()
    ]
    graded = data / "graded.jsonl"
    graded.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert "100%" in eval_("agree", str(graded), str(graded)).output


def test_letters_are_the_same_everywhere_and_nearest_to_themselves() -> None:
    embedder = LetterEmbedder()
    one, other = embedder.embed_passages(["hjemmesygeplejen i Aalborg", "en ny scanner"])
    asked = embedder.embed_query("hjemmesygeplejen i Aalborg")
    assert asked == one
    assert len(asked) == embedder.dimension
    assert sum(a * b for a, b in zip(asked, one, strict=True)) == pytest.approx(1.0)
    assert sum(a * b for a, b in zip(asked, other, strict=True)) < 0.95
    with pytest.raises(ValueError, match="blank"):
        embedder.embed_query(" ")
    with pytest.raises(ConfigurationError):
        embedder_named("nonsense", Settings())


def test_every_fault_has_its_own_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 6
