"""What game masters do to characters: reviving, pardons and crimes, armies, stupidity, descriptions.

Editing single values is in `editing`, seats of the councils in `seats`.  Source: 10-gm-admin §4.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import reviving
from pyao.rules.factions import expulsion
from pyao.rules.map.tile_events import is_newbie
from pyao.rules.map.travel import cancel_home
from pyao.rules.society import deeds, penalties
from pyao.rules.society.manners import try_say
from pyao.rules.staff.outcome import IGNORED, TOO_LONG, Outcome, done, refuse
from pyao.rules.staff.subjects import ONESELF, is_listed_god, online
from pyao.world.record import Faction

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.world import World

NO_WAY_BACK = 200
"""Enlistments noted for whoever the staff expelled, so that no army takes that one any more."""


def revive(world: World, gm: Player, name: str) -> Outcome | None:
    """Bring a player back to life, or heal one who lives.  Source: 10 §4.5 command 31."""
    player = gm if name.upper() == ONESELF else online(world, name)
    if player is None:
        return refuse(gm, _("Usuario offline."))
    if player.dead:
        reviving.rise(world, player)
        tell(player, _("{gm} te ha resucitado.").format(gm=gm.name))
    else:
        tell(player, _("{gm} te ha curado.").format(gm=gm.name))
        cancel_home(world, player)
    vitals = player.record.vitals
    vitals.hp = vitals.max_hp
    player.messages.send(msg.update_hp(vitals.hp))
    return None


def forgive(world: World, gm: Player, name: str) -> Outcome | None:
    """Make a newbie a citizen again.  Source: 10 §4.5 command 34."""
    player = online(world, name)
    if player is None:
        return IGNORED
    if is_newbie(world, player):
        deeds.become_citizen(world, player)
        return None
    if is_listed_god(world, name):
        return IGNORED
    return refuse(gm, _("Solo se permite perdonar newbies."))


def turn_criminal(world: World, name: str) -> Outcome | None:
    """Make a player a criminal.  Source: 10 §4.5 command 97."""
    player = online(world, name)
    if player is None:
        return IGNORED
    deeds.become_criminal(world, player)
    return None


def reset_factions(world: World, gm: Player, who: Subject | None) -> Outcome | None:
    """Forget all that a character did in the armies; nobody is told.  Source: 10 §4.5 command 98, 11-social §5.5."""
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    who.record.faction = Faction()
    penalties.add_penalty(who.record, gm.name, "reincorporado", "", world.clock.today())
    world.host.save(who.record)
    return None


def kick_from_royal_army(world: World, gm: Player, who: Subject | None, reason: str) -> Outcome | None:
    """Expel a character from the Royal Army for good.  Source: 10 §4.5 command 79, 11-social §5.5."""
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if who.player is not None:
        expulsion.expel_royal(world, who.player)
    who.record.faction.royal_army = False
    _close_the_door(world, gm, who, _("el ejército real"), reason)
    return None


def kick_from_chaos_legion(world: World, gm: Player, who: Subject | None, reason: str) -> Outcome | None:
    """Expel a character from the Dark Legion for good.  Source: 10 §4.5 command 78, 11-social §5.5."""
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if who.player is not None:
        expulsion.expel_chaos(world, who.player)
    who.record.faction.chaos_legion = False
    _close_the_door(world, gm, who, _("la Legión Oscura"), reason)
    return None


def _close_the_door(world: World, gm: Player, who: Subject, army: str, reason: str) -> None:
    """Note that no army takes the character any more, and tell the GM, and the player if it is in the world."""
    faction = who.record.faction
    faction.reenlistments = NO_WAY_BACK
    sentence = _("{name} fue expulsado de {army} y se prohibió su reenlistada.")
    tell(gm, sentence.format(name=who.name, army=army))
    if who.player is not None:
        tell(who.player, _("{gm} te expulsó para siempre de {army}.").format(gm=gm.name, army=army), Font.FIGHT)
    else:
        faction.expulsion_note = _("Expulsado por {gm}").format(gm=gm.name)
    penalties.add_penalty(who.record, gm.name, f"EXPULSADO DE {army.upper()}", reason, world.clock.today())
    world.host.save(who.record)


def make_dumb(world: World, gm: Player, name: str, *, dumb: bool) -> Outcome | None:
    """Tell a player's client that its character is stupid, or no longer; nothing else changes.  Source: 10 §4.5 #64."""
    player = online(world, name)
    if player is None:
        return refuse(gm, _("Usuario offline."))
    player.messages.send(msg.dumb() if dumb else msg.dumb_no_more())
    return None


def describe(world: World, gm: Player, text: str) -> Outcome:
    """Let everybody who looks at the selected player read this instead of anything else, until logout.

    An empty text ends it.  Source: 10 §4.5 command 52.
    """
    player = world.players.get(gm.targets.slot)
    if player is None:
        return refuse(gm, _("Primero tenés que seleccionar un personaje: hacé click sobre él."))
    if not try_say(world, gm, text):
        return TOO_LONG
    player.gm_description = text
    return done(player.name)
