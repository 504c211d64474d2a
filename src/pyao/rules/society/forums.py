"""Reading a forum's board, and posting on it.

Source: 11-social §7, 03-world §14 "Forums".
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.society.manners import try_say
from pyao.world.character import distance_to
from pyao.world.forums import CHAOS, ROYAL, Post

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.forums import Forum
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

REACH = 2


class PostType(IntEnum):
    """The kinds of posts by their number in packets: ordinary ones and announcements of each of the three forums."""

    GENERAL = 0
    GENERAL_STICKY = 1
    ROYAL = 2
    ROYAL_STICKY = 3
    CHAOS = 4
    CHAOS_STICKY = 5

    @property
    def sticky(self) -> bool:
        """Whether it is an announcement."""
        return bool(self & 1)

    @property
    def forum(self) -> PostType:
        """The kind of the ordinary posts of the same forum."""
        return PostType(self & ~1)


SEES_GENERAL, SEES_ROYAL, SEES_CHAOS = 1, 2, 4
PINS_NOTHING, PINS_AS_COUNCIL, PINS_AS_GM = 0, 1, 2


def read(world: World, player: Player, tile: Tile, board: ItemDef) -> None:
    """Show the posts of the board on a tile, and those of the armies' forums that the player may read."""
    if distance_to(player, player.map, tile) > REACH:
        tell(player, _("Estás demasiado lejos."))
        return
    _show(player, world.forums.get(board.forum), PostType.GENERAL)
    visible = SEES_GENERAL
    if _may_use(player, PostType.CHAOS):
        _show(player, world.forums.get(CHAOS), PostType.CHAOS)
        visible |= SEES_CHAOS
    if _may_use(player, PostType.ROYAL):
        _show(player, world.forums.get(ROYAL), PostType.ROYAL)
        visible |= SEES_ROYAL
    player.messages.send(msg.show_forum_form(visible, _pinning_right(player)))


def _show(player: Player, forum: Forum, kind: PostType) -> None:
    for post in forum.posts:
        player.messages.send(msg.add_forum_msg(kind, post.title, post.author, post.text))
    for post in forum.announcements:
        player.messages.send(msg.add_forum_msg(kind + 1, post.title, post.author, post.text))


def read_selected(world: World, player: Player) -> None:
    """Show the board that the player has selected by a click, as a double click does."""
    tile = player.targets.item_x, player.targets.item_y
    board = _board_at(world, player, tile) if player.targets.item_map == player.map else None
    if board is None:
        tell(player, _no_board())
    else:
        read(world, player, tile, board)


def post(world: World, player: Player, kind: int, title: str, text: str) -> None:
    """Post on the selected board, or in an army's forum; a post that the player may not make is ignored."""
    if _try_write(world, player, title, text) and posting_refusal(world, player, kind) is None:
        _put_up(world, player, PostType(kind), title, text)


def post_in_words(world: World, player: Player, title: str, text: str) -> None:
    """Post on the selected board, and say what came of it."""
    if not _try_write(world, player, title, text):
        return
    why_not = posting_refusal(world, player, PostType.GENERAL)
    if why_not is None:
        _put_up(world, player, PostType.GENERAL, title, text)
    tell(player, why_not or _("Tu mensaje quedó publicado en el foro."))


def _try_write(world: World, player: Player, title: str, text: str) -> bool:
    """Let a player write; `False` = it is too long or comes too soon, and the player is told."""
    most = world.settings.forum_text_max_chars
    if len(text) > most:
        tell(player, _("Ese texto es demasiado largo: no puede tener más de {n} caracteres.").format(n=most))
        return False
    return try_say(world, player, title)


def posting_refusal(world: World, player: Player, kind: int) -> str | None:
    """Why the player can't post that kind of post here; `None` = it can."""
    if _selected_board(world, player) is None:
        return _no_board()
    if kind not in list(PostType):
        return _("No existe esa clase de mensajes.")
    where = PostType(kind)
    if not _may_use(player, where.forum) or (where.sticky and not _may_pin(player, where.forum)):
        return _("No podés publicar eso.")
    return None


def _no_board() -> str:
    return _("Para leer o escribir, parate junto a un foro y hacé click sobre él.")


def _put_up(world: World, player: Player, kind: PostType, title: str, text: str) -> None:
    board = _selected_board(world, player)
    name = {PostType.ROYAL: ROYAL, PostType.CHAOS: CHAOS}.get(kind.forum, board.forum if board else "")
    world.forums.add(name, Post(title, player.name, text), announcement=kind.sticky)


def _selected_board(world: World, player: Player) -> ItemDef | None:
    """The forum board on the tile of the last selected object; `None` = there is none, or it is out of reach."""
    targets = player.targets
    tile = targets.item_x, targets.item_y
    if distance_to(player, targets.item_map, tile) > REACH:
        return None
    return _board_at(world, player, tile)


def _board_at(world: World, player: Player, tile: Tile) -> ItemDef | None:
    thing = world.map_of(player).objects.get(tile)
    definition = world.content.items.get(thing.item) if thing else None
    return definition if definition is not None and definition.type is ObjectType.FOROS else None


def _may_use(player: Player, forum: PostType) -> bool:
    """Whether the player may read and post there: an army's forum is for its members and for GMs."""
    if forum is PostType.GENERAL or player.is_gm:
        return True
    faction = player.record.faction
    return faction.royal_army if forum is PostType.ROYAL else faction.chaos_legion


def _may_pin(player: Player, forum: PostType) -> bool:
    """Whether the player may post announcements there: GMs anywhere, councillors for their own side."""
    council = {PostType.ROYAL: Privilege.ROYAL_COUNCIL, PostType.CHAOS: Privilege.CHAOS_COUNCIL}.get(forum)
    return player.is_gm or (council is not None and bool(player.privileges & council))


def _pinning_right(player: Player) -> int:
    if player.is_gm:
        return PINS_AS_GM
    council = player.privileges & (Privilege.ROYAL_COUNCIL | Privilege.CHAOS_COUNCIL)
    return PINS_AS_COUNCIL if council else PINS_NOTHING
