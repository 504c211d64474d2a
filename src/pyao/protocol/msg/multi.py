"""The MultiMessages: short events whose words the client knows.

Source: 01-protocol §6.
"""

from __future__ import annotations

from pyao.protocol.message import Message, multi
from pyao.protocol.packet_id import MultiMessageID as M


def dont_see_anything() -> Message:
    """Click on an empty tile; prints nothing.  Source: 01-protocol §6."""
    return multi(M.DONT_SEE_ANYTHING)


def npc_swing() -> Message:
    """Creature missed you.  Source: 01-protocol §6."""
    return multi(M.NPC_SWING)


def npc_kill_user() -> Message:
    """Creature killed you.  Source: 01-protocol §6."""
    return multi(M.NPC_KILL_USER)


def blocked_with_shield_user() -> Message:
    """You blocked with the shield.  Source: 01-protocol §6."""
    return multi(M.BLOCKED_WITH_SHIELD_USER)


def blocked_with_shieldother() -> Message:
    """Your target blocked with the shield.  Source: 01-protocol §6."""
    return multi(M.BLOCKED_WITH_SHIELDOTHER)


def user_swing() -> Message:
    """You missed.  Source: 01-protocol §6."""
    return multi(M.USER_SWING)


def safe_mode_on() -> Message:
    """Attack safe on.  Source: 01-protocol §6."""
    return multi(M.SAFE_MODE_ON)


def safe_mode_off() -> Message:
    """Attack safe off.  Source: 01-protocol §6."""
    return multi(M.SAFE_MODE_OFF)


def resuscitation_safe_off() -> Message:
    """Resurrection safe off.  Source: 01-protocol §6."""
    return multi(M.RESUSCITATION_SAFE_OFF)


def resuscitation_safe_on() -> Message:
    """Resurrection safe on.  Source: 01-protocol §6."""
    return multi(M.RESUSCITATION_SAFE_ON)


def nobility_lost() -> Message:
    """Lost nobility.  Source: 01-protocol §6."""
    return multi(M.NOBILITY_LOST)


def cant_use_while_meditating() -> Message:
    """Meditating: cannot use objects (not sent by the original).  Source: 01-protocol §6."""
    return multi(M.CANT_USE_WHILE_MEDITATING)


def npc_hit_user(body_part: int, damage: int) -> Message:
    """Body_part 1..6, other values print nothing.  Source: 01-protocol §6."""
    return multi(M.NPC_HIT_USER, body_part, damage)


def user_hit_npc(damage: int) -> Message:
    """You hit the creature.  Source: 01-protocol §6."""
    return multi(M.USER_HIT_NPC, damage)


def user_attacked_swing(attacker_char: int) -> Message:
    """Attacker must be known to the client.  Source: 01-protocol §6."""
    return multi(M.USER_ATTACKED_SWING, attacker_char)


def user_hitted_by_user(attacker_char: int, body_part: int, damage: int) -> Message:
    """Attacker must be known; body_part 1..6.  Source: 01-protocol §6."""
    return multi(M.USER_HITTED_BY_USER, attacker_char, body_part, damage)


def user_hitted_user(victim_char: int, body_part: int, damage: int) -> Message:
    """Victim must be known; body_part 1..6.  Source: 01-protocol §6."""
    return multi(M.USER_HITTED_USER, victim_char, body_part, damage)


def work_request_target(skill: int) -> Message:
    """Next left click becomes WorkLeftClick with this skill. Known: 1,2,9,12,13,17,18,88.

    15 sets the mode but prints an error.  Source: 01-protocol §6.
    """
    return multi(M.WORK_REQUEST_TARGET, skill)


def have_killed_user(victim_char: int, exp: int) -> Message:
    """Victim must be known.  Source: 01-protocol §6."""
    return multi(M.HAVE_KILLED_USER, victim_char, exp)


def user_kill(killer_char: int) -> Message:
    """Killer must be known.  Source: 01-protocol §6."""
    return multi(M.USER_KILL, killer_char)


def earn_exp() -> Message:
    """Never sent by the original.  Source: 01-protocol §6."""
    return multi(M.EARN_EXP)


def home(distance: int, seconds: int, home: str) -> Message:
    """Trip home started; blocks movement keys until FinishHome or CancelHome.  Source: 01-protocol §6."""
    return multi(M.HOME, distance, seconds, home)


def cancel_home() -> Message:
    """Trip cancelled; unblocks movement.  Source: 01-protocol §6."""
    return multi(M.CANCEL_HOME)


def finish_home() -> Message:
    """Arrived; unblocks movement.  Source: 01-protocol §6."""
    return multi(M.FINISH_HOME)
