"""A clan of praetorians in a small world, and one round of thinking of one member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit import fights
from kit.fights import WOLF, Says, battlefield
from kit.game import Client, GameFixture
from kit.magic import SPELLS, spell
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import NpcDef, NpcType
from pyao.content.praetorians import Praetorian, PraetorianRole
from pyao.content.spells import SpellEffect
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.creatures.dying import send_away
from pyao.rules.creatures.praetorians import clans

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.world.npc import Npc
    from pyao.world.praetorian_clan import PraetorianClan

N, E, SOUTH, W = Heading
KEEP = 163
HALL = 35, 25
FIGHT, INFO, VENENO = Says(Font.FIGHT), Says(Font.INFO), Says(Font.VENENO)
PLACES = [(35, 25), (38, 25), (32, 25), (32, 28), (35, 28), (38, 28), (37, 22), (33, 22), (32, 22)]
KING, HEALER, HEALER_2, SWORD, SWORD_2, SWORD_3, SHOOTER, CASTER, THIEF = range(9)
ORDER = [900, 902, 902, 914, 914, 914, 910, 906, 922]


def soldier(number: int, name: str, hp: int, *spells: int, **fields: Any) -> NpcDef:
    common: dict[str, Any] = {"body": 50, "heading": 3, "movement": 20, "hostile": True, "attackable": True}
    return NpcDef(
        id=number,
        name=name,
        type=NpcType.PRETORIANO,
        min_hp=hp,
        max_hp=hp,
        alignment=2,
        stays_dead=True,
        spells=spells,
        **(common | fields),
    )


SOLDIERS = (
    soldier(900, "Rey", 12_000, 3, 10, 30, 31, 1, gold=30_000, stock=((1, 1),), min_hit=30, max_hit=50),
    soldier(902, "Clérigo", 8_000, 9, 10, 39, 5, 36),
    soldier(906, "Mago", 5_000, 25, 38, stock=((27, 400),)),
    soldier(914, "Guerrero", 15_000, min_hit=180, max_hit=200),
    soldier(910, "Cazador", 10_000, 37),
    soldier(922, "Ladrón", 3_000, 47, 39, stock=((12, 10_000), (414, 1))),
)
ROLES = dict(zip(PraetorianRole, (900, 902, 906, 914, 910, 922), strict=True))
E_ = SpellEffect
STORM = spell(36, 1, 3, 80, 520, 0, "27 7 0", E_("damage", 0, 95))
ARROW = spell(37, 1, 3, 101, 3000, 0, "10 14 0", E_("damage", 130, 160))
SMALL_ARROW = spell(47, 1, 3, 101, 3000, 0, "10 14 0", E_("damage", 30, 60))
MAGIC = SPELLS | {one.id: one for one in (STORM, ARROW, SMALL_ARROW)}
KEY, BOAT = 77, 474


def the_world(*maps: Any, **fields: Any) -> Any:
    kinds = {one.id: one for one in (*SOLDIERS, WOLF)}
    roles = {role: (Praetorian(number, tall=True),) for role, number in ROLES.items()}
    parts: dict[str, Any] = {"npcs": kinds, "spells": MAGIC, "praetorians": roles}
    return battlefield(*(maps or (plain_map(1), plain_map(KEEP))), **(parts | fields))


def recruits(*, candidates: int = 1) -> list[tuple[int, int, int]]:
    """The rolls for nine members: the first of each role, a man's first head among humans."""
    return [(1, candidates, 1), (1, 3, 1), (0, 1, 1), (1, 40, 7)] * 9


def a_clan(game: GameFixture, *, alone: int | None = None) -> PraetorianClan:
    """The home clan, or only member number `alone` of it; every member may attack."""
    game.dice.will_roll(*recruits())
    clan = clans.create(game.world, clans.HOME_CLAN, KEEP, HALL)
    for place, npc in enumerate(clan.members):
        if npc is not None:
            npc.may_attack = True
            if alone is not None and place != alone:
                send_away(game.world, npc, comes_again=False)
    for client in game.clients:
        client.takes()
    return clan


def member(clan: PraetorianClan, place: int, **state: Any) -> Npc:
    """One of the nine."""
    npc = clan.members[place]
    assert npc is not None
    for name, value in state.items():
        setattr(npc, name, value)
    return npc


def enemy(game: GameFixture, name: str, x: int, y: int, **changes: Any) -> Client:
    client = game.player(name, at=(KEEP, x, y), **changes)
    client.player.npc_protection_ms = None
    client.takes()
    return client


def thinks(game: GameFixture, npc: Npc, *rolls: tuple[int, int, int]) -> None:
    """One member thinks once, with exactly these rolls."""
    for one in game.clients:
        one.takes()
    fights.thinks(game, npc, *rolls)


FORWARDS, BACKWARDS = (0, 1, 1), (0, 1, 0)


def shown(number: int, caster: Npc, target: Npc | Client, *, words: bool = True) -> list[Message]:
    """Sound, effect and words of a spell of the clan."""
    one, who = MAGIC[number], target.player if isinstance(target, Client) else target
    seen = [msg.play_wave(one.wave, who.x, who.y), msg.create_fx(who.char, one.fx, one.loops)]
    if words:
        seen.append(msg.chat_over_head(one.words, caster.char, *colours.SPELL_WORDS))
    return seen
