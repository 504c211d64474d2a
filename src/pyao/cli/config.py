"""`pyao-server config`: show the settings in use and where each comes from, or write a file to start from."""

from __future__ import annotations

import asyncio
import json
import os
from enum import EnumType
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin

import typer
from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pyao.server.logs import set_up_logs
from pyao.server.settings import (
    ENV_PREFIX,
    STORE_NAME,
    Settings,
    SettingsError,
    WorldSettings,
    fields,
    load_settings_with_redis,
)
from pyao.storage.private_files import make_private_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo

app = typer.Typer(name="config", help="Show or begin the configuration.", no_args_is_help=True, add_completion=False)

TOML_NAME = "pyao.toml"
BAD_SETTINGS = 2
"""Exit code if the settings can't be used."""

DATA_DIR_VARIABLE = f"{ENV_PREFIX}WORLD__DATA_DIR"

ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="The settings file, instead of pyao.toml in the data folder.")
]
DataFolder = Annotated[
    Path | None, typer.Option("--data", help="Folder of the world pack, the characters and pyao.toml.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: {name: {value, origin}}.")]
NewFile = Annotated[Path | None, typer.Argument(help="The file to write, instead of pyao.toml in the data folder.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def data_folder(given: Path | None = None) -> Path:
    """The data folder: the one asked for, else that of the environment, else `data` in the working directory."""
    return given or Path(os.environ.get(DATA_DIR_VARIABLE) or WorldSettings().data_dir)


def toml_path(given: Path | None, data: Path | None = None) -> Path | None:
    """The settings file: the one asked for, else `pyao.toml` in the data folder; `None` = there is none.

    One in the working directory is still read, as earlier versions did, if the data folder has none.
    """
    places = (data_folder(data) / TOML_NAME, Path(TOML_NAME))
    return given or next((path for path in places if path.exists()), None)


def passed_over(used: Path | None) -> Path | None:
    """A `pyao.toml` in the working directory that is not read because another file is; `None` = there is none."""
    here = Path(TOML_NAME)
    return here if used is not None and here.exists() and not here.samefile(used) else None


def in_folder(data: Path | None) -> dict[str, object]:
    """The settings that `--data` means; `None` = it was not given."""
    return {"world.data_dir": data, "storage.path": data / STORE_NAME if data else None}


@app.command()
def show(config: ConfigFile = None, *, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Show every setting, its value and where it comes from."""
    try:
        settings, origins = asyncio.run(load_settings_with_redis(toml_path(config, data), os.environ, in_folder(data)))
    except SettingsError as fault:
        typer.echo(fault, err=True)
        raise typer.Exit(BAD_SETTINGS) from None
    set_up_logs(settings.log)
    values = dict(plain_values(settings))
    if as_json:
        typer.echo(json.dumps({name: {"value": values[name], "origin": origins[name]} for name in origins}, indent=2))
        return
    table = Table("Setting", "Value", "From", box=None)
    for name, origin in origins.items():
        table.add_row(
            name, escape(toml_value(values[name])), escape(origin), style=None if origin != "default" else "dim"
        )
    Console().print(table)


@app.command()
def init(path: NewFile = None, *, data: DataFolder = None, force: Force = False) -> None:
    """Write a settings file in which every setting is explained and none is changed yet."""
    path = path or data_folder(data) / TOML_NAME
    if path.exists() and not force:
        typer.echo(f"{path} is there already; --force writes over it", err=True)
        raise typer.Exit(1)
    make_private_folder(path.parent)
    write_private(path, toml_template().encode())
    typer.echo(f"{path} written")


def toml_template() -> str:
    """A settings file with every setting's explanation and, commented out, its default."""
    values = dict(plain_values(Settings()))
    known = fields()
    lines = ["# Settings of PyAO Server.  Take away the # before a line to change it.", ""]
    for section, about in Settings.model_fields.items():
        lines += [f"# {about.description}", f"[{section}]", ""]
        for dotted, field in known.items():
            if dotted.startswith(f"{section}."):
                lines += [f"# {explained(field)}", f"# {dotted.partition('.')[2]} = {toml_value(values[dotted])}", ""]
    return "\n".join(lines)


def explained(field: FieldInfo) -> str:
    """What a setting does and which values it takes."""
    text = [field.description or ""]
    if words := choices(field):
        text.append("One of " + ", ".join(f'"{word}"' for word in words) + ".")
    elif limits := bounds(field):
        least, most = limits
        text.append(f"From {least} to {most}.")
    return " ".join(text)


def choices(field: FieldInfo) -> Sequence[str]:
    """The words that a setting can be; none where it is no such kind."""
    kind = field.annotation
    if isinstance(kind, EnumType):
        return [str(member.value) for member in kind]
    return get_args(kind) if get_origin(kind) is Literal else ()


def bounds(field: FieldInfo) -> tuple[str, str] | None:
    """The least and the greatest number that a setting can be; `None` = it has no such limits."""
    limits = {
        name: getattr(rule, name) for rule in field.metadata for name in ("ge", "gt", "le") if hasattr(rule, name)
    }
    if not limits:
        return None
    return f"{limits['ge']}" if "ge" in limits else f"above {limits['gt']}", f"{limits['le']}"


def plain_values(settings: Settings) -> Iterator[tuple[str, object]]:
    """Every setting as a plain JSON value; of a secret only whether there is one."""
    for dotted in fields():
        section, _, name = dotted.partition(".")
        value = getattr(getattr(settings, section), name)
        if isinstance(value, SecretStr):
            value = str(value)
        elif isinstance(value, Path) or value is None:
            value = str(value or "")
        yield dotted, value


def toml_value(value: object) -> str:
    """A value in TOML notation, which for our kinds of values is the same as JSON, tables excepted."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml_value(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
