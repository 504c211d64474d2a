"""What runs the server elsewhere (image, compose file, unit, workflows) fits the program and is locked down."""

from __future__ import annotations

import configparser
import re
import runpy
import shutil
import subprocess
import tomllib
from typing import Any

import pytest
import yaml
from kit.root import AS_ROOT
from kit.spec import ROOT

from pyao.server.settings import ENV_PREFIX, fields

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNIT = ROOT / "deploy" / "systemd" / "pyao-server.service"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(word, " ".join(rest.split())) for line in lines if line.strip() for word, _, rest in [line.partition(" ")]]


def are_settings(names: list[str]) -> bool:
    known = {ENV_PREFIX + name.replace(".", "__").upper() for name in fields()}
    return {name for name in names if name.startswith(ENV_PREFIX)} <= known


def test_the_image_is_made_of_files_that_exist_and_are_let_through() -> None:
    let_through = [
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    ]
    for word, rest in instructions():
        assert word != "ADD"
        if word == "COPY" and not rest.startswith("--from="):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists()
                assert source in let_through


def test_the_image_pins_its_base_and_installs_only_what_is_pinned() -> None:
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    assert bases == ["python:3.14-slim"] * 2
    installs = [rest for word, rest in instructions() if word == "RUN" and "pip" in rest and "install" in rest]
    assert installs
    assert all(
        "--require-hashes" in line or ("--no-deps" in line and "--no-build-isolation" in line) for line in installs
    )


def test_what_a_service_may_not_write_is_compiled_when_it_is_set_up() -> None:
    assert "PYTHONDONTWRITEBYTECODE=1" in UNIT.read_text(encoding="utf-8")
    setup = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    assert re.search(r"pip sync .*--compile-bytecode", setup)
    assert setup.count("    compile_sources\n") == 2  # also where only the sources are newer


def test_the_image_is_nobody_looks_after_itself_and_ends_by_saving() -> None:
    last = dict(instructions())
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", last["USER"])
    assert last["STOPSIGNAL"] == "SIGTERM"
    assert "/health" in last["HEALTHCHECK"]
    assert last["ENTRYPOINT"] == '["pyao-server"]'
    assert last["VOLUME"] == "/data"
    assert are_settings(re.findall(r"(\w+)=", last["ENV"]))


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_locked_down(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & service.keys()
    assert re.fullmatch(r"[\w./-]+:[\w.-]+", service["image"])
    assert not service["image"].endswith(":latest")


def test_only_the_game_is_open_to_everybody() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert [port for port in published if not port.startswith("127.0.0.1:")] == ["7666:7666"]


def test_what_is_mounted_is_there() -> None:
    for service in SERVICES.values():
        for source, _, _target in (mount.partition(":") for mount in service.get("volumes", ())):
            assert (ROOT / source).exists() if source.startswith("./") else source in COMPOSE["volumes"]
    assert are_settings(list(SERVICES["server"]["environment"]))
    assert "profiles" not in SERVICES["server"]


def test_grafana_finds_prometheus_and_the_board() -> None:
    provisioning = ROOT / "deploy" / "grafana" / "provisioning"
    (source,) = yaml.safe_load((provisioning / "datasources" / "prometheus.yml").read_text())["datasources"]
    (provider,) = yaml.safe_load((provisioning / "dashboards" / "pyao.yml").read_text())["providers"]
    assert source["url"] == "http://prometheus:9090"
    targets = [mount.split(":")[1] for mount in SERVICES["grafana"]["volumes"]]
    assert f"{provider['options']['path']}/pyao.json" in targets


def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser["Service"]


def test_the_unit_is_locked_down_and_waits_for_the_last_save() -> None:
    service = unit()
    assert service["User"] != "root"
    for name in (
        "NoNewPrivileges",
        "PrivateTmp",
        "PrivateDevices",
        "ProtectHome",
        "ProtectKernelModules",
        "RestrictNamespaces",
    ):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert int(service["TimeoutStopSec"].removesuffix("s")) >= 60
    assert service["RestartPreventExitStatus"] == "2"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs the program systemd-analyze")
def test_systemd_takes_the_unit() -> None:
    said = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False, timeout=60)
    complaints = [line for line in said.stderr.splitlines() if UNIT.name in line or str(UNIT) in line]
    assert [line for line in complaints if "is not executable" not in line] == []  # it isn't installed here


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_use_only_what_is_pinned_and_exists(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", one) for one in uses)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"]
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            for script in re.findall(r"(?:^|[\s/])((?:scripts/)?\w+\.(?:sh|ps1|py))\b", step.get("run", "")):
                assert (ROOT / script).exists()


def test_what_needs_root_is_tried_by_a_job_that_has_it() -> None:
    ci = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    tried = ci["jobs"]["as-root"]["steps"][-1]["run"]
    assert f"sudo {AS_ROOT}=1 " in tried
    calls = re.compile(r"^ +pass_over\(", re.MULTILINE)
    tests = [path.stem for path in (ROOT / "tests").rglob("test_*.py") if calls.search(path.read_text("utf-8"))]
    assert tests
    assert set(re.findall(r"test_\w+", tried)) == set(tests)


def test_every_python_that_is_promised_is_tried() -> None:
    ci = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert ci["jobs"]["checks"]["strategy"]["matrix"]["python"] == VERSIONS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [line.rpartition(" :: ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    assert promised == VERSIONS


def test_the_notes_of_a_release_are_its_part_of_the_changelog() -> None:
    notes = runpy.run_path(str(ROOT / "scripts" / "release_notes.py"))["notes"]
    changelog = (
        "# Changelog\n\n## [Unreleased]\n\n- c\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- b\n\n## [0.1.0]\n\n- a\n"
    )
    assert notes(changelog, "0.2.0") == "### Added\n\n- b"
    assert notes(changelog, "0.1.0") == "- a"
    assert notes(changelog, "0.3.0") == ""
    assert notes(changelog, "0x2.0") == ""
