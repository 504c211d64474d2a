"""Rules about the files of the repository: what must not be in them, and what has to fit together."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from pyao.cli.app import app
from pyao.content.enums import Privilege
from pyao.tasks.text_commands import Usage, interpret
from pyao.tasks.text_words import Execute, Local

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

HOSTS = r"\b(?:pypi|pythonhosted|npmjs|crates|debian|ubuntu|docker)\.(?:org|com|io)\b"
"""Where packages come from is the business of who installs them."""

OPTIONS = r"--(?:(?:extra-)?index-url|default-index|find-links|trusted-host)\b"

PLACES = r"(?<![\w.:/-])/(?:home|root|Users|work)/\w"
"""Folders of somebody's machine."""

LARGEST = 512 * 1024
LARGEST_PICTURE = 150_000
"""Bytes."""

PICTURES = {".png", ".webp"}

SCRIPTS = ("run_server.sh", "run_tests.sh", ".ci/run", "scripts/pin.sh")


def committed() -> list[Path]:
    """What is or is about to be in the repository; outside a checkout there is nothing to look at."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written() -> Iterator[tuple[str, str]]:
    """Name and text of every file; all but the pictures are text."""
    for path in committed():
        if path.suffix not in PICTURES:
            yield str(path.relative_to(ROOT)), text_of(path)


def test_pictures_are_small_and_shown() -> None:
    shown = "".join(text_of(path) for path in committed() if path.suffix == ".md")
    pictures = [path for path in committed() if path.suffix in PICTURES]
    assert pictures
    for path in pictures:
        assert path.stat().st_size <= LARGEST_PICTURE, path.name
        assert path.name in shown


@pytest.mark.parametrize("pattern", [HOSTS, OPTIONS, PLACES], ids=["hosts", "options", "places"])
def test_no_file_names_a_registry_or_somebodys_machine(pattern: str) -> None:
    found = {name: match[0] for name, text in written() if (match := re.search(pattern, text))}
    assert not found


@pytest.mark.parametrize(
    ("pattern", "text", "caught"),
    [
        (HOSTS, "see https://pypi¤.org/simple", True),
        (HOSTS, "from PyPI", False),
        (OPTIONS, "--extra¤-index-url x", True),
        (OPTIONS, "--no-emit-index-url", False),
        (PLACES, "cd /home¤/ana/pyao", True),
        (PLACES, "cd src/home/it", False),
        (PLACES, "https://example.org/home/it", False),
    ],
)
def test_these_rules_see_what_they_are_for(pattern: str, text: str, *, caught: bool) -> None:
    """A ¤ is taken out first: it keeps this file from breaking the rules itself."""
    assert bool(re.search(pattern, text.replace("¤", ""))) is caught


def test_no_classic_data_is_committed() -> None:
    for path in committed():
        assert path.suffix.lower() not in {".map", ".inf", ".dat", ".ini", ".chr", ".pyao"}, path
        assert path.stat().st_size <= LARGEST, path


def test_files_end_with_a_line() -> None:
    unfinished = [name for name, text in written() if text and not (text.endswith("\n") and "\r" not in text)]
    assert not unfinished


def pins(name: str) -> dict[str, list[tuple[Version, str]]]:
    """The pinned packages of a file with the whole entry of each; several where Pythons or systems differ."""
    found: dict[str, list[tuple[Version, str]]] = {}
    for entry in re.split(r"\n(?=\S)", text_of(ROOT / "requirements" / f"{name}.txt").strip()):
        match = re.match(r"(?P<name>[\w.-]+)(?:\[[\w,.-]+\])?==(?P<version>[\w.]+)", entry)
        assert match, f"{name}.txt: {entry.splitlines()[0]}"
        found.setdefault(canonicalize_name(match["name"]), []).append((Version(match["version"]), entry))
    return found


def wanted(name: str) -> list[Requirement]:
    """What the file has to pin."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    runtime, dev = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    lines = {
        "runtime": [*runtime, *project["build-system"]["requires"], *inputs("build")],
        "dev": [*runtime, *dev, *project["build-system"]["requires"], *inputs("build")],
        "uv": inputs("uv"),
    }
    return [Requirement(line) for line in lines[name]]


def inputs(name: str) -> list[str]:
    lines = text_of(ROOT / "requirements" / f"{name}.in").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["runtime", "dev", "uv"])
def test_every_pinned_package_has_hashes(name: str) -> None:
    for entries in pins(name).values():
        for _version, entry in entries:
            assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", ["runtime", "dev", "uv"])
def test_what_the_project_needs_is_pinned_in_a_version_that_will_do(name: str) -> None:
    pinned = pins(name)
    for requirement in wanted(name):
        versions = [version for version, _entry in pinned.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not in {name}.txt: run scripts/pin.sh"
        assert all(version in requirement.specifier for version in versions), requirement


def test_developers_run_what_operators_run() -> None:
    dev = pins("dev")
    for package, entries in pins("runtime").items():
        assert [version for version, _entry in dev.get(package, [])] == [version for version, _entry in entries], (
            package
        )


def headings(text: str) -> list[int]:
    """The levels of the headings, in order; lines of code don't count."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]


def commands(text: str) -> list[str]:
    """The commands in blocks of code, without their comments and with the names of folders in one language."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.replace("CARPETA", "FOLDER") for line in lines]


def test_both_readmes_tell_the_same() -> None:
    spanish, english = text_of(ROOT / "README.md"), text_of(ROOT / "README.en.md")
    assert headings(spanish) == headings(english)
    assert commands(spanish) == commands(english)
    assert commands(spanish)


def test_both_guides_for_players_tell_the_same() -> None:
    spanish, english = (text_of(ROOT / "docs" / name) for name in ("playing.md", "playing.en.md"))
    typed = [set(re.findall(r"`(/[^`]+)`", text)) for text in (spanish, english)]
    assert typed[0] == typed[1]
    assert len(typed[0]) > 8


TWINS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("d*/*.en.md"))
"""English documents that have a Spanish one beside them."""


@pytest.mark.parametrize("name", TWINS)
def test_both_languages_tell_the_same(name: str) -> None:
    english, spanish = ROOT / name, ROOT / name.replace(".en.md", ".md")
    texts = [text_of(spanish), text_of(english)]
    assert headings(texts[0]) == headings(texts[1])
    tables = [[line.count("|") for line in text.splitlines() if line.startswith("|")] for text in texts]
    assert tables[0] == tables[1]
    for text, other in zip(texts, (english.name, spanish.name), strict=True):
        assert f"]({other})" in text[:500], f"it does not lead to {other}"


@pytest.mark.parametrize("line", sorted(set(re.findall(r"`(/[^`]+)`", text_of(ROOT / "docs" / "playing.md")))))
def test_what_the_guide_says_can_be_typed(line: str) -> None:
    assert isinstance(interpret(line, privileges=Privilege.USER, here=1), Execute | Local | Usage)


def test_links_lead_somewhere() -> None:
    """Those in the site, their headings too, are looked at when it is built."""
    lost = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in committed()
        if path.suffix == ".md"
        for link in re.findall(r"\]\((?![a-z]+:)([^)#\s]+)", text_of(path))
        if not (path.parent / link).exists()
    ]
    assert lost == []


def test_modules_that_the_documents_name_exist() -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.py|(?:\w+/)+)`", text_of(ROOT / "docs" / "architecture.md"))
    assert named
    assert [path for path in named if not (ROOT / "src" / "pyao" / path).exists()] == []


def test_the_architecture_names_all_commands() -> None:
    (row,) = re.findall(r"^\| `pyao.cli` \|(.+)\|$", text_of(ROOT / "docs" / "architecture.md"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == set(typer.main.get_group(app).commands)


def test_the_licence_is_the_whole_apache_licence() -> None:
    licence = text_of(ROOT / "LICENSE")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["license"] == "Apache-2.0"


def test_hooks_come_from_no_other_repository() -> None:
    config = text_of(ROOT / ".pre-commit-config.yaml")
    assert re.findall(r"repo: (.+)", config) == ["local"]
    entries = re.findall(r"entry: (.+)", config)
    assert len(entries) == 4
    assert all(entry.startswith(".venv/bin/") and entry in text_of(ROOT / "run_tests.sh") for entry in entries)


@pytest.mark.parametrize("name", [*SCRIPTS, "scripts/setup.sh"])
def test_scripts_are_sound(name: str) -> None:
    path = ROOT / name
    assert text_of(path).startswith("#")
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_can_be_run(name: str) -> None:
    path = ROOT / name
    assert text_of(path).startswith("#!/usr/bin/env bash\n")
    assert path.stat().st_mode & 0o111
