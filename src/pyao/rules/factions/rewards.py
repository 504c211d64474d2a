"""Rising in an army: what the next rank asks for, and what it brings.

Source: 11-social §5.2 to §5.4.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _, n_
from pyao.protocol.enums import Font
from pyao.rules.body import experience
from pyao.rules.body.levels import check_level
from pyao.rules.factions.armies import Army
from pyao.rules.factions.nobles import approached_noble
from pyao.rules.factions.titles import title
from pyao.rules.items.inventory import give_or_lay_down
from pyao.world.arithmetic import half_even
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.factions import FactionRank
    from pyao.world.player import Player
    from pyao.world.world import World

_MANY = Fraction(27, 20)


def armour_amounts(rank: int) -> tuple[int, int, int]:
    """How many armours of low, medium and high defence a rank brings.  Source: 11 §5.3."""
    q = rank + 1
    return half_even(Fraction(20, q + 1)), half_even(Fraction(2 * q, max(q - 4, 1))), half_even(_MANY * q)


def give_armours(world: World, player: Player, army: Army, rank: int) -> None:
    """Give the armours of a rank; what the bag has no room for falls to the ground."""
    armours = world.content.faction_armours.get(PlayerClass(player.record.player_class))
    if armours is None:
        return
    for item, amount in zip(army.armours(armours, player.record.race), armour_amounts(rank), strict=True):
        if item:
            give_or_lay_down(world, player, item, amount, born=Reason.FACTION)


def give_experience(world: World, player: Player, rank: int) -> None:
    """Give the experience of a rank to the player alone, and check the level."""
    rewards = world.content.balance.faction_rewards
    points = rewards[rank] if rank < len(rewards) else 0
    experience.add(world, player, points)
    sentence = n_(
        "Fuiste recompensado con {n} punto de experiencia.",
        "Fuiste recompensado con {n} puntos de experiencia.",
        points,
    )
    tell(player, sentence.format(n=points), Font.FIGHT)
    check_level(world, player)


def ask_reward(world: World, player: Player) -> None:
    """Ask the selected noble for the next rank."""
    found = approached_noble(world, player)
    if found is None:
        return
    npc, army = found
    faction, ladder = player.record.faction, army.ladder(world.content)
    why_not = _service_refusal(player, army)
    rank = ladder.rank_at(faction.next_reward)
    if why_not is None and rank is not None:
        why_not = _rank_refusal(player, ladder.ranks[rank])
    if why_not is not None:
        npc_says(player, npc, why_not)
    elif rank is not None:
        _promote(world, player, army, rank)
        npc_says(player, npc, _praise(army, rank))
        give_armours(world, player, army, rank)
        give_experience(world, player, rank)
    elif faction.next_reward == ladder.last_goal:
        npc_says(player, npc, _thanks(army))


def _service_refusal(player: Player, army: Army) -> str | None:
    """Why there is nothing to reward: the player does not serve, or has not killed enough."""
    faction = player.record.faction
    if not army.has(faction):
        return _no_member(army)
    missing = faction.next_reward - army.kills(faction)
    return _missing(army, missing) if missing > 0 else None


def _rank_refusal(player: Player, needs: FactionRank) -> str | None:
    missing = needs.level - player.record.level
    if missing > 0:
        return n_(
            "Mataste a suficientes enemigos, pero te falta {n} nivel para poder recibir la próxima recompensa.",
            "Mataste a suficientes enemigos, pero te faltan {n} niveles para poder recibir la próxima recompensa.",
            missing,
        ).format(n=missing)
    missing = needs.noble - player.record.reputation.noble
    if missing > 0:
        return n_(
            "Mataste a suficientes enemigos, pero te falta {n} punto de nobleza para la próxima recompensa.",
            "Mataste a suficientes enemigos, pero te faltan {n} puntos de nobleza para la próxima recompensa.",
            missing,
        ).format(n=missing)
    return None


def _promote(world: World, player: Player, army: Army, rank: int) -> None:
    army.promote(player.record.faction, rank)
    player.record.faction.next_reward = army.ladder(world.content).goal_after(rank)


def tell_standing(world: World, player: Player) -> None:
    """Ask the selected noble how much is missing for the next rank."""
    found = approached_noble(world, player)
    if found is not None:
        npc, army = found
        npc_says(player, npc, _service_refusal(player, army) or _("Ya merecés una recompensa: pedila con /RECOMPENSA."))


def _no_member(army: Army) -> str:
    if army is Army.ROYAL:
        return _("¡No pertenecés al ejército real!")
    return _("¡No pertenecés a la Legión Oscura!")


def _missing(army: Army, missing: int) -> str:
    if army is Army.ROYAL:
        sentence = n_(
            "Te falta matar {n} criminal para la próxima recompensa.",
            "Te falta matar {n} criminales para la próxima recompensa.",
            missing,
        )
    else:
        sentence = n_(
            "Te falta matar {n} ciudadano para la próxima recompensa.",
            "Te falta matar {n} ciudadanos para la próxima recompensa.",
            missing,
        )
    return sentence.format(n=missing)


def _praise(army: Army, rank: int) -> str:
    return _("¡Aquí tenés tu recompensa, {title}!").format(title=title(army, rank))


def _thanks(army: Army) -> str:
    if army is Army.ROYAL:
        return _("Fuiste uno de mis mejores guerreros y te lo agradezco, pero ya no tengo con qué recompensarte.")
    return _("Fuiste uno de mis mejores demonios: sos temido por todos, pero ya no tengo con qué recompensarte.")
