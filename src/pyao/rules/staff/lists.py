"""Lists of who is there.

Source: 10-gm-admin §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, GODS, Privilege
from pyao.messaging.console import tell_names
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.staff.outcome import IGNORED, Outcome, refuse
from pyao.rules.staff.subjects import UNDER_GODS, is_god

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


def list_royal_army(world: World, gm: Player) -> Outcome | None:
    """Tell who of the Royal Army is playing.  Source: 10-gm-admin §4.1 command 3."""
    return _list(world, gm, lambda one: one.record.faction.royal_army, _("No hay nadie de la Armada Real."))


def list_chaos_legion(world: World, gm: Player) -> Outcome | None:
    """Tell who of the Dark Legion is playing.  Source: 10-gm-admin §4.1 command 4."""
    return _list(world, gm, lambda one: one.record.faction.chaos_legion, _("No hay nadie de la Legión Oscura."))


def _list(world: World, gm: Player, belongs: Callable[[Player], bool], nobody: str) -> Outcome | None:
    names = _names(world, lambda one: belongs(one) and _may_be_listed(gm, one))
    if not names:
        return refuse(gm, nobody)
    tell_names(gm, names)
    return None


def _may_be_listed(gm: Player, player: Player) -> bool:
    """Of gods and admins only their like are told."""
    return bool(player.privileges & UNDER_GODS) or is_god(gm)


def _names(world: World, condition: Callable[[Player], bool]) -> list[str]:
    """The names of the players for whom it holds, in the order of their session slots."""
    return [one.name for one in world.by_slot() if condition(one)]


def list_gms(world: World, gm: Player) -> Outcome | None:
    """Tell which GMs are connected.  Source: 10-gm-admin §4.1 command 32."""
    names = _names(world, lambda one: _is_listed_gm(gm, one))
    if not names:
        return refuse(gm, _("No hay GM conectados."))
    tell_names(gm, [*names[:-1], f"{names[-1]}."])
    return None


def _is_listed_gm(gm: Player, one: Player) -> bool:
    """Whether the GM is told of another: of gods only the gods, and a role master only of those who are one too."""
    if not one.privileges & GM_RANKS:
        return False
    if not one.privileges & GODS:
        return True
    return is_god(gm) and bool(one.privileges & Privilege.ROLE_MASTER or not gm.privileges & Privilege.ROLE_MASTER)


def list_map(world: World, gm: Player, map_id: int) -> Outcome | None:
    """Tell who is on a map; the line may be empty.  Source: 10-gm-admin §4.1 command 33."""
    if map_id not in world.maps:
        return IGNORED
    tell_names(gm, _names(world, lambda one: one.map == map_id and _may_be_listed(gm, one)))
    return None


def list_users(world: World, gm: Player) -> None:
    """Tell the names of all who are no staff; if there are none, nothing.  Source: 10-gm-admin §4.1 command 18."""
    names = _names(world, lambda one: one.mortal)
    if names:
        gm.messages.send(msg.user_name_list(names))


def list_working(world: World, gm: Player) -> Outcome | None:
    """Tell who is working.  Source: 10-gm-admin §4.1 command 19."""
    names = [f"{one.name}{_check_mark(world, one)}" for one in world.by_slot() if one.working > 0]
    if not names:
        return refuse(gm, _("No hay usuarios trabajando."))
    tell_names(gm, names, _("Usuarios trabajando: "))
    return None


def _check_mark(world: World, player: Player) -> str:
    """A mark on those whom a sentinel checks now, who have not answered yet."""
    sentinel = world.sentinels.of(player)
    return " (*)" if sentinel is not None and sentinel.active else ""


def list_hiding(world: World, gm: Player) -> Outcome | None:
    """Tell who tries to hide.  Source: 10-gm-admin §4.1 command 20."""
    names = _names(world, lambda one: one.hiding > 0)
    if not names:
        return refuse(gm, _("No hay usuarios ocultándose."))
    tell_names(gm, names, _("Usuarios ocultándose: "))
    return None


def open_panel(gm: Player) -> None:
    """Open the GM's panel, which this client does not have.  Source: 10-gm-admin §4.1 command 17."""
    gm.messages.send(msg.show_gm_panel_form())
