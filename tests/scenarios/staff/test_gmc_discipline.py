"""Silence, prison, kicks, bans by name and address, records.  Source: 10-gm-admin §4.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import Says
from kit.game import a_record, only
from kit.staff import INFO, a_staffed_game

from pyao.network.limits import Refused
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.society.penalties import MAX_REASON
from pyao.server.bookkeeping import Bookkeeper
from pyao.storage.documents import IP_BANS, ip_bans
from pyao.tasks.ports import CharactersUnavailable
from pyao.world.audit import Result
from pyao.world.record import MAX_EMAIL, CharacterRecord, GuildMembership, ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client
    from kit.staff import Staffed

    from pyao.protocol.message import Message

WHEN = "05/01/2026 12:00:00"


@pytest.fixture
def game() -> Iterator[Staffed]:
    with a_staffed_game() as fixture:
        yield fixture


def info(text: str) -> Message:
    return msg.console_msg(text, Font.INFO)


def kept(game: Staffed, name: str) -> CharacterRecord:
    record = game.load(name)
    assert record is not None
    return record


def lines(client: Client) -> list[Message]:
    return only(client.takes(), "CONSOLE_MSG")


# Prison


def test_gmc_09_prison(game: Staffed) -> None:
    sara, ana, coco = game.gm("Sara", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50)), game.gm("Coco", at=(2, 9, 9))
    game.reads_all()
    sara.talks("/carcel Ana@insultos@20")
    assert ana.player.record.penalties == [f"sara: CARCEL 20m, MOTIVO: insultos {WHEN}"]
    assert ana.place == (66, 75, 47)
    assert lines(ana) == [info("Sara te encarceló 20 minutos.")]
    assert ana.player.record.jail_minutes == 20
    assert lines(sara) == []
    sara.talks("/carcel Ana@x@61")
    sara.sees(INFO)
    for line in ("/carcel Ana@x", "/carcel @x@5", "/carcel Ana@@5", "/carcel Ana@x@5@6"):
        sara.talks(line)
        sara.sees(info("Uso: /CARCEL NOMBRE@MOTIVO@MINUTOS"))
    sara.talks("/carcel Coco@x@5")
    sara.sees(info("No podés encarcelar a administradores."))
    sara.talks("/carcel Nadie@x@5")
    sara.sees(info("Usuario offline."))
    sara.sends(g.Jail("Adan", "x", 5))
    sara.sees(info("No podés hacerle eso a un dios o admin."))
    assert len(ana.player.record.penalties) == 1
    assert coco.player.record.penalties == []


def test_the_longest_sentence_is_a_setting() -> None:
    with a_staffed_game(gm_jail_max_min=5) as game:
        sara, ana = game.gm("Sara", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50))
        sara.sends(g.Jail("Ana", "x", 6))
        sara.sees(Says(Font.INFO, "5 minutos"))
        assert (ana.place, ana.player.record.penalties) == ((1, 60, 50), [])
        sara.sends(g.Jail("Ana", "x", 5))
        assert ana.player.record.jail_minutes == 5


def test_a_sentence_of_nothing_only_moves_him(game: Staffed) -> None:
    sara, ana = game.gm("Sara", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50))
    sara.sends(g.Jail("Ana", "x", 0))
    assert (ana.place, ana.player.record.jail_minutes) == ((66, 75, 47), 0)


def test_gmc_10_role_masters_jail_nobody(game: Staffed) -> None:
    rita, ana = game.gm("Rita", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50))
    game.reads_all()
    rita.sends(g.Jail("Ana", "x", 5))
    for one in (rita, ana):
        one.sees()
    assert ana.place == (1, 60, 50)


# Silence, warnings


def test_silence(game: Staffed) -> None:
    coco, ana = game.gm("Coco", at=(1, 50, 50)), game.player("Ana", at=(1, 60, 50))
    game.reads_all()
    coco.talks("/silenciar ana")
    coco.sees(info("Ana fue silenciado."))
    assert [one.id for one in ana.takes()] == [S.SHOW_MESSAGE_BOX]
    assert ana.player.silenced
    coco.sends(g.Silence("ana"))
    coco.sees(info("Ana ya no está silenciado."))
    ana.sees()
    assert not ana.player.silenced
    coco.sends(g.Silence("Beto"))
    coco.sees(info("Usuario offline."))


@pytest.mark.parametrize("online", [True, False])
def test_warnings(game: Staffed, online: bool) -> None:
    ana = game.player("Ana", at=(1, 60, 50)) if online else None
    if ana is None:
        game.save(a_record("Ana", (1, 60, 50)))
    coco = game.gm("Coco", at=(1, 50, 50))
    coco.sends(g.WarnUser("ana", "Spam y Más"))
    coco.sees(info("Advertiste a Ana."))
    if ana is not None:
        assert lines(ana) == []
    assert kept(game, "Ana").penalties == [f"coco: ADVERTENCIA spam y más {WHEN}"]
    coco.sends(g.WarnUser("Sara", "x"), g.WarnUser("Nadie", "x"), g.WarnUser("", "x"), g.WarnUser("Ana", " "))
    coco.sees(
        info("No podés advertir a administradores."),
        info("El personaje no existe."),
        info("Uso: /ADVERTENCIA NOMBRE@MOTIVO"),
        info("Uso: /ADVERTENCIA NOMBRE@MOTIVO"),
    )


# Kicks and executions


def test_gmc_35_kicks(game: Staffed) -> None:
    sara, saul = game.gm("Sara", at=(1, 50, 50)), game.gm("Saul", at=(2, 50, 50))
    dina, ana = game.gm("Dina", at=(2, 60, 60)), game.player("Ana", at=(1, 55, 50))
    game.reads_all()
    sara.sends(g.Kick("Dina"))
    sara.sees(info("No podés echar a alguien con jerarquía mayor a la tuya."))
    assert not dina.closed
    sara.sends(g.Kick("Saul"))
    assert saul.closed
    assert "SAUL" not in game.world.online
    for one in (sara, dina, ana):
        assert lines(one) == []
    sara.sends(g.Kick("Nadie"), g.Kick("Adan"))
    sara.sees(info("El usuario no está online."), info("No podés echar a alguien con jerarquía mayor a la tuya."))
    dina.sends(g.Kick("Adan"))
    dina.sees(info("El usuario no está online."))
    sara.sends(g.Kick("Sara"))
    assert sara.closed


def test_gmc_36_executions(game: Staffed) -> None:
    sara, ana, coco = (game.gm(name, at=(1, 50 + 2 * k, 50)) for k, name in enumerate(("Sara", "Ana", "Coco")))
    bag: list[ItemStack | None] = [None] * 30
    ana.player.record.inventory = bag
    game.reads_all()
    sara.sends(g.Execute("Ana"))
    assert ana.player.dead
    line = msg.console_msg("Sara ejecutó a Ana.", Font.EJECUCION)
    seen = ana.takes()
    assert seen[-1] == line
    assert S.CHARACTER_CHANGE in [one.id for one in seen]
    assert sara.takes()[-1] == line
    assert coco.takes()[-1] == line
    sara.sends(g.Execute("Ana"), g.Execute("Coco"), g.Execute("Nadie"), g.Execute("Dina"))
    sara.sees(
        info("Ana ya está muerto."),
        info("No podés ejecutar a administradores."),
        info("Usuario offline."),
        info("No podés hacerle eso a un dios o admin."),
    )
    ana.sees()
    coco.sees()


def test_kicking_everybody(game: Staffed) -> None:
    dina, coco = game.gm("Dina", at=(1, 50, 50)), game.gm("Coco", at=(1, 52, 50))
    ana, beto, rol = (game.gm(name, at=(2, 50 + k, 50)) for k, name in enumerate(("Ana", "Beto", "Rol")))
    beto.cuts()
    dina.talks("/echartodospjs")
    assert [one.closed for one in (dina, coco, ana, rol)] == [False, False, True, True]
    assert sorted(game.world.online) == ["BETO", "COCO", "DINA"]


# Bans


def test_gmc_11_a_ban_and_its_end(game: Staffed) -> None:
    names = ("Sara", "Dina", "Adan", "Coco", "Delia")
    sara, dina, adan, coco, delia = (game.gm(name, at=(2, 50 + 3 * k, 50)) for k, name in enumerate(names))
    ana = game.player("Ana", at=(1, 50, 50))
    game.reads_all()
    sara.sends(g.BanChar("Ana", "Spam"))
    for one in (sara, dina, adan):
        one.sees(msg.console_msg("Sara baneó a Ana.", Font.SERVER))
    for one in (coco, delia):
        one.sees()
    assert ana.closed
    record = kept(game, "Ana")
    assert (record.banned, record.banned_by, record.ban_reason) == (True, "Sara", "Spam")
    assert record.penalties == [f"sara: BAN POR spam {WHEN}"]
    again = game.connect()
    again.logs_in("Ana")
    assert [one.id for one in again.takes()] == [S.ERROR_MSG]
    dina.sends(g.UnbanChar("ana"))
    dina.sees(info("Ana ya puede entrar otra vez."))
    record = kept(game, "Ana")
    assert (record.banned, record.banned_by) == (False, "")
    assert record.penalties[1:] == [f"dina: UNBAN {WHEN}"]
    dina.sends(g.UnbanChar("ana"), g.UnbanChar("Nadie"))
    dina.sees(info("Ana no está baneado."), info("El personaje no existe."))
    game.connect().logs_in("Ana")
    assert "ANA" in game.world.online


def test_a_reason_that_is_kept_is_not_long(game: Staffed) -> None:
    sara = game.gm("Sara", at=(2, 50, 50))
    game.save(a_record("Beto", (1, 50, 50)))
    sara.sends(g.WarnUser("Beto", "X" * 9_000), g.BanChar("Beto", "Y" * 9_000))
    record = kept(game, "Beto")
    assert record.ban_reason == "Y" * MAX_REASON + "…"
    assert record.penalties == [
        f"sara: ADVERTENCIA {'x' * MAX_REASON}… {WHEN}",
        f"sara: BAN POR {'y' * MAX_REASON}… {WHEN}",
    ]


def test_gmc_12_who_bans_an_equal_is_banned_too(game: Staffed) -> None:
    sara, saul, dina = (game.gm(name, at=(1, 50 + 3 * k, 50)) for k, name in enumerate(("Sara", "Saul", "Dina")))
    game.reads_all()
    sara.sends(g.BanChar("Dina", "x"))
    sara.sees(info("No podés banear a alguien de mayor jerarquía."))
    sara.sends(g.BanChar("Saul", "x"))
    assert [sara.closed, saul.closed, dina.closed] == [True, True, False]
    assert lines(dina) == [
        msg.console_msg("Sara baneó a Saul.", Font.SERVER),
        msg.console_msg("Sara fue baneado por banear a un administrador.", Font.FIGHT),
    ]
    assert kept(game, "Saul").penalties == [f"sara: BAN POR x {WHEN}"]
    record = kept(game, "Sara")
    assert (record.banned, record.penalties) == (True, [])


def test_banning_oneself(game: Staffed) -> None:
    sara = game.gm("Sara", at=(1, 50, 50))
    sara.sends(g.BanChar("sara", "x"))
    assert sara.closed
    assert kept(game, "Sara").banned
    assert game.world.online == {}


def test_gmc_13_a_ban_of_somebody_who_is_not_there(game: Staffed) -> None:
    game.save(a_record("Beto", (1, 50, 50)))
    game.save(a_record("Dina", (1, 50, 50)))
    sara = game.gm("Sara", at=(1, 50, 50))
    sara.takes()
    sara.talks("/ban beto@Robar a newbies")
    sara.sees(Says(Font.TALK), msg.console_msg("Sara baneó a Beto.", Font.SERVER))
    stored = game.loop.run_until_complete(game.store.load("Beto"))  # already written
    assert stored is not None
    assert stored.banned
    assert kept(game, "Beto").penalties == [f"sara: BAN POR robar a newbies {WHEN}"]
    sara.sends(g.BanChar("Beto", "x"))
    sara.sees(Says(Font.TALK), info("El personaje ya está baneado."))
    sara.sends(g.BanChar("Nadie", "x"), g.BanChar("Dina", "x"))
    sara.sees(
        Says(Font.TALK),
        info("El personaje no existe."),
        Says(Font.TALK),
        info("No podés banear a alguien de mayor jerarquía."),
    )


def test_a_ban_of_an_absent_equal(game: Staffed) -> None:
    game.save(a_record("Saul", (1, 50, 50)))
    sara, coco = game.gm("Sara", at=(1, 50, 50)), game.gm("Coco", at=(1, 60, 50))
    coco.takes()
    sara.sends(g.BanChar("Saul", "x"))
    assert sara.closed
    assert lines(coco) == [msg.console_msg("Sara fue baneado por banear a un administrador.", Font.FIGHT)]
    assert [kept(game, name).banned for name in ("Sara", "Saul")] == [True, True]


def test_gmc_14_banned_addresses(game: Staffed) -> None:
    books = Bookkeeper(game.world, game.saver)
    game.loop.run_until_complete(books.open())
    dina, ana = game.gm("Dina", at=(1, 50, 50), ip="10.0.0.5"), game.player("Ana", at=(1, 60, 50), ip="10.0.0.5")
    beto, coco = game.player("Beto", at=(1, 62, 50), ip="10.0.0.9"), game.gm("Coco", at=(2, 50, 50), ip="10.0.0.7")
    game.reads_all()
    dina.sends(g.BanIp(True, (10, 0, 0, 9), "x [y]"))
    line = msg.console_msg("Dina baneó la IP 10.0.0.9 por x [lb]y].", Font.FIGHT)
    coco.sees(line)
    assert lines(dina) == [line, msg.console_msg("Dina baneó a Beto.", Font.SERVER)]
    assert beto.closed
    assert kept(game, "Beto").penalties == [f"dina: BAN POR ip por x [y] {WHEN}"]
    books.keep()
    game.loop.run_until_complete(game.saver.flush())
    assert ip_bans(game.loop.run_until_complete(game.store.load_document(IP_BANS))) == {"10.0.0.9"}
    with pytest.raises(Refused):
        game.connect(ip="10.0.0.9")
    dina.takes()
    dina.talks("/banip 10.0.0.5 x")
    dina.sees(info("No podés banear la IP desde la que jugás."))
    dina.talks("/banip ana x")
    dina.sees(info("No podés banear la IP desde la que jugás."))
    assert not ana.closed
    dina.sends(g.BanIp(True, (10, 0, 0, 9), "x"), g.BanIp(False, "Nadie", "x"), g.BannedIpList())
    dina.sees(
        info("La IP 10.0.0.9 ya se encuentra baneada."),
        info("El personaje no está online."),
        info("IP baneadas: 10.0.0.9"),
    )
    assert [one.target for one in game.host.audited][:1] == ["10.0.0.9"]
    dina.talks("/unbanip 10.0.0.9")
    dina.talks("/unbanip 10.0.0.9")
    dina.sees(
        info("La IP 10.0.0.9 se ha quitado de la lista de bans."),
        info("La IP 10.0.0.9 no se encuentra en la lista de bans."),
    )
    game.connect(ip="10.0.0.9")


def test_reading_the_banned_addresses_again(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 50, 50))
    game.world.banned_ips.add("10.0.0.1")
    dina.sends(g.BannedIpReload())
    assert game.world.banned_ips == set()
    game.saver.put_document(IP_BANS, "10.0.0.2\n10.0.0.3")
    dina.talks("/banipreload")
    assert game.world.banned_ips == {"10.0.0.2", "10.0.0.3"}
    dina.sees()


def test_connections_are_counted_in_the_log(game: Staffed, capsys: pytest.CaptureFixture[str]) -> None:
    dina = game.gm("Dina", at=(1, 50, 50))
    dina.sends(g.DumpIpTables())
    dina.sees()
    assert "connections by address" in capsys.readouterr().out


# Records


def test_replacing_a_penalty(game: Staffed) -> None:
    game.save(a_record("Ana", (1, 50, 50), penalties=["uno", "dos"]))
    dina = game.gm("Dina", at=(1, 50, 50))
    dina.takes()
    dina.talks("/borrarpena ana@2@Se Portó@Bien")
    dina.sees(info("Pena modificada."))
    assert kept(game, "Ana").penalties == ["uno", f"dina: <Se Portó@Bien> {WHEN}"]
    for number in (0, 3):
        dina.sends(g.RemovePunishment("Ana", number, "x"))
        dina.sees(info("Ana no tiene una pena con ese número."))
    dina.sends(g.RemovePunishment("", 1, "x"))
    dina.sees(info("Uso: /BORRARPENA NOMBRE@NÚMERO@TEXTO"))
    dina.sends(g.RemovePunishment("Nadie", 1, "x"))
    dina.sees()


def test_giving_somebody_the_password_of_another(game: Staffed) -> None:
    game.save(a_record("Beto", (1, 50, 50), password_hash="SECRETA"))
    ana, dina = game.player("Ana", at=(1, 60, 50)), game.gm("Dina", at=(1, 50, 50))
    dina.takes()
    dina.talks("/apass ana@beto")
    dina.sees(info("La contraseña de Ana ahora es la de Beto."))
    assert ana.player.record.password_hash == kept(game, "Ana").password_hash == "SECRETA"
    dina.sends(g.AlterPassword("Ana", "Nadie"), g.AlterPassword("Nadie", "Ana"), g.AlterPassword("Ana", ""))
    dina.sees(*[info("El personaje no existe.")] * 2, info("Uso: /APASS NOMBRE@COPIAR DE"))
    dina.sends(g.AlterPassword("Ana", "Ana"))
    dina.sees(INFO)


def test_changing_the_mail_of_somebody_who_plays_lasts(game: Staffed) -> None:
    ana, dina = game.player("Ana", at=(1, 60, 50)), game.gm("Dina", at=(1, 50, 50))
    dina.takes()
    dina.talks("/aemail ana-ana-maria@x.y")
    dina.sees(info("El correo de Ana ahora es ana-maria@x.y"))
    ana.cuts()
    game.ticks(400)
    assert kept(game, "Ana").email == "ana-maria@x.y"
    dina.takes()
    dina.sends(g.AlterMail("Nadie", "x"), g.AlterMail("Ana", ""))
    dina.sees(info("El personaje no existe."), info("Uso: /AEMAIL NOMBRE-CORREO"))
    dina.sends(g.AlterMail("Ana", "x" * (MAX_EMAIL + 1)), g.AlterMail("Ana", "x" * MAX_EMAIL))
    dina.sees(info("La dirección de correo es demasiado larga."), INFO)
    assert kept(game, "Ana").email == "x" * MAX_EMAIL


def test_gmc_31_renaming(game: Staffed) -> None:
    bag: list[ItemStack | None] = [ItemStack(1, 5), *[None] * 29]
    game.save(a_record("Beto", (1, 50, 50), gold=1_000, inventory=bag, password_hash="SECRETA"))
    esp = game.gm("Esp", at=(1, 50, 50))
    esp.takes()
    esp.sends(g.AlterName("Beto", "Nuevo"))
    esp.sees(info("Beto ahora se llama Nuevo."))
    new, old = kept(game, "NUEVO"), kept(game, "BETO")
    assert (new.name, new.gold, new.password_hash, new.banned) == ("Nuevo", 1_000, "SECRETA", False)
    assert new.inventory[0] == ItemStack(1, 5)
    assert (old.banned, old.penalties) == (True, [f"esp: BAN POR cambio de nick a nuevo {WHEN}"])
    assert new.penalties == []


def test_gmc_31_renaming_refused(game: Staffed) -> None:
    game.save(a_record("Caro", (1, 50, 50), guild=GuildMembership(guild=1)))
    game.save(a_record("Libre", (1, 50, 50)))
    beto, esp, sara = game.player("Beto", at=(1, 60, 50)), game.gm("Esp", at=(1, 50, 50)), game.gm("Sara", at=(2, 9, 9))
    game.reads_all()
    esp.sends(g.AlterName("Beto", "Nuevo"))
    esp.sees(Says(Font.WARNING))
    assert game.load("Nuevo") is None
    assert not beto.player.record.banned
    for name, new in (
        ("Nadie", "Nuevo"),
        ("Caro", "Nuevo"),
        ("Libre", "Beto"),
        ("Libre", "N1evo"),
        ("Libre", "../../etc"),
        ("Libre", "Adan"),
        ("Libre", "coco"),
        ("Libre", "Rol"),
    ):
        esp.sends(g.AlterName(name, new))
        esp.sees(INFO)
    assert not kept(game, "Libre").banned
    esp.sends(g.AlterName("Libre", ""))
    esp.sees(info("Uso: /ANAME NOMBRE@NUEVO"))
    sara.sends(g.AlterName("Libre", "Nuevo"))
    sara.sees()


def test_when_the_store_is_down_it_is_said_and_noted(game: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_name: str) -> None:
        raise CharactersUnavailable

    sara = game.gm("Sara", at=(1, 50, 50))
    monkeypatch.setattr(game.game.characters, "load", fail)
    sara.sends(g.BanChar("Beto", "x"))
    sara.sees(info("El personaje no se puede leer en este momento."))
    assert [one.result for one in game.host.audited] == [Result.REFUSED]


def test_nobody_logs_in_while_a_record_is_edited(game: Staffed) -> None:
    game.save(a_record("Beto", (1, 50, 50)))
    sara, beto = game.gm("Sara", at=(1, 50, 50)), game.connect()
    lock = game.game.entering("Beto")
    game.loop.run_until_complete(lock.acquire())
    sara.sends(g.BanChar("Beto", "x"))
    beto.logs_in("Beto")
    assert beto.takes() == []
    lock.release()
    game.run()
    assert [one.id for one in beto.takes()] == [S.ERROR_MSG]
    assert kept(game, "Beto").banned
