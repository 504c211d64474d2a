"""`pyao-server run`: the server itself."""

from __future__ import annotations

import asyncio
import gc
import importlib
import importlib.util
import os
from contextlib import suppress
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import structlog
import typer

from pyao.cli import config
from pyao.cli.first_screen import first_screen
from pyao.network.acceptor import ListenError
from pyao.network.certificate import CertificateError
from pyao.server.argentum_server import ArgentumServer
from pyao.server.garbage import loading
from pyao.server.logs import set_up_logs
from pyao.server.recording import Unrecordable, recorded_server
from pyao.server.settings import SettingsError, SettingsSource
from pyao.server.worlds import WorldError
from pyao.storage.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.server.ending import Ending

BAD_START = 2
"""Exit code if the server can't start as configured."""

UNSAVED = 3
"""Exit code if the server could not save its last state."""

LOOP_VARIABLE = "PYAO_LOOP"

log = structlog.get_logger()


def run(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="TCP port.")] = None,
    record: Annotated[
        Path | None, typer.Option(help="Note everything that enters the game in this new file, for `replay`.")
    ] = None,
    record_output: Annotated[
        bool, typer.Option(help="With --record: note everything that is sent too, so that a difference can be shown.")
    ] = False,
    record_most: Annotated[
        int | None, typer.Option(min=1, help="With --record: at so many MB the file ends, and the game goes on.")
    ] = None,
    data: config.DataFolder = None,
    settings_file: config.ConfigFile = None,
) -> None:
    """Run the server until it is told to stop: by Ctrl+C, by `pyao-server stop`, by closing the terminal."""
    overrides: dict[str, object] = {
        "network.host": host,
        "network.port": port,
        **config.in_folder(data),
    }
    most_bytes = record_most * 1_000_000 if record_most is not None else None
    again = True
    while again:
        path = config.toml_path(settings_file, data) or config.data_folder(data) / config.TOML_NAME
        source = SettingsSource(path, os.environ, overrides, named=settings_file is not None)
        try:
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                saved, ending = runner.run(_serve(source, record, whole_output=record_output, most_bytes=most_bytes))
        except (SettingsError, WorldError, StoreError, ListenError, CertificateError) as fault:
            _refuse(str(fault))
        except Unrecordable as fault:
            _refuse(f"{record}: {fault}")
        record = None  # what a restart plays is another game
        if not saved:
            _refuse(
                "the last state could not be saved where it belongs: what happened since the last save is lost,"
                " unless the log names a rescue file",
                UNSAVED,
            )
        again = ending.again
        if ending.from_world_save:
            overrides["game.start_from_world_save"] = True
        gc.unfreeze()
        gc.collect()  # what the old server has loaded


def _refuse(why: str, code: int = BAD_START) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(code)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """Choose uvloop if it is installed, otherwise the loop that can watch sockets (on Windows not the default).

    With `PYAO_LOOP=asyncio` in the environment it is that one anyway, to try what happens where there is no uvloop.
    """
    if os.environ.get(LOOP_VARIABLE) == "asyncio" or importlib.util.find_spec("uvloop") is None:
        return asyncio.SelectorEventLoop
    return cast("Callable[[], asyncio.AbstractEventLoop]", importlib.import_module("uvloop").new_event_loop)


async def _serve(
    source: SettingsSource, record: Path | None, *, whole_output: bool, most_bytes: int | None
) -> tuple[bool, Ending]:
    """Run one server to its end, and record it if that is wanted; gives whether all was saved, and how it was ended."""
    settings, _origins = await source.read()
    set_up_logs(settings.log)
    with loading():
        if record is None:
            server = ArgentumServer(settings, source=source)
        else:
            server = recorded_server(settings, record, source=source, whole_output=whole_output, most_bytes=most_bytes)
        if settings.http.enabled:
            from pyao.admin.site import AdminSite  # noqa: PLC0415 - a tenth of what starting takes

            server.doors.append(AdminSite(server))
    file = source.toml_path if source.toml_path.exists() else None
    log.info("settings read", file=str(file or "none: all have their defaults"))
    if forgotten := config.passed_over(file):
        log.warning("settings not read", file=str(forgotten), hint=f"{file} counts; move what you need there")
    saved = await server.run(lambda: _first_screen(server) if settings.log.format == "console" else None)
    return saved, server.ending


def _first_screen(server: ArgentumServer) -> None:
    """Say where to connect, how to stop, where the data are and which world is played."""
    for line in first_screen(server):
        with suppress(OSError):
            typer.echo(line, err=True)
