"""How characters look to others: names with their marks, nick colours, boats, vanishing.

Source: 03-world §7, §9.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.messaging.audience import ORDINARY_BITS, area, sees_marks
from pyao.protocol import msg
from pyao.protocol.enums import NickColor
from pyao.rules.society.reputation import is_criminal
from pyao.world.character import GHOST_BOAT, NO_ITEM
from pyao.world.player import USER_BIT, Introduction, glance
from pyao.world.record import Look

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.world.npc import Npc
    from pyao.world.player import Drawn, Player
    from pyao.world.world import World

ENDLESS = -1
UNUSED_LOOPS = 999
_CRIMINAL, _CITIZEN, _ATTACKABLE = map(int, (NickColor.CRIMINAL, NickColor.CITIZEN, NickColor.ATTACKABLE))
INVISIBLE_MARK = " [INVISIBLE]"
CONSULTATION_MARK = " [CONSULTA]"

# Boat bodies by the boat's `Ropaje`: (alone, in an army), open to retaliation or not.  Source: 03-world §9.
_CRIMINAL_BOATS = {84: (396, 551), 85: (398, 559), 86: (400, 555)}
_CITIZEN_BOATS = {84: (395, 550), 85: (397, 558), 86: (399, 554)}
_RETALIATION_BOATS = {84: (552, 553), 85: (560, 561), 86: (556, 557)}


def nick_colour(player: Player) -> int:
    """The colour of a player's name: criminal or citizen, with a bit more while open to retaliation.

    Source: 03-world §9.
    """
    colour = _CRIMINAL if is_criminal(player) else _CITIZEN
    return colour | _ATTACKABLE if player.retaliator else colour


def guild_tag(world: World, player: Player) -> str:
    """` <Guild>`, or nothing for a player without a guild."""
    number = glance(player).guild.guild
    name = world.guilds.name_of(number) if number else ""
    return f" <{name}>" if name else ""


def name_for(world: World, player: Player, viewer: Player) -> str:
    """The label that the viewer reads over the player's head.  Source: 03-world §9."""
    if player.name_hidden:
        return ""
    if player.in_consultation:
        return player.name + CONSULTATION_MARK
    if player.unseen and sees_marks(viewer) and not player.admin_invisible:
        return player.name + INVISIBLE_MARK
    return player.name + guild_tag(world, player)


def player_create(world: World, player: Player, viewer: Player) -> Message:
    """CharacterCreate of a player, with the name as this viewer reads it.  Source: 03-world §9."""
    label = (name_for(world, player, viewer), nick_colour(player))
    return msg.character_create(*_numbers(world, player), *label, int(player.privileges) & 0xFF)


def _numbers(world: World, player: Player) -> Drawn:
    """Everything in CharacterCreate before the name."""
    look = player.look
    if player.admin_invisible and world.client.draws_itself_unseen:
        look = replace(look, body=0, head=0)
    return (
        player.char,
        look.body,
        look.head,
        player.heading,
        player.x,
        player.y,
        look.weapon,
        look.shield,
        look.helmet,
        player.fx,
        UNUSED_LOOPS,
    )


def _introduction(world: World, player: Player, viewer: Player) -> bytes | Message:
    """`player_create`, as bytes if every client is sent the same ones.

    The last one is kept with the player and given again as long as nothing in it changes.
    """
    numbers = _numbers(world, player)
    label = (name_for(world, player, viewer), nick_colour(player), player.privileges)
    kept = player.introduction
    create: bytes | Message | None = None
    if kept is not None and kept.label == label:
        if kept.numbers == numbers:
            return kept.create
        if isinstance(kept.create, bytes):  # it has taken a step
            create = msg.character_create_again(kept.create, *numbers)
    if create is None:
        message = player_create(world, player, viewer)
        create = message if message.plain is None else message.plain
    player.introduction = Introduction(numbers, label, create)
    return create


def npc_create(npc: Npc) -> Message:
    """CharacterCreate of an NPC: no name, no weapons, the same for every viewer.  Source: 03-world §9."""
    look = npc.look
    return msg.character_create(npc.char, look.body, look.head, npc.heading, npc.x, npc.y, 0, 0, 0, 0, 0, "", 0, 0)


def npc_shown(npc: Npc) -> tuple[Message, ...]:
    """All that a viewer is sent about an NPC that comes into its area.

    CharacterCreate alone would make an invisible one visible.  Source: 08-npcs §3 "Client note".
    """
    create = npc_create(npc)
    return (create, msg.set_invisible(npc.char, True)) if npc.invisible else (create,)


def character_change(player: Player) -> Message:
    """CharacterChange with the present look and heading of a player."""
    look = player.look
    return msg.character_change(
        player.char,
        look.body,
        look.head,
        player.heading,
        look.weapon,
        look.shield,
        look.helmet,
        player.fx,
        UNUSED_LOOPS,
    )


class Comer:
    """A player who has moved, and meets others in the areas that come into view.  Source: 03-world §7 step 2a."""

    def __init__(self, world: World, player: Player) -> None:
        self._world = world
        self._player = player
        self._create: bytes | Message | None = None
        """CharacterCreate for all whom it meets; `None` = not made yet, or it depends on who looks."""

    def meet(self, other: Player) -> None:
        """Show the two players to each other."""
        world, player = self._world, self._player
        if not other.admin_invisible:
            _show(player, other, _introduction(world, other, player), ORDINARY_BITS)
        if not player.admin_invisible:
            create = self._create or _introduction(world, player, other)
            if not player.unseen:
                self._create = create
            # Counsellors and role masters are not told that a newcomer is invisible: a quirk kept (03-world §7).
            _show(other, player, create, USER_BIT)


def _show(viewer: Player, who: Player, create: bytes | Message, vanishes_for: int) -> None:
    if isinstance(create, bytes):
        viewer.messages.outbox.append(create)
    else:
        viewer.messages.send(create)
    if (who.hidden or who.invisible) and not who.sailing and int(viewer.privileges) & vanishes_for:
        viewer.messages.send(msg.set_invisible(who.char, True))
    if who.meditating:
        _show_effect(viewer, who)


def show_self(world: World, player: Player) -> None:
    """Show a player the own character."""
    player.messages.send(player_create(world, player, player))
    if player.admin_invisible and world.client.draws_itself_unseen:
        player.messages.send(msg.set_invisible(player.char, True))
    if player.meditating:
        _show_effect(player, player)


def _show_effect(viewer: Player, who: Player) -> None:
    # The client ignores the effect inside CharacterCreate (03-world §7, client note).
    viewer.messages.send(msg.create_fx(who.char, who.fx, ENDLESS))


def set_invisible(world: World, player: Player, *, invisible: bool) -> None:
    """Hide a character or show it again: ordinary viewers see it vanish, higher GMs read a mark after its name.

    Source: 03-world §9 "SetInvisible".
    """
    audience = area(world, player)
    audience.who(lambda one: not sees_marks(one)).send(msg.set_invisible(player.char, invisible))
    mark = INVISIBLE_MARK if invisible else guild_tag(world, player)
    label = "" if player.name_hidden else player.name + mark
    audience.who(sees_marks).send(msg.character_change_nick(player.char, label))


def refresh_nick(world: World, player: Player) -> None:
    """Show everyone near the player's name, guild and colour again; at sea the boat too.  Source: 04-combat §9.4."""
    tag = "" if player.name_hidden else player.name + guild_tag(world, player)
    near = area(world, player)
    near.send(msg.update_tag_and_status(player.char, nick_colour(player), tag))
    if player.sailing:
        player.look = boat_look(world, player)
        near.send(character_change(player))


def boat_look(world: World, player: Player) -> Look:
    """How a sailing player is drawn: the body depends on boat, standing and army.  Source: 03-world §9, 06-items §8.4.

    The dead, and pirates in hiding, have a ghost boat.
    """
    if player.dead or (player.hidden and player.record.player_class == PlayerClass.PIRAT):
        return Look(GHOST_BOAT, 0, NO_ITEM, NO_ITEM, NO_ITEM)
    slot = player.record.equipment.boat
    boat = player.record.inventory[slot - 1] if slot else None
    shape = world.content.items[boat.item].clothing if boat and boat.item in world.content.items else 0
    faction = player.record.faction
    if is_criminal(player):
        table, in_army = _CRIMINAL_BOATS, faction.chaos_legion
    else:
        table, in_army = (_RETALIATION_BOATS if player.retaliator else _CITIZEN_BOATS), faction.royal_army
    body = table.get(shape, (0, 0))[in_army]
    return Look(body, 0, NO_ITEM, NO_ITEM, NO_ITEM)
