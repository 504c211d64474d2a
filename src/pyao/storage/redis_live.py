"""The live state of the game in Redis: the keys, and the values made from characters.

`user_id` is the character's key (the upper-cased name).  Numbers and texts are plain strings, groups are hashes.
Source: docs/architecture.md "Saving".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.record import CharacterRecord

LiveValue = str | int | Mapping[str, str | int] | None
"""A text, a number or a hash; `None` = the key is removed."""

LiveState = Mapping[str, LiveValue]

CONNECTIONS = "server:connections:count"
LIVE_PATTERNS = "session:*:active", "player:*:position", "player:*:stats", "player:*:inventory"
"""Keys that exist only while their player is in the world; `session:{user_id}:last_seen` stays."""


LIFETIME_S = 60
"""Seconds after which a live key that is not renewed expires, so that a killed server leaves no ghosts behind."""


def is_live(key: str) -> bool:
    """Whether the key expires unless it is renewed; when somebody was last seen stays."""
    return key == CONNECTIONS or key.startswith("player:") or key.endswith(":active")


def connections(count: int) -> LiveState:
    """How many connections are open."""
    return {CONNECTIONS: count}


def session_active(user_id: str, seen_at: int) -> LiveState:
    """The player is in the world; `seen_at` in seconds since 1970."""
    return {f"session:{user_id}:active": 1, f"session:{user_id}:last_seen": seen_at}


def session_over(user_id: str, seen_at: int) -> LiveState:
    """The player has left the world; only the time when it was last seen stays."""
    return {
        f"session:{user_id}:active": None,
        f"session:{user_id}:last_seen": seen_at,
        f"player:{user_id}:position": None,
        f"player:{user_id}:stats": None,
        f"player:{user_id}:inventory": None,
    }


def player_position(user_id: str, map: int, x: int, y: int, heading: int) -> LiveState:
    """Where the player stands.  Not read from the record, which learns it only when it is saved."""
    return {f"player:{user_id}:position": {"map": map, "x": x, "y": y, "heading": heading}}


def player_stats(user_id: str, record: CharacterRecord) -> LiveState:
    """Level, bars and gold."""
    vitals = record.vitals
    return {
        f"player:{user_id}:stats": {
            "level": record.level,
            "exp": record.exp,
            "exp_next": record.exp_next,
            "hp": vitals.hp,
            "max_hp": vitals.max_hp,
            "mana": vitals.mana,
            "max_mana": vitals.max_mana,
            "stamina": vitals.stamina,
            "max_stamina": vitals.max_stamina,
            "water": vitals.water,
            "food": vitals.food,
            "gold": record.gold,
            "bank_gold": record.bank_gold,
            "dead": int(record.dead),
        }
    }


def player_inventory(user_id: str, record: CharacterRecord) -> LiveState:
    """The inventory slots in use, from 1: `object,amount,equipped`; the key is absent while nothing is carried."""
    return {
        f"player:{user_id}:inventory": {
            str(slot): f"{stack.item},{stack.amount},{int(stack.equipped)}"
            for slot, stack in enumerate(record.inventory, start=1)
            if stack is not None
        }
    }
