"""From sections to definitions.  Source: 06-items §1.3, 08-npcs §1.2, 05-magic §1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyao.content.enums import ObjectType, PlayerClass
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.content.polls import Poll
from pyao.content.spells import SpellDef, SpellEffect, SpellTarget, SpellType
from pyao.storage.classic.definitions import read_items, read_npcs, read_spells
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.ini import read_ini

if TYPE_CHECKING:
    from kit.classic_files import DataFolder


def item(text: str) -> tuple[ItemDef, list[str]]:
    head = "[INIT]\nNumObjs=1\n[OBJ1]\nName=x\nGrhIndex=1\n"
    findings = Findings()
    items = read_items(read_ini("obj.dat", (head + text).encode("cp1252"), findings))
    return items[1], [one.reason for one in findings]


def npc(text: str) -> tuple[NpcDef, list[str]]:
    findings = Findings()
    head = "[NPC5]\nName=x\nHead=1\nBody=1\n"
    return read_npcs(read_ini("NPCs.dat", (head + text).encode("cp1252"), findings))[5], [
        one.reason for one in findings
    ]


def spell(text: str, number: int = 1) -> tuple[SpellDef, list[str]]:
    head = f"[INIT]\nNumeroHechizos=0\n[HECHIZO{number}]\nNombre=x\nTipo=1\nTarget=3\n"
    findings = Findings()
    spells = read_spells(read_ini("Hechizos.dat", (head + text).encode("cp1252"), findings))
    return spells[number], [one.reason for one in findings if "above" not in one.reason]


def test_a_weapon() -> None:
    made, findings = item(
        "ObjType=2\nAnim=12\nRazaEnanaAnim=48\nMinHIT=1\nMaxHIT=3\nApuñala=1\nEnvenena=1\nProyectil=1\nMuniciones=1\n"
        "StaffPower=2\nStaffDamageBonus=30\nRefuerzo=4\nLingH=5\nLingP=6\nLingO=7\nSkHerreria=8\nReal=2\nCaos=1\n"
        "Valor=2000000000\nUpgrade=9\nAcuchilla=1\nCrucial=1\nLog=1\n"
    )
    assert made == ItemDef(
        id=1,
        name="x",
        grh=1,
        type=ObjectType.WEAPON,
        animation=12,
        small_race_animation=48,
        min_hit=1,
        max_hit=3,
        stabs=True,
        poisons=True,
        ranged=True,
        needs_ammunition=True,
        staff_power=2,
        staff_damage_bonus=30,
        reinforcement=4,
        iron=5,
        silver=6,
        gold=7,
        smithing=8,
        royal=2,
        chaos=1,
        value=2_000_000_000,
        upgrade=9,
        stabs_wildly=True,
        crucial=True,
        logged=True,
    )
    assert not findings


def test_keys_of_other_types_are_not_read() -> None:
    made, _findings = item(
        "ObjType=1\nAnim=12\nMinHIT=1\nMaxHIT=3\nLingH=5\nSkHerreria=8\nReal=1\nSND1=5\nMinSkill=6\nIndexAbierta=7\n"
        "TipoPocion=1\nDuracionEfecto=8\nRadio=9\nMochilaType=1\nParaliza=1\nEnvenena=1\nProyectil=1\n"
    )
    assert made == ItemDef(id=1, name="x", grh=1, type=ObjectType.USE_ONCE)


@pytest.mark.parametrize(
    ("text", "closed", "locked"),
    [
        ("abierta=1\nLlave=1", True, True),
        ("abierta=1\nLlave=0", True, False),
        ("abierta=0\nLlave=1", False, False),
        ("Llave=1", False, False),
    ],
)
def test_doors_say_the_opposite(text: str, *, closed: bool, locked: bool) -> None:
    made, _findings = item(f"ObjType=6\nIndexAbierta=2\nIndexCerrada=3\nIndexCerradaLlave=4\nClave=7\n{text}")
    assert (made.closed, made.locked, made.lock_code) == (closed, locked, 7)
    assert (made.open_variant, made.closed_variant, made.locked_variant) == (2, 3, 4)


def test_what_cannot_be_picked_up_says_the_opposite() -> None:
    assert item("ObjType=15\nAgarrable=1")[0].fixed
    assert not item("ObjType=15\nAgarrable=0")[0].fixed


def test_wood_counts_only_for_carpenters() -> None:
    assert item("ObjType=32\nMadera=3\nSkCarpinteria=5")[0].wood == 3
    assert item("ObjType=32\nMadera=3")[0].wood == 0
    assert item("ObjType=32\nMaderaElfica=3")[0].elven_wood == 3


def test_forbidden_classes() -> None:
    made, findings = item("ObjType=3\nCP1=MAGO\nCP2=druida\nCP12=Pirata\nCP3=PESCADOR\n")
    assert made.forbidden_classes == {PlayerClass.MAGE, PlayerClass.DRUID, PlayerClass.PIRAT}
    assert findings == ["[OBJ1] it forbids the unknown class PESCADOR"]


def test_forbidden_classes_do_not_count_without_the_first() -> None:
    made, findings = item("ObjType=3\nCP2=MAGO\n")
    assert made.forbidden_classes == frozenset()
    assert findings == ["[OBJ1] CP2 does not count without a CP1"]


def test_the_first_of_two_prohibitions_counts() -> None:
    made, _findings = item("ObjType=3\nCP1=MAGO\nCP2=DRUIDA\nCP2=PIRATA\n")
    assert made.forbidden_classes == {PlayerClass.MAGE, PlayerClass.DRUID}


def test_an_unknown_type_is_said() -> None:
    made, findings = item("ObjType=99\nAnim=3")
    assert made.type is ObjectType.NONE
    assert findings == ["[OBJ1] the unknown ObjType 99"]


def test_numbers_that_no_packet_carries_are_said() -> None:
    made, findings = item("ObjType=2\nMaxHIT=40000\n")
    assert made.max_hit == 32_767
    assert findings == ["[OBJ1] MaxHIT=40000 is not in -32768..32767; 32767 is used"]


def test_objects_are_counted() -> None:
    findings = Findings()
    text = "[INIT]\nNumObjs=3\n" + "".join(f"[OBJ{k}]\nName=x\nGrhIndex=1\nObjType=1\n" for k in (1, 5))
    items = read_items(read_ini("obj.dat", text.encode(), findings))
    assert sorted(items) == [1, 5]
    assert [(one.place, one.reason) for one in findings] == [
        ("line 7", "[OBJ5] its number is above NumObjs=3; it is loaded all the same"),
        ("line 2", "[INIT] 2 of 3 are not defined: 2, 3"),
    ]


def test_an_object_without_what_all_have_is_said() -> None:
    findings = Findings()
    read_items(read_ini("obj.dat", b"[INIT]\nNumObjs=1\n[OBJ1]\nName=x\n", findings))
    assert [(one.place, one.reason) for one in findings] == [("line 3", "[OBJ1] it has no GrhIndex, ObjType")]


def test_a_creature() -> None:
    made, findings = npc(
        "Desc=Hola\nNpcType=2\nHeading=3\nMovement=10\nHostile=1\nAttackable=1\nAlineacion=2\nGiveEXP=265000\n"
        "GiveGLD=40000\nMinHP=200000\nMaxHP=200001\nMinHIT=1\nMaxHIT=2\nDEF=3\nDEFm=4\nPoderAtaque=50000\n"
        "PoderEvasion=60000\nVeneno=1\nAtacaDoble=1\nLanzaSpells=2\nSp1=47 ' Flecha\nSp2=9\nDomable=1250\n"
        "AfectaParalisis=1\nAguaValida=1\nTierraInValida=1\nReSpawn=1\nPosOrig=1\nBackUp=1\nFaccion=1\nCiudad=4\n"
        "Drop1=414-1\nDrop2=12-55000 'oro\nDrop4=27-3\nSnd1=1\nSnd2=2\nSnd3=3\nNROEXP=2\nExp1=Crick\nExp2=Chuik\n"
        "NroCriaturas=1\nCI1=566\nCN1=Murciélago\nOrigPos=1\nGolpeExacto=1\n"
    )
    assert made == NpcDef(
        id=5,
        name="x",
        head=1,
        body=1,
        description="Hola",
        type=2,
        heading=3,
        movement=10,
        hostile=True,
        attackable=True,
        alignment=2,
        exp=265_000,
        gold=40_000,
        min_hp=200_000,
        max_hp=200_001,
        min_hit=1,
        max_hit=2,
        defence=3,
        magic_defence=4,
        attack_power=50_000,
        evasion=60_000,
        poisons=True,
        double_attack=True,
        spells=(47, 9),
        tameable=1250,
        immune_to_paralysis=True,
        swims=True,
        shuns_land=True,
        stays_dead=True,
        returns_to_post=True,
        backup=True,
        faction=1,
        city=4,
        drops=((414, 1), (12, 55_000), None, (27, 3), None),
        attack_sound=1,
        hurt_sound=2,
        death_sound=3,
        phrases=("Crick", "Chuik"),
        creatures=((566, "Murciélago"),),
    )
    assert not findings


def test_a_merchant() -> None:
    made, _findings = npc("Comercia=1\nTipoItems=1000\nInvReSpawn=1\nNROITEMS=3\nObj1=36-1000\nObj3=54-0\nObj4=1-1\n")
    assert (made.trades, made.buys_type, made.never_restocks) == (True, 1000, True)
    assert made.stock == ((36, 1000), None, (54, 0))


def test_more_goods_than_slots_are_said() -> None:
    made, findings = npc("NROITEMS=999999999\n")
    assert len(made.stock) == 30
    assert findings == ["[NPC5] NROITEMS=999999999 is not in 0..30; 30 is used"]


def test_an_npc_type_without_behaviour_is_said_and_kept() -> None:
    made, findings = npc("NpcType=77\n")
    assert made.type == 77
    assert findings == ["[NPC5] the unknown NpcType 77"]


def test_a_spell() -> None:
    made, findings = spell(
        "Desc=d\nPalabrasMagicas=LUX\nHechizeroMsg=h\nTargetMsg=t\nPropioMsg=p\nMinSkill=6\nManaRequerido=10\n"
        "StaRequerido=1\nNeedStaff=2\nStaffAffected=1\nWAV=114\nFXgrh=15\nLoops=2\nSubeHP=2\nMinHP=2\nMaxHP=5\n"
        "SubeAG=1\nMinAG=3\nMaxAG=4\nSubeFU=2\nSubeHam=1\nSubeSed=2\nSubeMana=1\nMinMana=3\nSubeSta=2\nParaliza=1\nNumNpc=512\n"
        "Cant=2\nInvoca=1\nSubeCA=1\nResis=1\n"
    )
    assert made == SpellDef(
        id=1,
        name="x",
        description="d",
        words="LUX",
        caster_text="h",
        target_text="t",
        self_text="p",
        type=SpellType.PROPERTIES,
        target=SpellTarget.BOTH,
        min_skill=6,
        mana=10,
        stamina=1,
        needs_staff=2,
        staff_affected=True,
        wave=114,
        fx=15,
        loops=2,
        effects=(
            SpellEffect("hunger_up"),
            SpellEffect("thirst_down"),
            SpellEffect("agility_up", 3, 4),
            SpellEffect("strength_down"),
            SpellEffect("damage", 2, 5),
            SpellEffect("mana_up"),
            SpellEffect("stamina_down"),
            SpellEffect("paralyse"),
            SpellEffect("summon", npc=512, count=2),
        ),
    )
    assert not findings


@pytest.mark.parametrize(("number", "low", "high"), [(34, 40, 60), (35, 0, 60), (36, 0, 95)])
def test_two_spells_with_repeated_keys_read_as_the_original_did(number: int, low: int, high: int) -> None:
    text = "SubeHP=2\nMinHP=40\nMaxHP=60\nSubeHP=0\nMinHP=0\nMaxHP=0\n"
    assert spell(text, number)[0].effects == (SpellEffect("damage", low, high),)


def test_those_spells_are_read_plainly_where_they_have_been_corrected() -> None:
    assert spell("SubeHP=2\nMinHP=40\nMaxHP=60\n", 35)[0].effects == (SpellEffect("damage", 40, 60),)


def test_an_unknown_kind_of_spell_is_said() -> None:
    made, findings = spell("")
    assert (made.type, findings) == (SpellType.PROPERTIES, [])
    findings_of = Findings()
    text = b"[INIT]\nNumeroHechizos=1\n[HECHIZO1]\nNombre=x\nTipo=9\nTarget=8\n"
    made = read_spells(read_ini("Hechizos.dat", text, findings_of))[1]
    assert (made.type, made.target) == (SpellType.NONE, SpellTarget.NONE)
    assert [one.reason for one in findings_of] == ["[HECHIZO1] the unknown Tipo 9", "[HECHIZO1] the unknown Target 8"]


@pytest.mark.parametrize(
    ("old", "new", "poll"),
    [
        ("", "", Poll(2, "¿Cómo?", ("Bien", "Mal"), 10, (240, 3))),
        ("V1=240", "", Poll(2, "¿Cómo?", ("Bien", "Mal"), 10, (0, 3))),
        ("NivelRequerido=10", "NivelRequerido=0", Poll(2, "¿Cómo?", ("Bien", "Mal"), 1, (240, 3))),
        ("ConsultaActual=2", "ConsultaActual=0", None),
        ("ConsultaActual=2", "ConsultaActual=7", None),
        ("V1=240", "V1=-5", Poll(2, "¿Cómo?", ("Bien", "Mal"), 10, (0, 3))),
    ],
)
def test_the_poll(data: DataFolder, old: str, new: str, poll: Poll | None) -> None:
    data.replace("consultas.dat", old, new)
    assert data.imported().content.poll == poll
