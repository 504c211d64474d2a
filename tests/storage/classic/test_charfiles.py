"""Characters of the original server.  Source: 02-sessions-and-characters §6.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, GameFixture, a_game
from kit.worlds import content, plain_map
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.rules.session.leaving import end_session
from pyao.storage.classic.charfiles import BadCharfile, read_charfile
from pyao.storage.classic.findings import Findings
from pyao.storage.records import freeze, thaw
from pyao.storage.store import SaveBatch
from pyao.world.record import Equipment, ItemStack, SkillRecord

if TYPE_CHECKING:
    from pathlib import Path

CHARFILE = """[INIT]
Password=Perejil
Genero=2
Raza=3
Clase=2
Hogar=1
Desc=Sacerdotisa de la montaña
Heading=3
Head=270
Body=3
Arma=12
Escudo=2
Casco=2
UpTime=3600
LastIP1=127.0.0.1 - 1/1/2009:10:00
Position=1-50-51
[FLAGS]
Muerto=0
Escondido=0
Hambre=1
Sed=0
Desnudo=0
Navegando=0
Envenenado=1
Paralizado=0
Ban=0
LastMap=34
[CONSEJO]
PERTENECE=1
PERTENECECAOS=0
[COUNTERS]
Pena=7
SkillsAsignados=10
[FACCIONES]
EjercitoReal=1
EjercitoCaos=0
CiudMatados=1
CrimMatados=22
rArCaos=0
rArReal=1
rExCaos=0
rExReal=1
recCaos=0
recReal=3
Reenlistadas=2
NivelIngreso=26
FechaIngreso=1/1/2010
MatadosIngreso=30
NextRecompensa=160
[ATRIBUTOS]
AT1=20
AT2=21
AT3=20
AT4=15
AT5=18
[SKILLS]
SK1=100
ELUSK1=0
EXPSK1=0
SK20=5
EXPSK20=30
[CONTACTO]
Email=ana@ejemplo.com
[STATS]
GLD=1234567
BANCO=89
MaxHP=250
MinHP=200
MaxSTA=300
MinSTA=299
MaxMAN=900
MinMAN=1
MaxHIT=60
MinHIT=59
MaxAGU=100
MinAGU=90
MaxHAM=100
MinHAM=80
SkillPtsLibres=5
EXP=123456
ELV=30
ELU=1331029
[MUERTES]
UserMuertes=4
NpcsMuertes=500
[BancoInventory]
CantidadItems=1
Obj1=38-50
[Inventory]
CantidadItems=3
Obj1=460-1-1
Obj2=857-200-0
Obj3=0-0-0
Obj27=38-7-1
WeaponEqpSlot=1
ArmourEqpSlot=27
CascoEqpSlot=0
EscudoEqpSlot=0
BarcoSlot=0
MunicionSlot=0
AnilloSlot=0
MochilaSlot=0
[REP]
Asesino=1
Bandido=2
Burguesia=3
Ladrones=4
Nobles=5000
Plebe=6
Promedio=834
[HECHIZOS]
H1=2
H35=46
[MASCOTAS]
NroMascotas=1
MAS1=512
[GUILD]
GUILDINDEX=3
AspiranteA=0
MotivoRechazo=
[PENAS]
Cant=2
P1=gs: CARCEL 5m, MOTIVO: spam 1/1/2010
P2=gs: advertencia
[RESEARCH]
TrainningTime=99
[CONSULTAS]
Voto=2
"""


def read(text: str = CHARFILE) -> Any:
    return read_charfile("Ana María", text.replace("\n", "\r\n").encode("cp1252"), Findings())


def test_every_field_arrives() -> None:
    record = read()
    assert (record.name, record.password_hash, record.email) == ("Ana María", "plain:Perejil", "ana@ejemplo.com")
    assert (record.gender, record.race, record.player_class, record.home, record.heading) == (2, 3, 2, 1, 3)
    assert record.description == "Sacerdotisa de la montaña"
    assert (record.map, record.x, record.y, record.last_map, record.uptime_s) == (1, 50, 51, 34, 3600)
    assert (record.look.body, record.look.head, record.look.weapon) == (3, 270, 12)
    assert (record.hungry, record.thirsty, record.poisoned, record.dead) == (True, False, True, False)
    assert (record.royal_council, record.chaos_council, record.jail_minutes) == (True, False, 7)
    assert (record.faction.royal_army, record.faction.royal_rewards, record.faction.reenlistments) == (True, 3, 2)
    assert (record.faction.citizens_killed, record.faction.criminals_killed, record.faction.entry_kills) == (1, 22, 30)
    assert record.faction.royal_armour_received
    assert record.faction.royal_initial_exp_received
    assert (record.attributes.strength, record.attributes.constitution) == (20, 18)
    assert record.skills[0] == SkillRecord(100, 0, 0)
    assert record.skills[1] == SkillRecord(0, 0, 200)
    assert record.skills[19] == SkillRecord(5, 30, 200)
    assert (record.gold, record.bank_gold, record.exp, record.level, record.exp_next) == (
        1234567,
        89,
        123456,
        30,
        1331029,
    )
    assert (record.vitals.hp, record.vitals.max_mana, record.vitals.mana, record.vitals.food) == (200, 900, 1, 80)
    assert (record.users_killed, record.npcs_killed, record.free_skill_points) == (4, 500, 5)
    assert record.bank[:2] == [ItemStack(38, 50), None]
    assert record.inventory[:3] == [ItemStack(460, 1, equipped=True), ItemStack(857, 200), None]
    assert record.inventory[26] == ItemStack(38, 7)
    assert record.equipment == Equipment(weapon=1)
    assert (record.reputation.assassin, record.reputation.thief, record.reputation.noble) == (1, 4, 5000)
    assert (record.spells[0], record.spells[34], record.pets) == (2, 46, [512, 0, 0])
    assert (record.guild.guild, record.last_poll, record.training_s) == (3, 2, 99)
    assert len(record.penalties) == 2
    assert thaw("ANA MARÍA", freeze(record)) == record


@pytest.mark.parametrize(
    "line",
    re.findall(r"^(?:Genero|Head|AT3|MaxHP|ELV|Pena|WeaponEqpSlot|NroMascotas|recReal)=.*$", CHARFILE, re.MULTILINE),
)
def test_what_has_to_be_there_is_named_when_it_is_not(line: str) -> None:
    key = line.partition("=")[0]
    with pytest.raises(BadCharfile, match=rf"\] {key} is missing"):
        read(CHARFILE.replace(line + "\n", "", 1))
    with pytest.raises(BadCharfile, match=rf"\] {key} is no number: x"):
        read(CHARFILE.replace(line, f"{key}=x", 1))


def test_a_position_that_is_none() -> None:
    with pytest.raises(BadCharfile, match="Position"):
        read(CHARFILE.replace("Position=1-50-51", "Position=1"))


def test_an_imported_character_logs_in_and_its_password_is_hashed(game: GameFixture) -> None:
    from pyao.storage.passwords import Passwords

    text = CHARFILE.replace("Ana", "Ana").encode("cp1252")
    with a_game(content(plain_map(1))) as own:
        own.game.passwords = Passwords(time_cost=1, memory_kib=8, at_once=1)
        own.save(read_charfile("ANA", text, Findings()))
        ana = own.connect()
        ana.logs_in("Ana", "perejil")
        for _turn in range(200):
            if "ANA" in own.world.online:
                break
            own.loop.run_until_complete(own.idle())
        assert "ANA" in own.world.online
        stored = own.loop.run_until_complete(own.store.load("ana"))
        assert stored is not None
        assert stored.password_hash.startswith("$argon2id$")
    assert not game.world.online


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "Charfile"
    folder.mkdir()
    (folder / "ANA.chr").write_text(CHARFILE, encoding="cp1252")
    (folder / "ROTO.CHR").write_text("[INIT]\n", encoding="cp1252")
    result = CliRunner().invoke(app, ["characters", "import", "Charfile"])
    assert "ROTO.CHR: the character does not load: [INIT] Genero is missing" in result.stdout
    assert "1 of 2 characters imported" in result.stdout
    assert result.exit_code == 1
    again = CliRunner().invoke(app, ["characters", "import", "Charfile"])
    assert "already" in again.stdout
    assert CliRunner().invoke(app, ["characters", "list"]).stdout == "ANA\n"
    shown = CliRunner().invoke(app, ["characters", "show", "ana"])
    assert "1234567" in shown.stdout
    assert "Perejil" not in shown.stdout
    assert CliRunner().invoke(app, ["characters", "show", "nadie"]).exit_code == 2
    assert CliRunner().invoke(app, ["characters", "import", "nowhere"]).exit_code == 2


NUMBERS = re.findall(r"^(\w+)=-?\d+$", CHARFILE, re.MULTILINE)
STACKS = re.findall(r"^(Obj\d+)=[\d-]+$", CHARFILE, re.MULTILINE)


@pytest.mark.parametrize("value", ["-2147483649", "-70000", "-1", "0", "256", "40000", "99999999999"])
def test_no_number_in_a_file_breaks_a_login(value: str) -> None:
    """Whatever a damaged file says: the character does not load, is refused, or plays; and asks what it may ask."""
    apple = ItemDef(id=460, name="Manzana", type=ObjectType.USE_ONCE, grh=5)
    with a_game(content(plain_map(1), items={460: apple}), connections_per_ip=0) as own:
        own.dice.free = True
        for key in (*NUMBERS, *STACKS):
            line = f"{key}=460-{value}-{value}" if key in STACKS else f"{key}={value}"
            text = re.sub(rf"^{key}=.*$", line, CHARFILE, count=1, flags=re.MULTILINE)
            try:
                record = read_charfile("ANA", text.encode("cp1252"), Findings())
            except BadCharfile:
                continue
            record.password_hash = PASSWORD.upper()
            own.loop.run_until_complete(own.store.save(SaveBatch.of([record])))
            ana = own.connect()
            ana.logs_in("Ana")
            assert not ana.connection.fault, f"{line}: {ana.connection.fault}"
            if "ANA" not in own.world.online:
                assert ana.closed
                continue
            ana.sends(*ASKING)
            assert not ana.connection.fault, f"{line}: {ana.connection.fault}"
            end_session(own.world, own.world.online["ANA"])
            own.run()


ASKING = (
    c.RequestAtributes(),
    c.RequestSkills(),
    c.RequestMiniStats(),
    c.RequestFame(),
    c.RequestStats(),
    c.LeftClick(50, 51),
    c.Attack(),
    c.Walk(2),
    c.ModifySkills((0,) * 20),
    c.Home(),
)
