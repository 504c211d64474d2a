"""`pyao-server audit`: reading the audit log, and looking whether it is as it was written."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from pyao.cli.config import ConfigFile, DataFolder  # noqa: TC001 - typer reads the annotations
from pyao.cli.operator import refuse, seconds, settings_of
from pyao.storage.audit_log import AUDIT_NAME, entries_of, findings

if TYPE_CHECKING:
    from pathlib import Path

TAMPERED = 1
"""Exit code if the log is not as it was written."""

app = typer.Typer(
    name="audit", help="Read the audit log: every order of the staff.", no_args_is_help=True, add_completion=False
)

Who = Annotated[str, typer.Option(help="Only orders of this GM; operator = from outside the game.")]
Since = Annotated[str, typer.Option(help="Only from then on: 2026-01-31, 2026-01-31T20:00, or 90m, 24h ago.")]
Target = Annotated[str, typer.Option(help="Only orders about this character or guild.")]
Last = Annotated[int, typer.Option("--last", "-n", min=1, help="How many, the last ones.")]
AsLines = Annotated[bool, typer.Option("--json", help="The lines as they stand in the log.")]


@app.command()
def show(
    *,
    who: Who = "",
    since: Since = "",
    target: Target = "",
    last: Last = 100,
    as_json: AsLines = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Show what was ordered, when, by whom, and what came of it."""
    path = _log_of(config, data)
    moment = _moment(since) if since else None
    chosen = [
        one
        for one in entries_of(path)
        if _is(who, one["who"]) and _is(target, one["target"]) and (moment is None or _when(one) >= moment)
    ][-last:]
    console = Console()
    for one in chosen:
        if as_json:
            console.print_json(data=one, indent=None)
        else:
            console.print(_sentence(one), markup=False, highlight=False, soft_wrap=True)


@app.command()
def verify(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Look whether lines are missing or were changed."""
    path = _log_of(config, data)
    found = list(findings(path))
    for sentence in found:
        typer.echo(f"{path}: {sentence}")
    if found:
        raise typer.Exit(TAMPERED)
    typer.echo(f"{path}: all {sum(1 for _entry in entries_of(path))} lines are as they were written")


def _log_of(config: Path | None, data: Path | None) -> Path:
    path = settings_of(config, data).world.data_dir / AUDIT_NAME
    if not path.exists():
        refuse(f"{path}: there is no audit log yet")
    return path


def _is(wanted: str, name: str) -> bool:
    """Whether an entry's name is the wanted one, whatever its case; of an operator the user may be left out."""
    return not wanted or wanted.casefold() in {name.casefold(), name.casefold().partition(":")[0]}


def _when(entry: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["when"]).astimezone()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return datetime.now().astimezone() - timedelta(seconds=seconds(text))


def _sentence(entry: dict[str, Any]) -> str:
    """One entry on one line."""
    arguments = " ".join(f"{name}={value!r}" for name, value in entry["arguments"].items() if value not in ("", None))
    outcome = entry["result"] + (f" ({entry['reason']})" if entry["reason"] else "")
    about = f" → {entry['target']}" if entry["target"] else ""
    when = f"{_when(entry):%Y-%m-%d %H:%M:%S}"
    return f"{when}  {entry['who']} [{entry['rank']}]  {entry['command']} {arguments}{about}: {outcome}"
