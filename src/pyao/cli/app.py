"""The `pyao-server` command and its subcommands, whose modules are loaded when they are called."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from pyao.server.garbage import loading


class Subcommand(NamedTuple):
    """Where a subcommand is declared, and what the list of all says of it."""

    declared: str
    """A module of this package and, in it, a function or a `Typer` with subcommands of its own."""
    summary: str
    """As its own help begins."""
    extended: tuple[str, ...] = ()
    """Modules that declare more subcommands of it."""


SUBCOMMANDS = {
    "run": Subcommand(
        "run:run",
        "Run the server until it is told to stop: by Ctrl+C, by `pyao-server stop`, by closing the terminal.",
    ),
    "import": Subcommand(
        "import_:import_command",
        "Import the data files of a classic server, or the maps of a Godot client, into a world pack.",
    ),
    "config": Subcommand("config:app", "Show or begin the configuration.", ("config_set",)),
    "doctor": Subcommand(
        "doctor:doctor_command",
        "Check data, ports, store, rights, clock, client, Redis, backups and limits; nothing is changed.",
    ),
    "status": Subcommand(
        "operator:status",
        "Show how the server is: players, connections, creatures, whether it is paused or closed.",
    ),
    "online": Subcommand("operator:online", "List who is in the game."),
    "say": Subcommand("operator:say", "Tell everybody in the game something."),
    "kick": Subcommand("operator:kick", "Throw somebody out of the game; the character is saved."),
    "save": Subcommand("operator:save", "Save everybody and everything now."),
    "reload": Subcommand(
        "operator:reload",
        "Read data and settings again while people play; if anything in them is wrong, nothing changes.",
    ),
    "pause": Subcommand("operator:pause", "Freeze the game: creatures stand still, and nobody can move."),
    "resume": Subcommand("operator:resume", "Let the game go on after a pause."),
    "restart": Subcommand("operator:restart", "Save everything, stop the server and start it anew."),
    "stop": Subcommand(
        "operator:stop",
        "Save everything and stop the server; without --in at once, and this command waits for the end.",
    ),
    "characters": Subcommand("characters:app", "Look at characters, and act on them.", ("characters_import",)),
    "guilds": Subcommand("guilds:app", "Bring guilds in, and look at them."),
    "forums": Subcommand("forums:app", "Bring in what was posted in forums."),
    "records": Subcommand("records:app", "Bring in what the staff kept on record about players."),
    "economy": Subcommand(
        "economy:economy_command",
        "Show the totals of gold and objects by reason and by day; a row `unexplained` means a bug.",
    ),
    "audit": Subcommand("audit:app", "Read the audit log: every order of the staff."),
    "backup": Subcommand("backup:app", "Make a backup, or look at those that there are."),
    "restore": Subcommand(
        "backup:restore",
        "Put a backup in the place of what is kept, which is moved aside; only while no server runs.",
    ),
    "export": Subcommand(
        "export:export_command", "Write everything that is kept as the files of a classic server, or as JSON."
    ),
    "world": Subcommand("world:app", "Look after the world that is played.", ("world_orders",)),
    "simulate": Subcommand("simulate:app", "Try the rules out."),
    "bots": Subcommand(
        "bots:bots_command", "Send bots to a server on this machine and report logins, packets and pings."
    ),
    "replay": Subcommand(
        "replay:replay_command",
        "Play a recording again, as fast as it goes, and check that everybody is sent the same, byte for byte.",
    ),
}
"""In the order in which they are listed."""


@cache
def load(name: str) -> Any:  # noqa: ANN401 - the library doesn't publish the class of its commands
    """A subcommand with all its options and subcommands."""
    declared, _summary, extended = SUBCOMMANDS[name]
    module, _colon, attribute = declared.partition(":")
    with loading():
        for one in (module, *extended):
            import_module(f"pyao.cli.{one}")
    found = getattr(import_module(f"pyao.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False)
        alone.command(name)(found)
        found = alone
    return typer.main.get_command(found)


class Unloaded(TyperCommand):
    """A subcommand of which only name and summary are known, until it is called or completed."""

    def make_context(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the real one takes and gives
        """Begin with the real one."""
        return load(str(self.name)).make_context(*given, **more)


class Subcommands(TyperGroup):
    """The subcommands of the table."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - whatever the library makes groups with
        super().__init__(**attributes)
        for name, one in SUBCOMMANDS.items():
            self.add_command(Unloaded(name, help=one.summary))


app = typer.Typer(
    name="pyao-server",
    cls=Subcommands,
    help="A server for Argentum Online 0.13.3.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # passwords among them
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the signature that is called
    if wanted:
        typer.echo(f"pyao-server {version('pyao-server')}")
        raise typer.Exit


@app.callback()
def command(
    context: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A server for Argentum Online 0.13.3."""
    from pyao.server.logs import hold_logs, release_logs  # noqa: PLC0415 - `--help` and `--version` log nothing

    hold_logs()
    context.call_on_close(release_logs)
