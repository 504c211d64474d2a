"""What becomes of guilds and members who no longer fit each other.

Source: 11-social §3.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.messaging.words import alignment_name
from pyao.protocol.enums import GuildAlignment
from pyao.rules.factions.expulsion import expel_chaos, expel_royal
from pyao.rules.guilds.grades import is_allowed, step_down
from pyao.rules.guilds.members import note_changed, remove, strike_out
from pyao.rules.guilds.telling import announce, answer

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def check_permanence(world: World, player: Player) -> None:
    """Called every six seconds for every player: who no longer fits leaves, or the guild's alignment changes."""
    guild = world.guilds.of(player)
    if guild is None or is_allowed(world, guild.alignment, player.record):
        return
    leads = guild.is_led_by(player.name)
    changed = enforce(world, guild, player)
    if not leads:
        answer(player, _("¡Fuiste expulsado del clan, que recibió un punto de antifacción!"))
    if changed:
        name = alignment_name(guild.alignment)
        announce(world, guild, _("El clan cambió de alineación: ahora es {alignment}.").format(alignment=name))


def enforce(world: World, guild: Guild, player: Player) -> bool:
    """Apply the rule to a member who is not allowed: whether the guild's alignment has changed.

    For its leader the guild lowers its grade until it fits.  Anybody else is removed and costs the guild an antifaction
    point; the one that is too many lowers the grade.
    """
    if guild.is_led_by(player.name):
        lower_grade(world, guild)
        while not is_allowed(world, guild.alignment, player.record):
            lower_grade(world, guild)
        return True
    guild.antifaction += 1
    remove(world, guild, player.record)
    if guild.antifaction != world.settings.guild_antifaction_max:
        return False
    lower_grade(world, guild)
    return True


def lower_grade(world: World, guild: Guild) -> None:
    """Real becomes Legal, Del Mal Criminal, anything else Neutral; nobody is told.

    A guild that is now neutral loses everybody who is in an army.  Those who are offline are reviewed as soon as their
    records have been read (`review`), at the latest when they come back.
    """
    step_down(world, guild)
    if guild.alignment is not GuildAlignment.NEUTRAL:
        return
    for key in list(guild.members):
        present = world.online.get(key)
        if present is not None:
            _neutralise(world, guild, present.record)
        elif key not in guild.under_review:
            guild.under_review.append(key)


def review(world: World, guild: Guild, key: str, record: CharacterRecord | None) -> None:
    """Decide about a member who was offline when the guild became neutral; `record` `None` = no longer exists."""
    if key not in guild.under_review:
        return
    guild.under_review.remove(key)
    note_changed(world, guild)
    if record is not None:
        _neutralise(world, guild, record)
    elif not guild.is_led_by(key):
        strike_out(world, guild, key)


def _neutralise(world: World, guild: Guild, record: CharacterRecord) -> None:
    """Remove a member of an army; a leader is thrown out of the army instead."""
    if is_allowed(world, guild.alignment, record):
        return
    if guild.is_led_by(record.name):
        _leave_army(world, record)
    else:
        remove(world, guild, record)


def _leave_army(world: World, record: CharacterRecord) -> None:
    """Throw the leader of a neutral guild out of the army, which counts as one enlistment less."""
    faction = record.faction
    player = world.player_named(record.name)
    if player is None:
        faction.royal_army = faction.chaos_legion = False
        faction.reenlistments -= faction.reenlistments > 1
    else:
        if faction.royal_army:
            expel_royal(world, player)
        if faction.chaos_legion:
            expel_chaos(world, player)
        faction.reenlistments = max(0, faction.reenlistments - 1)
    world.host.save(record)
