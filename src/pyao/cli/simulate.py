"""`pyao-server simulate`: how a balance plays under the real rules, for operators who tune it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from pyao.cli.config import ConfigFile, DataFolder, in_folder, toml_path
from pyao.cli.duel import CLASSES, BadFighter, Outcome, Score, fight, parse_fighter
from pyao.cli.hunt import hunt
from pyao.cli.labour import Labour, crafting, labour
from pyao.cli.levelling import career
from pyao.content.enums import PlayerClass
from pyao.server.settings import SettingsError, load_settings
from pyao.server.worlds import WorldError, load_content
from pyao.storage.classic.tables import CLASS_NAMES
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content
    from pyao.content.settings import GameSettings

app = typer.Typer(help="Try the rules out.", no_args_is_help=True, add_completion=False)

FIGHTER = "Class:level:options, for instance Guerrero:30:raza=Enano,arma=124,escudo=128,armas=90"

WORKER = "Class:level:options, for instance Trabajador:20:mineria=50,arma=187; without arma the usual tools are tried"


@app.callback()
def simulate() -> None:
    """Try the rules out."""


@app.command()
def duel(
    *,
    a: Annotated[str, typer.Option(help=FIGHTER)],
    b: Annotated[str, typer.Option(help=FIGHTER)],
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=100_000, help="How many duels.")] = 1_000,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same duels.")] = None,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Let two fighters meet in an arena: hit rates, spread of damage, who wins how often."""
    try:
        content, settings = _load(config, data)
        fighters = parse_fighter(content, a), parse_fighter(content, b)
    except (BadFighter, SettingsError, WorldError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from fault
    outcome = fight(content, *fighters, number, Dice(seed), settings)
    console = Console()
    console.print(f"A = {a}\nB = {b}", highlight=False)
    console.print(_table(outcome, number))


@app.command()
def work(
    *,
    who: Annotated[str, typer.Option(help=WORKER)],
    makes: Annotated[int | None, typer.Option(help="Number of an object to make, instead of gathering.")] = None,
    hours: Annotated[int, typer.Option("-n", "--hours", min=1, max=1_000, help="How many hours.")] = 1,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same hours.")] = None,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Let a character work for hours: how often it succeeds, what it brings home, what it costs, what it teaches."""
    try:
        content, settings = _load(config, data)
        worker, dice = parse_fighter(content, who), Dice(seed)
        if makes is None:
            results = labour(content, worker, hours, dice, settings)
        else:
            results = [crafting(content, worker, makes, hours, dice, settings)]
    except (BadFighter, SettingsError, WorldError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from fault
    console = Console()
    console.print(f"{who}", highlight=False)
    console.print(_work_table(results))


@app.command(name="hunt")
def hunt_command(
    *,
    creature: Annotated[int, typer.Option(help="Number of the creature.")],
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=100_000, help="How many fights a class.")] = 100,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same fights.")] = None,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Let newcomers of every class, with what they are born with, fight a creature: who survives, how long it takes."""
    try:
        content, settings = _load(config, data)
    except (SettingsError, WorldError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from fault
    if creature not in content.npcs or not content.npcs[creature].attackable:
        typer.echo(f"pyao-server: {creature} is no creature of this world", err=True)
        raise typer.Exit(2)
    dice = Dice(seed)
    table = Table("class", title=f"{number:,} newcomers of each class against {content.npcs[creature].name}")
    for label in ("survive", "kill it", "seconds", "potions", "experience"):
        table.add_column(label, justify="right")
    for player_class in PlayerClass:
        one = hunt(content, creature, player_class, number, dice, settings)
        figures = (one.total_ms / 1_000, one.potions, one.exp)
        shares = f"{one.survived_pct:.1f} %", f"{100 * one.kills / number:.1f} %"
        table.add_row(player_class.name.lower(), *shares, *(f"{figure / number:.1f}" for figure in figures))
    Console().print(table)


@app.command()
def levels(
    *,
    to: Annotated[int, typer.Option(min=2, max=25, help="The level to reach.")] = 12,
    who: Annotated[str, typer.Option(help="One class instead of all, for instance Guerrero.")] = "",
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same lives.")] = None,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Let a newcomer of each class hunt until it has reached a level: how many hours that takes, and what it costs."""
    if who and who.lower() not in CLASSES:
        typer.echo(f"pyao-server: {who!r}: there is no such class; there are {', '.join(CLASS_NAMES)}", err=True)
        raise typer.Exit(2)
    try:
        content, settings = _load(config, data)
    except (SettingsError, WorldError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from fault
    shown = sorted({min(4, to), min(8, to), to})
    table = Table("class", title=f"Newcomers who hunt until level {to}; hours of play")
    for label in (*(f"level {level}" for level in shown), "kills", "deaths", "trips", "coins", "maps"):
        table.add_column(label, justify="right")
    for player_class in [CLASSES[who.lower()]] if who else PlayerClass:
        one = career(content, player_class, to, Dice(seed), settings)
        hours = ("-" if (time := one.hours(level)) is None else f"{time:.1f}" for level in shown)
        counts = (f"{count:,}" for count in (one.kills, one.deaths, one.trips, one.gold))
        grounds = " ".join(str(number) for number in dict.fromkeys(one.grounds.values()))
        table.add_row(player_class.name.lower(), *hours, *counts, grounds)
    Console().print(table)


def _work_table(results: list[Labour]) -> Table:
    table = Table("per hour", title=f"{results[0].hours:,} hours each")
    for one in results:
        table.add_column(f"{one.tool}\n{one.skill.name.lower()} {one.level}", justify="right")
    for label, cell in WORK_ROWS:
        table.add_row(label, *(cell(one) for one in results))
    return table


WORK_ROWS: tuple[tuple[str, Callable[[Labour], str]], ...] = (
    ("attempts", lambda one: f"{one.attempts / one.hours:,.1f}"),
    ("attempts that succeed", lambda one: f"{one.success_pct:.2f} %"),
    ("by the rule", lambda one: f"{one.expected_pct:.2f} %"),
    ("pieces", lambda one: f"{one.pieces / one.hours:,.1f}"),
    ("stamina spent", lambda one: f"{one.stamina / one.hours:,.1f}"),
    ("too tired to work", lambda one: f"{one.tired_pct:.1f} % of the time"),
    ("experience in the skill", lambda one: f"{one.skill_exp / one.hours:,.1f}"),
)


def _load(config: ConfigFile, data: DataFolder) -> tuple[Content, GameSettings]:
    settings, _origins = load_settings(toml_path(config, data), os.environ, {}, in_folder(data))
    return load_content(settings.world), settings.game


def _table(outcome: Outcome, number: int) -> Table:
    mean_s = outcome.total_ms / number / 1_000
    table = Table("", title=f"{number:,} duels, {mean_s:.1f} s each, {outcome.draws:,} without a winner")
    for name in "AB":
        table.add_column(name, justify="right")
    for a, b in zip(_rows(outcome.a, number), _rows(outcome.b, number), strict=True):
        table.add_row(*a, b[1])
    return table


def _rows(score: Score, number: int) -> list[tuple[str, str]]:
    """Label and value of every row for one side."""
    return [
        ("wins", f"{100 * score.wins / number:.1f} %"),
        ("attacks that land", f"{score.hit_pct:.1f} %"),
        ("misses that met a shield", f"{score.blocked_pct:.1f} %"),
        ("damage of a hit, mean", f"{score.mean_damage:.1f}"),
        ("least", str(score.quantile(0))),
        ("10 % stay below", str(score.quantile(0.1))),
        ("half stay below", str(score.quantile(0.5))),
        ("90 % stay below", str(score.quantile(0.9))),
        ("most", str(score.quantile(1))),
        ("spells cast in a duel", f"{score.magic.total() / number:.1f}"),
        ("damage of a spell, mean", f"{score.mean_magic:.1f}"),
    ]
