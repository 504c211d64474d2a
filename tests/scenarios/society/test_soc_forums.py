"""Boards to read and to post on.  Source: 11-social §7, 03-world §14."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import GameFixture, a_game
from kit.server import running
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.storage.forum_documents import forum_document, forum_of
from pyao.world.forums import CHAOS, ROYAL, Forum, Forums, Post
from pyao.world.record import Faction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOARD = ItemDef(id=147, name="Foro", type=ObjectType.FOROS, forum="Ulla", fixed=True)
WORLD = content(plain_map(1, objects={(52, 50): (147, 1)}), items={147: BOARD})
LOOK = c.LeftClick(52, 50)
READ = c.DoubleClick(52, 50)
ROYALIST, LEGIONARY = Faction(royal_army=True), Faction(chaos_legion=True)


@pytest.fixture
def town() -> Iterator[GameFixture]:
    with a_game(WORLD, gods=("LUZ",)) as game:
        yield game


def in_words(post: Post) -> list[msg.Message]:
    return [msg.console_msg(f"{post.title} – {post.author}", Font.INFO_BOLD), msg.console_msg(post.text, Font.INFO)]


def a_post(name: str) -> Post:
    return Post(f"Título {name}", "Beto", f"Texto {name}")


def test_soc_32_a_board_is_read_in_the_console(town: GameFixture) -> None:
    ana = town.player("Ana", at=(1, 50, 50))
    ana.sends(READ)
    ana.sees(msg.console_msg("No hay mensajes en el foro.", Font.INFO))
    for line in ("/foro Vendo daga@Barata, [b]a 10[/b]", "/foro"):
        ana.talks(line)
        ana.sees(Says(Font.INFO, "click"))  # no board is selected
    ana.sends(LOOK)
    ana.takes()
    ana.talks("/foro Vendo daga@Barata, [b]a 10[/b]")
    ana.sees(Says(Font.INFO, "publicado"))
    ana.sends(READ)
    ana.sees(
        msg.console_msg("Vendo daga – Ana", Font.INFO_BOLD),
        msg.console_msg("Barata, [lb]b]a 10[lb]/b]", Font.INFO),
    )
    ana.talks("/foro")
    assert len(ana.takes()) == 2
    for line, words in (("/foro sin texto", "Uso"), (f"/foro {'x' * 401}@y", "400")):
        ana.talks(line)
        ana.sees(Says(Font.INFO, words))
    ana.sends(c.ForumPost(0, "x", "y" * 1_001))
    ana.sees(Says(Font.INFO, "1000"))
    assert len(town.world.forums.get("Ulla").posts) == 1


def test_a_board_out_of_reach(town: GameFixture) -> None:
    ana = town.player("Ana", at=(1, 51, 48))
    ana.sends(LOOK)
    ana.takes()
    ana.sends(c.ForumPost(0, "Lejos", "muy lejos"))
    ana.sends(READ)
    ana.sees(msg.console_msg("Estás demasiado lejos.", Font.INFO))
    assert town.world.forums.get("Ulla") == Forum()


def test_four_posts_fit_the_console(town: GameFixture) -> None:
    """The newest announcement first, then the oldest of the newest posts, the board's before the armies'."""
    forums = town.world.forums
    for name in ("viejo", "segundo", "nuevo"):
        forums.add("ULLA", a_post(name), announcement=False)
        forums.add("ULLA", a_post(f"{name} fijo"), announcement=True)
    for army in (ROYAL, CHAOS):
        forums.add(army, a_post(f"{army} viejo"), announcement=False)
        forums.add(army, a_post(f"{army} nuevo"), announcement=False)
        forums.add(army, a_post(f"{army} fijo"), announcement=True)
    ana = town.player("Ana", at=(1, 50, 50))
    ana.sends(READ)
    ana.sees(*(line for name in ("nuevo fijo", "viejo", "segundo", "nuevo") for line in in_words(a_post(name))))


def test_armies_read_their_own(town: GameFixture) -> None:
    forums = town.world.forums
    for forum in ("ULLA", ROYAL, CHAOS):
        forums.add(forum, a_post(f"{forum} viejo"), announcement=False)
        forums.add(forum, a_post(f"{forum} nuevo"), announcement=False)
    local = ["ULLA viejo", "ULLA nuevo"]
    for name, x, faction, army in (
        ("Ana", 50, ROYALIST, ["REAL nuevo"]),
        ("Eva", 51, LEGIONARY, ["CAOS nuevo"]),
        ("Luz", 53, Faction(), ["CAOS nuevo", "REAL nuevo"]),
    ):
        reader = town.player(name, at=(1, x, 50), faction=faction)
        reader.sends(READ)
        reader.sees(*(line for title in (*local, *army) for line in in_words(a_post(title))))


def test_the_whole_board_for_full_clients() -> None:
    with a_game(WORLD, network=NetworkSettings(dialect=Dialect.ORIGINAL), gods=("LUZ",)) as game:
        forums = game.world.forums
        for forum in ("ULLA", CHAOS, ROYAL):
            forums.add(forum, a_post("uno"), announcement=False)
            forums.add(forum, a_post("dos"), announcement=False)
            forums.add(forum, a_post("fijo"), announcement=True)

        def shown(*kinds: int) -> list[msg.Message]:
            return [
                msg.add_forum_msg(kind + sticky, f"Título {name}", "Beto", f"Texto {name}")
                for kind in kinds
                for sticky, name in ((0, "dos"), (0, "uno"), (1, "fijo"))
            ]

        readers: tuple[tuple[str, int, dict[str, Any], tuple[int, ...], int], ...] = (
            ("Ana", 50, {}, (0,), 0),
            ("Rey", 51, {"faction": ROYALIST, "royal_council": True}, (0, 2), 1),
            ("Eva", 53, {"faction": LEGIONARY}, (0, 4), 0),
            ("Luz", 54, {}, (0, 4, 2), 2),
        )
        for name, x, changes, kinds, right in readers:
            reader = game.player(name, at=(1, x, 50), **changes)
            reader.sends(READ)
            visible = 1 | (2 if 2 in kinds else 0) | (4 if 4 in kinds else 0)
            expected = [*shown(*kinds), msg.show_forum_form(visible, right)]
            # Each of these is the last packet of its write.
            assert [one for _write in expected for one in reader.takes()] == expected


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, {0}),
        ({"faction": ROYALIST}, {0, 2}),
        ({"faction": ROYALIST, "royal_council": True}, {0, 2, 3}),
        ({"faction": LEGIONARY}, {0, 4}),
        ({"faction": LEGIONARY, "chaos_council": True}, {0, 4, 5}),
        ({"faction": LEGIONARY, "royal_council": True}, {0, 4}),
    ],
)
def test_who_may_post_where(town: GameFixture, changes: dict[str, Any], allowed: set[int]) -> None:
    ana = town.player("Ana", at=(1, 50, 50), **changes)
    check_posts(town, ana.player.name, allowed)


def test_gms_post_anywhere(town: GameFixture) -> None:
    town.player("Luz", at=(1, 50, 50))
    check_posts(town, "Luz", {0, 1, 2, 3, 4, 5})


def check_posts(town: GameFixture, name: str, allowed: set[int]) -> None:
    client = next(one for one in town.clients if one.player.name == name)
    client.sends(LOOK)
    client.takes()
    places = {0: ("Ulla", "posts"), 1: ("Ulla", "announcements"), 2: (ROYAL, "posts"), 3: (ROYAL, "announcements")}
    places |= {4: (CHAOS, "posts"), 5: (CHAOS, "announcements")}
    for kind in range(7):
        client.sends(c.ForumPost(kind, f"Tipo {kind}", "texto"))
    client.sees()
    for kind, (forum, part) in places.items():
        written = getattr(town.world.forums.get(forum), part)
        assert (Post(f"Tipo {kind}", name, "texto") in written) is (kind in allowed), kind


def test_the_oldest_post_goes() -> None:
    forums = Forums()
    for number in range(40):
        forums.add("Ulla", a_post(str(number)), announcement=False)
        forums.add("Ulla", a_post(str(number)), announcement=True)
    kept = forums.get("ulla")
    assert [post.title for post in kept.posts] == [f"Título {number}" for number in range(39, 9, -1)]
    assert [post.title for post in kept.announcements] == [f"Título {number}" for number in range(39, 34, -1)]
    assert forum_of(forum_document(kept).encode()) == kept


async def test_posts_outlive_a_restart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    for start in range(2):
        async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path) as server:
            assert len(server.world.forums.get("Ulla").posts) == start
            server.world.forums.add("Ulla", a_post(str(start)), announcement=False)
            server.world.forums.add(ROYAL, a_post(str(start)), announcement=True)
    async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path) as server:
        assert [post.title for post in server.world.forums.get(ROYAL).announcements] == ["Título 1", "Título 0"]
