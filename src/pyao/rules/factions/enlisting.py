"""Enlisting with the King or the Demon.

Source: 11-social §5.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import npc_says
from pyao.messaging.i18n import _
from pyao.protocol.enums import GuildAlignment
from pyao.rules.body import appearance
from pyao.rules.factions.armies import Army
from pyao.rules.factions.nobles import approached_noble
from pyao.rules.factions.rewards import give_armours, give_experience
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

TREASON = 200
"""The number of enlistments that marks who was thrown out for good."""


def enlist(world: World, player: Player) -> None:
    """Ask the selected noble to be taken in."""
    found = approached_noble(world, player)
    if found is None:
        return
    npc, army = found
    why_not = _king_refusal(world, player) if army is Army.ROYAL else _demon_refusal(world, player)
    if why_not is not None:
        npc_says(player, npc, why_not)
        return
    faction = player.record.faction
    army.enrol(faction, serves=True)
    faction.reenlistments += 1
    npc_says(player, npc, _welcome(army))
    if not army.armour_received(faction):
        _begin_service(world, player, army)
    if player.sailing:
        appearance.refresh_nick(world, player)


def _begin_service(world: World, player: Player, army: Army) -> None:
    """The first time: armours and experience of the lowest rank, and the goal of the next."""
    faction = player.record.faction
    give_armours(world, player, army, 0)
    give_experience(world, player, 0)
    army.note_welcome(faction)
    faction.entry_level = player.record.level
    faction.entry_date = f"{world.clock.today():%d/%m/%Y}"
    army.promote(faction, 0)
    faction.next_reward = army.ladder(world.content).goal_after(0)
    if army is Army.ROYAL:
        faction.entry_kills = faction.citizens_killed


def _king_refusal(world: World, player: Player) -> str | None:  # noqa: PLR0911  # one for each row
    record, faction, needs = player.record, player.record.faction, world.content.royal_ladder.ranks[0]
    if faction.royal_army:  # 1
        return _("¡Ya sos un soldado de mi ejército! ¡Ve a combatir criminales!")
    if faction.chaos_legion:  # 2
        return _("¡¡¡Maldito insolente!!! ¡Vete de aquí, seguidor de las sombras!")
    if is_criminal(player):  # 3
        return _("¡¡¡No se permiten criminales en el ejército real!!!")
    if faction.criminals_killed < needs.kills:  # 4
        return _("Para unirte a mi ejército debés matar al menos {n} criminales; solo mataste {killed}.").format(
            n=needs.kills, killed=faction.criminals_killed
        )
    if record.level < needs.level:  # 5
        return _("Para unirte a mi ejército debés ser al menos de nivel {level}.").format(level=needs.level)
    if faction.citizens_killed > 0:  # 6
        return _("¡Has asesinado gente inocente: no aceptamos asesinos en el ejército real!")
    if faction.reenlistments > world.settings.faction_reenlistments_max:  # 7
        return _("¡Fuiste expulsado de mi ejército demasiadas veces!")
    if record.reputation.noble < needs.noble:  # 8
        return _("Necesitás ser más noble para integrar mi ejército.")
    if _is_in_neutral_guild(world, player):  # 9
        return _("¡Pertenecés a un clan neutro! Dejalo si querés unirte a mi ejército.")
    return None


def _demon_refusal(world: World, player: Player) -> str | None:  # noqa: PLR0911  # one for each row
    record, faction, needs = player.record, player.record.faction, world.content.chaos_ladder.ranks[0]
    if not is_criminal(player):  # 1
        return _("¡Lárgate de aquí, bufón!")
    if faction.chaos_legion:  # 2
        return _("¡Ya sos un soldado de mi legión! ¡Ve a matar ciudadanos!")
    if faction.royal_army:  # 3
        return _("Las sombras reinarán en Argentum. ¡Fuera de aquí, esbirro del rey!")
    if faction.royal_initial_exp_received:  # 4
        return _("No permito que ningún insecto real ingrese a mis filas.")
    if faction.citizens_killed < needs.kills:  # 5
        return _("Para unirte a mi legión debés matar al menos {n} ciudadanos; solo mataste {killed}.").format(
            n=needs.kills, killed=faction.citizens_killed
        )
    if record.level < needs.level:  # 6
        return _("Para unirte a mi legión debés ser al menos de nivel {level}.").format(level=needs.level)
    if _is_in_neutral_guild(world, player):  # 7
        return _("¡Pertenecés a un clan neutro! Dejalo si querés unirte a mi legión.")
    if faction.reenlistments > world.settings.faction_reenlistments_max:  # 8
        if faction.reenlistments == TREASON:
            return _("Fuiste traidor a las sombras: durante mucho tiempo pagarás por ello. ¡Vete!")
        return _("¡Fuiste expulsado de mi legión demasiadas veces!")
    return None


def _is_in_neutral_guild(world: World, player: Player) -> bool:
    guild = world.guilds.of(player)
    return guild is not None and guild.alignment is GuildAlignment.NEUTRAL


def _welcome(army: Army) -> str:
    if army is Army.ROYAL:
        return _("¡Bienvenido al ejército real! Aquí tenés tus vestimentas: ve y cumple tu deber.")
    return _("¡Bienvenido al lado oscuro! Aquí tenés tus armaduras: derrama sangre ciudadana y real.")
