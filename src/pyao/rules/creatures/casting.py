"""The spells that creatures cast at players and at each other.

Source: 05-magic §12, 08-npcs §6.2, §6.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.magic.spell_effects import effects_of
from pyao.rules.magic.spell_effects.effect import Outcome
from pyao.rules.magic.spell_effects.npc_cast import NpcCast
from pyao.world.player import Player

if TYPE_CHECKING:
    from pyao.content.spells import SpellDef
    from pyao.rules.magic.spell_effects.effect import EffectKind
    from pyao.world.npc import Npc
    from pyao.world.world import World

ORDER = ("heal", "damage", "paralyse", "immobilise", "dumb", "blind", "reveal")
"""The effects of a creature's spell on a player, in the order in which they happen."""

ORDER_ON_NPCS = ("damage", "heal", "poison", "cure_poison")
HOLDS = ("paralyse", "immobilise", "remove_paralysis")
"""If a spell has several of these, only the first of them happens to a creature."""


def cast_at_random(world: World, npc: Npc, target: Player | Npc) -> None:
    """Cast a random spell of the creature's own.

    At an invisible or hidden player nothing is cast and nothing rolled.  Source: 08 §6.2.
    """
    spells = npc.definition.spells
    if not spells or (isinstance(target, Player) and target.unseen):
        return
    spell = world.content.spells.get(spells[world.rng.roll(1, len(spells)) - 1])
    if spell is not None:
        cast(world, npc, target, spell)


def cast(
    world: World, npc: Npc, target: Player | Npc, spell: SpellDef, *, speaks: bool = False, sees_all: bool = False
) -> None:
    """Cast a spell, if the creature may attack now; it can't attack again until the next attack beat.

    Nothing happens at a player whom it can't see, or on a map without magic.  `speaks` = the area hears the magic
    words; `sees_all` = invisible and hidden players can be targets too.
    """
    if not npc.may_attack:
        return
    if isinstance(target, Player):
        if (target.unseen and not sees_all) or world.map_of(target).definition.no_magic:
            return
        npc.may_attack = False
        _at_player(NpcCast(world, npc, spell, speaks=speaks), target)
    else:
        npc.may_attack = False
        _at_npc(NpcCast(world, npc, spell, speaks=speaks), target)


def _at_player(cast: NpcCast, victim: Player) -> None:
    """Let the spell's effects happen in order, until a ring wards one off or the victim dies."""
    effects = _by_kind(cast.spell)
    for kind in (*ORDER, *(one for one in effects if one not in ORDER)):
        if kind not in effects:
            continue
        if effects[kind].by_npc_on_player(cast, victim) is Outcome.REFUSED or victim.dead:
            return


def _at_npc(cast: NpcCast, target: Npc) -> None:
    cast.show(target)
    effects = _by_kind(cast.spell)
    hold = next((kind for kind in HOLDS if kind in effects), "")
    others = (one for one in effects if one not in (*ORDER_ON_NPCS, *HOLDS))
    for kind in (*ORDER_ON_NPCS, hold, *others):
        if kind in effects and target.char:
            effects[kind].by_npc_on_npc(cast, target)


def _by_kind(spell: SpellDef) -> dict[str, EffectKind]:
    return {effect.kind: effect for effect in effects_of(spell)}
