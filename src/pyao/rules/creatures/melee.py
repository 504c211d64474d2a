"""The blows that creatures strike at players and at each other.

Source: 04-combat §7.3, §7.4, 08-npcs §6.1, §6.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.content.npcs import Alignment, Movement, NpcType
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx, Wave
from pyao.rules.body.dying import die
from pyao.rules.body.levels import check_level
from pyao.rules.body.meditating import stop_meditation
from pyao.rules.body.skills import skill_of, train
from pyao.rules.combat import owning
from pyao.rules.combat.attack_rights import try_attack_npc
from pyao.rules.combat.damage import net_by_npc, roll_absorbed
from pyao.rules.combat.odds import evasion_of, hit_chance
from pyao.rules.combat.shields import try_block
from pyao.rules.creatures import grudges
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.praetorians import protection
from pyao.rules.pets import loyalty
from pyao.rules.pets.slots import pet_count
from pyao.rules.society.deeds import guard_mercy
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

POISON_CHANCE = 30
MOST_CALM = 5


def attack_player(world: World, npc: Npc, victim: Player) -> bool:
    """Strike a player, hit or miss; the victim's pets turn on the creature.

    `False` = it can't strike this player, or not before the next attack beat.  Source: 04 §7.3.
    """
    if victim.admin_invisible or not npc.may_attack or (victim.is_gm and not victim.chased_by_npcs):
        return False
    if pet_count(victim) and try_attack_npc(world, victim, npc, by_pet=True):
        loyalty.turn_on_npc(victim, npc)
    if npc.target is None:
        npc.target = victim
    if victim.attacked_by_npc is None:
        victim.attacked_by_npc = npc
    npc.may_attack = False
    if npc.definition.attack_sound > 0:
        area(world, npc).send(msg.play_wave(npc.definition.attack_sound, npc.x, npc.y))
    if world.rng.roll(1, 100) <= hit_chance(npc.definition.attack_power, evasion_of(world, victim)):
        _strike(world, npc, victim)
    else:
        try_block(world, victim)
        victim.messages.send(msg.npc_swing())
        train(world, victim, Skill.TACTICAS, success=True)
    check_level(world, victim)
    return True


def _strike(world: World, npc: Npc, victim: Player) -> None:
    area(world, victim).send(msg.play_wave(Wave.HIT, victim.x, victim.y))
    if not victim.meditating and not victim.sailing:
        area(world, victim).send(msg.create_fx(victim.char, Fx.BLOOD, 0))
    damage = world.rng.roll(npc.definition.min_hit, npc.definition.max_hit)
    part, absorbed = roll_absorbed(world, victim)
    net = net_by_npc(damage, absorbed)
    victim.messages.send(msg.npc_hit_user(part, net))
    vitals = victim.record.vitals
    if victim.mortal:
        vitals.hp -= net
    if victim.meditating and net > calm(victim, world.rng.roll(0, MOST_CALM)):
        stop_meditation(world, victim)
    if vitals.hp <= 0:
        _kill(world, npc, victim)
    victim.messages.send(msg.update_hp(vitals.hp))
    if npc.definition.poisons and not victim.dead:
        _poison(world, victim)
    train(world, victim, Skill.TACTICAS, success=False)


def calm(player: Player, rolled: int) -> int:
    """The most damage that doesn't stop the player's meditation, given a roll of R(0, 5).  Source: 04 §7.3 step 3."""
    hp, skill = player.record.vitals.hp, skill_of(player, Skill.MEDITAR).level
    return int(hp / 100 * player.attributes.intelligence * skill / 100 * 12 / (rolled + 7))


def _kill(world: World, npc: Npc, victim: Player) -> None:
    victim.messages.send(msg.npc_kill_user())
    if is_criminal(victim) and npc.definition.type == NpcType.GUARDIA_REAL:
        guard_mercy(world, victim)
    if npc.master is not None:
        loyalty.all_follow(npc.master)
    elif npc.definition.alignment == Alignment.GOOD:
        grudges.calm_down(npc)
    die(world, victim)


def _poison(world: World, victim: Player) -> None:
    if world.rng.roll(1, 100) < POISON_CHANCE:
        victim.record.poisoned = True
        tell(victim, _("¡¡La criatura te ha envenenado!!"), Font.FIGHT)


def attack_npc(world: World, npc: Npc, target: Npc, *, turns: bool = True) -> None:
    """Strike another creature, hit or miss; `turns` = the one struck turns on the attacker.  Source: 04 §7.4."""
    why_not = protection.refusal(target)
    if why_not is not None:
        _spare(npc, why_not)
        return
    if not npc.may_attack:
        return
    npc.may_attack = False
    if turns:
        target.target_npc, target.movement = npc, Movement.FIGHTS_NPC
    if npc.definition.attack_sound > 0:
        area(world, npc).send(msg.play_wave(npc.definition.attack_sound, npc.x, npc.y))
    if npc.master is not None and target.owner is npc.master:
        owning.renew(world, target)
    centre = npc if npc.master is not None else target
    if world.rng.roll(1, 100) > hit_chance(npc.definition.attack_power, target.definition.evasion):
        area(world, centre).send(msg.play_wave(Wave.SWING, centre.x, centre.y))
        return
    area(world, target).send(msg.play_wave(target.definition.hurt_sound or Wave.HIT_2, target.x, target.y))
    area(world, centre).send(msg.play_wave(Wave.HIT, centre.x, centre.y))
    target.hp -= world.rng.roll(npc.definition.min_hit, npc.definition.max_hit)
    if target.hp < 1:
        _return_from(npc)
        kill_npc(world, target, npc.master)


def _spare(npc: Npc, why: str) -> None:
    """Drop a target that can't be attacked; a pet's master is told why."""
    if npc.master is not None:
        tell(npc.master, why, Font.FIGHT)
    npc.target_npc = None


def _return_from(npc: Npc) -> None:
    """Send a creature that has won its fight back to its usual movement, or to its master."""
    npc.movement = npc.definition.movement
    if npc.attacked_by:
        npc.hostile = npc.definition.hostile
    if npc.master is not None:
        loyalty.follow_master(npc)
