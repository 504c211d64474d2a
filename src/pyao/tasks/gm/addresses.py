"""Commands about addresses.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import structlog

from pyao.messaging.i18n import _
from pyao.rules.staff import bans
from pyao.rules.staff.outcome import Outcome, refuse
from pyao.tasks.ports import CharactersUnavailable

if TYPE_CHECKING:
    from pyao.protocol import gm_commands as g
    from pyao.tasks.game import Game
    from pyao.world.player import Player
    from pyao.world.world import World

log = structlog.get_logger()


def ban(world: World, gm: Player, packet: g.BanIp) -> Outcome | None:
    """Ban an address, or that of somebody.  Source: 10-gm-admin §4.4 command 74."""
    if isinstance(packet.target, str):
        return bans.ban_address_of(world, gm, packet.target, packet.reason)
    return bans.ban_address(world, gm, ".".join(map(str, packet.target)), packet.reason)


async def reload(game: Game, gm: Player, _packet: g.BannedIpReload) -> Outcome | None:
    """Read the banned addresses again, as they are stored.  Source: 10-gm-admin §4.4 command 71."""
    try:
        stored = await game.characters.banned_ips()
    except CharactersUnavailable:
        return refuse(gm, _("La lista de IP prohibidas no se puede leer en este momento."))
    game.world.banned_ips = set(game.world.content.banned_ips) if stored is None else stored
    return None


def note_connections(game: Game, _gm: Player, _packet: g.DumpIpTables) -> None:
    """Log how many connections each address has open.  Source: 10-gm-admin §4.4 command 66."""
    log.info("connections by address", addresses=dict(Counter(one.ip for one in game.sessions.values())))
