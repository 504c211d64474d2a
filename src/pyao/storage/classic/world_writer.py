"""Writing a whole world as the original's data files: Dat/ and Maps/, which `import` and classic servers read.

Source: 03-world §2; 04-combat §4, 07-work §6, 08-npcs §1.4 and §12.1, 09-economy §6.2, 11-social §5.3.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from pyao.content.factions import Armours, FactionArmours
from pyao.storage.classic.definition_writer import items_file, lines_file, npcs_file, spells_file
from pyao.storage.classic.folders import find_files
from pyao.storage.classic.importer import import_world
from pyao.storage.classic.map_files import no_pictures
from pyao.storage.classic.map_writer import ground_file, properties_file, tiles_file
from pyao.storage.classic.tables import (
    ARMOUR_KEYS,
    ATTRIBUTES,
    CITY_NAMES,
    CLASS_NAMES,
    CLASS_TABLES,
    DEFENCES,
    RACE_NAMES,
    START_CITY,
)
from pyao.storage.classic.writing import FolderWriter, Values, ini_file, numbered, text_file
from pyao.storage.differences import differences

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyao.content.balance import Balance
    from pyao.content.content import Content, Place
    from pyao.content.maps import MapDef
    from pyao.content.polls import Poll
    from pyao.storage.classic.findings import Findings

    Layers = Callable[[int], Sequence[array[int]] | None]
    """Gives the four layers of graphics of a map; `None` = they are not known."""

DATA_FOLDER, MAP_FOLDER = "Dat", "Maps"

_NONE: Armours = (0, 0, 0)
_NO_ARMOURS = FactionArmours(_NONE, _NONE, _NONE, _NONE)


def write_world(content: Content, layers: Layers, folder: Path, findings: Findings) -> None:
    """Write all files, and read them again: what they don't say of the world becomes a finding.

    Raises:
        OSError: a file can't be written.

    """
    data, maps = FolderWriter(folder / DATA_FOLDER, findings), FolderWriter(folder / MAP_FOLDER, findings)
    for name, written in _data_files(content).items():
        data.write(name, written)
    for number, here in sorted(content.maps.items()):
        pictures = layers(number)
        if pictures is None:
            findings.warn(f"Mapa{number}.map", "", "its graphics are not known here; it has none")
        for ending, written in _map_files(here, pictures or [no_pictures()] * 4).items():
            maps.write(f"Mapa{number}.{ending}", written)
    again = import_world(find_files([data.folder, maps.folder])).content
    for lost in differences(_comparable(content), _comparable(again)):
        findings.warn(_file_of(lost.where), "", str(lost))


def _comparable(content: Content) -> Content:
    """The content in one of the forms that mean the same: without drops, roles and armours that are nothing."""
    return replace(
        content,
        npcs={number: replace(npc, drops=_without_last(npc.drops)) for number, npc in content.npcs.items()},
        praetorians={role: members for role, members in content.praetorians.items() if members},
        faction_armours={one: given for one, given in content.faction_armours.items() if given != _NO_ARMOURS},
    )


def _without_last(drops: tuple[tuple[int, int] | None, ...]) -> tuple[tuple[int, int] | None, ...]:
    kept = list(drops)
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


def _file_of(where: str) -> str:
    """The file that says what is at that place of the content; empty = none does."""
    table, _dot, rest = where.partition(".")
    if table == "maps":
        return f"Mapa{rest.partition('.')[0]}"
    return {"items": "obj.dat", "npcs": "NPCs.dat", "spells": "Hechizos.dat", "balance": "Balance.dat"}.get(table, "")


def _data_files(content: Content) -> dict[str, bytes]:
    files = {
        "obj.dat": items_file(content.items),
        "NPCs.dat": npcs_file(content.npcs),
        "Hechizos.dat": spells_file(content.spells),
        "Balance.dat": _balance_file(content.balance),
        "Ciudades.Dat": _cities_file(content),
        "ArmasHerrero.dat": _indexes_file("Arma", "NumArmas", content.smith_weapons),
        "ArmadurasHerrero.dat": _indexes_file("Armadura", "NumArmaduras", content.smith_armours),
        "ObjCarpintero.dat": _indexes_file("Obj", "NumObjs", content.carpenter_objects),
        "ArmadurasFaccionarias.dat": _armours_file(content),
        "Pretorianos.dat": _praetorians_file(content),
        "Invokar.dat": _spawn_file(content.spawn_list),
        "Map.dat": ini_file({"INIT": {"NumMaps": max(content.maps, default=0), "MapPath": "\\Maps\\"}}),
        "Motd.ini": lines_file("MOTD", content.motd),
        "Help.dat": lines_file("Help", content.help),
        "apuestas.dat": ini_file(
            {"Main": dict(zip(("Ganancias", "Perdidas", "Jugadas"), astuple(content.casino), strict=True))}
        ),
        "BanIps.dat": text_file(sorted(content.banned_ips)),
    }
    if content.poll is not None:
        files["consultas.dat"] = _poll_file(content.poll)
    return files


def _balance_file(balance: Balance) -> bytes:
    races: Values = {}
    for name, race in RACE_NAMES.items():
        if race in balance.race_attributes:
            changes = astuple(balance.race_attributes[race])
            races |= {name + attribute: change for attribute, change in zip(ATTRIBUTES, changes, strict=True)}
    factors = {section: getattr(balance, field) for field, (section, _broken) in CLASS_TABLES.items()}
    return ini_file(
        {
            "MODRAZA": races,
            **{
                section: {name: table[one] for name, one in CLASS_NAMES.items() if one in table}
                for section, table in factors.items()
            },
            "DISTRIBUCION": {
                **numbered("E", balance.whole_distribution),
                **numbered("S", balance.half_distribution),
            },
            "EXTRA": {"PorcentajeRecuperoMana": balance.mana_recovery_pct},
            "PARTY": {"ExponenteNivelParty": balance.party_level_exponent},
            "RECOMPENSAFACCION": numbered("Rango", balance.faction_rewards),
        }
    )


def _cities_file(content: Content) -> bytes:
    def place(where: Place) -> Values:
        return dict(zip(("MAPA", "X", "Y"), where, strict=True))

    cities = {name: place(content.cities[city]) for name, city in CITY_NAMES.items() if city in content.cities}
    return ini_file({**cities, START_CITY: place(content.start)})


def _indexes_file(prefix: str, count: str, numbers: Sequence[int]) -> bytes:
    made = {f"{prefix}{k}": {"Index": number} for k, number in enumerate(numbers, start=1)}
    return ini_file({"INIT": {count: len(numbers)}, **made})


def _armours_file(content: Content) -> bytes:
    sections: dict[str, Values] = {}
    for one, armours in content.faction_armours.items():
        sections[f"CLASE{one.value}"] = {
            f"Def{defence}{tail}": number
            for field, tail in ARMOUR_KEYS.items()
            for defence, number in zip(DEFENCES, getattr(armours, field), strict=True)
        }
    return ini_file(sections)


def _praetorians_file(content: Content) -> bytes:
    """The NPCs of each role; where the tall and the short ones don't alternate, a 0 stands between."""
    sections: dict[str, Values] = {}
    for role, members in content.praetorians.items():
        slots: list[int] = []
        for one in members:
            if one.tall == bool(len(slots) % 2):
                slots.append(0)
            slots.append(one.npc)
        slots += [0] * (len(slots) % 2)
        values: Values = {"Cantidad": len(slots) // 2}
        values |= numbered("Alto", slots[::2]) | numbered("Bajo", slots[1::2])
        sections[role.value] = values
    return ini_file(sections)


def _spawn_file(spawns: Sequence[tuple[int, str]]) -> bytes:
    numbers, labels = (number for number, _label in spawns), (label for _number, label in spawns)
    return ini_file({"INIT": {"NumNPCs": len(spawns)}, "LIST": numbered("NI", numbers) | numbered("NN", labels)})


def _poll_file(poll: Poll) -> bytes:
    return ini_file(
        {
            "INIT": {
                "ConsultaActual": poll.number,
                "ConsultaActualTexto": poll.question,
                "NivelRequerido": poll.min_level,
            },
            f"ENCUESTA{poll.number}": {"CantOpciones": len(poll.options), **numbered("Opcion", poll.options)},
            f"RESULTADOS{poll.number}": numbered("V", poll.votes),
        }
    )


def _map_files(here: MapDef, layers: Sequence[array[int]]) -> dict[str, bytes]:
    sounds = {
        f"SONIDO{k}": {"Sonido": one.wave, "Probabilidad": one.chance_pct, "Flags": one.dry}
        for k, one in enumerate(here.sounds, start=1)
    }
    properties = properties_file(here)
    if sounds:
        properties += ini_file({"SONIDOS": {"Cantidad": len(sounds)}, **sounds})
    npcs = {(x, y): number for x, y, number in here.npcs}
    return {
        "map": ground_file(here, here.tiles, layers),
        "inf": tiles_file(here.exits, npcs, here.objects),
        "dat": properties,
    }
