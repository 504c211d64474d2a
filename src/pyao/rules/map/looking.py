"""Looking at a tile: what a left click shows and selects.

Source: 03-world §16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import HIGHER_GMS, ObjectType, Privilege, Skill
from pyao.content.npcs import NpcType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, phrase
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.appearance import guild_tag
from pyao.rules.creatures.nobles import receive
from pyao.rules.errands.hints import tell_about
from pyao.rules.factions.titles import faction_title
from pyao.rules.sentinel import answers
from pyao.rules.society.reputation import is_criminal
from pyao.world.player import Targets
from pyao.world.space import in_sight, is_playable

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

COUNTLESS = frozenset(
    {
        ObjectType.ARBOLES,
        ObjectType.PUERTAS,
        ObjectType.CARTELES,
        ObjectType.FOROS,
        ObjectType.TELEPORT,
        ObjectType.YACIMIENTO,
    }
)
"""Kinds of objects whose amount is not told."""

SHARP_EYE = 60
"""From this Supervivencia on, players read a creature's health in numbers."""

_GM_FONTS = {
    Privilege.DIOS: Font.DIOS,
    Privilege.SEMIDIOS: Font.GM,
    Privilege.CONSEJERO: Font.CONSE,
    Privilege.CONSEJERO | Privilege.ROLE_MASTER: Font.EJECUCION,
    Privilege.DIOS | Privilege.ROLE_MASTER: Font.EJECUCION,
}


def look(world: World, player: Player, x: int, y: int) -> None:
    """Tell what is on a tile in sight, and select it.  Source: 03 §16."""
    if not in_sight(x - player.x, y - player.y):
        return
    if not is_playable(x, y):
        player.targets = Targets()
        player.messages.send(msg.dont_see_anything())
        return
    targets = player.targets
    targets.map, targets.x, targets.y = player.map, x, y
    here = world.map_of(player)
    saw_object = _look_at_object(world, here, player, x, y)
    npc, user = _who_is_there(here, x, y)
    if npc is not None:
        _look_at_npc(world, player, npc)
    elif user is not None and _may_be_seen(player, user):
        _look_at_player(world, player, user)
    else:
        targets.npc = targets.slot = 0
        if not saw_object:
            targets.item = targets.item_map = targets.item_x = targets.item_y = 0
            player.messages.send(msg.dont_see_anything())


def _look_at_object(world: World, here: Map, player: Player, x: int, y: int) -> bool:
    """Tell and select the object on the tile, or a door that reaches over it; `False` = there is none."""
    tile = thing_at(here, x, y)
    thing = here.objects.get(tile) if tile else None
    definition = world.content.items.get(thing.item) if thing else None
    if tile is None or thing is None or definition is None:
        return False
    if tile != (x, y) and definition.type is not ObjectType.PUERTAS:
        return False
    line = definition.name if definition.type in COUNTLESS else definition.name + f" - {thing.amount}"
    tell(player, line)
    targets = player.targets
    targets.item, targets.item_map, (targets.item_x, targets.item_y) = thing.item, here.id, tile
    return True


def thing_at(here: Map, x: int, y: int) -> Tile | None:
    """The tile whose object a click means: the clicked one, its East, South-East or South neighbour, in this order.

    `None` = none of them holds an object.  Source: 03 §16.
    """
    return next((tile for tile in ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)) if tile in here.objects), None)


def _who_is_there(here: Map, x: int, y: int) -> tuple[Npc | None, Player | None]:
    """Who is clicked on the head (the tile below, which counts first) or on the feet."""
    for tile in ((x, y + 1), (x, y)):
        if tile in here.npcs or tile in here.users:
            return here.npcs.get(tile), here.users.get(tile)
    return None, None


def _may_be_seen(player: Player, user: Player) -> bool:
    return not user.admin_invisible or bool(player.privileges & Privilege.DIOS)


def _look_at_player(world: World, player: Player, user: Player) -> None:
    player.targets.slot, player.targets.npc = user.slot, 0
    if user.name_hidden or user.gm_description:
        if user.gm_description:
            tell(player, world.client.as_text(user.gm_description), Font.INFO_BOLD)
        return
    text = _("Ves a {name}").format(name=user.name)
    if user.record.level <= world.settings.newbie_level:
        text += _(" <NEWBIE>")
    text += faction_title(user) + guild_tag(world, user)
    if user.record.description:
        text += f" - {world.client.as_text(user.record.description)}"
    mark, font = _standing(user)
    tell(player, text + " " + mark, font)


def _standing(user: Player) -> tuple[str, Font]:
    """The mark after a player's name, and the font of the line: the first that applies.  Source: 03 §16 step 3."""
    if user.privileges & Privilege.ROYAL_COUNCIL:
        return _("[CONSEJO DE BANDERBILL]"), Font.CONSEJO_VES_A
    if user.privileges & Privilege.CHAOS_COUNCIL:
        return _("[CONCILIO DE LAS SOMBRAS]"), Font.CONSEJO_CAOS_VES_A
    if not user.mortal:
        return _("<GAME MASTER>"), _GM_FONTS.get(user.privileges, Font.TALK)
    return (_("<CRIMINAL>"), Font.FIGHT) if is_criminal(user) else (_("<CIUDADANO>"), Font.CITIZEN)


def _look_at_npc(world: World, player: Player, npc: Npc) -> None:
    targets = player.targets
    targets.npc, targets.slot = npc.char, 0
    targets.item = targets.item_map = targets.item_x = targets.item_y = 0
    if answers.address(world, player, npc):
        return
    if len(npc.definition.description) > 1:
        is_noble = npc.definition.type == NpcType.NOBLE
        words = receive(world, player, npc) if is_noble else npc.definition.description
        player.messages.send(msg.chat_over_head(words, npc.char, *colours.DEFAULT))
        if npc.definition.type == NpcType.GOBERNADOR and world.settings.text_commands:
            tell(player, _("Para que esta ciudad sea tu hogar, escribí /DOMICILIO."))
        tell_about(world, player, npc)
        return
    text = health_of(player, npc) + npc.name
    if npc.master is not None:
        tell(player, _("{creature} es mascota de {name}.").format(creature=text, name=npc.master.name))
        return
    if npc.owner is not None:
        text = _("{creature} le pertenece a {name}.").format(creature=text, name=npc.owner.name)
    tell(player, text)
    if player.privileges & (Privilege.DIOS | Privilege.ADMIN):
        tell(player, _("Le pegó primero: {name}.").format(name=npc.first_attacked_by or _("nadie")))


def health_of(player: Player, npc: Npc) -> str:
    """A creature's health as the player can judge it, in brackets and with a space behind; empty for the dead.

    Source: 03 §16, 08-npcs §11.
    """
    survival = player.record.skills[Skill.SUPERVIVENCIA - 1].level
    exactly = f"({npc.hp}/{npc.max_hp}) "
    if player.privileges & HIGHER_GMS:
        return exactly
    if player.dead:
        return ""
    if survival >= SHARP_EYE:
        return exactly
    return phrase("({}) ", _estimate(survival, npc.hp / npc.max_hp if npc.max_hp else 0.0))


def _estimate(survival: int, share: float) -> str:
    """A creature's health in words, finer with more Supervivencia; `share` = what it has left, 0..1."""
    if survival <= 10:
        return _("Dudoso")
    steps: tuple[tuple[float, str], ...]
    if survival <= 20:
        steps = ((0.5, _("Herido")),)
    elif survival <= 30:
        steps = ((0.5, _("Malherido")), (0.75, _("Herido")))
    elif survival <= 40:
        steps = ((0.25, _("Muy malherido")), (0.5, _("Herido")), (0.75, _("Levemente herido")))
    else:
        steps = (
            (0.05, _("Agonizando")),
            (0.1, _("Casi muerto")),
            (0.25, _("Muy malherido")),
            (0.5, _("Herido")),
            (0.75, _("Levemente herido")),
            (1.0, _("Sano")),
        )
    best = _("Intacto") if survival > 40 else _("Sano")
    return next((word for below, word in steps if share < below), best)
