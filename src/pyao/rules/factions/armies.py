"""The two armies, seen alike: the flags, ranks and rewards of a member of either.

Source: 11-social §5.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pyao.content.enums import Race
from pyao.content.npcs import NpcType

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.content.factions import Armours, FactionArmours, Ladder
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.record import Faction


class Army(Enum):
    """One of the armies; the values are those of `Faccion` in the data of their nobles."""

    ROYAL = 0
    CHAOS = 1

    def has(self, faction: Faction) -> bool:
        """Whether the character serves in it."""
        return faction.royal_army if self is Army.ROYAL else faction.chaos_legion

    def enrol(self, faction: Faction, *, serves: bool) -> None:
        """Let the character serve in it, or no longer."""
        if self is Army.ROYAL:
            faction.royal_army = serves
        else:
            faction.chaos_legion = serves

    def kills(self, faction: Faction) -> int:
        """The enemies that the character has killed: criminals for the King, citizens for the Demon."""
        return faction.criminals_killed if self is Army.ROYAL else faction.citizens_killed

    def rank(self, faction: Faction) -> int:
        """The character's rank in it, 0 for a beginner."""
        return faction.royal_rewards if self is Army.ROYAL else faction.chaos_rewards

    def promote(self, faction: Faction, rank: int) -> None:
        """Give the character a rank in it."""
        if self is Army.ROYAL:
            faction.royal_rewards = rank
        else:
            faction.chaos_rewards = rank

    def armour_received(self, faction: Faction) -> bool:
        """Whether the character has got its first armours from it."""
        return faction.royal_armour_received if self is Army.ROYAL else faction.chaos_armour_received

    def note_welcome(self, faction: Faction) -> None:
        """Note that the character has got its first armours and experience from it."""
        if self is Army.ROYAL:
            faction.royal_armour_received = faction.royal_initial_exp_received = True
        else:
            faction.chaos_armour_received = faction.chaos_initial_exp_received = True

    def ladder(self, content: Content) -> Ladder:
        """Its ranks."""
        return content.royal_ladder if self is Army.ROYAL else content.chaos_ladder

    def armours(self, armours: FactionArmours, race: int) -> Armours:
        """What it gives a member of that race; gnomes and dwarves get the short ones."""
        short = race in (Race.GNOME, Race.DWARF)
        if self is Army.ROYAL:
            return armours.royal_short if short else armours.royal_tall
        return armours.chaos_short if short else armours.chaos_tall

    def is_uniform(self, item: ItemDef) -> bool:
        """Whether only its members wear the object."""
        return (item.royal if self is Army.ROYAL else item.chaos) == 1


def army_of(faction: Faction) -> Army | None:
    """The army in which a character serves; `None` = neither."""
    return next((army for army in Army if army.has(faction)), None)


def army_of_noble(npc: Npc) -> Army | None:
    """The army of the King or the Demon; `None` = it is somebody else."""
    if npc.definition.type != NpcType.NOBLE:
        return None
    return Army.ROYAL if npc.definition.faction == Army.ROYAL.value else Army.CHAOS
