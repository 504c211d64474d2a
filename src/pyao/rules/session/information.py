"""Answers to players who ask about the server and themselves.

Source: 02-sessions-and-characters §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.rules.items.equipment import worn_item
from pyao.rules.society.reputation import average
from pyao.world.clock import TICK_MS
from pyao.world.record import Worn
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def tell_online(world: World, player: Player) -> None:
    """Tell how many players and counsellors are in the world; higher staff isn't counted."""
    counted = Privilege.USER | Privilege.CONSEJERO
    number = sum(1 for one in world.players.values() if one.privileges & counted)
    tell(player, _("Número de usuarios: {number}").format(number=number))


def answer_ping(player: Player) -> None:
    """Send Pong at once."""
    player.messages.send(msg.pong())


def tell_attributes(player: Player) -> None:
    """Send the five attributes as they are now, potions included."""
    now = player.attributes
    player.messages.send(msg.atributes(now.strength, now.agility, now.intelligence, now.charisma, now.constitution))


def tell_skills(world: World, player: Player) -> None:
    """Send all skills with their progress."""
    MessageSender(player, world.content).skills()


def tell_mini_stats(player: Player) -> None:
    """Send the numbers of kills, the class, and the minutes left in jail."""
    record = player.record
    player.messages.send(
        msg.mini_stats(
            record.faction.citizens_killed,
            record.faction.criminals_killed,
            record.users_killed,
            record.npcs_killed,
            record.player_class,
            record.jail_minutes,
        )
    )


def tell_fame(player: Player) -> None:
    """Send the six kinds of deeds and their average."""
    deeds = player.record.reputation
    player.messages.send(
        msg.fame(
            deeds.assassin,
            deeds.bandit,
            deeds.bourgeois,
            deeds.thief,
            deeds.noble,
            deeds.plebeian,
            average(deeds),
        )
    )


def tell_uptime(world: World, player: Player) -> None:
    """Tell how long the server has been running."""
    tell(player, _("Uptime: {time}").format(time=long_time(world.seconds_up())))


def tell_help(world: World, player: Player) -> None:
    """Tell the operator's help, line by line."""
    for line in world.content.help:
        tell(player, line)


def tell_motd(world: World, player: Player) -> None:
    """Tell the message of the day."""
    MessageSender(player, world.content).message_of_the_day()


def tell_stats(world: World, player: Player) -> None:
    """/est: tell the player's own statistics, line by line.  Source: 02 §9 RequestStats."""
    show_stats(world, player, player)


def show_stats(world: World, player: Player, reader: Player) -> None:
    """Tell somebody, perhaps a GM, the statistics of a player."""
    record, vitals = player.record, player.record.vitals
    tell(reader, _("Estadísticas de: {name}").format(name=player.name))
    tell(
        reader,
        _("Nivel: {level}  Experiencia: {exp}/{next}").format(level=record.level, exp=record.exp, next=record.exp_next),
    )
    tell(
        reader,
        _("Salud: {hp}/{max_hp}  Maná: {mana}/{max_mana}  Energía: {sta}/{max_sta}").format(
            hp=vitals.hp,
            max_hp=vitals.max_hp,
            mana=vitals.mana,
            max_mana=vitals.max_mana,
            sta=vitals.stamina,
            max_sta=vitals.max_stamina,
        ),
    )
    tell(reader, _hits(world, player))
    tell(reader, _body_defence(world, player))
    tell(reader, _head_defence(world, player))
    _tell_guild(world, player, reader)
    _tell_times(world, player, reader)
    sentence = _("Oro: {gold}  Posición: {x},{y} en el mapa {map}")
    tell(reader, sentence.format(gold=record.gold, x=player.x, y=player.y, map=player.map))
    now = player.attributes
    tell(
        reader,
        _("Dados: {0}, {1}, {2}, {3}, {4}").format(
            now.strength, now.agility, now.intelligence, now.charisma, now.constitution
        ),
    )


def _hits(world: World, player: Player) -> str:
    vitals, weapon = player.record.vitals, worn_item(world, player, Worn.WEAPON)
    line = _("Golpe mínimo/máximo: {low}/{high}").format(low=vitals.min_hit, high=vitals.max_hit)
    return line + f" ({weapon.min_hit}/{weapon.max_hit})" if weapon else line


def _body_defence(world: World, player: Player) -> str:
    armour = worn_item(world, player, Worn.ARMOUR)
    shield = worn_item(world, player, Worn.SHIELD)
    low = high = 0
    if armour is not None:
        low = armour.min_def + (shield.min_def if shield else 0)
        high = armour.max_def + (shield.max_def if shield else 0)
    return _("Defensa del cuerpo, mínima/máxima: {low}/{high}").format(low=low, high=high)


def _head_defence(world: World, player: Player) -> str:
    helmet = worn_item(world, player, Worn.HELMET)
    low, high = (helmet.min_def, helmet.max_def) if helmet else (0, 0)
    return _("Defensa de la cabeza, mínima/máxima: {low}/{high}").format(low=low, high=high)


def _tell_guild(world: World, player: Player, reader: Player) -> None:
    guild = world.guilds.of(player)
    if guild is None:
        return
    if guild.is_led_by(player.name):
        tell(reader, _("Clan: {name} (sos el líder)").format(name=guild.name))
    else:
        tell(reader, _("Clan: {name}").format(name=guild.name))


def _tell_times(world: World, player: Player, reader: Player) -> None:
    session = (world.now_ms - player.entered_ms) // 1000
    hours, rest = divmod(session, HOUR)
    text = _("Conectado hace: {h}:{m:02}:{s:02}").format(h=hours, m=rest // MINUTE, s=rest % MINUTE)
    tell(reader, text)
    tell(reader, _("Total: {time}").format(time=long_time(player.record.uptime_s + session)))
    ticks = world.timers.left(player, TimedState.HOME, world.tick)
    if player.travelling_home and ticks is not None:
        left = ticks * TICK_MS // 1000
        sentence = n_("Falta {n} segundo para llegar a tu hogar.", "Faltan {n} segundos para llegar a tu hogar.", left)
        tell(reader, sentence.format(n=left))


def long_time(seconds: int) -> str:
    """A time in days, hours, minutes and seconds."""
    days, rest = divmod(seconds, DAY)
    day = n_("{n} día", "{n} días", days).format(n=days)
    return _("{days}, {h} horas, {m} minutos, {s} segundos.").format(
        days=day, h=rest // HOUR, m=rest % HOUR // MINUTE, s=rest % MINUTE
    )
