"""Applying to a guild, being accepted or turned down, leaving it and being expelled.

Where a rule takes a `name` and a `record`, the record is that of the character of that name, `None` = there is none.
Source: 11-social §3.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.messaging.words import alignment_name
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.guilds.grades import is_allowed
from pyao.rules.guilds.members import admit, note_changed, remove, withdraw
from pyao.rules.guilds.telling import announce, answer, no_guild, not_leader, shown, unknown_guild
from pyao.rules.guilds.texts import letter
from pyao.rules.map.tile_events import is_newbie
from pyao.world.guilds import Application, Guild

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def apply(world: World, player: Player, guild_name: str, text: str) -> None:
    """Apply to a guild; an application to another one is withdrawn.  The leader isn't told."""
    guild = world.guilds.named(guild_name)
    why_not = _application_refusal(world, player, guild)
    if guild is None or why_not is not None:
        answer(player, why_not or unknown_guild())
        return
    previous = world.guilds.get(player.record.guild.applicant_to)
    if previous is not None:
        withdraw(world, previous, player.name, player.record)
    guild.applications.append(Application(player.name, letter(world, text) or _("(sin descripción)")))
    note_changed(world, guild)
    player.record.guild.applicant_to = guild.number
    world.host.save(player.record)
    answer(player, _("Tu solicitud fue enviada. Esperá la respuesta del líder de {guild}.").format(guild=guild.name))


def _application_refusal(world: World, player: Player, guild: Guild | None) -> str | None:
    """Why the player can't apply; `None` = it can.  The guild must have room before an old application is withdrawn."""
    if world.guilds.of(player) is not None:
        return _("Ya pertenecés a un clan: salí de él antes de pedir el ingreso en otro.")
    if is_newbie(world, player):
        return _("Los newbies no tienen derecho a entrar a un clan.")
    if guild is None:
        return unknown_guild()
    if not is_allowed(world, guild.alignment, player.record):
        return _("No podés entrar a un clan de alineación {alignment}.").format(
            alignment=alignment_name(guild.alignment)
        )
    if len(guild.applications) >= world.settings.guild_applications_max:
        return _("El clan no puede recibir más solicitudes; escribile a su líder.")
    return None


def read_application(world: World, player: Player, name: str) -> None:
    """Show the leader what an applicant has written."""
    guild = world.guilds.of(player)
    application = guild.application_of(_plain(name)) if guild is not None else None
    if guild is None or not guild.is_led_by(player.name) or application is None:
        answer(player, _("No sos el líder de un clan al que haya pedido entrar alguien de ese nombre."))
    else:
        player.messages.send(msg.show_user_request(application.text))


def accept(world: World, player: Player, name: str, record: CharacterRecord | None) -> None:
    """The leader accepts an applicant."""
    guild = world.guilds.of(player)
    why_not = _leader_refusal(guild, player)
    if guild is None or why_not is not None:
        answer(player, why_not or no_guild())
        return
    application = guild.application_of(_plain(name))
    if application is None:
        answer(player, _not_applicant())
        return
    withdraw(world, guild, application.name, record)
    if record is None or not is_allowed(world, guild.alignment, record):
        answer(
            player,
            _("{name} no puede pertenecer a un clan de alineación {alignment}.").format(
                name=shown(world, application.name), alignment=alignment_name(guild.alignment)
            ),
        )
    elif world.guilds.get(record.guild.guild) is not None:
        answer(player, _("{name} ya pertenece a otro clan.").format(name=shown(world, application.name)))
    else:
        admit(world, guild, record)
        line = _("{name} fue aceptado como miembro del clan.").format(name=record.name)
        announce(world, guild, line, Wave.MEMBER_JOINED)


def reject(world: World, player: Player, name: str, reason: str, record: CharacterRecord | None) -> None:
    """The leader turns an applicant down, who is told why now or at the next login."""
    guild = world.guilds.of(player)
    why_not = _leader_refusal(guild, player)
    if guild is None or why_not is not None:
        answer(player, why_not or no_guild())
        return
    application = guild.application_of(_plain(name))
    if application is None:
        answer(player, _not_applicant())
        return
    reason = letter(world, reason)
    applicant = world.player_named(application.name)
    if applicant is not None:
        sentence = _("El clan {guild} rechazó tu solicitud: {reason}")
        answer(applicant, sentence.format(guild=guild.name, reason=shown(world, reason)))
    elif record is not None:
        record.guild.rejection = reason
    withdraw(world, guild, application.name, record)


def expel(world: World, player: Player, record: CharacterRecord | None) -> None:
    """The leader or a GM expels a member; a member may so leave, too."""
    guild = world.guilds.get(record.guild.guild) if record is not None else None
    if record is None or guild is None or not _may_expel(guild, player, record):
        answer(player, _("No podés expulsar a ese personaje del clan."))
        return
    remove(world, guild, record)
    announce(world, guild, _("{name} fue expulsado del clan.").format(name=record.name), Wave.WAR)


def _may_expel(guild: Guild, player: Player, record: CharacterRecord) -> bool:
    if guild.is_led_by(record.name):
        return False
    is_staff = not player.mortal
    return is_staff or player.record is record or guild.is_led_by(player.name)


def leave(world: World, player: Player) -> None:
    """A member who is not the leader leaves."""
    guild = world.guilds.of(player)
    if guild is None:
        answer(player, _("No podés salir: no pertenecés a ningún clan."))
    elif guild.is_led_by(player.name):
        answer(player, _("No podés salir: sos el líder del clan. Llamá a elecciones para que otro lo sea."))
    else:
        remove(world, guild, player.record)
        answer(player, _("Dejás el clan {guild}.").format(guild=guild.name))
        announce(world, guild, _("{name} dejó el clan.").format(name=player.name))


def _leader_refusal(guild: Guild | None, player: Player) -> str | None:
    """Why the player does not lead a guild; `None` = it does."""
    if guild is None:
        return no_guild()
    return None if guild.is_led_by(player.name) else not_leader()


def _not_applicant() -> str:
    return _("Nadie de ese nombre pidió entrar en tu clan.")


def _plain(name: str) -> str:
    return name.replace("+", " ")
