"""What members of guilds and parties do, and those who would like to be members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from pyao.protocol.client_packets import ClientPacket
    from pyao.world.player import Player
    from pyao.world.world import World

GUILDS = ("Lobos", "Osos", "Gatos")


def guild_life(world: World, player: Player, names: Sequence[str], dice: random.Random) -> list[ClientPacket]:
    """Found a guild or ask to be let in; lead it, vote, be thrown out, leave."""
    guild, somebody = world.guilds.of(player), dice.choice(names)
    if guild is None:
        if dice.random() < 0.2:
            return [
                c.GuildFundation(dice.choice((0, 1, 2, 4, 5))),
                c.CreateNewGuild("d", dice.choice(GUILDS), "w", ("x",) * 8),
            ]
        return [c.GuildRequestMembership(dice.choice(GUILDS), "hola")]
    if guild.applications and guild.is_led_by(player.name):
        return [c.GuildAcceptNewMember(guild.applications[0].name)]
    seldom: list[ClientPacket] = [c.GuildLeave(), c.GuildKickMember(somebody), c.GuildOpenElections()]
    often: list[ClientPacket] = [c.GuildVote(somebody), c.GuildUpdateNews("x"), c.GuildMessage("hola")]
    return [dice.choice(seldom if dice.random() < 0.1 else often)]


def party_life(player: Player, other: Player | None, dice: random.Random) -> list[ClientPacket]:
    """Hunt together, change the leader, part."""
    if player.party is None:
        near: list[ClientPacket] = [c.LeftClick(other.x, other.y)] if other is not None else []
        return [c.PartyCreate()] if dice.random() < 0.3 else [*near, c.PartyJoin()]
    name = other.name if other is not None else player.name
    packets: list[ClientPacket] = [c.PartySetLeader(name), c.PartyKick(name), c.PartyLeave(), c.PartyMessage("hola")]
    return [c.PartyAcceptMember(name)] if dice.random() < 0.9 else [dice.choice(packets)]
