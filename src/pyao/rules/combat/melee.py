"""The attack key: a blow at whatever stands in front of the player.

Source: 04-combat §2.1, §2.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Gender
from pyao.content.maps import SIDE
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font, Wave
from pyao.rules.body.hiding import reveal
from pyao.rules.body.work_counters import count_down
from pyao.rules.combat import intervals
from pyao.rules.combat.blows import strike_npc, strike_player
from pyao.rules.items.equipment import worn_item
from pyao.rules.session import leaving
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

LEAST_STAMINA = 10


def attack(world: World, player: Player) -> None:
    """Strike a blow, unless the player is dead, meditating, a GM or holds a bow.  Source: 04 §2.1."""
    if player.dead:
        tell(player, _("¡Estás muerto! Los muertos no pueden pelear."))
        return
    weapon = worn_item(world, player, Worn.WEAPON)
    if player.meditating:
        return
    if weapon is not None and weapon.ranged:
        tell(player, _("No podés usar así esta arma."))
        return
    if player.is_gm:
        return
    leaving.cancel_exit(world, player)
    _strike(world, player)
    player.npc_protection_ms = None
    if player.hidden and not player.admin_invisible:
        reveal(world, player, seen_first=True)


def is_too_tired(player: Player) -> bool:
    """Whether the player lacks the stamina for a blow or a shot."""
    return player.record.vitals.stamina < LEAST_STAMINA


def tell_too_tired(player: Player) -> None:
    """Tell the player that the stamina is too low."""
    woman = player.record.gender == Gender.WOMAN
    tell(player, _("Estás muy cansada para luchar.") if woman else _("Estás muy cansado para luchar."))


def _strike(world: World, player: Player) -> None:
    """Strike at the tile in front, if it is time and the player isn't too tired.  Source: 04 §2.2."""
    if not intervals.try_strike(world, player):
        return
    if is_too_tired(player):
        tell_too_tired(player)
        return
    here, x, y = world.map_of(player), player.x + player.heading.dx, player.y + player.heading.dy
    if not (1 <= x <= SIDE and 1 < y <= SIDE):
        _swing_at_air(world, player)
        return
    victim, npc = here.users.get((x, y)), here.npcs.get((x, y))
    if victim is not None:
        strike_player(world, player, victim)
        MessageSender(player, world.content).stats()
        MessageSender(victim, world.content).stats()
        return
    if npc is None:
        _swing_at_air(world, player)
    elif not _strike_creature(world, player, npc):
        return
    MessageSender(player, world.content).stats()


def _strike_creature(world: World, player: Player, npc: Npc) -> bool:
    """Strike at a creature; `False` = it is a pet in a safe map, and the player's stats aren't sent."""
    if not npc.definition.attackable:
        tell(player, _("No podés atacar a este NPC."), Font.FIGHT)
    elif npc.master is not None and world.map_of(npc).definition.safe:
        tell(player, _("No podés atacar mascotas en zona segura."), Font.FIGHT)
        return False
    else:
        strike_npc(world, player, npc)
    return True


def _swing_at_air(world: World, player: Player) -> None:
    """Strike at nothing.  Source: 04 §2.2, 07-work §16."""
    count_down(player)
    area(world, player).send(msg.play_wave(Wave.SWING, player.x, player.y))
