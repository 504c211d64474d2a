"""What the content layer promises: the game's numbers, and definitions that nobody changes."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from kit.spec import SPEC

from pyao.content.content import Content
from pyao.content.enums import Attribute, City, Gender, Heading, ObjectType, PlayerClass, Privilege, Race, Skill
from pyao.content.items import ItemDef
from pyao.content.keys import KEY, LIMITS
from pyao.content.maps import TILES, MapDef
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef

PUT_TOGETHER = {
    ItemDef: {"Llave", "Madera", *(f"CP{k}" for k in range(1, 13))},
    NpcDef: {"NROITEMS", "LanzaSpells", "NroCriaturas", "NROEXP", *(f"Drop{k}" for k in range(1, 6))},
    SpellDef: {
        *(f"{how}{what}" for how in ("Sube", "Min", "Max") for what in ("HP", "Mana", "Sta", "Ham", "Sed", "AG", "FU")),
        *("Invisibilidad", "Paraliza", "Inmoviliza", "RemoverParalisis", "RemoverEstupidez", "Revivir", "Ceguera"),
        *("RemueveInvisibilidadParcial", "CuraVeneno", "Envenena", "Maldicion", "RemoverMaldicion", "Bendicion"),
        *("Estupidez", "Mimetiza", "Warp", "NumNpc", "Cant"),
    },
}
"""Keys that several make one field of."""

IDLE = {"RazaElfa", "RazaGnoma", "RazaHumana", "SND2", "SND3", "OrigPos", "Invoca"}
"""Keys that the specification names and nothing uses."""


@pytest.mark.parametrize(
    ("heading", "step", "opposite"),
    [
        (Heading.NORTH, (0, -1), Heading.SOUTH),
        (Heading.EAST, (1, 0), Heading.WEST),
        (Heading.SOUTH, (0, 1), Heading.NORTH),
        (Heading.WEST, (-1, 0), Heading.EAST),
    ],
)
def test_headings(heading: Heading, step: tuple[int, int], opposite: Heading) -> None:
    assert (heading.dx, heading.dy) == step
    assert heading.opposite is opposite


def test_numbers_of_the_protocol() -> None:
    assert [one.name for one in PlayerClass] == (
        [
            "MAGE",
            "CLERIC",
            "WARRIOR",
            "ASSASSIN",
            "THIEF",
            "BARD",
            "DRUID",
            "BANDIT",
            "PALADIN",
            "HUNTER",
            "WORKER",
            "PIRAT",
        ]
    )
    assert [one.name for one in Race] == ["HUMAN", "ELF", "DROW", "GNOME", "DWARF"]
    assert [one.name for one in Gender] == ["MAN", "WOMAN"]
    assert [one.name for one in City] == ["ULLATHORPE", "NIX", "BANDERBILL", "LINDOS", "ARGHAL", "ARKHEIN"]
    assert [one.name for one in Attribute] == ["FUERZA", "AGILIDAD", "INTELIGENCIA", "CARISMA", "CONSTITUCION"]
    for kind in (PlayerClass, Race, Gender, City, Attribute, Skill, Heading):
        assert [one.value for one in kind] == list(range(1, len(kind) + 1))
    assert len(Skill) == 20
    assert (Skill.APUNALAR, Skill.PESCA, Skill.NAVEGACION) == (6, 12, 20)
    assert list(Privilege) == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (ObjectType.GUITA, ObjectType.TELEPORT, ObjectType.YACIMIENTO_PEZ) == (5, 19, 38)


@pytest.mark.parametrize("definition", [ItemDef(id=1), NpcDef(id=1), SpellDef(id=1), MapDef(id=1), Content()])
def test_nobody_changes_a_definition(definition: Any) -> None:
    name = fields(definition)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(definition, name, 2)
    assert not hasattr(definition, "__dict__")


def test_an_empty_map_is_free_everywhere() -> None:
    here = MapDef(id=7, name="Prado")
    assert len(here.tiles) == len(here.triggers) == TILES
    assert not any(here.tiles)
    assert not here.exits
    assert replace(here, safe=True).safe


@pytest.mark.parametrize("kind", [ItemDef, NpcDef, SpellDef])
def test_each_key_belongs_to_one_field_that_can_hold_its_default(kind: type[Any]) -> None:
    named = [field for field in fields(kind) if KEY in field.metadata]
    keys = [field.metadata[KEY].casefold() for field in named]
    assert len(keys) == len(set(keys))
    assert all(low <= 0 < high for low, high in (field.metadata[LIMITS] for field in named))


def known(kind: type[Any]) -> set[str]:
    """The keys that become something, folded."""
    names = {field.metadata[KEY] for field in fields(kind) if KEY in field.metadata}
    return {name.casefold() for name in names | PUT_TOGETHER[kind] | IDLE}


@pytest.mark.parametrize(
    ("kind", "document", "section"), [(ItemDef, "06-items.md", "### 1.3 "), (NpcDef, "08-npcs.md", "### 1.2 ")]
)
def test_every_key_of_the_specification_is_read(kind: type[Any], document: str, section: str) -> None:
    text = (SPEC / document).read_text(encoding="utf-8")
    part = text.split(section, 1)[1].split("\n##", 1)[0]
    cells = re.findall(r"^\| *([^|]+?) *\|", part, re.MULTILINE)
    assert len(cells) > 30
    keys = {key for cell in cells[2:] for key in re.split(r", | / |…|\.\.", cell)}
    listed = re.compile(r"Obj|Sp|CI|CN|Exp")
    assert {key for key in keys if key.casefold() not in known(kind) and not listed.match(key)} <= {"ObjN", "SpN", "n"}


def test_every_key_of_spells_is_read() -> None:
    text = (SPEC / "05-magic.md").read_text(encoding="utf-8")
    part = text.split("Text keys:", 1)[1].split("Never used by the rules", 1)[0]
    quoted = {key for group in re.findall(r"`([^`]+)`", part) for key in re.split(r", |/", group)}
    keys = {key for key in quoted if key not in ("..", "SubeCA")}
    assert len(keys) > 50
    assert {key for key in keys if key.casefold() not in known(SpellDef)} == set()
