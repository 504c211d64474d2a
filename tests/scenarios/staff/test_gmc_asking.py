"""Asking about characters, in the world or not.  Source: 10-gm-admin §4.3."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import ITEMS, Says
from kit.game import a_record
from kit.staff import INFO, a_staffed_game
from kit.worlds import content, plain_map

from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.world.record import Attributes, Faction, ItemStack, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client
    from kit.staff import Staffed

    from pyao.protocol.gm_commands import GMCommand
    from pyao.protocol.message import Message

READING = "Usuario offline, leyendo su ficha…"


@pytest.fixture
def game() -> Iterator[Staffed]:
    with a_staffed_game(content(plain_map(1), plain_map(2), items=ITEMS)) as fixture:
        yield fixture


@pytest.fixture
def sara(game: Staffed) -> Client:
    return game.gm("Sara", at=(1, 50, 50))


def info(*texts: str) -> list[Message]:
    return [msg.console_msg(text, Font.INFO) for text in texts]


def bag(*stacks: ItemStack | None, size: int = 30) -> list[ItemStack | None]:
    return [*stacks, *[None] * (size - len(stacks))]


def test_info_about_somebody_who_plays_is_what_he_is_told_himself(game: Staffed, sara: Client) -> None:
    ana = game.player("Ana", at=(1, 60, 50), gold=77)
    ana.talks("/est")
    own = ana.takes()
    sara.takes()
    sara.sends(g.RequestCharInfo("ana"))
    sara.sees(*own)
    ana.sees()


def test_info_about_somebody_who_does_not_play(game: Staffed, sara: Client) -> None:
    game.save(a_record("Beto", (1, 50, 50), gold=77, uptime_s=90_061, attributes=Attributes(1, 2, 3, 4, 5)))
    sara.talks("/info beto")
    sara.sees(
        *info(
            READING,
            "Estadísticas de: Beto",
            "Nivel: 30  Experiencia: 0/1331029",
            "Energía: 400/400",
            "Salud: 300/300  Maná: 0/0",
            "Golpe máximo: 80",
            "Oro: 77",
            "Tiempo jugado: 1 día, 1 horas, 1 minutos, 1 segundos.",
            "Dados: 1, 2, 3, 4, 5",
        )
    )


def test_of_gods_nobody_gets_info(game: Staffed, sara: Client) -> None:
    adan, dina = game.gm("Adan", at=(2, 50, 50)), game.gm("Dina", at=(2, 60, 50))
    game.reads_all()
    for asker in (sara, dina):
        asker.sends(g.RequestCharInfo("Adan"), g.RequestCharInfo("Delia"))
        asker.sees()
    dina.sends(g.RequestCharInfo("sara"))
    assert dina.takes()
    adan.sends(g.RequestCharInfo("Nadie"))
    adan.sees(*info(READING, "El personaje no existe."))


@pytest.mark.parametrize(
    ("faction", "lines"),
    [
        ({}, []),
        (
            {"royal_army": True, "entry_date": "1/1/2026", "entry_level": 25, "entry_kills": 9, "reenlistments": 1},
            ["Ejército Real desde 1/1/2026, al nivel 25, con 9 muertes.", "Veces que se enlistó: 1"],
        ),
        (
            {"chaos_legion": True, "entry_date": "1/1/2026", "entry_level": 25, "royal_initial_exp_received": True},
            ["Legión Oscura desde 1/1/2026, al nivel 25.", "Veces que se enlistó: 0"],
        ),
        (
            {"royal_initial_exp_received": True, "chaos_initial_exp_received": True, "reenlistments": 2},
            ["Fue del Ejército Real.", "Veces que se enlistó: 2"],
        ),
        ({"chaos_initial_exp_received": True}, ["Fue de la Legión Oscura.", "Veces que se enlistó: 0"]),
    ],
)
@pytest.mark.parametrize("online", [True, False])
def test_deeds(game: Staffed, sara: Client, faction: dict[str, Any], lines: list[str], online: bool) -> None:
    own: dict[str, Any] = {
        "faction": replace(Faction(citizens_killed=1, criminals_killed=2), **faction),
        "users_killed": 3,
        "npcs_killed": 4,
        "jail_minutes": 5,
        "reputation": Reputation(assassin=6, noble=70, bandit=8),
    }
    if online:
        game.player("Ana", at=(1, 60, 50), **own)
    else:
        game.save(a_record("Ana", (1, 60, 50), banned=True, banned_by="Dina", ban_reason="[x]", **own))
    sara.takes()
    sara.talks("/stat ana")
    expected = [
        "Personaje: Ana",
        "Ciudadanos matados: 1  Criminales: 2  Usuarios: 3",
        "NPC matados: 4",
        "Clase: Guerrero",
        "Minutos de cárcel: 5",
        *lines,
        "Asesino: 6  Noble: 70  Bandido: 8",
    ]
    if not online:
        expected = [READING, *expected, "Ban: 1", "Baneado por Dina: [lb]x]"]
    sara.sees(*info(*expected))


def test_gold_in_the_bank(game: Staffed, sara: Client) -> None:
    game.player("Ana", at=(1, 60, 50), gold=1, bank_gold=123)
    game.save(a_record("Beto", (1, 50, 50), gold=1, bank_gold=456))
    sara.takes()
    sara.talks("/bal ana")
    sara.sees(msg.console_msg("Ana tiene 123 monedas de oro en el banco.", Font.TALK))
    sara.talks("/bal beto")
    sara.sees(msg.console_msg(READING, Font.TALK), *info("Beto", "Oro en el banco: 456"))
    sara.talks("/bal nadie")
    sara.sees(msg.console_msg(READING, Font.TALK), *info("El personaje no existe."))


@pytest.mark.parametrize("online", [True, False])
def test_things(game: Staffed, sara: Client, online: bool) -> None:
    own: dict[str, Any] = {
        "inventory": [*bag(ItemStack(10, 1), None, ItemStack(38, 7), size=29), ItemStack(36, 2)],
        "bank": bag(None, ItemStack(999_9, 3), size=40),
    }
    if online:
        game.player("Ana", at=(1, 60, 50), **own)
    else:
        game.save(a_record("Ana", (1, 60, 50), **own))
    sara.takes()
    reading = [] if online else [msg.console_msg(READING, Font.TALK)]
    hidden = [] if online else [f"Casillero 30: {ITEMS[36].name if 36 in ITEMS else 36}, 2"]
    sara.talks("/inv ana")
    things = [f"Casillero 1: {ITEMS[10].name}, 1", f"Casillero 3: {ITEMS[38].name if 38 in ITEMS else 38}, 7", *hidden]
    sara.sees(*reading, *info("Ana", f"Tiene {len(things)} objetos.", *things))
    sara.talks("/bov ana")
    sara.sees(*reading, *info("Ana", "Tiene 1 objetos.", "Casillero 2: 9999, 3"))


def test_a_slot(game: Staffed, sara: Client) -> None:
    game.player("Ana", at=(1, 60, 50), inventory=bag(ItemStack(10, 1)))
    sara.takes()
    sara.talks("/slot ana@1")
    sara.sees(*info(f"Casillero 1: {ITEMS[10].name}, 1"))
    sara.talks("/slot ana@2")
    sara.sees(*info("No hay ningún objeto en ese casillero."))
    for line in ("/slot ana@0", "/slot ana@21", "/slot beto@1"):
        sara.talks(line)
        sara.sees(Says(Font.TALK))


@pytest.mark.parametrize("online", [True, False])
def test_skills(game: Staffed, sara: Client, online: bool) -> None:
    if online:
        game.player("Ana", at=(1, 60, 50), free_skill_points=9)
    else:
        game.save(a_record("Ana", (1, 60, 50), free_skill_points=9))
    sara.takes()
    sara.talks("/skills ana")
    lines = [one.fields["text"] for one in sara.takes()]
    assert (lines[0], lines[-1]) == ("Ana", "Puntos libres: 9")
    assert len(", ".join(lines[1:-1]).split(", ")) == 20
    assert "Evasión en combate = 0" in ", ".join(lines[1:-1])
    sara.sends(g.RequestCharSkills("Nadie"))
    sara.sees(*info("El personaje no existe."))


@pytest.mark.parametrize(
    "packet",
    [
        g.RequestCharStats("Adan"),
        g.RequestCharGold("Adan"),
        g.RequestCharInventory("Adan"),
        g.RequestCharBank("adan"),
        g.CheckSlot("Adan", 1),
    ],
)
def test_the_rule_of_gods(game: Staffed, sara: Client, packet: GMCommand) -> None:
    dina = game.gm("Dina", at=(1, 60, 50))
    game.save(a_record("Adan", (1, 60, 50)))
    sara.takes()
    sara.sends(packet)
    sara.sees(*info("No podés ver los datos de un dios o admin."))
    dina.sends(packet)
    assert dina.takes()
    assert [one.who for one in game.host.audited] == ["Sara", "Dina"]


def test_addresses(game: Staffed) -> None:
    sara = game.gm("Sara", at=(1, 50, 50), ip="10.0.0.9")
    dina = game.gm("Dina", at=(1, 55, 50), ip="10.0.0.9")
    game.player("Ana", at=(1, 60, 50), ip="10.0.0.9")
    game.player("Beto", at=(1, 62, 50), ip="10.0.0.9")
    game.reads_all()
    sara.talks("/nick2ip ana")
    sara.sees(*info("El IP de Ana es 10.0.0.9.", "Personajes con la IP 10.0.0.9: Ana, Beto"))
    sara.talks("/ip2nick 10.0.0.8")
    sara.sees(*info("Personajes con la IP 10.0.0.8: "))
    dina.talks("/ip2nick 10.0.0.9")
    dina.sees(*info("Personajes con la IP 10.0.0.9: Sara, Dina, Ana, Beto"))
    sara.sends(g.NickToIp("Dina"), g.NickToIp("Adan"))
    sara.sees()
    sara.sends(g.NickToIp("Nadie"))
    sara.sees(INFO)
    dina.sends(g.NickToIp("sara"), g.NickToIp("Adan"))
    assert len(dina.takes()) == 3


def test_last_addresses(game: Staffed, sara: Client) -> None:
    dina = game.gm("Dina", at=(1, 55, 50))
    game.save(a_record("Ana", (1, 60, 50), last_ips=["10.0.0.1 - a", "10.0.0.2 - b"]))
    game.save(a_record("Coco", (1, 60, 50), last_ips=["10.0.0.3 - a"]))
    sara.takes()
    sara.talks("/lastip ana")
    sara.sees(
        *info(
            "Las últimas IP con las que Ana se conectó son:",
            "1 - 10.0.0.1 - a",
            "2 - 10.0.0.2 - b",
            "3 -",
            "4 -",
            "5 -",
        )
    )
    sara.sends(g.LastIp("Coco"), g.LastIp("Delia"), g.LastIp("Nadie"))
    sara.sees(*[Says(Font.INFO, "mayor jerarquía")] * 2, *info("El personaje no existe."))
    dina.sends(g.LastIp("Coco"))
    assert len(dina.takes()) == 6


def test_mail(game: Staffed, sara: Client) -> None:
    esp = game.gm("Esp", at=(1, 55, 50))
    game.save(a_record("Ana", (1, 60, 50), email="a[b]@c.d"))
    game.reads_all()
    esp.talks("/lastemail ana")
    esp.sees(*info("El correo de Ana es a[lb]b]@c.d"))
    esp.sends(g.RequestCharMail("Nadie"))
    esp.sees()
    sara.sends(g.RequestCharMail("Ana"))
    sara.sees()
