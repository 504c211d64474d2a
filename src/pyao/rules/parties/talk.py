"""What members of a party read: each other's words, news of the party, how it stands.

Source: 11-social §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import Audience
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined, phrase
from pyao.messaging.words import party_line
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.parties.accounts import earned
from pyao.rules.society.manners import listening, try_say
from pyao.world.arithmetic import LONG_MAX

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.world.parties import Party
    from pyao.world.player import Player
    from pyao.world.world import World

LEADS, FOLLOWS = 255, 0
"""What ShowPartyForm says of the one who opens it."""


def say(world: World, player: Player, text: str) -> None:
    """Say something to the party, the speaker included; nothing happens without a party."""
    if not try_say(world, player, text) or not text or player.party is None:
        return
    listening(Audience(list(player.party.members)), player).send(_line(player.name, world.client.as_text(text)))


def announce(party: Party, text: str, sender: str = "") -> None:
    """Tell all members some news; `sender` = in whose name, else the server's."""
    Audience(list(party.members)).send(_line(sender or _("Servidor"), text))


def _line(sender: str, text: str) -> Message:
    return msg.console_msg(phrase(" [{}] {}", sender, text), Font.PARTY)


def _members(party: Party) -> list[str]:
    return [f"{one.name} ({earned(one)})" for one in party.members]


def _total(party: Party) -> int:
    return min(LONG_MAX, party.total_exp)


def tell_members(_world: World, player: Player) -> None:
    """Tell a member who is in the party, and how much experience each has earned."""
    if player.party is not None:
        tell(player, party_line(_members(player.party), _total(player.party)), Font.PARTY)


def open_form(_world: World, player: Player) -> None:
    """Open the window of the party."""
    party = player.party
    if party is None:
        tell(player, _("No pertenecés a ninguna party."), Font.INFO_BOLD)
        return
    standing = LEADS if party.leader is player else FOLLOWS
    player.messages.send(msg.show_party_form(standing, _members(party), _total(party)))


def situation(world: World, player: Player) -> str:
    """Where a player stands with regard to parties, and what can be done about it, in a few lines."""
    party = player.party
    if party is None:
        return joined("\n", _of_loner(player))
    lines = [party_line(_members(party), _total(party))]
    if party.leader is not player:
        lines.append(_("Lidera {name}. Podés: /PMSG TEXTO, /ONLINEPARTY, /SALIRPARTY.").format(name=party.leader.name))
        return joined("\n", lines)
    waiting = [one.name for one in world.by_slot() if one.party_request is party]
    if waiting:
        lines.append(_("Piden entrar: {names}. Para aceptar: /ACCEPTPARTY NOMBRE.").format(names=", ".join(waiting)))
    lines.append(
        _("Sos el líder. Podés: /PMSG TEXTO, /ECHARPARTY NOMBRE, /PARTYLIDER NOMBRE, /SALIRPARTY (la disuelve).")
    )
    return joined("\n", lines)


def _of_loner(player: Player) -> list[str]:
    lines = [_("No estás en ninguna party. Para entrar en una, hacé click sobre su líder y escribí /PARTY.")]
    if player.party_request is not None:
        lines.append(_("Pediste entrar en la party de {name}.").format(name=player.party_request.leader.name))
    lines.append(_("Para fundar la tuya: /CREARPARTY."))
    return lines
