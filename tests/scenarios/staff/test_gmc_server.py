"""What game masters and operators order of the server itself.

Source: 10-gm-admin §4.10, §6.2, §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import Says
from kit.game import Client, a_record, ids, only
from kit.renewing import Renewable, a_renewable_game
from kit.staff import INFO
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import Movement, NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.staff import operator
from pyao.server.motd_archive import MotdArchive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WOLF = NpcDef(id=501, name="Lobo", body=10, movement=Movement.RANDOM, hostile=True, min_hp=50, max_hp=50)


@pytest.fixture
def game(tmp_path: Path) -> Iterator[Renewable]:
    world = content(plain_map(1, npcs=((60, 60, 501),)), plain_map(2), npcs={501: WOLF}, motd=("hola",))
    with a_renewable_game(world, tmp_path) as game:
        yield game


@pytest.fixture
def dina(game: Renewable) -> Client:
    return game.gm("Dina", at=(1, 50, 50))


@pytest.fixture
def adan(game: Renewable) -> Client:
    return game.gm("Adan", at=(1, 20, 20))


def tries(game: Renewable, name: str) -> list[object]:
    """Somebody logs in; gives what was answered."""
    game.save(a_record(name, (1, 70, 70)))
    client = game.connect()
    client.logs_in(name)
    return list(ids(client.takes()))


def test_gmc_27_the_server_is_closed_to_users(game: Renewable, dina: Client) -> None:
    beto = game.player("Beto", at=(1, 80, 80))
    dina.sends(g.ServerOpenToUsersToggle())
    dina.sees(Says(Font.INFO, "Servidor restringido a administradores."))
    assert tries(game, "Ana") == [S.ERROR_MSG]
    assert S.LOGGED in tries(game, "Coco")
    assert tries(game, "Rol") == [S.ERROR_MSG]
    beto.walks(Heading.NORTH)
    assert beto.place == (1, 80, 79)

    dina.sends(g.ServerOpenToUsersToggle())
    assert Says(Font.INFO, "Servidor habilitado para todos.") in dina.takes()
    assert S.LOGGED in tries(game, "Eva")


def test_closing_is_forgotten_when_the_settings_are_read_again(game: Renewable, dina: Client) -> None:
    dina.sends(g.ServerOpenToUsersToggle(), g.ReloadServerIni())
    assert not game.world.gms_only
    assert dina.takes()[-1] == Says(Font.INFO, "Se recargó la configuración.")


def test_gmc_32_who_may_change_which_setting(game: Renewable, dina: Client, adan: Client) -> None:
    dina.sends(g.SetIniVar("Admines", "Admin1", "DINA"), g.SetIniVar("INIT", "Admines", "2"))
    dina.sees()
    adan.sends(g.SetIniVar("Admines", "Admin1", "DINA"), g.SetIniVar("INIT", "Admines", "2"))
    adan.sends(g.SetIniVar("game", "gods", "ANA"))
    adan.sees(*[INFO] * 3)
    assert not game.toml.exists()

    adan.sends(g.SetIniVar("INIT", "IdleLimit", "9"))
    (line,) = adan.takes()
    assert "antes 5, ahora 9" in str(line.fields["text"])
    assert game.toml.read_text() == "[game]\nidle_limit_min = 9\n"
    assert game.world.settings.idle_limit_min == 5
    adan.sends(g.ReloadServerIni())
    adan.sees(Says(Font.INFO, "Se recargó la configuración."))
    assert game.world.settings.idle_limit_min == 9


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("INIT", "Nada", "1"),
        ("INIT", "IdleLimit", "muchos"),
        ("INIT", "IdleLimit", "0"),
        ("INIT", "IdleLimit", "9\r\ngods = 1"),
        ("INIT", "IdleLimit", "[9]"),
        ("INIT", "IdleLimit", " "),
        ("redis", "password", "x"),
        ("storage", "path", "elsewhere"),
        ("DIOSES", "Dios1", "ADAN"),
        ("", "", ""),
    ],
)
def test_what_can_not_be_set_is_refused(game: Renewable, adan: Client, section: str, key: str, value: str) -> None:
    adan.sends(g.SetIniVar(section, key, value))
    adan.sees(INFO)
    assert not game.toml.exists()


def test_a_setting_is_changed_in_its_place(game: Renewable, adan: Client) -> None:
    game.toml.write_text("# mine\n[game]\n# the limit\nidle_limit_min = 7  # minutes\nexp_rate = 2.0\n\n[log]\n")
    adan.talks("/setinivar INIT IdleLimit 8")
    adan.talks("/setinivar game happy_hour 1,1,1,1,1,1,2")
    assert "antes 7, ahora 8" in str(adan.takes()[0].fields["text"])
    assert game.toml.read_text() == (
        "# mine\n[game]\n"
        "happy_hour = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0]\n"
        "# the limit\nidle_limit_min = 8\nexp_rate = 2.0\n\n[log]\n"
    )
    adan.sends(g.ReloadServerIni())
    assert game.world.settings.happy_hour[6] == 2.0
    assert game.world.settings.exp_rate == 2.0


def test_gmc_33_the_message_of_the_day(game: Renewable, adan: Client) -> None:
    ana = game.player("Ana", at=(1, 30, 30))
    adan.sends(g.SetMotd("uno\r\ndos"))
    adan.sees(Says(Font.INFO, "Se actualizó el mensaje del día."))
    ana.sends(c.RequestMOTD())
    told = [one.fields["text"] for one in only(ana.takes(), "GUILD_CHAT")]
    assert told == ["Mensajes de entrada:", "uno", "dos"]
    adan.sends(g.ChangeMotd())
    adan.sees(Says(Font.INFO, "uno"), Says(Font.INFO, "dos"))
    adan.sends(g.SetMotd(""))
    adan.sees()

    game.motd.keep()
    game.loop.run_until_complete(game.saver.flush())
    with a_renewable_game(content(plain_map(1), motd=("hola",)), game.folder, store=game.store) as again:
        assert again.world.content.motd == ("uno", "dos")
    with a_renewable_game(content(plain_map(1), motd=("nuevo",)), game.folder, store=game.store) as other:
        assert other.world.content.motd == ("nuevo",), "the files have another since"
        assert isinstance(other.motd, MotdArchive)


def test_gmc_34_the_operator_pauses(game: Renewable) -> None:
    ana = game.player("Ana", at=(1, 55, 55))
    wolf = next(iter(game.world.maps[1].npcs.values()))
    before = wolf.x, wolf.y
    assert operator.pause(game.world)
    assert not operator.pause(game.world)
    ana.sees(msg.pause_toggle())
    game.ticks(100)
    assert (wolf.x, wolf.y) == before
    game.save(a_record("Beto", (1, 56, 56)))
    beto = game.connect()
    beto.logs_in("Beto")
    seen = beto.takes()
    assert only(seen, "PAUSE_TOGGLE") == [msg.pause_toggle()]
    assert any(one == Says(Font.SERVER, "Servidor en pausa. Por favor, esperá unos instantes.") for one in seen)
    ana.takes()
    assert operator.resume(game.world)
    assert not operator.resume(game.world)
    ana.sees(msg.pause_toggle())
    beto.sees(msg.pause_toggle())


def test_switching_off_is_told_to_all_and_ends_the_server(game: Renewable, dina: Client) -> None:
    ana = game.player("Ana", at=(1, 30, 30))
    dina.sends(g.TurnOffServer())
    ana.sees(Says(Font.FIGHT, "¡¡¡Dina va a apagar el servidor!!!"))
    assert (game.ending.reason, game.ending.again) == ("/APAGAR by Dina", False)
    assert game.host.maps_saved == []


def test_only_administrators_restart(game: Renewable, dina: Client, adan: Client) -> None:
    dina.sends(g.Restart())
    dina.sees()
    assert game.ending.reason == ""
    adan.player.record.gold = 77
    adan.sends(g.Restart())
    assert (game.ending.reason, game.ending.again) == ("/REINICIAR by Adan", True)
    adan.sees_among(
        Says(Font.SERVER, "Guardando el mundo…"),
        Says(Font.SERVER, "El mundo se guardó."),
        Says(Font.SERVER, "Guardando personajes…"),
        Says(Font.SERVER, "Personajes guardados."),
    )
    stored = game.loop.run_until_complete(game.store.load("Adan"))
    assert stored is not None
    assert stored.gold == 77


def test_saves_at_a_gods_order(game: Renewable, dina: Client) -> None:
    ana = game.player("Ana", at=(1, 30, 30), gold=5)
    ana.player.record.gold = 6
    dina.sends(g.DoBackup())
    ana.sees_among(
        msg.pause_toggle(),
        Says(Font.SERVER, "Guardando el mundo…"),
        Says(Font.SERVER, "El mundo se guardó."),
        msg.pause_toggle(),
    )
    dina.talks("/grabar")
    ana.sees_among(
        msg.pause_toggle(),
        msg.pause_toggle(),  # the parties have been paid
        msg.pause_toggle(),
        Says(Font.SERVER, "Guardando personajes…"),
        Says(Font.SERVER, "Personajes guardados."),
        msg.pause_toggle(),
    )
    stored = game.loop.run_until_complete(game.store.load("Ana"))
    assert stored is not None
    assert stored.gold == 6


def test_what_does_nothing_says_nothing(dina: Client) -> None:
    dina.sends(g.ResetAutoUpdate(), g.ImperialArmour(1, 36), g.ChaosArmour(9, 36), g.ShowServerForm())
    dina.sees()
