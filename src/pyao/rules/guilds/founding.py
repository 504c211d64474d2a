"""Founding a guild: the choice of an alignment, then a form.

Source: 11-social §3.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege, Skill
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.words import alignment_name
from pyao.protocol import msg
from pyao.protocol.enums import Font, GuildAlignment, Wave
from pyao.rules.body import appearance
from pyao.rules.guilds.members import note_changed
from pyao.rules.guilds.telling import answer
from pyao.rules.guilds.texts import MAX_DESCRIPTION, cleaned, codex_of, name_refusal, url_of
from pyao.rules.society.reputation import is_criminal
from pyao.world.guilds import Guild
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.player import Player
    from pyao.world.world import World

UNDER_GODS = Privilege.USER | Privilege.CONSEJERO | Privilege.SEMIDIOS


def begin(world: World, player: Player) -> None:
    """The player wants to found a guild: let the client ask for the alignment."""
    if world.guilds.founded_by(player.name) is not None:
        _tell_founder(player)
    else:
        player.messages.send(msg.show_guild_align())


def choose_alignment(world: World, player: Player, alignment: int) -> None:
    """Remember the alignment that the guild is to have, and let the client ask for the rest."""
    if world.guilds.founded_by(player.name) is not None:
        _tell_founder(player)
        return
    if alignment not in list(GuildAlignment):
        answer(player, _("Alineación inválida."))
        return
    chosen = GuildAlignment(alignment)
    why_not = _founder_refusal(world, player, chosen)
    player.founding = chosen if why_not is None else None
    if why_not is None:
        player.messages.send(msg.show_guild_fundation_form())
    else:
        answer(player, why_not)


def found(world: World, player: Player, description: str, name: str, url: str, codex: Sequence[str]) -> None:
    """Found the guild that the form describes, with the alignment chosen before."""
    alignment, name = player.founding, name.strip(" ")
    if alignment is None:
        answer(player, _("Alineación inválida."))
    elif world.guilds.founded_by(player.name) is not None:
        _tell_founder(player)
    elif (why_not := _founder_refusal(world, player, alignment) or _room_refusal(world, name)) is not None:
        answer(player, why_not)
    else:
        player.founding = None
        guild = _new_guild(world, player, name, alignment)
        guild.description, guild.codex = cleaned(description, MAX_DESCRIPTION), codex_of(codex)
        guild.url = url_of(url)
        _proclaim(world, player, guild)


def _tell_founder(player: Player) -> None:
    tell(player, _("Ya fundaste un clan: no podés fundar otro."), Font.INFO_BOLD)


def _founder_refusal(world: World, player: Player, alignment: GuildAlignment) -> str | None:
    """Why the player can't found a guild of that alignment; `None` = it can.  Source: 11 §3.3 "can-found"."""
    record, settings = player.record, world.settings
    if world.guilds.of(player) is not None:
        return _("Ya pertenecés a un clan: no podés fundar otro.")
    leadership = record.skills[Skill.LIDERAZGO - 1].level
    if record.level < settings.guild_found_level or leadership < settings.guild_found_leadership:
        return _("Para fundar un clan debés ser nivel {level} y tener {skill} puntos en Liderazgo.").format(
            level=settings.guild_found_level, skill=settings.guild_found_leadership
        )
    return _alignment_refusal(player, alignment)


def _alignment_refusal(player: Player, alignment: GuildAlignment) -> str | None:
    """Why the player's standing does not fit; `None` = it does.  Source: 11 §3.2 "Founder must"."""
    faction, criminal = player.record.faction, is_criminal(player)
    fits, why_not = {
        GuildAlignment.ROYAL: (
            faction.royal_army,
            _("Para fundar un clan real debés ser miembro del Ejército Real."),
        ),
        GuildAlignment.CHAOS: (
            faction.chaos_legion,
            _("Para fundar un clan del mal debés pertenecer a la Legión Oscura."),
        ),
        GuildAlignment.NEUTRAL: (
            not faction.royal_army and not faction.chaos_legion,
            _("Para fundar un clan neutral no debés pertenecer a ninguna facción."),
        ),
        GuildAlignment.GAME_MASTERS: (
            bool(player.privileges & GODS) and not player.privileges & UNDER_GODS,
            _("Para fundar un clan de game masters debés ser dios o administrador."),
        ),
        GuildAlignment.LEGAL: (not criminal, _("Para fundar un clan legal no debés ser criminal.")),
        GuildAlignment.CRIMINAL: (criminal, _("Para fundar un clan de criminales no debés ser ciudadano.")),
    }[alignment]
    return None if fits else why_not


def _room_refusal(world: World, name: str) -> str | None:
    """Why there can't be a guild of that name; `None` = there can."""
    if (why_not := name_refusal(world, name)) is not None:
        return why_not
    return _("No se pueden fundar más clanes.") if len(world.guilds) >= world.settings.guilds_max else None


def _new_guild(world: World, player: Player, name: str, alignment: GuildAlignment) -> Guild:
    """A guild whose only member is its founder, who leads it.

    An application of the founder's stays in the other guild's list until that guild handles it.
    """
    guild = Guild(
        number=len(world.guilds) + 1,
        name=name,
        founder=player.name,
        founded=f"{world.clock.today():%d/%m/%Y}",
        alignment=alignment,
        leader=player.name,
        members=[key_of(player.name)],
        news=_("Clan creado con alineación: {alignment}").format(alignment=alignment_name(alignment)),
    )
    world.guilds.add(guild)
    world.guilds.online(guild).append(player)
    note_changed(world, guild)
    player.record.guild.guild, player.record.guild.applicant_to = guild.number, 0
    world.host.save(player.record)
    return guild


def _proclaim(world: World, player: Player, guild: Guild) -> None:
    appearance.refresh_nick(world, player)
    line = _("¡{founder} fundó el clan {guild}, de alineación {alignment}!").format(
        founder=player.name, guild=guild.name, alignment=alignment_name(guild.alignment)
    )
    everyone(world).send(msg.console_msg(line, Font.GUILD), msg.play_wave(Wave.GUILD_FOUNDED, 0, 0))
    appearance.refresh_nick(world, player)
