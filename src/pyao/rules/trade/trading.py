"""What keeps a shop, a bank or a trade open, and what ends one although the player did not close it.

Whatever ends a trade for one player ends it for the partner only if the two are each other's partners; otherwise a
third player could end somebody's trade.
Source: 09-economy §0.1, §5.3, §5.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.world.character import distance
from pyao.world.commerce import Mode

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

REACH = 3
"""How far apart two players may trade, and how far a merchant or a banker serves, in steps."""


def tell_too_far(player: Player) -> None:
    """Tell the player that the merchant or the banker is out of reach."""
    tell(player, _("Estás demasiado lejos del vendedor."))


def interrupt(world: World, player: Player) -> None:
    """End whatever shop, bank or trade a dying player has open, without a sentence.  Source: 09 §0.1, §5.9."""
    partner = mutual_partner(world, player)
    if partner is not None:
        end_for(partner)
    end_for(player)
    close_counter(player)


def close_counter(player: Player) -> None:
    """Close a shop or bank that is open, and its panel, which would keep the client locked.  Source: 09 §0.1."""
    mode = player.commerce.mode
    if player.commerce.at_counter:
        player.commerce.close_counter()
        player.messages.send(msg.commerce_end() if mode is Mode.SHOP else msg.bank_end())


def npc_gone(world: World, npc: Npc) -> None:
    """A merchant or a banker has left the world: everybody who had this counter open is closed.  Source: 09 §0.1."""
    for player in world.players.values():
        if player.commerce.npc is npc:
            close_counter(player)


def moved(world: World, player: Player, *, warped: bool = False) -> None:
    """The player stands elsewhere now: a trade over too long a distance ends; a warp also closes shop and bank.

    To be called after the packets of every change of position.  Source: 09 §0.1, §5.9 "remote trade".
    """
    if warped:
        close_counter(player)
    partner = player.commerce.partner
    if player.commerce.mode is not Mode.SECURE or partner is None or distance(player, partner) <= REACH:
        return
    for one in (player, partner):
        tell(one, _("Están demasiado lejos: el comercio se canceló."), Font.TALK)
    end_both(world, player)


def mutual_partner(world: World, player: Player) -> Player | None:
    """The player's partner, if still in the world and with this player as partner; else `None`."""
    partner = player.commerce.partner
    if partner is None or world.players.get(partner.slot) is not partner:
        return None
    return partner if partner.commerce.partner is player else None


def go_on(world: World, player: Player) -> Player | None:
    """cont(X): go on with the trade and give the partner; `None` = it can't, and is over for both.  Source: 09 §5.3."""
    partner = mutual_partner(world, player)
    if partner is not None and _is_sound(player, partner):
        return partner
    end_both(world, player)
    return None


def _is_sound(player: Player, partner: Player) -> bool:
    return (
        player.commerce.partner_name == partner.name
        and partner.commerce.partner_name == player.name
        and not partner.dead
        and player.commerce.mode is partner.commerce.mode is Mode.SECURE
    )


def end_both(world: World, player: Player) -> None:
    """End the trade for both; the player is told first, then the partner.  Source: 09 §5.3."""
    partner = mutual_partner(world, player)
    end_for(player)
    if partner is not None:
        end_for(partner)


def end_for(player: Player) -> None:
    """End one side of a trade, or an invitation; a player at a counter is sent nothing, so its panel stays open.

    Source: 09 §5.3.
    """
    if player.commerce.partner is not None and not player.commerce.at_counter:
        player.messages.send(msg.user_commerce_end())
    player.commerce.reset_trade()


def quit_trade(world: World, player: Player) -> None:
    """The player asks to leave the game: the trade ends, and the partner is told first.  Source: 09 §5.9 "Quit"."""
    if player.commerce.partner is None:
        return
    _desert(world, player)
    tell(player, _("El comercio se canceló."), Font.TALK)
    end_for(player)


def idle_too_long(world: World, player: Player) -> None:
    """The player has done nothing for too long, which ends the trade.  Source: 09 §5.9 "idle limit"."""
    _desert(world, player)
    end_for(player)


def vanish(world: World, player: Player) -> None:
    """The player's session ends: only the partner is told.  Source: 09 §5.9 "end of session"."""
    _desert(world, player)
    player.commerce.reset_trade()


def evicted(world: World, player: Player) -> None:
    """Somebody logs in on the player's tile and so throws the player out.  Source: 09 §5.9."""
    partner = mutual_partner(world, player)
    if partner is not None:
        end_for(partner)
        tell(partner, _cancelled_by_other(), Font.TALK)
    end_for(player)


def stop_for_work(world: World, player: Player) -> None:
    """A player who crafts stops trading.  Source: 09 §5.9, 07-work §2.4 "Cancel trade"."""
    _cancel(world, player, _("El comercio se canceló: no podés comerciar mientras trabajás."))


def stop_for_theft(world: World, player: Player) -> None:
    """A player who is robbed stops trading.  Source: 09 §5.9, 07-work §7."""
    _cancel(world, player, _("¡Te están robando! El comercio se canceló."))


def _cancel(world: World, player: Player, sentence: str) -> None:
    partner = mutual_partner(world, player)
    if player.commerce.mode is not Mode.SECURE or partner is None:
        return
    tell(player, sentence, Font.TALK)
    tell(partner, _cancelled_by_other(), Font.TALK)
    end_for(partner)
    end_for(player)


def _desert(world: World, player: Player) -> None:
    """Tell the partner that the player cancelled, and end the partner's side."""
    partner = mutual_partner(world, player)
    if partner is not None:
        tell(partner, _cancelled_by_other(), Font.TALK)
        end_for(partner)


def _cancelled_by_other() -> str:
    return _("El otro jugador canceló el comercio.")
