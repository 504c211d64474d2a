"""Characters of the original server.  Source: 02-sessions-and-characters §6.2."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic_files import CHARFILE
from kit.game import PASSWORD, a_game
from kit.worlds import content, plain_map
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.rules.session.leaving import end_session
from pyao.storage.classic.charfiles import BadCharfile, read_charfile
from pyao.storage.classic.findings import Findings
from pyao.storage.passwords import LOCKED, Passwords
from pyao.storage.records import freeze, thaw
from pyao.storage.store import SaveBatch
from pyao.world.record import Equipment, ItemStack, SkillRecord

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str = CHARFILE) -> Any:
    return read_charfile("Ana María", text.replace("\n", "\r\n").encode("cp1252"), Findings()).record


def test_every_field_arrives() -> None:
    record = read()
    assert (record.name, record.password_hash, record.email) == ("Ana María", LOCKED, "ana@ejemplo.com")
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


def test_a_position_outside_every_map() -> None:
    for wrong in ("1-50-101", "40000-50-50", f"1-{'9' * 400}-3"):
        with pytest.raises(BadCharfile, match="on no map"):
            read(CHARFILE.replace("Position=1-50-51", f"Position={wrong}"))


OLDER = re.sub(
    r"(?m)^(?:AnilloSlot|MunicionSlot|UpTime|Reenlistadas|NivelIngreso|MatadosIngreso|NextRecompensa|Pena"
    r"|PERTENECE|PERTENECECAOS)=.*\n",
    "",
    CHARFILE,
).replace("Genero=2\nRaza=3\nClase=2\nHogar=1", "Genero=Mujer\nRaza=DROW\nClase=Clérigo\nHogar=ULLATHORPE")


def test_a_file_of_an_older_server_comes_in_if_that_is_wanted() -> None:
    with pytest.raises(BadCharfile):
        read(OLDER)
    findings = Findings()
    record = read_charfile("Ana", OLDER.encode("cp1252"), findings, lenient=True).record
    assert (record.gender, record.race, record.player_class, record.home) == (2, 3, 2, 1)
    assert (record.equipment.weapon, record.equipment.ring, record.uptime_s, record.jail_minutes) == (1, 0, 0, 0)
    assert [(one.place, one.reason) for one in findings][-1] == (
        "line 81",
        "[Inventory] what older servers did not have is taken as MunicionSlot=0, AnilloSlot=0",
    )


@pytest.mark.parametrize("key", ["Genero", "Head", "AT3", "MaxHP", "ELV", "GLD"])
def test_what_cannot_be_guessed_is_wanted_in_any_case(key: str) -> None:
    text = re.sub(rf"(?m)^{key}=.*\n", "", CHARFILE)
    with pytest.raises(BadCharfile, match=rf"\] {key} is missing"):
        read_charfile("Ana", text.encode("cp1252"), Findings(), lenient=True)


class TestCommand:
    """`pyao-server characters import`."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYAO_STORAGE__PASSWORD_TIME_COST", "1")
        monkeypatch.setenv("PYAO_STORAGE__PASSWORD_MEMORY_KIB", "8")
        folder = tmp_path / "Charfile"
        folder.mkdir()
        return folder

    @staticmethod
    def write(folder: Path, name: str | bytes, text: str = CHARFILE) -> None:
        (folder / os.fsdecode(name)).write_bytes(text.encode("cp1252"))

    @staticmethod
    def imports(*options: str) -> tuple[int, list[str]]:
        result = CliRunner().invoke(app, ["characters", "import", "Charfile", *options], catch_exceptions=False)
        return result.exit_code, result.stdout.splitlines()

    def test_what_can_comes_in_whole_and_the_rest_is_said(self, folder: Path) -> None:
        self.write(folder, "ANA.chr")
        self.write(folder, "ROTO.CHR", "[INIT]\n")
        code, lines = self.imports()
        assert (code, lines[1:]) == (
            1,
            [
                "error: ROTO.CHR: the character does not load: [INIT] Genero is missing",
                "1 errors, 0 warnings, 0 notes (see them all with --check)",
                "files of older servers may need --lenient",
                "1 of 2 characters imported",
            ],
        )
        assert self.imports()[1][2] == (
            "warning: ANA.chr: there is a character of that name already; it is left as it is"
        )
        assert CliRunner().invoke(app, ["characters", "list"]).stdout == "ANA\n"
        shown = CliRunner().invoke(app, ["characters", "show", "ana"])
        assert "1234567" in shown.stdout
        assert "Perejil" not in shown.stdout
        assert CliRunner().invoke(app, ["characters", "show", "nadie"]).exit_code == 2
        assert CliRunner().invoke(app, ["characters", "import", "nowhere"]).exit_code == 2

    def test_passwords_are_hashed_before_they_are_stored(self, folder: Path, tmp_path: Path) -> None:
        self.write(folder, "ANA.chr")
        assert self.imports() == (
            0,
            [
                "Passwords ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1 0:00:00",
                "0 errors, 0 warnings, 0 notes (see them all with --check)",
                "1 of 1 characters imported",
            ],
        )
        stored = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
        assert b"$argon2id$" in stored
        assert b"erejil" not in stored
        assert b"EREJIL" not in stored

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("", "it has no password"),
            ("Password=", "it has no password"),
            (
                "Password=5f4dcc3b5aa765d61d8327deb882cf99",
                "its password has more than the 15 letters that can be typed",
            ),
        ],
    )
    def test_a_character_without_a_password_is_locked(self, folder: Path, line: str, why: str) -> None:
        self.write(folder, "ANA.chr", CHARFILE.replace("Password=Perejil", line))
        code, lines = self.imports()
        assert code == 0
        assert f"locked: ANA: {why}; `pyao-server characters password` sets one" in lines
        record = with_store(None, lambda store: store.load("ana"))
        assert record is not None
        assert record.password_hash == LOCKED

    def test_check_says_all_and_writes_nothing(self, folder: Path, tmp_path: Path) -> None:
        self.write(folder, "ANA.chr")
        self.write(folder, "Ana.CHR")
        self.write(folder, "Beto.chr", CHARFILE.replace("Password=Perejil\n", "").replace("ELUSK1=0", "ELUSK1=zero"))
        code, lines = self.imports("--check")
        assert (code, lines) == (
            1,
            [
                "ANA.chr: ANA, level 30, 1234656 gold coins",
                "Beto.chr: Beto, level 30, 1234656 gold coins",
                "warning: Beto.chr, line 57: [SKILLS] ELUSK1=zero is no plain number; 0 is used",
                "warning: Ana.CHR: there is a character of that name already; it is left as it is",
                "0 errors, 2 warnings, 0 notes",
                "locked: Beto: it has no password; `pyao-server characters password` sets one",
                "2 of 3 characters would be imported",
            ],
        )
        assert not (tmp_path / "data").exists()

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Ñandú.chr", "Ñandú"),
            (b"\xd1and\xfa.chr", "Ñandú"),
            ("Ana99.chr", "Ana99"),
            (" Ana.chr", " Ana"),
            ("A" * 16 + ".chr", "A" * 16),
            ("Ana_la-Mala.chr", "Ana_la-Mala"),
        ],
    )
    def test_names_that_nobody_can_type_stay_out(self, folder: Path, name: str | bytes, shown: str) -> None:
        self.write(folder, name)
        self.write(folder, "Beto.chr")
        code, lines = self.imports()
        assert code == 1
        assert f"error: {shown}.chr: the character does not load: the name {shown!r} is none: " in lines[1]
        assert lines[-1] == "1 of 2 characters imported"

    def test_older_files_come_in_with_lenient(self, folder: Path) -> None:
        self.write(folder, "ANA.chr", OLDER)
        assert self.imports()[0] == 1
        assert self.imports("--lenient")[0] == 0

    def test_the_data_folder_may_be_named(self, folder: Path, tmp_path: Path) -> None:
        self.write(folder, "ANA.chr")
        assert self.imports("--data", "here")[0] == 0
        assert (tmp_path / "here" / "pyao.sqlite3").exists()
        assert CliRunner().invoke(app, ["characters", "list", "--data", "here"]).stdout == "ANA\n"
        assert CliRunner().invoke(app, ["characters", "list"]).stdout == ""


def test_an_imported_character_logs_in() -> None:
    with a_game(content(plain_map(1))) as own:
        own.game.passwords = Passwords(time_cost=1, memory_kib=8, at_once=1)
        character = read_charfile("ANA", CHARFILE.encode("cp1252"), Findings())
        hashed = own.loop.run_until_complete(own.game.passwords.hash_password(character.password))
        character.record.password_hash = hashed
        own.save(character.record)
        ana = own.connect()
        ana.logs_in("Ana", "perejil")
        for _turn in range(200):
            if "ANA" in own.world.online:
                break
            own.loop.run_until_complete(own.idle())
        assert "ANA" in own.world.online


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
                record = read_charfile("ANA", text.encode("cp1252"), Findings()).record
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
