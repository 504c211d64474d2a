"""What the staff says to many at once, and lists of who is there.  Source: 10-gm-admin §4.1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.staff import INFO, a_staffed_game
from kit.worlds import content, plain_map

from pyao.content.enums import Privilege
from pyao.content.npcs import NpcDef
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.creatures.population import put_npc
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client
    from kit.staff import Staffed

    from pyao.protocol.gm_commands import GMCommand
    from pyao.protocol.message import Message
    from pyao.world.player import Player

EVERYBODY = ("Adan", "Dina", "Delia", "Sara", "Coco", "Rita", "Rol", "Ana", "Beto", "Caro", "Malo")


@pytest.fixture
def game() -> Iterator[Staffed]:
    # Some commands have no number in Godot's numbering.
    with a_staffed_game(network=NetworkSettings(gm_numbering="original")) as fixture:
        yield fixture


@pytest.fixture
def people(game: Staffed) -> dict[str, Client]:
    """Everybody in the world: Ana of the Royal Army, Malo of the Dark Legion, Caro a criminal, Beto a citizen."""
    own: dict[str, dict[str, Any]] = {
        "Ana": {"faction": Faction(royal_army=True)},
        "Malo": {"faction": Faction(chaos_legion=True), "reputation": Reputation(bandit=9_000)},
        "Caro": {"reputation": Reputation(bandit=9_000)},
    }
    found = {
        name: game.gm(name, at=(1 if name != "Beto" else 2, 20 + 3 * k, 50), **own.get(name, {}))
        for k, name in enumerate(EVERYBODY)
    }
    game.reads_all()
    return found


def hearers(people: dict[str, Client], line: Message) -> set[str]:
    """Who got exactly that line; nobody may get anything else."""
    seen = {name: one.takes() for name, one in people.items()}
    assert [one for one in seen.values() if one not in ([], [line])] == []
    return {name for name, one in seen.items() if one}


GMS = {"Adan", "Dina", "Delia", "Sara", "Coco", "Rita"}
ROLE_MASTERS = {"Delia", "Rita", "Rol"}
TALK = Font.TALK


@pytest.mark.parametrize(
    ("who", "packet", "line", "expected"),
    [
        ("Coco", g.GmMessage("a [b]"), msg.console_msg("Coco> a [lb]b]", Font.GM_MSG), GMS),
        ("Dina", g.HigherAdminsMessage("a"), msg.console_msg("Dina (Sólo Dioses)> a", Font.GM_MSG), {"Adan", "Dina"}),
        ("Sara", g.ServerMessage("[a"), msg.console_msg("[lb]a", TALK), set(EVERYBODY)),
        ("Rita", g.MapMessage("a"), msg.console_msg("a", TALK), set(EVERYBODY) - {"Beto"}),
        ("Dina", g.SystemMessage("a"), msg.show_message_box("a"), set(EVERYBODY)),
        ("Sara", g.RoyalArmyMessage("a"), msg.console_msg("EJÉRCITO REAL> a", TALK), {"Ana"} | ROLE_MASTERS),
        ("Rol", g.ChaosLegionMessage(""), msg.console_msg("FUERZAS DEL CAOS> ", TALK), {"Malo"} | ROLE_MASTERS),
        (
            "Rol",
            g.CitizenMessage("x"),
            msg.console_msg("CIUDADANOS> x", TALK),
            set(EVERYBODY) - {"Caro", "Malo"},
        ),
        ("Rol", g.CriminalMessage("x"), msg.console_msg("CRIMINALES> x", TALK), {"Caro", "Malo"} | ROLE_MASTERS),
        ("Coco", g.ServerTime(), msg.console_msg("Hora: 12:00:00 05/01/2026", Font.INFO), set(EVERYBODY)),
        ("Coco", g.Comment("nota"), msg.console_msg("Comentario guardado.", Font.INFO), {"Coco"}),
        ("Coco", g.GmPanel(), msg.show_gm_panel_form(), {"Coco"}),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, g.GMCommand) else "",
)
def test_who_hears_it(
    game: Staffed, people: dict[str, Client], who: str, packet: GMCommand, line: Message, expected: set[str]
) -> None:
    assert game.world.players
    people[who].sends(packet)
    assert hearers(people, line) == expected


@pytest.mark.parametrize(
    ("who", "packet"),
    [("Adan", kind("")) for kind in (g.GmMessage, g.HigherAdminsMessage, g.ServerMessage, g.MapMessage)]
    + [
        ("Coco", g.MapMessage("a")),  # a faulty test let every player use it (10 §4.1, quirk mended)
        ("Ana", g.MapMessage("a")),
        ("Rol", g.MapMessage("a")),
        ("Rol", g.GmMessage("a")),
        ("Sara", g.CriminalMessage("a")),
        ("Sara", g.SystemMessage("a")),
    ],
)
def test_nobody_hears_it(people: dict[str, Client], who: str, packet: GMCommand) -> None:
    people[who].sends(packet)
    assert [name for name, one in people.items() if one.takes()] == []


def test_gmc_28_a_role_master_who_is_no_gm(game: Staffed) -> None:
    rol, ana, caro = (
        game.gm(name, at=(1, 50 + k, 50), reputation=Reputation(bandit=9_000 if name == "Caro" else 0))
        for k, name in enumerate(("Rol", "Ana", "Caro"))
    )
    delia = game.gm("Delia", at=(2, 50, 50))
    game.reads_all()
    rol.sends(g.ChatColor(1, 2, 3), c.Talk("a"))
    for one in (rol, ana):
        one.sees(msg.chat_over_head("a", rol.char, 1, 2, 3))
    caro.takes()
    rol.sends(g.GmMessage("x"), g.Kick("Ana"))
    for one in (rol, ana, caro, delia):
        one.sees()
    rol.sends(g.CitizenMessage("x"))
    for one in (rol, ana, delia):
        one.sees(msg.console_msg("CIUDADANOS> x", TALK))
    caro.sees()


def test_gmc_29_gm_words_of_players(game: Staffed) -> None:
    ana, beto = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
    game.reads_all()
    for line in ("/zzz", "/gmsg hola", "/kick", "/APAGAR"):
        ana.talks(line)
        ana.sees(INFO)
        beto.sees()
    ana.talks(" /EST ")
    assert len(ana.takes()) > 5
    beto.sees()


def test_gmc_29_without_text_commands() -> None:
    with a_staffed_game(text_commands=False) as game:
        ana, beto = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
        beto.takes()
        ana.talks("/gmsg hola")
        beto.sees(msg.chat_over_head("/gmsg hola", ana.char, 255, 255, 255))


def test_gmc_30_staff_talk_by_text(game: Staffed) -> None:
    coco, sara, ana = (game.gm(name, at=(1, 50 + k, 50)) for k, name in enumerate(("Coco", "Sara", "Ana")))
    game.reads_all()
    coco.talks("/GMSG hola [b]")
    for one in (coco, sara):
        one.sees(msg.console_msg("Coco> hola [lb]b]", Font.GM_MSG))
    coco.talks("/gmsg")
    coco.sees(msg.console_msg("Uso: /GMSG TEXTO", Font.INFO))
    for one in (sara, ana):
        one.sees()


def test_speaking_as_an_npc() -> None:
    with a_staffed_game(content(plain_map(1))) as game:
        npc = put_npc(game.world, NpcDef(id=7, name="Banquero"), 1, (51, 50))
        assert npc is not None
        dina, ana = game.gm("Dina", at=(1, 50, 50)), game.player("Ana", at=(1, 55, 50))
        game.reads_all()
        dina.sends(g.TalkAsNpc("hola"))
        dina.sees(INFO)
        dina.sends(c.LeftClick(51, 50))
        dina.takes()
        dina.talks("/talkas ¡Hola, {name}!")
        for one in (dina, ana):
            one.sees(msg.chat_over_head("¡Hola, {name}!", npc.char, 255, 255, 255))
        assert game.host.audited[-1].target == "Banquero"


# Lists


@pytest.mark.parametrize(
    ("who", "packet", "text"),
    [
        ("Coco", g.OnlineRoyalArmy(), "Ana"),
        ("Coco", g.OnlineChaosLegion(), "Malo"),
        ("Sara", g.OnlineGm(), "Sara, Coco, Rita."),
        ("Dina", g.OnlineGm(), "Adan, Dina, Delia, Sara, Coco, Rita."),
        ("Delia", g.OnlineGm(), "Delia, Sara, Coco, Rita."),
        ("Sara", g.OnlineMap(2), "Beto"),
        ("Sara", g.OnlineMap(1), "Sara, Coco, Rita, Rol, Ana, Caro, Malo"),
        ("Adan", g.OnlineMap(1), "Adan, Dina, Delia, Sara, Coco, Rita, Rol, Ana, Caro, Malo"),
        ("Sara", g.OnlineMap(34), ""),
        ("Coco", g.RequestUserList(), "Rol, Ana, Beto, Caro, Malo"),
        ("Coco", g.Working(), "No hay usuarios trabajando."),
        ("Coco", g.Hiding(), "No hay usuarios ocultándose."),
    ],
)
def test_lists(people: dict[str, Client], who: str, packet: GMCommand, text: str) -> None:
    people[who].sends(packet)
    people[who].sees(msg.console_msg(text, Font.INFO))


def test_gods_are_listed_for_gods_only(game: Staffed) -> None:
    game.gm("Adan", at=(1, 50, 50), faction=Faction(royal_army=True))
    coco, dina = game.gm("Coco", at=(1, 52, 50)), game.gm("Dina", at=(1, 54, 50))
    game.reads_all()
    coco.sends(g.OnlineRoyalArmy())
    coco.sees(msg.console_msg("No hay nadie de la Armada Real.", Font.INFO))
    dina.sends(g.OnlineRoyalArmy())
    dina.sees(msg.console_msg("Adan", Font.INFO))
    dina.sends(g.OnlineChaosLegion(), g.OnlineMap(999))
    dina.sees(msg.console_msg("No hay nadie de la Legión Oscura.", Font.INFO))


def test_who_works_and_hides(people: dict[str, Client]) -> None:
    people["Ana"].player.working = people["Beto"].player.working = 2
    people["Caro"].player.hiding = 1
    coco = people["Coco"]
    coco.talks("/trabajando")
    coco.talks("/ocultando")
    coco.sees(
        msg.console_msg("Usuarios trabajando: Ana, Beto", Font.INFO),
        msg.console_msg("Usuarios ocultándose: Caro", Font.INFO),
    )


def test_nobody_but_users_are_on_the_list_of_users(game: Staffed) -> None:
    coco = game.gm("Coco", at=(1, 50, 50))
    coco.sends(g.RequestUserList())
    coco.sees()


def test_long_lists_take_several_lines(game: Staffed) -> None:
    coco, ana = game.gm("Coco", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50))
    coco.takes()
    names = [f"Juan Perez {chr(97 + k // 26)}{chr(97 + k % 26)}" for k in range(150)]
    for k, name in enumerate(names):
        game.world.players[100 + k] = replace_player(ana, name)
    coco.sends(g.RequestUserList())
    lines = [one.fields["text"] for one in coco.takes()]
    for k in range(150):
        del game.world.players[100 + k]
    assert len(lines) == 3
    assert max(map(len, lines)) <= 1_000
    assert ", ".join(lines).split(", ") == ["Ana", *names]


def replace_player(client: Client, name: str) -> Player:
    return replace(client.player, name=name, privileges=Privilege.USER)


def test_the_panel_of_the_server_is_only_noted(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 50, 50))
    dina.talks("/show int")
    dina.sees()
    assert [one.command for one in game.host.audited] == ["SHOW INT"]


@pytest.mark.parametrize(
    "kind",
    [
        *(g.GmMessage, g.HigherAdminsMessage, g.ServerMessage, g.MapMessage, g.SystemMessage),
        *(g.RoyalArmyMessage, g.ChaosLegionMessage, g.CitizenMessage, g.CriminalMessage),
    ],
)
def test_nothing_too_long_is_told_to_anybody(game: Staffed, kind: Any) -> None:
    adan, ana = game.gm("Adan", at=(1, 50, 50)), game.player("Ana", at=(1, 52, 50))
    game.reads_all()
    adan.sends(kind("a" * 401))
    adan.sees(INFO)
    ana.sees()
    adan.sends(kind("a" * 400))
    assert INFO not in ana.takes()
