"""Founding a party, asking to join one, and letting somebody in.

Source: 11-social §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege, Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.parties import talk
from pyao.rules.parties.leading import commanded_party
from pyao.rules.society.reputation import is_criminal
from pyao.rules.staff.ranks import rank_of
from pyao.rules.staff.subjects import rank_number
from pyao.world.character import distance
from pyao.world.parties import Party

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

Refusal = tuple[str, Font]
"""Why not, and the font in which that is told."""


def create(world: World, player: Player) -> None:
    """Found a party, which the player leads."""
    why_not = _creation_refusal(world, player)
    if why_not is not None:
        tell(player, why_not, Font.PARTY)
        return
    player.party, player.party_request = Party([player]), None
    world.parties.append(player.party)
    tell(player, _("¡Formaste una party!"), Font.PARTY)
    tell(player, _("¡Sos el líder de la party!"), Font.PARTY)


def _creation_refusal(world: World, player: Player) -> str | None:  # noqa: PLR0911  # one for each row
    settings, leadership = world.settings, player.record.skills[Skill.LIDERAZGO - 1].level
    if not player.mortal:
        return _("Los miembros del staff no pueden fundar parties.")
    if player.attributes.charisma * leadership < settings.party_found_charm:
        return _("Tu carisma y tu liderazgo no alcanzan para liderar una party.")
    if player.dead:
        return _("¡Estás muerto!")
    if player.party is not None:
        return _("Ya pertenecés a una party.")
    if leadership < settings.party_found_leadership:
        return _("No tenés suficiente liderazgo para liderar una party.")
    if len(world.parties) >= settings.parties_max:
        return _("Por el momento no se pueden fundar más parties.")
    return None


def join(world: World, player: Player) -> None:
    """Ask the selected player, who must lead a party, to be let in; without a target tell where the player stands."""
    if not player.mortal:
        tell(player, _("Los miembros del staff no pueden entrar en parties."), Font.PARTY)
        return
    leader = world.players.get(player.targets.slot)
    why_not = _request_refusal(world, player, leader)
    if why_not is not None or leader is None or leader.party is None:
        player.party_request = None
        tell(player, *(why_not or (talk.situation(world, player), Font.PARTY)))
    elif leader.party.leader is not leader:
        sentence = _("{name} no es el líder de su party.")
        tell(player, sentence.format(name=leader.name), Font.PARTY)
    else:
        player.party_request = leader.party
        tell(player, _("El líder de la party decidirá si te deja entrar."), Font.PARTY)
        tell(
            leader,
            _("{name} pide entrar en tu party. Para aceptar: /ACCEPTPARTY {name}").format(name=player.name),
            Font.PARTY,
        )


def _request_refusal(world: World, player: Player, leader: Player | None) -> Refusal | None:
    if player.party is not None:
        return talk.situation(world, player), Font.PARTY
    if player.dead:
        return _("¡Estás muerto!"), Font.INFO
    if leader is None:
        return talk.situation(world, player), Font.PARTY
    if leader.party is None:
        return _("{name} no lidera ninguna party.").format(name=leader.name), Font.PARTY
    return None


def accept(world: World, leader: Player, name: str) -> None:
    """Let somebody in who has asked for it."""
    if leader.dead:
        tell(leader, _("¡Estás muerto!"), Font.PARTY)
    party = commanded_party(leader)
    if party is None or leader.dead:
        return
    newcomer = world.player_named(name)
    if newcomer is None:
        tell(leader, *_absence(world, name))
        return
    why_not = _admission_refusal(world, leader, party, newcomer)
    if why_not is not None:
        tell(leader, *why_not)
        return
    party.members.append(newcomer)
    newcomer.party, newcomer.party_request = party, None
    talk.announce(party, _("{leader} aceptó a {name} en la party.").format(leader=leader.name, name=newcomer.name))


def _absence(world: World, name: str) -> Refusal:
    if not rank_of(world.settings, name.replace("+", " ")) & Privilege.USER:
        return _("No podés incorporar a tu party a personajes de mayor jerarquía."), Font.INFO
    return _not_asked(name.replace("+", " "))


def _not_asked(name: str) -> Refusal:
    return _("{name} no pidió entrar en tu party.").format(name=name), Font.PARTY


def _admission_refusal(world: World, leader: Player, party: Party, newcomer: Player) -> Refusal | None:
    name = newcomer.name
    if rank_number(newcomer.privileges) > rank_number(leader.privileges):
        return _("No podés incorporar a tu party a personajes de mayor jerarquía."), Font.INFO
    if newcomer.party is party:
        return _("{name} ya es miembro de la party.").format(name=name), Font.PARTY
    if newcomer.party_request is not party:
        return _not_asked(name)
    if newcomer.dead:
        return _("{name} está muerto: no puede entrar en la party.").format(name=name), Font.PARTY
    if newcomer.party is not None:
        return _("{name} ya es miembro de otra party.").format(name=name), Font.PARTY
    why_not = entry_refusal(world, party, newcomer)
    return None if why_not is None else (why_not, Font.PARTY)


def entry_refusal(world: World, party: Party, newcomer: Player) -> str | None:
    """Why a party can't take in a newcomer; `None` = it can.  The first member who forbids it decides."""
    if distance(party.leader, newcomer) > world.settings.party_join_tiles:
        return _("Los integrantes de una party deben estar juntos al unirse.")
    if len(party.members) >= world.settings.party_members_max:
        return _("La party está completa.")
    return next(filter(None, (_comrade_refusal(member, newcomer) for member in party.members)), None)


def _comrade_refusal(member: Player, newcomer: Player) -> str | None:
    """Why a member can't hunt with the newcomer: of several reasons the last one counts."""
    theirs, own = newcomer.record.faction, member.record.faction
    if own.chaos_legion and not is_criminal(newcomer):
        return _("Los ciudadanos no pueden entrar en parties con miembros de la Legión Oscura.")
    if own.royal_army and is_criminal(newcomer):
        return _("Los criminales no pueden entrar en parties con miembros del ejército real.")
    if theirs.chaos_legion and not is_criminal(member):
        return _("Los miembros de la Legión Oscura no pueden entrar en parties con ciudadanos.")
    if theirs.royal_army and is_criminal(member):
        return _("Los miembros del ejército real no pueden entrar en parties con criminales.")
    return None
