"""The MultiMessages: short events that the client puts into words of its own.

“You” in a docstring is the player who gets the message.  Source: 01-protocol §6.
"""

from __future__ import annotations

from pyao.protocol.message import Message, multi
from pyao.protocol.packet_id import MultiMessageID as M


def dont_see_anything() -> Message:
    """You have clicked on an empty tile; the client prints nothing.  Source: 01-protocol §6."""
    return multi(M.DONT_SEE_ANYTHING)


def npc_swing() -> Message:
    """A creature has missed you.  Source: 01-protocol §6."""
    return multi(M.NPC_SWING)


def npc_kill_user() -> Message:
    """A creature has killed you.  Source: 01-protocol §6."""
    return multi(M.NPC_KILL_USER)


def blocked_with_shield_user() -> Message:
    """You have blocked a blow with your shield.  Source: 01-protocol §6."""
    return multi(M.BLOCKED_WITH_SHIELD_USER)


def blocked_with_shieldother() -> Message:
    """Your target has blocked the blow with a shield.  Source: 01-protocol §6."""
    return multi(M.BLOCKED_WITH_SHIELDOTHER)


def user_swing() -> Message:
    """You have missed.  Source: 01-protocol §6."""
    return multi(M.USER_SWING)


def safe_mode_on() -> Message:
    """Your safety switch against attacking citizens is on.  Source: 01-protocol §6."""
    return multi(M.SAFE_MODE_ON)


def safe_mode_off() -> Message:
    """Your safety switch against attacking citizens is off.  Source: 01-protocol §6."""
    return multi(M.SAFE_MODE_OFF)


def resuscitation_safe_off() -> Message:
    """Your safety switch against being revived is off.  Source: 01-protocol §6."""
    return multi(M.RESUSCITATION_SAFE_OFF)


def resuscitation_safe_on() -> Message:
    """Your safety switch against being revived is on.  Source: 01-protocol §6."""
    return multi(M.RESUSCITATION_SAFE_ON)


def nobility_lost() -> Message:
    """You have lost nobility.  Source: 01-protocol §6."""
    return multi(M.NOBILITY_LOST)


def cant_use_while_meditating() -> Message:
    """You can't use objects while you meditate; the original never sent it.  Source: 01-protocol §6."""
    return multi(M.CANT_USE_WHILE_MEDITATING)


def npc_hit_user(body_part: int, damage: int) -> Message:
    """A creature has hit you.

    `body_part` 1 head 2 left leg 3 right leg 4 right arm 5 left arm 6 torso; anything else prints nothing.
    Source: 01-protocol §6.
    """
    return multi(M.NPC_HIT_USER, body_part, damage)


def user_hit_npc(damage: int) -> Message:
    """You have hit a creature.  Source: 01-protocol §6."""
    return multi(M.USER_HIT_NPC, damage)


def user_attacked_swing(attacker_char: int) -> Message:
    """A player has missed you; only for a client that knows the attacker's character.  Source: 01-protocol §6."""
    return multi(M.USER_ATTACKED_SWING, attacker_char)


def user_hitted_by_user(attacker_char: int, body_part: int, damage: int) -> Message:
    """A player has hit you; only for a client that knows the attacker's character.

    `body_part` 1..6 as for `npc_hit_user`; anything else is an error.  Source: 01-protocol §6.
    """
    return multi(M.USER_HITTED_BY_USER, attacker_char, body_part, damage)


def user_hitted_user(victim_char: int, body_part: int, damage: int) -> Message:
    """You have hit a player; only for a client that knows the victim's character.

    `body_part` 1..6 as for `npc_hit_user`; anything else is an error.  Source: 01-protocol §6.
    """
    return multi(M.USER_HITTED_USER, victim_char, body_part, damage)


def work_request_target(skill: int) -> Message:
    """Your next left click will be WorkLeftClick with this skill: 1, 2, 9, 12, 13, 17, 18 or 88.

    15 (smithing) arms the click too, but makes the client print an error.  Source: 01-protocol §6.
    """
    return multi(M.WORK_REQUEST_TARGET, skill)


def have_killed_user(victim_char: int, exp: int) -> Message:
    """You have killed a player and earned experience; only for a client that knows the victim's character.

    Source: 01-protocol §6.
    """
    return multi(M.HAVE_KILLED_USER, victim_char, exp)


def user_kill(killer_char: int) -> Message:
    """A player has killed you; only for a client that knows the killer's character.  Source: 01-protocol §6."""
    return multi(M.USER_KILL, killer_char)


def earn_exp() -> Message:
    """Sent neither by the original nor by this server.  Source: 01-protocol §6."""
    return multi(M.EARN_EXP)


def home(distance: int, seconds: int, home: str) -> Message:
    """Your trip home begins; locks the movement keys until `finish_home` or `cancel_home`.

    `distance` in maps, the time in seconds, and the name of the home city.  Source: 01-protocol §6.
    """
    return multi(M.HOME, distance, seconds, home)


def cancel_home() -> Message:
    """Your trip home is cancelled; unlocks the movement keys.  Source: 01-protocol §6."""
    return multi(M.CANCEL_HOME)


def finish_home() -> Message:
    """You have arrived home; unlocks the movement keys.  Source: 01-protocol §6."""
    return multi(M.FINISH_HOME)
