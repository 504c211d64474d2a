"""Skills: they improve with practice, and by the free points that players assign.

Source: 02-sessions-and-characters §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell, tell_once
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.body import experience
from pyao.rules.body.levels import check_level
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.content.enums import Skill
    from pyao.world.player import Player
    from pyao.world.record import SkillRecord
    from pyao.world.world import World

MAX_SKILL = 100
INITIAL_POINTS = 10
"""The number of points that a player must assign before practice teaches anything."""

EXP_BY_SUCCESS, EXP_BY_FAILURE, EXP_OF_A_POINT = 50, 20, 50
NOTICE_ASSIGN_FIRST = 7

LEVEL_CAPS = (
    *(3, 5, 7, 10, 13, 15, 17, 20, 23, 25),
    *(27, 30, 33, 35, 37, 40, 43, 45, 47, 50),
    *(53, 55, 57, 60, 63, 65, 67, 70, 73, 75),
    *(77, 80, 83, 85, 87, 90, 93, 95, 97, 100),
    *(100,) * 10,
)
"""How high practice raises a skill at each level from 1 on; levels above 50 use the last.  Source: 02 §7.2 step 3."""


SIDES = ((10, 35), (20, 30), (30, 28), (40, 24), (50, 22), (60, 20), (70, 18), (80, 15), (90, 10), (99, 7))
"""The sides of the die that stealing and meditating roll, up to each value of the skill; 5 above."""

BEST_SIDES = 5


def sides(skill: int) -> int:
    """S: the sides of the die that stealing and meditating roll at that value of the skill.

    Source: 07-work §7 step 9, §12.
    """
    return next((sides for most, sides in SIDES if skill <= most), BEST_SIDES)


def skill_cap(level: int) -> int:
    """How high practice raises a skill at that level."""
    return LEVEL_CAPS[min(level, len(LEVEL_CAPS)) - 1]


def exp_for_point(level: int) -> int:
    """EluSkill: the experience that a skill at that value takes for its next point; 0 at 100.

    Source: 02 §7.2 step 5.
    """
    return half_even(200 * 1.05**level) if level < MAX_SKILL else 0


def skill_of(player: Player, skill: Skill) -> SkillRecord:
    """The record of one of the player's skills."""
    return player.record.skills[skill - 1]


def train(world: World, player: Player, skill: Skill, *, success: bool) -> None:
    """Learn from having used a skill, as far as the level allows; the hungry, the thirsty and the dead learn nothing.

    Source: 02 §7.2, 04-combat §10.
    """
    record = player.record
    if record.hungry or record.thirsty or record.dead:
        return
    if record.assigned_skill_points < INITIAL_POINTS:
        tell_once(
            player, NOTICE_ASSIGN_FIRST, _("Para aprender con la práctica, primero asigná los 10 puntos iniciales.")
        )
        return
    learned = skill_of(player, skill)
    if learned.level >= min(MAX_SKILL, skill_cap(record.level)):
        return
    learned.exp += EXP_BY_SUCCESS if success else EXP_BY_FAILURE
    if learned.exp >= learned.elu:
        _improve(world, player, skill, learned)


def _improve(world: World, player: Player, skill: Skill, learned: SkillRecord) -> None:
    learned.level += 1
    text = _("¡Has mejorado tu habilidad {skill} en un punto! Ahora tenés {level}.")
    tell(player, text.format(skill=skill_name(skill), level=learned.level))
    experience.gain(world, player, EXP_OF_A_POINT)
    player.messages.send(msg.update_exp(player.record.exp))
    check_level(world, player)
    learned.exp = learned.exp - learned.elu if learned.level < MAX_SKILL else 0
    learned.elu = exp_for_point(learned.level)


def assign_points(player: Player, points: Sequence[int]) -> bool:
    """Assign free points, 20 numbers in skill order; `False` = more than the player has, and nothing is changed.

    Points that would lift a skill above 100 are given back.  The player is told nothing.  Source: 02 §7.3.
    """
    record, wanted = player.record, sum(points)
    if wanted > record.free_skill_points:
        return False
    record.assigned_skill_points = min(INITIAL_POINTS, record.assigned_skill_points + wanted)
    for skill, added in zip(record.skills, points, strict=True):
        if added > 0:
            level = min(MAX_SKILL, skill.level + added)
            record.free_skill_points -= level - skill.level
            skill.level, skill.exp, skill.elu = level, 0, exp_for_point(level)
    return True


def skill_name(skill: Skill) -> str:
    """What players call a skill."""
    return (
        _("Magia"),
        _("Robar"),
        _("Evasión en combate"),
        _("Combate con armas"),
        _("Meditar"),
        _("Apuñalar"),
        _("Ocultarse"),
        _("Supervivencia"),
        _("Talar"),
        _("Comercio"),
        _("Defensa con escudos"),
        _("Pesca"),
        _("Minería"),
        _("Carpintería"),
        _("Herrería"),
        _("Liderazgo"),
        _("Domar animales"),
        _("Combate a distancia"),
        _("Combate sin armas"),
        _("Navegación"),
    )[skill - 1]
