"""/clan: where a player stands and what can be done now, in words, since this client has no window for most of it.

Source: 11-social §3.13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _, joined
from pyao.messaging.words import alignment_name
from pyao.rules.guilds.relations import offering
from pyao.rules.guilds.talk import others_online
from pyao.rules.guilds.telling import answer, no_guild, not_leader, shown
from pyao.world.guilds import Guild, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.world.player import Player
    from pyao.world.world import World


def tell_situation(world: World, player: Player) -> None:
    """Tell a player of the guild that it has, has applied to, or may found."""
    guild = world.guilds.of(player)
    if guild is None:
        _tell_outsider(world, player)
        return
    answer(
        player,
        _("Clan {name}, alineación {alignment}, antifacción {points}/{most}. Líder: {leader}.").format(
            name=shown(world, guild.name),
            alignment=alignment_name(guild.alignment),
            points=guild.antifaction,
            most=world.settings.guild_antifaction_max,
            leader=shown(world, guild.leader),
        ),
    )
    answer(
        player,
        _("Miembros: {members}; conectados además de vos: {online}.").format(
            members=len(guild.members), online=len(others_online(world, guild, player))
        ),
    )
    _tell_relations(world, player, guild)
    if guild.election is not None:
        answer(player, _("Hay elecciones abiertas: votá con /VOTO NOMBRE."))
    if guild.is_led_by(player.name):
        _tell_leader(world, player, guild)
    else:
        answer(player, _("Podés usar /CMSG, /ONLINECLAN, /MIEMBROS, /NOTICIASCLAN, /PROPUESTAS, /SALIRCLAN."))


def _tell_outsider(world: World, player: Player) -> None:
    answer(player, no_guild())
    applied = world.guilds.get(player.record.guild.applicant_to)
    if applied is not None:
        answer(player, _("Pediste entrar en {guild}: falta que te responda.").format(guild=shown(world, applied.name)))
    answer(player, _("Podés usar /CLANES, /VERCLAN CLAN, /PEDIRCLAN CLAN@TEXTO."))
    settings = world.settings
    answer(
        player,
        _("Con nivel {level} y {skill} puntos en Liderazgo podés fundar uno: /FUNDARCLAN.").format(
            level=settings.guild_found_level, skill=settings.guild_found_leadership
        ),
    )


def _tell_relations(world: World, player: Player, guild: Guild) -> None:
    for relation, sentence in (
        (Relation.WAR, _("En guerra con: {names}.")),
        (Relation.ALLIANCE, _("Aliado de: {names}.")),
    ):
        names = [world.guilds.name_of(number) for number in guild.others_in(relation)]
        if names:
            answer(player, sentence.format(names=_joined(world, names)))


def _tell_leader(world: World, player: Player, guild: Guild) -> None:
    """What waits for the leader's answer, and the commands of a leader."""
    if guild.applications:
        answer(player, _("Piden entrar: {names}.").format(names=_applicants(world, guild)))
        answer(player, _("Para responder: /PETICION, /FICHA, /ADMITIR, /RECHAZARCLAN NOMBRE@MOTIVO."))
    if guild.proposals:
        tell_proposals(world, player)
    answer(player, _("Sos el líder: /ECHARCLAN, /NOTICIASCLAN TEXTO, /PAGINACLAN, /ELECCIONES, /GUERRA, /OFRECERPAZ,"))
    answer(player, _("/OFRECERALIANZA. Como todos: /CMSG, /ONLINECLAN, /MIEMBROS, /NOTICIASCLAN, /PROPUESTAS."))


def tell_applicants(world: World, player: Player) -> None:
    """Tell the leader who wants to join."""
    guild = world.guilds.of(player)
    if guild is None or not guild.is_led_by(player.name):
        answer(player, no_guild() if guild is None else not_leader())
    elif guild.applications:
        answer(player, _("Piden entrar: {names}.").format(names=_applicants(world, guild)))
    else:
        answer(player, _("Nadie pidió entrar en tu clan."))


def tell_members(world: World, player: Player) -> None:
    """Tell a member who the others are."""
    guild = world.guilds.of(player)
    if guild is None:
        answer(player, no_guild())
    else:
        answer(player, _("Miembros: {names}.").format(names=_joined(world, guild.members)))


def tell_guilds(world: World, player: Player) -> None:
    """Tell anybody which guilds there are."""
    names = [shown(world, one.name) + " (" + alignment_name(one.alignment) + ")" for one in world.guilds]
    if names:
        answer(player, _("Clanes: {names}.").format(names=joined(", ", names)))
    else:
        answer(player, _("Todavía no hay ningún clan."))


def tell_proposals(world: World, player: Player) -> None:
    """Tell a member what other guilds offer, and the leader how to answer."""
    guild = world.guilds.of(player)
    if guild is None:
        answer(player, no_guild())
        return
    peace, alliance = (offering(world, guild, one) for one in (Relation.PEACE, Relation.ALLIANCE))
    if peace:
        answer(player, _("Ofrecen la paz: {names}.").format(names=_joined(world, peace)))
        answer(player, _("Para responder: /VERPAZ, /ACEPTARPAZ, /RECHAZARPAZ CLAN."))
    if alliance:
        answer(player, _("Ofrecen una alianza: {names}.").format(names=_joined(world, alliance)))
        answer(player, _("Para responder: /VERALIANZA, /ACEPTARALIANZA, /RECHAZARALIANZA CLAN."))
    if not peace and not alliance:
        answer(player, _("Nadie le ofrece nada a tu clan."))


def _applicants(world: World, guild: Guild) -> str:
    return _joined(world, [one.name for one in guild.applications])


def _joined(world: World, names: Iterable[str]) -> str:
    return shown(world, ", ".join(names))
