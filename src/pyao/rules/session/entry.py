"""Entering the world: where the character appears, in which state, and what its client is told.

Source: 02-sessions-and-characters §4.2–4.4.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import Heading, Privilege
from pyao.content.keys import BYTE
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx
from pyao.rules.body import appearance
from pyao.rules.body.levels import check_level
from pyao.rules.guilds import presence
from pyao.rules.map import positions, tile_events, warp
from pyao.rules.map.areas import enter_area, knowing
from pyao.rules.parties.paying import settle
from pyao.rules.pets import journeys
from pyao.rules.session import leaving
from pyao.rules.society.reputation import is_criminal
from pyao.rules.staff import unseen
from pyao.rules.staff.ranks import chat_colour_of, privileges_of
from pyao.world.arithmetic import clamp
from pyao.world.character import GHOST_BOAT, GHOST_BODY, GHOST_HEAD, NO_ITEM
from pyao.world.messages import Toggle
from pyao.world.player import Player
from pyao.world.record import LAST_IPS, Look
from pyao.world.space import is_playable
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from datetime import datetime

    from pyao.world.messages import Messages
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

BOAT_BODIES = frozenset({189, 190, *range(395, 401), GHOST_BOAT})


def awaken(world: World, record: CharacterRecord, name: str, slot: int, *, messages: Messages, ip: str) -> Player:
    """Make the living character from its record, not yet in the world; `name` is as typed at this login.

    Source: 02 §2, §4.2.
    """
    privileges = privileges_of(world.settings, name, record)
    record.timed_states = {}
    if record.dead:
        look = Look(GHOST_BODY, GHOST_HEAD, NO_ITEM, NO_ITEM, NO_ITEM)
    else:
        look = replace(record.look)
        worn = record.equipment
        look.weapon = look.weapon if worn.weapon else NO_ITEM
        look.shield = look.shield if worn.shield else NO_ITEM
        look.helmet = look.helmet if worn.helmet else NO_ITEM
    return Player(
        name=name,
        slot=slot,
        record=record,
        privileges=privileges,
        messages=messages,
        ip=ip,
        entered_ms=world.now_ms,
        level_since_ms=world.now_ms,
        map=record.map,
        x=record.x,
        y=record.y,
        look=look,
        # Only the dead keep their heading: a quirk kept (02 §4.2).
        heading=(Heading.from_number(record.heading) if record.dead else None) or Heading.SOUTH,
        attributes=replace(record.attributes),
        chat_colour=chat_colour_of(privileges),
        reads_denounces=not privileges & (Privilege.USER | Privilege.ROLE_MASTER),
        paralysed=record.paralysed,
        sailing=record.sailing,
        resurrection_safe=record.dead,
        chased_by_npcs=bool(privileges & Privilege.USER),
    )


def enter_world(world: World, player: Player) -> None:
    """Bring a character into the world and tell its client everything; all checks have passed.

    If something fails on the way, the character is either not in the world at all or completely in it.
    Source: 02 §4.3–4.4.
    """
    presence.agree(world, player)
    _choose_position(world, player)
    _restore_boat(world, player)
    _tell_belongings(world, player)
    _appear(world, player)
    _tell_state(world, player)
    _greet(world, player)
    note_address(player.record, player.ip, world.clock.today())
    world.host.save(player.record)
    player.npc_protection_ms = world.now_ms + world.settings.npc_protection_ms


def _choose_position(world: World, player: Player) -> None:
    """Choose the tile where the character appears: the saved one, or a neighbour if somebody stands there.

    If none that is near enough is free either, the player standing there is thrown out.  Source: 02 §4.3.
    """
    here = world.maps.get(player.map)
    if here is None or not is_playable(player.x, player.y):
        player.map, player.x, player.y = world.content.start
        here = world.maps[player.map]
    elif here.definition.start_pos is not None and here.definition.start_pos[0] in world.maps:
        player.map, player.x, player.y = here.definition.start_pos
        here = world.maps[player.map]
    tile = player.x, player.y
    if tile not in here.users and tile not in here.npcs:
        return
    free = positions.beside_occupied(here, tile, world.settings.login_search_tiles)
    if free is not None:
        player.x, player.y = free
    elif tile in here.users:
        leaving.evict(world, here.users[tile])


def _restore_boat(world: World, player: Player) -> None:
    """Put a character that left at sea back into its boat.  Source: 02 §4.3 step 5."""
    if not player.record.equipment.boat:
        return
    if player.sailing or world.map_of(player).is_water(player.x, player.y) or player.look.body in BOAT_BODIES:
        player.sailing = True
        player.look = appearance.boat_look(world, player)


def _tell_belongings(world: World, player: Player) -> None:
    """Send what needs no map: resurrection safe, bag, spells, paralysis, session slot.  Source: 02 §4.4 rows 1 to 5."""
    messages, sender = player.messages, MessageSender(player, world.content)
    messages.send(msg.resuscitation_safe_on() if player.dead else msg.resuscitation_safe_off())
    sender.inventory()
    sender.spells()
    if player.paralysed:
        messages.toggle(Toggle.PARALYSED, on=True)
        record = player.record
        messages.send(msg.pos_update(clamp(record.x, *BYTE), clamp(record.y, *BYTE)))
    messages.send(msg.user_index_in_server(player.slot))


def _appear(world: World, player: Player) -> None:
    """Put the character on its map and show it the area, then run the tile's exit.  Source: 02 §4.4 rows 6 to 9."""
    here = world.map_of(player)
    player.messages.send(msg.change_map(player.map, here.definition.version))
    player.messages.send(msg.play_midi(here.definition.music, warp.ENDLESS_MUSIC))
    warp.show_retouched(player, here)
    warp.place_character(world, player)
    world.add_player(player)
    enter_area(world, player)
    if player.is_gm and not player.privileges & Privilege.ROLE_MASTER:
        unseen.vanish(world, player)
    player.messages.send(msg.user_char_index_in_server(player.char))
    tile_events.run_tile_event(world, player)


def _tell_state(world: World, player: Player) -> None:
    """Send bars, message of the day, skills, pets and toggles; tell the guild.  Source: 02 §4.4 rows 10 to 20."""
    messages, sender = player.messages, MessageSender(player, world.content)
    settle(world, player)
    check_level(world, player)
    sender.stats()
    sender.hunger_and_thirst()
    sender.strength_and_agility()
    sender.message_of_the_day()
    if world.paused:
        messages.toggle(Toggle.PAUSED, on=True)
        tell(player, _("Servidor en pausa. Por favor, esperá unos instantes."), Font.SERVER)
    sender.skills()
    messages.send(msg.level_up(player.record.free_skill_points))
    _count_record(world)
    journeys.greet(world, player)
    if player.paralysed:
        world.start_state(player, TimedState.PARALYSIS, world.settings.ticks_paralysis + 1)
    messages.toggle(Toggle.SAILING, on=player.sailing)
    player.safe_mode = not is_criminal(player)
    messages.send(msg.safe_mode_on() if player.safe_mode else msg.safe_mode_off())
    presence.come(world, player)


def note_address(record: CharacterRecord, ip: str, when: datetime) -> None:
    """Enter an address in the last five that the character was played from, newest first.  Source: 02 §6.2 LastIP.

    The same address twice running takes one line only.
    """
    line = f"{ip} - {when:%d/%m/%Y}:{when:%H:%M:%S}"
    same = bool(record.last_ips) and record.last_ips[0].partition(" - ")[0] == ip
    record.last_ips = [line, *record.last_ips[1 if same else 0 :]][:LAST_IPS]


def _count_record(world: World) -> None:
    """If there are more players than ever before, tell everyone.  Source: 02 §4.4 row 16."""
    online = len(world.players)
    if online <= world.record_online:
        return
    world.record_online = online
    line = n_(
        "Récord de usuarios conectados simultáneamente: {n} usuario.",
        "Récord de usuarios conectados simultáneamente: {n} usuarios.",
        online,
    )
    everyone(world).send(msg.console_msg(line.format(n=online), Font.INFO))


def _greet(world: World, player: Player) -> None:
    """Send the light of arrival, the end of the login, news, rain, a rejection.  Source: 02 §4.4 rows 21 to 25."""
    record = player.record
    record.logged = True
    knowing(world, player).send(msg.create_fx(player.char, Fx.WARP, 0))
    player.messages.send(msg.logged(record.player_class))
    presence.greet(world, player)
    if world.weather.raining:
        player.messages.send(msg.rain_toggle())
    if record.guild.rejection:
        player.messages.send(msg.show_message_box(record.guild.rejection))
        record.guild.rejection = ""
