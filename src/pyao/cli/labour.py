"""Hours of work under the real rules, to see what a character gathers or makes, what it costs and what it teaches.

A worker is described as a fighter is: `Trabajador:20:mineria=50,arma=187`.  The tool decides what is gathered; without
one, each of the usual tools is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyao.cli.duel import CLOTHES, BadFighter, enter
from pyao.content.content import Content
from pyao.content.enums import ObjectType, Skill
from pyao.content.items import ItemDef
from pyao.content.maps import SIDE, TILES, WATER, MapDef
from pyao.protocol.dialect import CLIENT_TRAITS, Dialect
from pyao.rules import armed_clicks
from pyao.rules.beats import run_tick
from pyao.rules.body.skills import skill_of
from pyao.rules.crafts import batches, gathering, work
from pyao.rules.crafts.batches import CRAFTING
from pyao.rules.crafts.fishing import NET, NET_FISHING, ROD_FISHING, RODS
from pyao.rules.crafts.lumber import AXES, ELVEN_AXE, LUMBER
from pyao.rules.crafts.mining import MINING, PICKAXES
from pyao.rules.crafts.workshops import CARPENTRY, SMITHY
from pyao.rules.items import using
from pyao.world.clock import TICK_MS, ManualClock
from pyao.world.host import NoHost
from pyao.world.messages import Silence
from pyao.world.record import USABLE_SLOTS, ItemStack, Worn
from pyao.world.world import World

if TYPE_CHECKING:
    from pyao.cli.duel import Fighter
    from pyao.content.settings import GameSettings
    from pyao.rules.crafts.gathering import Gathering
    from pyao.rules.crafts.workshops import Workshop
    from pyao.world.player import Player
    from pyao.world.rng import Rng

HOUR_MS = 3_600_000
USUAL_TOOLS = (138, 127, 187)
HAMMER, SAW = 389, 198
KINDS: dict[int, Gathering] = {
    **dict.fromkeys(RODS, ROD_FISHING),
    NET: NET_FISHING,
    **dict.fromkeys((*AXES, ELVEN_AXE), LUMBER),
    **dict.fromkeys(PICKAXES, MINING),
}
"""What each tool is for."""

MEAL_TICKS = 1_500
"""How often the worker eats and drinks, so that hunger and thirst keep it neither from resting nor from learning."""

SOURCE = (51, 50)
"""Where the tree, the vein or the water is; the worker stands to the West of it."""

_SOURCE_ITEM = 32_766


@dataclass(slots=True)
class Labour:
    """What came of all hours with one tool."""

    tool: str
    skill: Skill
    level: int
    expected_pct: float
    """How often an attempt succeeds by the rule."""

    hours: int
    attempts: int = 0
    successes: int = 0
    pieces: int = 0
    stamina: int = 0
    skill_exp: int = 0
    tired_ms: int = 0

    @property
    def success_pct(self) -> float:
        """How often an attempt has succeeded."""
        return 100 * self.successes / self.attempts if self.attempts else 0.0

    @property
    def tired_pct(self) -> float:
        """How much of the time there was no stamina left to work with."""
        return 100 * self.tired_ms / (self.hours * HOUR_MS)


def labour(content: Content, worker: Fighter, hours: int, rng: Rng, settings: GameSettings) -> list[Labour]:
    """Let the character work so many hours with its tool, or with each of the usual ones that the world has.

    Each hour begins rested, with a new character.

    Raises:
        BadFighter: what it holds is no tool for gathering, or there is nothing to gather with or from.

    """
    held = worker.worn.get(Worn.WEAPON)
    if held is not None and held not in KINDS:
        raise BadFighter(f"arma={held}: the tools for gathering are {', '.join(map(str, sorted(KINDS)))}")
    tools = [held] if held is not None else [one for one in USUAL_TOOLS if one in content.items]
    if not tools:
        raise BadFighter("this world has none of the usual tools; name another one with arma=")
    return [_with_tool(content, worker, tool, hours, rng, settings) for tool in tools]


def _with_tool(content: Content, worker: Fighter, tool: int, hours: int, rng: Rng, settings: GameSettings) -> Labour:
    place, kind = _workplace(content, tool), KINDS[tool]
    armed = replace(worker, worn={**worker.worn, Worn.WEAPON: tool})
    score: Labour | None = None
    for _hour in range(hours):
        clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
        world = World(place, settings, clock, rng, client=CLIENT_TRAITS[Dialect.GODOT], host=NoHost())
        player = enter(world, armed, 1, Silence())
        level = skill_of(player, kind.skill).level
        expected = 100 * min(1.0, kind.luck / gathering.sides(level))
        score = score or Labour(content.items[tool].name, kind.skill, level, expected, hours)
        _one_hour(world, clock, player, kind.skill, score)
    if score is None:
        raise BadFighter("at least one hour is needed")
    return score


def crafting(content: Content, worker: Fighter, made: int, hours: int, rng: Rng, settings: GameSettings) -> Labour:
    """Let the character make one kind of object for so many hours, with as much material as it can use.

    Raises:
        BadFighter: the object is in no recipe, or the character lacks the skill.

    """
    shop = next((one for one in (SMITHY, CARPENTRY) if made in one.recipes(content)), None)
    if shop is None or made not in content.items:
        raise BadFighter(f"{made}: there is no recipe for such an object")
    item, tool = content.items[made], HAMMER if shop is SMITHY else SAW
    place = replace(content, maps={1: MapDef(id=1, name="Trabajo")}, npcs={}, start=(1, 50, 50))
    place = replace(place, items={**content.items, CLOTHES.id: CLOTHES})
    armed = replace(worker, worn={**worker.worn, Worn.WEAPON: tool})
    score = Labour(item.name, shop.skill, 0, 100.0, hours)
    for _hour in range(hours):
        clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
        world = World(place, settings, clock, rng, client=CLIENT_TRAITS[Dialect.GODOT], host=NoHost())
        player = enter(world, armed, 1, Silence())
        score.level = skill_of(player, shop.skill).level
        if shop.skill_of(player) < shop.required(item):
            raise BadFighter(f"{item.name}: this character's {shop.skill.name.lower()} {score.level} does not suffice")
        learned = skill_of(player, shop.skill)
        before = learned.exp
        for tick in range(HOUR_MS // TICK_MS):
            _eat(player, tick)
            if player.record.vitals.stamina < CRAFTING.of(player):
                score.tired_ms += TICK_MS
            elif work.may_work(world, player):
                _make(world, player, shop, item, score)
            clock.advance(TICK_MS)
            run_tick(world)
        score.skill_exp += learned.exp - before
    return score


def _make(world: World, player: Player, shop: Workshop, item: ItemDef, score: Labour) -> None:
    """Make one cycle out of material that is laid ready for it; count what came of it and put it aside."""
    pieces = work.diligence(player.record.level)
    free = [place for place, stack in enumerate(player.record.inventory[:USABLE_SLOTS]) if stack is None]
    for place, (material, amount) in zip(free, shop.needs_of(item).items(), strict=False):
        player.record.inventory[place] = ItemStack(material, amount * pieces)
    stamina = player.record.vitals.stamina
    batches.begin(player, pieces, pieces)
    score.attempts += 1
    score.successes += shop.make(world, player, item.id)
    score.stamina += stamina - player.record.vitals.stamina
    for place, stack in enumerate(player.record.inventory):
        if stack is not None and not stack.equipped:
            score.pieces += stack.amount if stack.item == item.id else 0
            player.record.inventory[place] = None


def _eat(player: Player, tick: int) -> None:
    vitals = player.record.vitals
    if tick % MEAL_TICKS == 0:
        vitals.food, vitals.water = vitals.max_food, vitals.max_water


def _workplace(content: Content, tool: int) -> Content:
    """A world with nothing but what the tool is for."""
    kind, tiles = KINDS[tool], bytearray(TILES)
    if kind.skill is Skill.PESCA:
        tiles[(SOURCE[1] - 1) * SIDE + SOURCE[0] - 1] = WATER
    source = _source(content, tool)
    here = MapDef(id=1, name="Trabajo", tiles=bytes(tiles), objects={SOURCE: (_SOURCE_ITEM, 1)})
    return Content(
        maps={1: here},
        items={**content.items, CLOTHES.id: CLOTHES, _SOURCE_ITEM: source},
        balance=content.balance,
        starting_kit=content.starting_kit,
        start=(1, 50, 50),
    )


def _source(content: Content, tool: int) -> ItemDef:
    """The thing to use the tool on; a vein gives the first ore of this world."""
    if KINDS[tool] is MINING:
        veins = (one.ore for one in content.items.values() if one.type is ObjectType.YACIMIENTO)
        ore = min(veins, default=0)
        if not ore:
            raise BadFighter("this world has no veins")
        return ItemDef(id=_SOURCE_ITEM, name="Veta", type=ObjectType.YACIMIENTO, fixed=True, ore=ore)
    if KINDS[tool] is LUMBER:
        kind = ObjectType.ARBOL_ELFICO if tool == ELVEN_AXE else ObjectType.ARBOLES
        return ItemDef(id=_SOURCE_ITEM, name="Árbol", type=kind, fixed=True)
    return ItemDef(id=_SOURCE_ITEM, name="Banco de peces", type=ObjectType.YACIMIENTO_PEZ, fixed=True)


def _one_hour(world: World, clock: ManualClock, player: Player, skill: Skill, score: Labour) -> None:
    learned = skill_of(player, skill)
    before = learned.exp
    for tick in range(HOUR_MS // TICK_MS):
        _eat(player, tick)
        if player.record.vitals.stamina <= 0:
            score.tired_ms += TICK_MS
        elif work.may_work(world, player):
            _attempt(world, player, skill, score)
        clock.advance(TICK_MS)
        run_tick(world)
    score.skill_exp += learned.exp - before


def _attempt(world: World, player: Player, skill: Skill, score: Labour) -> None:
    """Use the tool and click, as a player does; count what came of it and put it aside."""
    stamina = player.record.vitals.stamina
    using.use(world, player, player.record.equipment.weapon)
    armed_clicks.click(world, player, *SOURCE, skill)
    score.attempts += 1
    score.stamina += stamina - player.record.vitals.stamina
    for place, stack in enumerate(player.record.inventory):
        if stack is not None and not stack.equipped:
            score.successes += 1
            score.pieces += stack.amount
            player.record.inventory[place] = None
