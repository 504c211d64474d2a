"""The death of a player.

Source: 04-combat §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Gender
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font, Wave
from pyao.rules.body import advice, appearance, boosts, invisibility, mimicry, paralysis, wits
from pyao.rules.combat import owning
from pyao.rules.combat.retaliation import cancel_retaliation
from pyao.rules.creatures import grudges
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.items import death_drops, equipment
from pyao.rules.map.arenas import in_arena
from pyao.rules.map.placing import place
from pyao.rules.trade import trading
from pyao.world.character import GHOST_BODY, GHOST_HEAD, NO_ITEM
from pyao.world.messages import Toggle
from pyao.world.record import Look, Worn
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

TAKEN_OFF = (Worn.ARMOUR, Worn.WEAPON, Worn.HELMET, Worn.RING, Worn.AMMUNITION, Worn.SHIELD)
"""What a dead player stops wearing, in the order in which the client is told; the backpack stays on."""


def die(world: World, player: Player) -> None:
    """Turn the player into a ghost.  The caller then sends UpdateHP or UpdateUserStats, depending on the cause."""
    arena = in_arena(world, player)
    area(world, player).send(
        msg.play_wave(_cry(world, player), player.x, player.y), msg.remove_char_dialog(player.char)
    )
    record, vitals = player.record, player.record.vitals
    vitals.hp = vitals.stamina = 0
    record.poisoned, record.dead = False, True
    world.map_of(player).deaths += 1
    player.working = 0
    player.resurrection_safe = not arena
    player.messages.send(msg.resuscitation_safe_off() if arena else msg.resuscitation_safe_on())
    grudges.forget_fights(player)
    owning.release(player)
    _end_states(world, player)
    if not arena:
        death_drops.drop_all(world, player)
    for worn in TAKEN_OFF:
        equipment.take_off(world, player, record.equipment.slot_of(worn), refresh=False)
    player.fx = 0
    mimicry.drop(world, player)
    boosts.restore(world, player)
    player.look = _ghost(world, player)
    for pet in list(player.pets):
        kill_npc(world, pet)
    record.pets[:] = [0] * len(record.pets)
    area(world, player).send(appearance.character_change(player))
    sender = MessageSender(player, world.content)
    sender.stats()
    sender.strength_and_agility()
    trading.interrupt(world, player)
    _depart(world, player)
    advice.plan(world, player)


def _cry(world: World, player: Player) -> int:
    woman = player.record.gender == Gender.WOMAN
    if world.map_of(player).is_water(player.x, player.y):
        return Wave.DEATH_WOMAN_WATER if woman else Wave.DEATH_MAN_WATER
    return Wave.DEATH_WOMAN if woman else Wave.DEATH_MAN


def _end_states(world: World, player: Player) -> None:
    """End the states that a dead player can't be in.  Source: 04 §10 steps 6 to 11."""
    if player.retaliator:
        cancel_retaliation(world, player)
        appearance.refresh_nick(world, player)
    if player.paralysed:
        paralysis.release(world, player)
    if player.dumb:
        wits.end_dumbness(player)
    if player.resting:
        player.resting = False
        player.messages.toggle(Toggle.RESTING, on=False)
    if player.meditating:
        player.meditating = False
        player.messages.toggle(Toggle.MEDITATING, on=False)
    if player.unseen:
        _become_visible(world, player)


def _become_visible(world: World, player: Player) -> None:
    invisibility.lift(world, player)
    player.hidden = False
    world.timers.stop(player, TimedState.HIDING)
    appearance.set_invisible(world, player, invisible=False)


def _ghost(world: World, player: Player) -> Look:
    if player.sailing:
        return appearance.boat_look(world, player)
    return Look(GHOST_BODY, GHOST_HEAD, NO_ITEM, NO_ITEM, NO_ITEM)


def _depart(world: World, player: Player) -> None:
    """Send the dead player away, if the map names a place for its dead."""
    goal = world.map_of(player).definition.on_death_go_to
    if goal is not None:
        tell(player, _("Una fuerza te arranca de este lugar: el mapa no guarda a sus muertos."), Font.INFO_BOLD)
        place(world, player, *goal, fx=True, teleported=True)
