"""The least time between blows, spells, shots and potions, and how they combine.

What comes too early is ignored, and the player is told nothing.

Source: 04-combat §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def try_strike(world: World, player: Player) -> bool:
    """Note that the player strikes a blow now; `False` = it is too early for one, and nothing is noted."""
    stamps, now, settings = player.stamps, world.now_ms, world.settings
    if now - stamps.bow < settings.shot_interval_ms:
        return False
    if stamps.magic_hit <= stamps.spell and now - stamps.spell >= settings.spell_to_attack_ms:
        stamps.magic_hit = stamps.hit = stamps.hit_use = now
        return True
    if now - stamps.hit < settings.attack_interval_ms:
        return False
    stamps.hit = stamps.hit_use = now
    return True


def try_cast(world: World, player: Player) -> bool:
    """Note that the player casts a spell now; `False` = it is too early for one, and nothing is noted."""
    stamps, now, settings = player.stamps, world.now_ms, world.settings
    if now - stamps.bow < settings.shot_interval_ms:
        return False
    if stamps.hit_magic <= stamps.hit and now - stamps.hit >= settings.attack_to_spell_ms:
        stamps.hit_magic = stamps.spell = now
        return True
    if now - stamps.spell < settings.spell_interval_ms:
        return False
    stamps.spell = now
    return True


def try_shoot(world: World, player: Player) -> bool:
    """Note that the player shoots now; `False` = it is too early for it, and nothing is noted."""
    stamps, now, settings = player.stamps, world.now_ms, world.settings
    if (
        now - stamps.hit < settings.attack_interval_ms
        or now - stamps.spell < settings.spell_interval_ms
        or now - stamps.bow < settings.shot_interval_ms
    ):
        return False
    stamps.bow = now
    return True


def may_drink_potion(world: World, player: Player) -> bool:
    """Whether the last blow is long enough ago for drinking a potion."""
    return world.now_ms - player.stamps.hit_use >= world.settings.attack_to_potion_ms
