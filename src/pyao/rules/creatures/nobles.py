"""How the King and the Demon receive a player who clicks on them.

Source: 11-social §5.6, 03-world §16 step 4, 08-npcs §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.body.dying import die
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def receive(world: World, player: Player, noble: Npc) -> str:
    """Give what the noble says to the player who clicked it.  A living soldier of the other army is killed."""
    faction = player.record.faction
    is_king = noble.definition.faction == 0
    if faction.chaos_legion if is_king else faction.royal_army:
        if player.mortal and not player.dead:
            die(world, player)
        return _hostile_to_legion() if is_king else _hostile_to_army()
    if is_criminal(player) is not is_king:
        return noble.definition.description
    hopeless = faction.reenlistments > world.settings.faction_reenlistments_max
    if is_king:
        return _king_to_criminal(hopeless=hopeless or faction.citizens_killed > 0)
    return _demon_to_citizen(hopeless=hopeless or faction.royal_initial_exp_received)


def _hostile_to_legion() -> str:
    return _("¡¡¡Aquí no hay lugar para los esbirros de la oscuridad!!!")


def _hostile_to_army() -> str:
    return _("¡¡¡Los perros del rey mueren al pisar mi fortaleza!!!")


def _king_to_criminal(*, hopeless: bool) -> str:
    if hopeless:
        return _("Tus crímenes no tienen perdón: nunca vas a servir en mi ejército.")
    return _("Alejate, criminal. Cuando hayas limpiado tu nombre, volvé a verme.")


def _demon_to_citizen(*, hopeless: bool) -> str:
    if hopeless:
        return _("No perdono a los que sirvieron al rey: nunca vas a entrar en mis filas.")
    return _("Apestás a bondad. Cuando tengas sangre en las manos, volvé a verme.")
