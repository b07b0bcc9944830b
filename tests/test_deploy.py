"""What is shipped for running it names only what is there: settings, metrics, events, values."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from pydantic import BaseModel

from bot.metrics import Metrics
from bot.settings import PREFIX, Settings
from tests.image import instructions

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "indgang"
PROMETHEUS_OWN = {"up"}
METRIC = re.compile(r"\b(indgang_\w+|up)\b")
EVENT = re.compile(r'event=~?"([^"]+)"')
SETTING = re.compile(rf"\b{PREFIX}[A-Z_]+\b")


def read_yaml(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def known_settings(model: type[BaseModel] = Settings, prefix: str = PREFIX) -> set[str]:
    found = set[str]()
    for name, field in model.model_fields.items():
        default: object = field.get_default(call_default_factory=True, validated_data={})
        inner = f"{prefix}{name.upper()}"
        found |= known_settings(type(default), f"{inner}__") if isinstance(default, BaseModel) else {inner}
    return found


def served_metrics() -> set[str]:
    """The names a Prometheus reads from us, once something has happened."""
    metrics = Metrics()
    metrics.heard(method="GET", route="/", status=200, seconds=0.1)
    metrics.events.labels(event="x", level="info").inc()
    return set(re.findall(r"^(\w+)(?:\{| )", metrics.text().decode(), re.MULTILINE))


def logged_events() -> set[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    return set(re.findall(r'logger\.\w+\(\s*"([a-z_.]+)"', source))


def dashboard() -> list[str]:
    board = json.loads((DEPLOY / "grafana" / "indgang.json").read_text(encoding="utf-8"))
    return [target["expr"] for panel in board["panels"] for target in panel["targets"]]


def alerts() -> list[str]:
    return [rule["expr"] for group in read_yaml("alerts.yaml")["groups"] for rule in group["rules"]]


@pytest.mark.parametrize("expressions", [dashboard(), alerts()], ids=["dashboard", "alerts"])
def test_every_metric_and_event_that_is_watched_exists(expressions: Iterable[str]) -> None:
    text = "\n".join(expressions)
    assert set(METRIC.findall(text)) <= served_metrics() | PROMETHEUS_OWN
    watched = {event for found in EVENT.findall(text) for event in found.split("|")}
    assert watched
    assert watched <= logged_events()


def test_every_alert_leads_to_a_section_of_the_runbook() -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    for group in read_yaml("alerts.yaml")["groups"]:
        for rule in group["rules"]:
            page, _, section = rule["annotations"]["action"].partition(": ")
            assert page == "docs/runbook.md"
            assert f"### {section}\n" in runbook


def test_every_setting_that_is_named_is_one() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= known_settings(), path.name


def test_compose_has_two_replicas_behind_a_proxy_and_hides_the_rest() -> None:
    services = read_yaml("compose.yaml")["services"]
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    upstream = re.findall(r"server (\w+):8080", conf)
    assert len(upstream) == 2
    assert all(services[name]["environment"]["INDGANG_CHROMA_URL"] for name in upstream)
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert all(port.startswith("127.0.0.1:") for port in services["proxy"]["ports"])
    assert services["chroma"]["networks"] == services["database"]["networks"] == ["inside"]
    assert "proxy_buffering off;" in conf


def test_slack_is_off_until_somebody_turns_it_on() -> None:
    for name in ("compose.yaml", "helm/indgang/values.yaml", "env.example"):
        lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if "INDGANG_SLACK" in line and not line.strip().startswith("#")]


def test_the_charts_templates_use_every_value_and_no_other() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (CHART / "templates").iterdir())
    values: dict[str, object] = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    used = set(re.findall(r"\.Values\.([\w.]+)", templates))
    there = {
        name if not isinstance(value, dict) or name in {"settings", "resources"} else f"{name}.{inner}"
        for name, value in values.items()
        for inner in (cast("dict[str, object]", value) if isinstance(value, dict) else [""])
    }
    assert used == there


def test_the_versions_of_the_chart_and_of_chroma_are_those_of_the_program() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
    values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    assert chart["appVersion"] == values["image"]["tag"]
    for image in (values["chroma"]["image"], read_yaml("compose.yaml")["services"]["chroma"]["image"]):
        assert f"chromadb=={image.partition(':')[2]} " in lock


def test_the_image_gets_what_was_tested_and_no_tools() -> None:
    """Its lock holds the versions of the whole lock, and nothing of the developers' extras."""
    pin = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
    whole = set(pin.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    shipped = set(pin.findall((DEPLOY / "requirements.lock").read_text(encoding="utf-8")))
    assert shipped < whole
    assert not {"pytest", "mypy", "playwright", "inspect-ai"} & {name for name, _ in shipped}


def test_the_image_is_made_of_what_is_there() -> None:
    steps = list(instructions((DEPLOY / "Dockerfile").read_text(encoding="utf-8")))
    copied = [rest.split()[:-1] for name, rest in steps if name == "COPY" and not rest.startswith("--from=")]
    assert copied
    assert all((ROOT / source).exists() for sources in copied for source in sources)
