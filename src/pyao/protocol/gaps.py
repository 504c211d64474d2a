"""What the Godot client lacks or can't read, and which packets are therefore not the same for every client.

Source: 01-protocol §3 rule 8, §5, §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UNREADABLE = frozenset(
    {
        S.WORK_REQUEST_TARGET,
        S.SHOW_SIGNAL,
        S.ADD_FORUM_MSG,
        S.SHOW_FORUM_FORM,
        S.CHARACTER_INFO,
        S.SHOW_USER_REQUEST,
        S.CHANGE_USER_TRADE_SLOT,
        S.SPAWN_LIST,
        S.SHOW_SOS_FORM,
        S.SHOW_MOTD_EDITION_FORM,
        S.USER_NAME_LIST,
        S.SHOW_DENOUNCES,
        S.RECORD_LIST,
        S.RECORD_DETAILS,
        S.SHOW_PARTY_FORM,
        S.ADD_SLOTS,
    }
)
"""Packets that the Godot client can't read: it would take their fields for further packets (column N of §5)."""

CUTTABLE = frozenset(
    {
        S.GUILD_LIST,
        S.BLACKSMITH_WEAPONS,
        S.BLACKSMITH_ARMORS,
        S.CARPENTER_OBJECTS,
        S.GUILD_NEWS,
        S.ALIANCE_PROPOSALS_LIST,
        S.PEACE_PROPOSALS_LIST,
        S.GUILD_LEADER_INFO,
        S.GUILD_MEMBER_INFO,
    }
)
"""Packets with lists, which lose items rather than become longer than one write."""

LAST_GRH = 23_650
"""The highest graphic (grh) that the Godot client has."""

LAST_FX = 35
"""The last effect that it has."""

NEAREST_BODIES = {549: 129, 562: 1, 563: 2, 564: 52, 565: 3}
"""Bodies of the classic data that it lacks, and the nearest that it has: a dark mage's robe, plain clothes."""

MISSING_HELMETS, NO_HELMET = frozenset(range(17, 22)), 2
MISSING_WAVES = frozenset({107, 174})
"""Helmets and sounds of the classic data that it lacks.  Source: 01-protocol §9."""

SPECIAL = (
    UNREADABLE
    | CUTTABLE
    | {
        S.DICE_ROLL,
        S.ERROR_MSG,
        S.CONSOLE_MSG,
        S.GUILD_CHAT,
        S.GUILD_DETAILS,
        S.MULTI_MESSAGE,
        S.SET_INVISIBLE,
        S.MINI_STATS,
    }
    | {S.USER_COMMERCE_INIT, S.CANCEL_OFFER_ITEM, S.COMMERCE_CHAT, S.USER_OFFER_CONFIRM}
    | {S.SHOW_BLACKSMITH_FORM, S.SHOW_CARPENTER_FORM}
    | {S.CHANGE_INVENTORY_SLOT, S.CHANGE_BANK_SLOT, S.CHANGE_NPC_INVENTORY_SLOT}
)
"""Packets that a dialect may replace, split, cut, hold back or send as the last of their flush."""

SOMETIMES: Mapping[S, Callable[[tuple[Any, ...]], bool]] = {
    S.CHARACTER_CREATE: lambda values: values[1] not in NEAREST_BODIES and values[8] not in MISSING_HELMETS,
    S.CHARACTER_CHANGE: lambda values: values[1] not in NEAREST_BODIES and values[6] not in MISSING_HELMETS,
    S.PLAY_WAVE: lambda values: values[0] not in MISSING_WAVES,
    S.OBJECT_CREATE: lambda values: values[2] <= LAST_GRH,
    S.CREATE_FX: lambda values: values[1] <= LAST_FX,
}
"""Packets that are replaced only if the client lacks something in them, and whether it has everything."""
