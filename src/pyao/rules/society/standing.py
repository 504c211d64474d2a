"""Citizens who become criminals, criminals who become citizens, and armies that throw out.

Source: 04-combat §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.combat.arenas import in_arena
from pyao.rules.items.equipment import take_off, worn_item
from pyao.rules.society.reputation import is_criminal
from pyao.world.arithmetic import clamp
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

MAX_REPUTATION = 6_000_000
ASSAULT = 100
CITIZENS_PLEBS = 100


def raise_deed(player: Player, deed: str, amount: int) -> None:
    """Change one of the six deeds, within 0..6 000 000."""
    deeds = player.record.reputation
    setattr(deeds, deed, clamp(getattr(deeds, deed) + amount, 0, MAX_REPUTATION))


def become_criminal(world: World, player: Player) -> None:
    """The good name is gone.  Nothing happens inside an arena.  Source: 04 §9.3."""
    if in_arena(world, player):
        return
    if player.privileges & (Privilege.USER | Privilege.CONSEJERO):
        deeds = player.record.reputation
        deeds.bourgeois = deeds.noble = deeds.plebeian = 0
        raise_deed(player, "bandit", ASSAULT)
        if player.record.faction.royal_army:
            expel_royal(world, player)
        forget_attackable(world, player)
    appearance.refresh_nick(world, player)


def become_citizen(world: World, player: Player) -> None:
    """The bad deeds are forgiven.  Nothing happens inside an arena.  Source: 04 §9.3."""
    if in_arena(world, player):
        return
    deeds = player.record.reputation
    deeds.thief = deeds.bandit = deeds.assassin = 0
    raise_deed(player, "plebeian", CITIZENS_PLEBS)
    appearance.refresh_nick(world, player)


def shift(world: World, player: Player, *, noble: int, bandit: int) -> None:
    """Nobility is lost and villainy won.  Nothing happens inside an arena.  Source: 04 §9.3."""
    if in_arena(world, player):
        return
    was_criminal = is_criminal(player)
    raise_deed(player, "noble", -noble)
    raise_deed(player, "bandit", bandit)
    player.messages.send(msg.nobility_lost())
    if not is_criminal(player):
        return
    if player.record.faction.royal_army:
        expel_royal(world, player)
    if not was_criminal:
        appearance.refresh_nick(world, player)


def guard_mercy(world: World, player: Player) -> None:
    """A royal guard has had its revenge: the oldest debts grow smaller.  Source: 04 §9.3."""
    was_criminal, deeds = is_criminal(player), player.record.reputation
    if deeds.bandit > 0:
        raise_deed(player, "bandit", -100)
    elif deeds.thief > 0:
        raise_deed(player, "thief", -50)
    if was_criminal and not is_criminal(player):
        if player.record.faction.chaos_legion:
            expel_chaos(world, player)
        appearance.refresh_nick(world, player)


def settle_armies(world: World, player: Player, *, was_criminal: bool) -> None:
    """After a deed that may have turned the player: the army it no longer fits throws it out.  Source: 04 §8.2."""
    criminal = is_criminal(player)
    if criminal == was_criminal:
        return
    if criminal and player.record.faction.royal_army:
        expel_royal(world, player)
    elif not criminal and player.record.faction.chaos_legion:
        expel_chaos(world, player)
    appearance.refresh_nick(world, player)


def forget_attackable(world: World, player: Player) -> None:
    """Nobody has a right to attack the player any more; the name keeps its colour until it is refreshed."""
    player.attackable_by = ""
    world.timers.stop(player, TimedState.ATTACKABLE)


def expel_royal(world: World, player: Player) -> None:
    """Out of the Royal Army.  Source: 04 §9.3, 11-social §5.5."""
    player.record.faction.royal_army = False
    tell(player, _("¡¡¡Has sido expulsado del ejército real!!!"), Font.FIGHT)
    _take_uniform(world, player, "royal")


def expel_chaos(world: World, player: Player) -> None:
    """Out of the Dark Legion.  Source: 04 §9.3, 11-social §5.5."""
    player.record.faction.chaos_legion = False
    tell(player, _("¡¡¡Has sido expulsado de la Legión Oscura!!!"), Font.FIGHT)
    _take_uniform(world, player, "chaos")


def _take_uniform(world: World, player: Player, army: str) -> None:
    """The army's armour and shield are taken off, not away."""
    taken = False
    for part in ("armour", "shield"):
        item = worn_item(world, player, part)
        if item is not None and getattr(item, army) == 1:
            take_off(world, player, getattr(player.record.equipment, part), refresh=False)
            taken = True
    if taken:
        area(world, player).send(appearance.character_change(player))
        MessageSender(player, world.content).stats()
    if player.sailing:
        appearance.refresh_nick(world, player)
