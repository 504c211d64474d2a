"""The staff of the scenarios of 10-gm-admin: one character of each rank, visible unless a test says otherwise."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kit.fights import Says
from kit.game import GameFixture, playing
from kit.worlds import content, plain_map

from pyao.protocol import gm_commands as g
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

    from pyao.content.content import Content

STAFF: dict[str, Any] = {
    "admins": ("ADAN",),
    "gods": ("DINA", "DELIA"),
    "demigods": ("SARA", "SAUL", "ESP"),
    "special": ("ESP",),
    "counsellors": ("COCO", "RITA"),
    "role_masters": ("DELIA", "RITA", "ROL"),
}
INFO = Says(Font.INFO)


class Staffed(GameFixture):
    """A game with the staff lists of the scenarios."""

    def gm(self, name: str, *, at: tuple[int, int, int], unseen: bool = False, **changes: Any) -> Client:
        """A character of the staff in the world, which has shown itself."""
        client = self.player(name, at=at, **changes)
        if client.player.admin_invisible and not unseen:
            client.sends(g.Invisible())
            self.reads_all()
        self.host.audited.clear()
        return client

    def reads_all(self) -> None:
        """Everybody has read everything so far."""
        for one in self.clients:
            one.takes()


@contextmanager
def a_staffed_game(world: Content | None = None, **options: Any) -> Iterator[Staffed]:
    """A game of its own for one test, on maps 1, 2, 34 and 66 unless it is given others."""
    maps = content(plain_map(1), plain_map(2), plain_map(34), plain_map(66))
    with playing(Staffed(world or maps, **(STAFF | options))) as game:
        yield game
