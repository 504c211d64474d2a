"""The definitions of the classic data against the tables of the specification."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from kit.classic import imported
from kit.spec import SPEC, needs_classic

from pyao.content.balance import AttributeChange
from pyao.content.casino import CasinoTotals
from pyao.content.enums import City, ObjectType, PlayerClass, Race
from pyao.content.factions import FactionArmours
from pyao.content.npcs import NpcType
from pyao.content.praetorians import PraetorianRole
from pyao.content.spells import SpellEffect, SpellType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content
    from pyao.content.items import ItemDef

pytestmark = [needs_classic]

T, P = ObjectType, PlayerClass
IN_TABLE_ORDER = (
    *(P.WARRIOR, P.HUNTER, P.PALADIN, P.BANDIT, P.ASSASSIN, P.PIRAT),
    *(P.THIEF, P.CLERIC, P.BARD, P.MAGE, P.DRUID, P.WORKER),
)


@pytest.fixture(scope="module")
def content() -> Content:
    return imported().content


def table(document: str, row: str) -> Iterator[list[str]]:
    """The cells of the rows that match."""
    for line in (SPEC / document).read_text(encoding="utf-8").splitlines():
        if re.match(row, line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_objects_by_type(content: Content) -> None:
    """06-items §1.2."""
    counts = Counter(item.type for item in content.items.values())
    assert {kind: counts[kind] for kind in (T.USE_ONCE, T.WEAPON, T.ARMADURA, T.ARBOLES, T.GUITA)} == {
        T.USE_ONCE: 22,
        T.WEAPON: 55,
        T.ARMADURA: 307,
        T.ARBOLES: 24,
        T.GUITA: 1,
    }
    rows = (*range(6, 12), *range(13, 20), *range(22, 25), *range(26, 29), *range(31, 39))
    numbers = [196, 5, 95, 59, 12, 12, 11, 3, 1, 11, 20, 13, 16, 12, 3, 38, 5, 2, 1, 4, 5, 1, 1, 6, 1, 2, 0]
    assert [counts[T(kind)] for kind in rows] == numbers
    assert [counts[T(kind)] for kind in (12, 20, 21, 30, 29)] == [5, 124, 7, 23, 15]
    assert content.items.keys() == set(range(1, 1122)) - {237, 702, 704}


def test_single_objects(content: Content) -> None:
    """Facts of the acceptance scenarios of 06-items."""
    items = content.items
    assert items[2].animation == 21
    assert items[2].small_race_animation == 72
    assert P.MAGE in items[2].forbidden_classes
    assert P.WARRIOR not in items[2].forbidden_classes
    assert items[968].forbidden_classes >= {P.DRUID}
    assert P.PIRAT not in items[968].forbidden_classes
    assert {items[number].royal or items[number].chaos for number in range(1069, 1113)} == {2}
    assert (items[874].royal, items[874].sound, items[875].chaos, items[875].sound) == (1, 122, 1, 123)
    assert (items[977].drow_only, items[977].clothing) == (True, 380)
    assert items[63].fixed
    assert (items[53].closed, items[53].locked, items[53].lock_code, items[54].lock_code) == (True, True, 2, 2)
    assert (items[53].closed_variant, items[52].locked_variant, items[52].locked) == (52, 53, False)
    assert items[8].open_variant == 7
    assert (items[26].food, items[37].value, items[38].max_effect, items[36].effect_ticks) == (75, 25, 30, 1000)
    assert [number for number, item in items.items() if item.men_only] == [963]
    assert [number for number, item in items.items() if item.unstealable] == [1117, 1118, 1119, 1120]
    assert not any(item.undroppable or item.unsellable or item.untransferable for item in items.values())
    assert (items[865].backpack_type, items[866].backpack_type) == (2, 1)
    assert items[700].stops_paralysis
    assert items[700].stops_immobilising
    assert items[700].stops_dumbness
    assert items[700].stops_blindness
    newbie = {*range(460, 469), *range(561, 566), *range(855, 865), *range(1044, 1049), 1051, 1052}
    assert {number for number, item in items.items() if item.newbie} == newbie
    assert [items[number].min_skill for number in (474, 475, 476, 192, 193, 194)] == [35, 55, 65, 25, 50, 100]
    assert (items[533].closed_variant, items[534].open_variant) == (534, 533)
    assert [(items[number].ingot, items[ore].ore) for number, ore in ((192, 188), (193, 232), (194, 228))] == [
        (386, 192),
        (387, 193),
        (388, 194),
    ]


def test_npcs_by_type(content: Content) -> None:
    """08-npcs §1.3."""
    rows = list(table("08-npcs.md", r"\| \d+ \| [A-Z]\w+"))
    assert len(rows) == 12
    defined = Counter(npc.type for npc in content.npcs.values())
    placed = Counter(content.npcs[number].type for here in content.maps.values() for *_tile, number in here.npcs)
    for kind, _name, definitions, placements, *_numbers in rows:
        assert (defined[int(kind)], placed[int(kind)]) == (int(definitions), int(placements)), kind
    assert defined.keys() == set(NpcType)


def test_the_census_of_npcs(content: Content) -> None:
    """08-npcs §1.3 below the table."""
    npcs = content.npcs
    placed = [npcs[number] for here in content.maps.values() for *_tile, number in here.npcs]
    assert len(npcs) == 337
    assert Counter(npc.movement for npc in placed) == {3: 2435, 2: 248, 1: 159, 10: 8, 0: 2}
    assert (sum(npc.hostile for npc in placed), sum(npc.attackable for npc in placed)) == (2461, 2668)
    assert len({npc.id for npc in placed if npc.attackable}) == 120
    assert sum(npc.attackable for npc in npcs.values()) == 181
    assert (sum(npc.trades for npc in placed), len({npc.id for npc in placed if npc.trades})) == (97, 73)
    assert sum(npc.trades for npc in npcs.values()) == 80
    commonest = [(504, 314), (501, 311), (500, 252), (506, 185), (505, 174), (529, 150), (91, 92), (503, 67)]
    assert Counter(npc.id for npc in placed).most_common(8) == commonest
    assert Counter(npc.id for npc in placed if npc.stays_dead) == {92: 1, 522: 8, 564: 10, 565: 4, 566: 4}
    assert {npc.id for npc in npcs.values() if npc.never_restocks} == {34, 35, 52, 62, 101}
    types = Counter(npc.buys_type for npc in npcs.values() if npc.trades)
    assert types == {3: 40, 2: 8, 24: 8, 1: 7, 13: 6, 9: 5, 11: 2, 14: 1, 20: 1, 23: 1, 1000: 1}


def test_single_npcs(content: Content) -> None:
    """Facts of the acceptance scenarios of 08-npcs and 09-economy."""
    npcs = content.npcs
    wolf = npcs[501]
    assert (wolf.min_hp, wolf.max_hp, wolf.movement, wolf.stays_dead, wolf.returns_to_post) == (75, 75, 3, False, False)
    assert wolf.drops[:4] == ((414, 1), (27, 3), (1002, 1), (394, 1))
    assert npcs[542].drops[0] == (12, 65_000)
    assert (npcs[542].max_hp, npcs[542].exp) == (200_000, 265_000)
    assert npcs[14].stock == tuple((number, 1000) for number in (36, 37, 38, 39, 166, 645))
    assert (npcs[14].buys_type, npcs[8].stock[0], npcs[80].buys_type) == (11, (1, 10_000), 1000)
    assert (npcs[49].returns_to_post, npcs[49].max_hp) == (True, 1000)
    assert (npcs[602].min_hit, npcs[602].max_hit, npcs[922].min_hit, npcs[922].max_hit) == (110, 75, 65, 50)
    assert len(npcs[536].phrases) == 2
    assert [npc.id for npc in npcs.values() if npc.phrases] == [536]
    assert [npcs[number].city for number in (13, 152)] == [1, 4]
    assert (npcs[72].faction, npcs[98].faction) == (0, 1)
    assert [creature for creature, _label in npcs[60].creatures] == [566, 565, 564, 516]
    assert {npc.id for npc in npcs.values() if npc.name == "SR"} >= {114}
    assert {npc.id for npc in npcs.values() if npc.name == "SC"} >= {115}
    tameable = {500: 400, 504: 400, 535: 425, 17: 450, 536: 700, 501: 1250, 505: 1500, 549: 2250}
    assert {number: npcs[number].tameable for number in tameable} == tameable
    assert (npcs[923].spells[0], npcs[900].spells) == (47, (3, 10, 30, 31, 1))


def test_spells(content: Content) -> None:
    """05-magic §1, every column."""
    rows = list(table("05-magic.md", r"\|\d+\|"))
    assert [int(row[0]) for row in rows] == list(range(1, 51)) == sorted(content.spells)
    for number, _name, kind, target, skill, mana, stamina, wave, fx, loops, effect in rows:
        spell = content.spells[int(number)]
        figures = (
            spell.type,
            spell.target,
            spell.min_skill,
            spell.mana,
            spell.stamina,
            spell.wave,
            spell.fx,
            spell.loops,
        )
        assert figures == tuple(map(int, (kind, target, skill, mana, stamina, wave, fx, loops))), number
        staff = re.search(r"staff (\d)", effect)
        assert spell.needs_staff == (int(staff[1]) if staff else 0), number
        assert spell.staff_affected == ("staff-affected" in effect), number
        points = re.match(r"(damage|heal) \**(\d+)(?:–(\d+))?", effect)
        if points:
            low, high = int(points[2]), int(points[3] or points[2])
            assert SpellEffect(points[1], low, high) in spell.effects, number
        summoned = re.match(r"summon (?:NPC )?(\d+) ×(\d)", effect)
        if summoned:
            assert SpellEffect("summon", npc=int(summoned[1]), count=int(summoned[2])) in spell.effects, number
            assert spell.type is SpellType.SUMMON


def test_what_spells_do_besides(content: Content) -> None:
    """05-magic §1, the flags and changes in the last column."""
    spells = content.spells
    flags = {
        "cure_poison": {1},
        "poison": {4},
        "paralyse": {9},
        "remove_paralysis": {10},
        "revive": {11},
        "invisibility": {14},
        "immobilise": {24},
        "blind": {30},
        "dumb": {31},
        "reveal": {38, 43},
        "remove_dumbness": {41},
        "mimicry": {42},
        "call_pets": {46},
        "curse": set(),
        "remove_curse": set(),
        "bless": set(),
    }
    assert {name: {n for n, spell in spells.items() if spell.does(name)} for name in flags} == flags
    assert (spells[12].effects, spells[13].effects) == (
        (SpellEffect("hunger_down", 20, 50),),
        (SpellEffect("hunger_down", 100, 100),),
    )
    assert spells[18].effects == (SpellEffect("agility_up", 2, 5),)
    assert spells[19].effects == (SpellEffect("agility_down", 2, 5),)
    assert spells[20].effects == (SpellEffect("strength_up", 2, 5),)
    assert spells[21].effects == (SpellEffect("strength_down", 2, 5),)
    assert spells[39].effects == ()
    assert spells[8].name == "Proyectil Mágico"


def test_balance(content: Content) -> None:
    """04-combat §4."""
    sections = {
        "MODEVASION": content.balance.evasion,
        "MODATAQUEARMAS": content.balance.weapon_attack,
        "MODATAQUEPROYECTILES": content.balance.ranged_attack,
        "MODATAQUEWRESTLING": content.balance.wrestling_attack,
        "MODDAÑOARMAS": content.balance.weapon_damage,
        "MODDAÑOPROYECTILES": content.balance.ranged_damage,
        "MODDAÑOWRESTLING": content.balance.wrestling_damage,
        "MODESCUDO": content.balance.shield,
    }
    rows = list(table("04-combat.md", r"\| MOD"))
    assert [row[0] for row in rows] == list(sections)
    for name, *factors in rows:
        assert sections[name] == dict(zip(IN_TABLE_ORDER, map(float, factors), strict=True)), name


def test_the_rest_of_the_balance(content: Content) -> None:
    """02 §3.3 and §8.2, 04 §4, 11 §4 and §5.4."""
    balance = content.balance
    changes = {
        Race.HUMAN: (1, 1, 0, 0, 2),
        Race.ELF: (-1, 3, 2, 2, 1),
        Race.DROW: (2, 3, 2, -3, 0),
        Race.GNOME: (-2, 3, 4, 1, 0),
        Race.DWARF: (3, 0, -2, -2, 3),
    }
    assert balance.race_attributes == {race: AttributeChange(*numbers) for race, numbers in changes.items()}
    life = {10.0: (P.WARRIOR, P.THIEF), 7.5: (P.MAGE,), 8.5: (P.CLERIC, P.ASSASSIN, P.BARD, P.DRUID)}
    life[9.5] = (P.HUNTER, P.PALADIN, P.BANDIT, P.PIRAT, P.WORKER)
    assert balance.life == {one: points for points, classes in life.items() for one in classes}
    assert (balance.whole_distribution, balance.half_distribution) == ((10, 20, 40, 20, 10), (10, 40, 40, 10))
    assert (balance.mana_recovery_pct, balance.party_level_exponent) == (6, 1.75)
    assert balance.faction_rewards == (
        *(5000, 7500, 10000, 20000, 25000, 30000, 40000, 50000, 60000, 70000, 80000, 100000, 150000, 220000, 340000),
    )


def test_cities(content: Content) -> None:
    """03-world §1."""
    assert content.cities == {
        City.ULLATHORPE: (1, 58, 45),
        City.NIX: (34, 44, 88),
        City.BANDERBILL: (59, 50, 50),
        City.LINDOS: (62, 72, 41),
        City.ARGHAL: (196, 52, 75),
        City.ARKHEIN: (151, 40, 48),
    }
    assert content.start == (286, 50, 65)


def recipes(heading: str) -> dict[int, tuple[int, ...]]:
    """07-work §6.6: what each object needs, the skill last."""
    text = (SPEC / "07-work.md").read_text(encoding="utf-8")
    line = re.search(rf"^{heading}.*?: (?=\d)(.*)$", text, re.MULTILINE)
    assert line
    found: dict[int, tuple[int, ...]] = {}
    for entry in re.sub(r"\(.*?\)|rings ", "", line[1]).rstrip(". ").split("; "):
        numbers, needs = entry.split(": ")
        materials, skill = needs.split("@")
        for number in numbers.split(", "):
            found[int(number)] = (*map(int, materials.split("/")), int(skill))
    return found


def needs_of_smith(item: ItemDef, length: int) -> tuple[int, ...]:
    assert not any((item.iron, item.silver, item.gold)[length:])
    return (*(item.iron, item.silver, item.gold)[:length], item.smithing)


@pytest.mark.parametrize(
    ("heading", "count", "name"), [("Weapons", 26, "smith_weapons"), ("Armour file", 61, "smith_armours")]
)
def test_what_smiths_make(content: Content, heading: str, count: int, name: str) -> None:
    expected = recipes(heading)
    products: tuple[int, ...] = getattr(content, name)
    assert len(products) == count
    assert set(products) == expected.keys()
    assert {n: needs_of_smith(content.items[n], len(expected[n]) - 1) for n in products} == expected


def test_what_carpenters_make(content: Content) -> None:
    expected = recipes("Carpentry")
    assert len(content.carpenter_objects) == 34
    assert content.carpenter_objects[:4] == (480, 551, 552, 553)
    items = {number: content.items[number] for number in content.carpenter_objects}
    assert {n: (item.wood, item.elven_wood, item.carpentry) for n, item in items.items()} == expected


def test_what_smiths_see_first(content: Content) -> None:
    """WRK-16: the weapons that need 12 at most, in the order of the file."""
    assert [n for n in content.smith_weapons if content.items[n].smithing <= 12] == [15, 619, 9, 187, 198, 127]


def test_improvements(content: Content) -> None:
    """07-work §6.5."""
    expected = {15: 165, 165: 365, 365: 366, 366: 367, 132: 131, 195: 390, 390: 391, 243: 392, 392: 393, 475: 476}
    expected |= {478: 663, 479: 664, 480: 551, 551: 552}
    assert {item.id: item.upgrade for item in content.items.values() if item.upgrade} == expected


def test_lists(content: Content) -> None:
    """08-npcs §12.1, 09-economy §6.2, 10-gm-admin §4.6, 11-social §5.3, 02 §9."""
    members = {role: [one.npc for one in content.praetorians[role]] for role in PraetorianRole}
    assert members == {
        PraetorianRole.KING: [900, 901],
        PraetorianRole.HEALER: list(range(902, 906)),
        PraetorianRole.SPELLCASTER: list(range(906, 910)),
        PraetorianRole.SWORDSWINGER: list(range(914, 922)),
        PraetorianRole.LONGRANGE: list(range(910, 914)),
        PraetorianRole.THIEF: [922, 923],
    }
    assert [one.tall for one in content.praetorians[PraetorianRole.HEALER]] == [True, False, True, False]
    assert content.casino == CasinoTotals(159_393_400, 140_980_666, 566_261)
    assert (len(content.spawn_list), content.spawn_list[0]) == (47, (500, "Murciélago"))
    warrior = content.faction_armours[P.WARRIOR]
    assert (warrior.royal_tall, warrior.royal_short) == ((675, 521, 629), (676, 492, 681))
    assert isinstance(content.faction_armours[P.MAGE], FactionArmours)
    assert content.faction_armours[P.MAGE].chaos_short == (678, 558, 686)
    assert (len(content.motd), len(content.help), len(content.banned_ips)) == (9, 6, 57)
    assert content.motd[0].endswith("~0~255~0~1~0")
