"""What comes along for Prometheus and Grafana speaks of metrics that the server has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit.web import a_site

from server.control.test_channel import playing

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
ALERTS, DASHBOARD = DEPLOY / "prometheus" / "alerts.yml", DEPLOY / "grafana" / "pyao.json"
PROMTOOL = shutil.which("promtool")


def expressions() -> Iterator[str]:
    yield from re.findall(r"expr: (.+)", ALERTS.read_text(encoding="utf-8"))
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        yield from (target["expr"] for target in panel["targets"])


async def test_every_metric_that_is_asked_for_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {name for one in expressions() for name in re.findall(r"\b(?:pyao|process)_\w+", one)}
    assert len(asked) > 15
    async with a_site(monkeypatch) as it, playing(it.server, "Ana"):
        given = set(re.findall(r"^(\w+)[{ ]", await it.text("/metrics"), re.MULTILINE))
    assert asked <= given


@pytest.mark.skipif(PROMTOOL is None, reason="needs the program promtool of Prometheus")
def test_prometheus_takes_the_rules() -> None:
    config = str(DEPLOY / "prometheus" / "prometheus.yml")
    checked = subprocess.run([str(PROMTOOL), "check", "config", config], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(re.findall('alert: ', ALERTS.read_text(encoding='utf-8')))} rules found" in checked.stdout
