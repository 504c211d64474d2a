"""Electing a new leader: opening, voting, and the count, which comes with a world save.

Source: 11-social §3.7.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.guilds.members import note_changed
from pyao.rules.guilds.telling import announce, answer, no_guild, not_leader
from pyao.rules.guilds.texts import MAX_NEWS, cleaned
from pyao.world.guilds import Election
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.world import World

HOUR = 3_600


def open_election(world: World, player: Player) -> None:
    """The leader calls an election, which any member may win."""
    guild = world.guilds.of(player)
    if guild is None:
        answer(player, no_guild())
    elif not guild.is_led_by(player.name):
        answer(player, not_leader())
    elif guild.election is not None:
        answer(player, _("Las elecciones ya están abiertas."))
    else:
        hours = world.settings.guild_election_hours
        guild.election = Election(_seconds(world) + hours * HOUR)
        note_changed(world, guild)
        sentence = _("¡Empezaron las elecciones del clan! Duran {hours} horas: para votar escribí /VOTO NOMBRE.")
        announce(world, guild, sentence.format(hours=hours))


def vote(world: World, player: Player, name: str) -> None:
    """Vote for a member, oneself included; a vote stands."""
    guild = world.guilds.of(player)
    why_not = _vote_refusal(guild, player, name)
    if guild is None or guild.election is None or why_not is not None:
        answer(player, _("Tu voto no fue contado: {reason}").format(reason=why_not))
        return
    guild.election.votes[key_of(player.name)] = _candidate(name)
    note_changed(world, guild)
    answer(player, _("Tu voto fue contado."))


def _vote_refusal(guild: Guild | None, player: Player, name: str) -> str | None:
    """Why a vote does not count; `None` = it does."""
    if guild is None:
        return no_guild()
    if guild.election is None:
        return _("no hay elecciones abiertas.")
    if not guild.has_member(_candidate(name)):
        return _("nadie de ese nombre es miembro del clan.")
    if key_of(player.name) in guild.election.votes:
        return _("ya votaste.")
    return None


def _candidate(name: str) -> str:
    return key_of(name.replace("+", " ").strip())


def tell_election(world: World, player: Player) -> None:
    """Tell a member, in four lines, that there is an election."""
    hours = world.settings.guild_election_hours
    answer(player, _("¡Hoy es la votación para elegir al líder del clan!"))
    sentence = _("Las elecciones duran {hours} horas, y se puede votar a cualquier miembro del clan.")
    answer(player, sentence.format(hours=hours))
    answer(player, _("Para votar escribí /VOTO NOMBRE."))
    answer(player, _("Solo se cuenta un voto por miembro, y no se puede cambiar."))


def close_elections(world: World) -> None:
    """Count the votes of all elections whose time is up; part of the world save."""
    everyone(world).send(msg.console_msg(_("Revisando elecciones…"), Font.SERVER))
    now = _seconds(world)
    for guild in world.guilds:
        if guild.election is not None and guild.election.ends <= now:
            with world.host.guard(f"the election of {guild.name}"):
                _close(world, guild, guild.election)
    everyone(world).send(msg.console_msg(_("Elecciones revisadas."), Font.SERVER))


def _close(world: World, guild: Guild, election: Election) -> None:
    """Count the votes of those who are still members; the news tell what came of it."""
    guild.election = None
    note_changed(world, guild)
    counted = Counter(candidate for voter, candidate in election.votes.items() if guild.has_member(voter))
    most = max(counted.values(), default=0)
    first = [candidate for candidate, votes in counted.items() if votes == most]
    if not first:
        guild.news = _("Las elecciones se cerraron sin ningún voto.")
    elif len(first) > 1:
        # The number is that of the tied names, as in the original: a quirk kept.
        sentence = _("Hubo un empate: los candidatos más votados ({number}) son {names}. El líder no cambia.")
        guild.news = cleaned(sentence.format(number=len(first), names=", ".join(first)), MAX_NEWS)
    elif not guild.has_member(first[0]):
        guild.news = _("Las elecciones son nulas: {name} ganó, pero ya no pertenece al clan.").format(name=first[0])
    else:
        guild.leader = first[0]
        guild.news = _("{name} ganó las elecciones y es el nuevo líder del clan.").format(name=first[0])
        line = _("¡{name} es el nuevo líder del clan {guild}!").format(
            name=first[0], guild=world.client.as_text(guild.name)
        )
        everyone(world).send(msg.console_msg(line, Font.SERVER))


def _seconds(world: World) -> int:
    """Now, in seconds since 1970."""
    return int(world.clock.today().timestamp())
