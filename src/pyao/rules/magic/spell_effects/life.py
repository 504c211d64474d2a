"""Effects that heal and hurt.

Source: 05-magic §8, §8.1, §9 "Property", §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.content.npcs import NpcType
from pyao.content.spells import SpellType
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import experience
from pyao.rules.body.dying import die
from pyao.rules.combat.kill_credit import credit_kill
from pyao.rules.combat.support_rights import try_support_npc
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.items.equipment import wears_ring, worn_item
from pyao.rules.magic.gear import ELVEN_FLUTE, ELVEN_LUTE
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.rules.society.deeds import guard_mercy
from pyao.world.arithmetic import half_even, percent
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

PCT_PER_LEVEL = 3
PCT_WITHOUT_STAFF_BONUS, UNARMED_FACTOR, INSTRUMENT_FACTOR = 70, 0.7, 1.04


def with_level(points: int, level: int) -> int:
    """Points of healing or damage with the bonus for the caster's level.  Source: 05 §8.1 step 2."""
    return points + percent(points, PCT_PER_LEVEL * level)


def with_staff(damage: int, bonus: int | None) -> int:
    """A mage's damage with a weapon of that StaffDamageBonus; `None` = the hand is empty.  Source: 05 §8.1 step 3."""
    return half_even(damage * UNARMED_FACTOR) if bonus is None else percent(damage, bonus + PCT_WITHOUT_STAFF_BONUS)


def roll_damage(cast: Cast, effect: EffectKind) -> int:
    """Roll the damage of a spell, before what the target resists.  Source: 05 §8.1 steps 2 to 4."""
    world, caster = cast.world, cast.caster
    damage = with_level(effect.roll(cast.world), cast.level)
    if cast.spell.staff_affected and caster.record.player_class == PlayerClass.MAGE:
        weapon = worn_item(world, caster, Worn.WEAPON)
        damage = with_staff(damage, weapon.staff_damage_bonus if weapon is not None else None)
    if wears_ring(world, caster, ELVEN_LUTE, ELVEN_FLUTE):
        damage = half_even(damage * INSTRUMENT_FACTOR)
    return damage


def resist(world: World, victim: Player, damage: int) -> int:
    """The damage that helmet and ring let through, 0 at least; each one worn is rolled.  Source: 05 §8.1 step 5."""
    for item in (worn_item(world, victim, Worn.HELMET), worn_item(world, victim, Worn.RING)):
        if item is not None:
            damage -= world.rng.roll(item.min_magic_def, item.max_magic_def)
    return max(0, damage)


class Heal(EffectKind):
    """Heal the target.  Source: 05 §8, §9, §12 step 1."""

    kind = "heal"
    group = SpellType.PROPERTIES

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not cast.try_support(target):
            return Outcome.REFUSED
        points = with_level(self.roll(cast.world), cast.level)
        cast.announce()
        _mend(target, points)
        target.messages.send(msg.update_hp(target.record.vitals.hp))
        cast.tell_both(
            target,
            _("Le has restaurado {n} puntos de vida a {name}.").format(n=points, name=target.name),
            _("{name} te ha restaurado {n} puntos de vida.").format(n=points, name=cast.caster.name),
            _("Te has restaurado {n} puntos de vida.").format(n=points),
        )
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        if not try_support_npc(cast.world, cast.caster, target):
            return Outcome.REFUSED
        points = with_level(self.roll(cast.world), cast.level)
        cast.announce()
        target.hp = min(target.hp + points, target.max_hp)
        tell(cast.caster, _("Has curado {n} puntos de vida a la criatura.").format(n=points), Font.FIGHT)
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        cast.show(victim)
        points = self.roll(cast.world)
        _mend(victim, points)
        text = _("{name} te ha curado {n} puntos de vida.").format(name=cast.npc.name, n=points)
        tell(victim, text, Font.FIGHT)
        MessageSender(victim, cast.world.content).stats()
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        target.hp = min(target.hp + self.roll(cast.world), target.max_hp)


def _mend(player: Player, points: int) -> None:
    vitals = player.record.vitals
    vitals.hp = min(vitals.hp + points, vitals.max_hp)


class Damage(EffectKind):
    """Hurt the target, which may kill it.  Source: 05 §8.1, §9, §12 step 2."""

    kind = "damage"
    group = SpellType.PROPERTIES

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target is cast.caster:
            return cast.refuse_self()
        damage = resist(cast.world, target, roll_damage(cast, self))
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        vitals = target.record.vitals
        vitals.hp -= damage
        target.messages.send(msg.update_hp(vitals.hp))
        cast.tell_both(
            target,
            _("Le has quitado {n} puntos de vida a {name}.").format(n=damage, name=target.name),
            _("{name} te ha quitado {n} puntos de vida.").format(n=damage, name=cast.caster.name),
            "",
        )
        if vitals.hp < 1:
            credit_kill(cast.world, cast.caster, target, by_hand=False)
            die(cast.world, target)
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """The experience is counted from the health left after the damage: a quirk kept."""
        if not cast.try_attack_npc(target):
            return Outcome.REFUSED
        damage = max(0, roll_damage(cast, self) - target.definition.magic_defence)
        cast.announce()
        if target.definition.hurt_sound > 0:
            area(cast.world, target).send(msg.play_wave(target.definition.hurt_sound, target.x, target.y))
        target.hp -= damage
        tell(cast.caster, _("¡Le has quitado {n} puntos de vida a la criatura!").format(n=damage), Font.FIGHT)
        experience.from_damage(cast.world, cast.caster, target, damage)
        if target.hp < 1:
            kill_npc(cast.world, target, cast.caster)
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """Staff are not hurt."""
        if not victim.mortal:
            return Outcome.NOTHING
        cast.show(victim)
        damage = resist(cast.world, victim, self.roll(cast.world))
        victim.record.vitals.hp -= damage
        text = _("{name} te ha quitado {n} puntos de vida.").format(name=cast.npc.name, n=damage)
        tell(victim, text, Font.FIGHT)
        MessageSender(victim, cast.world.content).stats()
        if victim.record.vitals.hp < 1:
            _kill_by_npc(cast, victim)
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        target.hp -= self.roll(cast.world)
        if target.hp < 1:
            kill_npc(cast.world, target, cast.npc.master)


def _kill_by_npc(cast: NpcCast, victim: Player) -> None:
    """Let a creature's spell kill a player.

    A royal guard's makes the victim less criminal; a pet's counts as the master's.
    """
    if cast.npc.definition.type == NpcType.GUARDIA_REAL:
        guard_mercy(cast.world, victim)
    if cast.npc.master is not None:
        credit_kill(cast.world, cast.npc.master, victim, by_hand=False)
    die(cast.world, victim)
