"""What must always be true of a world; checked by tests and, if `check_invariants` is set, after every tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.character import MAX_CHARS
from pyao.world.npc import Npc
from pyao.world.record import key_of
from pyao.world.space import area_of, in_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.witness import Witness
    from pyao.world.world import World


def violations(world: World) -> list[str]:
    """Everything that is wrong, in words; empty = all is well."""
    return [
        *_of_indexes(world),
        *_of_players(world),
        *_of_npcs(world),
        *_of_bonds(world),
        *_of_clans(world),
        *_of_parties(world),
        *_of_creatures(world),
        *_of_guilds(world),
        *_of_membership(world),
        *(wrong for here in world.maps.values() for wrong in _of_tiles(world, here)),
        *(wrong for here in world.maps.values() for wrong in _of_areas(here)),
        *_of_screens(world),
    ]


def _of_indexes(world: World) -> Iterator[str]:
    """Every char index names exactly one character, which knows its index."""
    for char, who in world.chars.items():
        if who.char != char:
            yield f"char {char} names {who.name}, which has {who.char}"
        if not 1 <= char <= MAX_CHARS:
            yield f"char {char} is out of range"
    if world.indexes.taken != len(world.chars):
        yield f"{world.indexes.taken} char indexes are taken for {len(world.chars)} characters"


def _of_players(world: World) -> Iterator[str]:
    for player in world.naps.forgotten():
        yield f"{player.name} is passed over by every tick from now on"
    for slot, player in world.players.items():
        here = world.maps.get(player.map)
        if player.slot != slot or world.online.get(key_of(player.name)) is not player:
            yield f"{player.name} is not known by its slot and name"
        if here is None or player not in here.players:
            yield f"{player.name} is on map {player.map}, which does not know it"
        elif here.users.get((player.x, player.y)) is not player:
            yield f"{player.name} is not on its tile ({player.x},{player.y}) of map {player.map}"
        elif world.chars.get(player.char) is not player:
            yield f"{player.name} is not known by its char {player.char}"
    if len(world.online) != len(world.players):
        yield "names and slots of players differ"


def _of_npcs(world: World) -> Iterator[str]:
    number = 0
    for npc in world.chars.values():
        if not isinstance(npc, Npc):
            continue
        number += 1
        here = world.maps.get(npc.map)
        if here is None or here.npcs.get((npc.x, npc.y)) is not npc:
            yield f"NPC {npc.name} is not on its tile ({npc.x},{npc.y}) of map {npc.map}"
        if npc.area != area_of(npc.x, npc.y):
            yield f"NPC {npc.name} has area {npc.area} at ({npc.x},{npc.y})"
    on_tiles = sum(len(here.npcs) for here in world.maps.values())
    if on_tiles != number:
        yield f"{on_tiles} tiles hold NPCs, of which there are {number}"


def _of_bonds(world: World) -> Iterator[str]:
    """The creatures that players refer to are in the world, and refer to them in return."""
    for player in world.players.values():
        yield from _of_pets(world, player)
        npc = player.owned_npc
        if npc is not None and (npc.owner is not player or world.chars.get(npc.char) is not npc):
            yield f"{player.name} owns an NPC {npc.name} that is not its own"
        keeper = player.commerce.npc
        if keeper is not None and world.chars.get(keeper.char) is not keeper:
            yield f"{player.name} stands at the counter of {keeper.name}, which is gone"


def _of_creatures(world: World) -> Iterator[str]:
    """Those whom creatures follow, belong to, hunt or fight are in the world."""
    for who in world.chars.values():
        if not isinstance(who, Npc):
            continue
        if who.master is not None and who not in who.master.pets:
            yield f"NPC {who.name} follows {who.master.name}, whose pet it is not"
        if who.target is not None and world.players.get(who.target.slot) is not who.target:
            yield f"NPC {who.name} hunts {who.target.name}, who is gone"
        if who.target_npc is not None and world.chars.get(who.target_npc.char) is not who.target_npc:
            yield f"NPC {who.name} fights {who.target_npc.name}, which is gone"
        if who.owner is not None and who.owner.owned_npc is not who:
            yield f"NPC {who.name} belongs to {who.owner.name}, who does not own it"


def _of_clans(world: World) -> Iterator[str]:
    """The living members of praetorian clans are in the world."""
    for clan in world.minds.clans.values():
        for npc in clan.alive:
            if world.chars.get(npc.char) is not npc or npc.membership is None or npc.membership.clan is not clan:
                yield f"the clan of map {clan.map} counts {npc.name}, which is gone"


def _of_guilds(world: World) -> Iterator[str]:
    """Every guild has its leader among its members, nobody is in two, and two guilds see their relation alike."""
    listed: dict[str, str] = {}
    for guild in world.guilds:
        if not guild.has_member(guild.leader):
            yield f"the guild {guild.name} is led by {guild.leader}, who is no member"
        for key in guild.members:
            if key in listed:
                yield f"{key} is a member of {listed[key]} and of {guild.name}"
            listed[key] = guild.name
        for number, relation in guild.relations.items():
            other = world.guilds.get(number)
            if other is None or other is guild or other.relation_to(guild) is not relation:
                yield f"the guild {guild.name} has a relation to guild {number} that is not mutual"
        for number in guild.proposals:
            if number == guild.number or world.guilds.get(number) is None:
                yield f"the guild {guild.name} has an offer of guild {number}, which can't be"
        if len({key_of(one.name) for one in guild.applications}) < len(guild.applications):
            yield f"somebody has applied twice to the guild {guild.name}"


def _of_membership(world: World) -> Iterator[str]:
    """Members in the world are on both lists of their guild, and nobody else is; those who listen are there."""
    for player in world.players.values():
        guild = world.guilds.of(player)
        if player.record.guild.guild and (guild is None or not guild.has_member(player.name)):
            yield f"{player.name} has guild {player.record.guild.guild}, which does not list it"
        if guild is not None and player not in world.guilds.online(guild):
            yield f"{player.name} is not among the members of {guild.name} in the world"
    for guild in world.guilds:
        online = world.guilds.online(guild)
        for member in online:
            if world.players.get(member.slot) is not member or world.guilds.of(member) is not guild:
                yield f"{guild.name} counts {member.name} among its members in the world"
        if len({member.slot for member in online}) < len(online):
            yield f"{guild.name} counts a member in the world twice"
    for slot, number in world.guilds.ears.items():
        if slot not in world.players or world.guilds.get(number) is None:
            yield f"slot {slot} listens to guild {number}, which can't be"


def _of_parties(world: World) -> Iterator[str]:
    """Parties and their members know each other, and nobody's account holds more than was won."""
    for party in world.parties:
        if not party.members:
            yield "a party has no members"
        for member in party.members:
            if member.party is not party or world.players.get(member.slot) is not member:
                yield f"a party counts {member.name}, who is not in it"
        earned = sum(member.record.party_exp for member in party.members)
        if earned > party.total_exp + 1:
            yield f"a party that has won {party.total_exp} points owes {earned}"
    for player in world.players.values():
        if player.party is not None and (player.party not in world.parties or player not in player.party.members):
            yield f"{player.name} is in a party that does not know it"
        if player.party is None and player.record.party_exp:
            yield f"{player.name} is in no party that owes it {player.record.party_exp}"
        if player.party_request is not None and player.party_request not in world.parties:
            yield f"{player.name} asks to join a party that is gone"


def _of_pets(world: World, player: Player) -> Iterator[str]:
    """A player's pets follow their master, each in a place of its own, and the tamed ones stand in the record."""
    for pet in player.pets:
        if pet.master is not player or world.chars.get(pet.char) is not pet:
            yield f"{player.name} has a pet {pet.name} that does not follow it"
        if player.record.pets[pet.pet_slot - 1] != (0 if pet.summoned else pet.definition.id):
            yield f"{player.name} keeps a wrong account of the pet {pet.name}"
    if len({pet.pet_slot for pet in player.pets}) < len(player.pets):
        yield f"two pets of {player.name} share a slot"


def _of_tiles(world: World, here: Map) -> Iterator[str]:
    """A map's tiles and the characters' positions agree."""
    for tile, player in here.users.items():
        if (player.map, player.x, player.y) != (here.id, *tile) or world.players.get(player.slot) is not player:
            yield f"tile {tile} of map {here.id} holds {player.name}, which is elsewhere"
    for tile, npc in here.npcs.items():
        if (npc.map, npc.x, npc.y) != (here.id, *tile) or world.chars.get(npc.char) is not npc:
            yield f"tile {tile} of map {here.id} holds NPC {npc.name}, which is elsewhere"
    if len(here.users) != len(here.players):
        yield f"map {here.id} has {len(here.users)} taken tiles and {len(here.players)} players"


def _of_areas(here: Map) -> Iterator[str]:
    """Every player on a map receives what happens around the area of their tile, and nobody else does."""
    receivers = 0
    for player, area, outbox in here.receivers():
        receivers += 1
        if outbox is not player.messages.outbox:
            yield f"what {player.name} receives on map {here.id} goes somewhere else"
        if player not in here.players or player.area != area:
            yield f"{player.name} receives around area {area} of map {here.id}, where it is not"
    if receivers != len(here.players):
        yield f"map {here.id} has {receivers} receivers and {len(here.players)} players"
    for player in here.players:
        if player.area != area_of(player.x, player.y):
            yield f"{player.name} has area {player.area} at ({player.x},{player.y})"


def _of_screens(world: World) -> Iterator[str]:
    """Each client has been shown exactly what it should see."""
    for slot, witness in world.witnesses.items():
        player = world.players.get(slot)
        if player is not None and player.map in world.maps:
            yield from _of_screen(world, world.maps[player.map], player, witness)


def _of_screen(world: World, here: Map, player: Player, witness: Witness) -> Iterator[str]:
    chars = {player.char}
    chars |= {one.char for one in here.players if in_window(player.area, one.x, one.y) and not one.admin_invisible}
    chars |= {npc.char for tile, npc in here.npcs.items() if in_window(player.area, *tile)}
    if witness.chars != chars:
        yield f"the client of {player.name} differs in the characters {sorted(witness.chars ^ chars)}"
    lying = {tile for tile, thing in here.objects.items() if world.content.is_shown(thing.item)}
    objects = {tile for tile in lying if in_window(player.area, *tile)}
    if witness.objects != objects:
        yield f"the client of {player.name} differs in the objects at {sorted(witness.objects ^ objects)}"
