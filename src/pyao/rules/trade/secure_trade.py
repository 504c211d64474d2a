"""Trade between two players: inviting, offering, confirming, accepting, leaving.

Nothing leaves a bag while it is on offer; the exchange at the end is `rules.trade.exchange`.
Source: 09-economy §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.console import tell, tell_dead, tell_no_target
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.society import manners
from pyao.rules.trade import exchange, shops, trading
from pyao.world.character import distance
from pyao.world.commerce import Mode

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def start(world: World, player: Player) -> None:
    """CommerceStart: open the selected merchant's shop, or trade with the selected player.  Source: 09 §3.1."""
    npc = world.npc_with(player.targets.npc)
    if player.dead:
        tell_dead(player)
    elif player.commerce.mode is Mode.SECURE and world.client.trades_in_words:
        # The client has no other way out of a trade.  Source: 09 §5.10.
        leave(world, player)
    elif player.trading:
        tell(player, _("Ya estás comerciando."))
    elif npc is not None:
        shops.ask_to_trade(world, player, npc)
    elif player.targets.slot:
        _ask(world, player)
    else:
        tell_no_target(player)


def _ask(world: World, player: Player) -> None:
    """Invite the selected player, or begin the trade if that player has already invited this one.  Source: 09 §5.2."""
    other = world.players.get(player.targets.slot)
    refusal = _refusal(player, other)
    if refusal is not None:
        tell(player, *refusal)
    elif other is not None:
        player.commerce.invite(other)
        if other.commerce.partner is not player:
            line = _("{name} desea comerciar con vos. Si querés aceptar, escribí /COMERCIAR.")
            tell(other, line.format(name=player.name), Font.TALK)
            other.targets.slot = player.slot
        elif other.trading:
            for one in (player, other):
                tell(one, _("No se puede comerciar en este momento."), Font.TALK)
        else:
            other.commerce.clear_offer()
            _begin(world, player, other)
            _begin(world, other, player)


def _refusal(player: Player, other: Player | None) -> tuple[str, Font] | None:
    """Why the player may not trade with the other one; a player who has left counts as too far away.

    Source: 09 §5.2 steps 1 to 5.
    """
    if player.privileges & Privilege.CONSEJERO:
        return _("No podés vender objetos."), Font.WARNING
    if other is not None and other.dead:
        return _("¡¡No podés comerciar con los muertos!!"), Font.INFO
    if other is player:
        return _("No podés comerciar con vos mismo."), Font.INFO
    if other is None or distance(player, other) > trading.REACH:
        return _("Estás demasiado lejos del usuario."), Font.INFO
    if other.trading and other.commerce.partner is not player:
        return _("No podés comerciar con él en este momento."), Font.INFO
    return None


def _begin(world: World, player: Player, partner: Player) -> None:
    MessageSender(player, world.content).inventory()
    player.messages.send(msg.user_commerce_init(partner.name))
    player.commerce.mode = Mode.SECURE


def confirm(world: World, player: Player) -> None:
    """The player confirms the offer, which can't be changed any more.  Source: 09 §5.5."""
    partner = trading.go_on(world, player)
    if partner is None:
        return
    partner.messages.send(msg.user_offer_confirm())
    player.commerce.confirmed = True
    if world.client.trades_in_words:
        tell(player, _("Tu oferta ya no se puede cambiar."), Font.TALK)


def chat(world: World, player: Player, text: str) -> None:
    """Say something that only the partner reads.  Source: 09 §5.6."""
    if not manners.try_say(world, player, text):
        return
    partner = trading.go_on(world, player) if text else None
    if partner is None:
        return
    words = msg.commerce_chat(f"{player.name}> {text}", Font.PARTY)
    player.messages.send(words)
    partner.messages.send(words)


def accept(world: World, player: Player) -> None:
    """The player accepts what the partner has confirmed; once both have accepted, it is exchanged.

    Source: 09 §5.7.
    """
    partner = trading.go_on(world, player) if player.commerce.mode is Mode.SECURE else None
    if partner is None:
        return
    if not partner.commerce.confirmed:
        if world.client.trades_in_words:
            tell(player, _("Esperá a que {name} confirme su oferta.").format(name=partner.name), Font.TALK)
        return
    news = not player.commerce.accepted
    player.commerce.accepted = True
    if partner.commerce.accepted:
        exchange.conclude(world, player, partner)
    elif world.client.trades_in_words and news:
        line = _("{name} aceptó; falta que acepte {other}.").format(name=player.name, other=partner.name)
        for one in (player, partner):
            tell(one, line, Font.TALK)


def reject(world: World, player: Player) -> None:
    """The player rejects the partner's offer, which ends the trade.  Source: 09 §5.8."""
    partner = trading.mutual_partner(world, player)
    if partner is not None:
        tell(partner, _("{name} rechazó tu oferta.").format(name=player.name), Font.TALK)
        trading.end_for(partner)
    tell(player, _("Rechazaste la oferta."), Font.TALK)
    trading.end_for(player)


def leave(world: World, player: Player) -> None:
    """UserCommerceEnd: the player stops trading.  Source: 09 §5.8."""
    partner = trading.mutual_partner(world, player)
    if partner is not None:
        tell(partner, _("{name} dejó de comerciar con vos.").format(name=player.name), Font.TALK)
        trading.end_for(partner)
    trading.end_for(player)
    tell(player, _("Dejaste de comerciar."), Font.TALK)
