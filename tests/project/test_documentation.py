"""What the documents name exists: commands with their options, settings, tests and other files."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
import typer
from kit.spec import ROOT

from pyao.cli.app import app, load
from pyao.server.settings import Settings, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPES = "adding-a-"
"""How to add something speaks of what there isn't yet."""

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/*.md"))
    if not path.name.startswith(RECIPES)
)
COMMAND = typer.main.get_command(app)
FOLDERS = "tests|src|scripts|benchmarks|deploy|requirements"
NOT_SETTINGS = {".pyao", ".json", ".settings", ".clock", ".host", ".rng", ".content", ".now_ms", ".client", ".lateness"}
"""Files of the data folder, parts of `World` and of its `Game`, which begin like the section."""


def command_lines(text: str) -> Iterator[list[str]]:
    """The words behind `pyao-server`, of lines of code and of what stands in the text as code."""
    blocks = re.findall(r"^ *```(?:sh|console|powershell)?\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for line in (*(one for block in blocks for one in block.replace("\\\n", " ").splitlines()), *inline):
        found = re.search(r"(?:^|(?<!-u)\s|[/\\])pyao-server(?:\.exe)? (.*)", line.partition(" #")[0])
        if found:
            yield shlex.split(found[1].replace("\\", "/"), comments=True)


def fault(words: list[str]) -> str:
    """What is wrong with a command line; empty = nothing."""
    command: Any = COMMAND
    while words and hasattr(command, "commands") and re.fullmatch(r"[a-z-]+", words[0]) and words[0][0] != "-":
        if words[0] not in command.commands:
            return f"no command {words[0]!r}"
        command = load(words[0]) if command is COMMAND else command.commands[words[0]]
        words = words[1:]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
    strange = [word for word in words if word.startswith("-") and word.partition("=")[0] not in known and len(word) > 1]
    return f"no option {strange[0]!r} of {command.name}" if strange else ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_exist_with_their_options(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert {" ".join(words): fault(words) for words in command_lines(text) if fault(words)} == {}


def test_this_rule_sees_what_it_is_for() -> None:
    text = (
        "`pyao-server kikc Ana`\n\n```sh\n.venv/bin/pyao-server stop --inn 5m  # now\npyao-server run --port 1\n```\n"
    )
    assert [fault(words) for words in command_lines(text)] == ["no option '--inn' of stop", "", "no command 'kikc'"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_settings_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    sections = "|".join(Settings.model_fields)
    named = set(re.findall(rf"`((?:{sections})\.[a-z_]+[a-z])(?=[`= ])", text))
    known = fields()
    assert {one for one in named if one not in known and one[one.index(".") :] not in NOT_SETTINGS} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:{FOLDERS})/[\w./-]+)`", text))
    assert {one for one in named if not (ROOT / one).exists()} == set()
