"""Numbers that only mean something on the wire: fonts, sounds, effects, alignments.

Source: 01-protocol §14.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag


class Font(IntEnum):
    """The style of a console line."""

    TALK = 0
    FIGHT = 1
    WARNING = 2
    INFO = 3
    INFO_BOLD = 4
    EJECUCION = 5
    PARTY = 6
    VENENO = 7
    GUILD = 8
    SERVER = 9
    GUILD_MSG = 10
    CONSEJO = 11
    CONSEJO_CAOS = 12
    CONSEJO_VES_A = 13
    CONSEJO_CAOS_VES_A = 14
    CENTINELA = 15
    GM_MSG = 16
    GM = 17
    CITIZEN = 18
    CONSE = 19
    DIOS = 20


class NickColor(IntFlag):
    """The bits that decide the colour of a name."""

    CRIMINAL = 1
    CITIZEN = 2
    ATTACKABLE = 4


class GuildAlignment(IntEnum):
    """What a guild stands for, as numbered in GuildFundation."""

    ROYAL = 0
    CHAOS = 1
    NEUTRAL = 2
    GAME_MASTERS = 3
    LEGAL = 4
    CRIMINAL = 5


class Fx(IntEnum):
    """Effects drawn on a character; 0 stops the current one."""

    NONE = 0
    WARP = 1
    MEDITATION_SMALL = 4
    MEDITATION_MEDIUM = 5
    MEDITATION_LARGE = 6
    BLOOD = 14
    MEDITATION_XL = 16
    MEDITATION_XXL = 34


class Wave(IntEnum):
    """Sounds, by the number of their file."""

    SWING = 2
    WARP = 3
    DOOR = 5
    LEVEL = 6
    FOOD = 7
    HIT = 10
    DEATH_MAN = 11
    HIT_2 = 12
    CHOP = 13
    FISH = 14
    MINE = 15
    BIRD_1 = 21
    BIRD_2 = 22
    DRAW_WEAPON = 25
    CRICKET_1 = 28
    CRICKET_2 = 29
    DRAGON = 30
    BIRD_3 = 34
    SHIELD = 37
    SMITH = 41
    CARPENTER = 42
    MEMBER_JOINED = 43
    GUILD_FOUNDED = 44
    WAR = 45
    DRINK = 46
    DEATH_WOMAN = 74
    APPLE = 82
    DEATH_WOMAN_WATER = 211
    DEATH_MAN_WATER = 212
