"""Comparing imported data with the folder of a client: what its players won't see or hear.

Source: 01-protocol §9, 06-items §1, 08-npcs §1, 05-magic §1.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.protocol.gaps import LAST_FX, MISSING_HELMETS, MISSING_WAVES, NEAREST_BODIES
from pyao.storage.classic.client_files import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.content.npcs import NpcDef
    from pyao.content.spells import SpellDef
    from pyao.storage.classic.client_files import ClientFiles
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Section

    Numbers = Iterator[tuple[str, Shown, int]]
    """For each number that clients are told: its key in the data file, what it stands for, and the number."""

    Places = Callable[[str, int], Section]
    """Where a definition stands, by the table and its number."""

NOTHING_WORN = 2
"""The animation of whoever holds or wears nothing."""

_WORN = {ObjectType.WEAPON: Shown.WEAPON, ObjectType.ESCUDO: Shown.SHIELD, ObjectType.CASCO: Shown.HELMET}

_REPLACED: dict[Shown, Callable[[int], bool]] = {
    Shown.BODY: NEAREST_BODIES.__contains__,
    Shown.HELMET: MISSING_HELMETS.__contains__,
    Shown.SOUND: MISSING_WAVES.__contains__,
    Shown.FX: lambda number: number > LAST_FX,
}
"""What the dialect of the Godot client replaces or leaves out anyway, whatever the folder holds."""


def check_client(content: Content, section_of: Places, client: ClientFiles, findings: Findings) -> Counter[Shown]:
    """Report each number that the client lacks at the line that asks for it; gives how many there are of each kind."""
    findings.take(client.findings)
    missing: Counter[Shown] = Counter()
    for table, number, asked in _asked_by(content):
        for key, kind, wanted in asked:
            if _lacks(client, kind, wanted):
                section_of(table, number).warn(key, f"{key}: players won't have {kind.value} {wanted}")
                missing[kind] += 1
    for here in content.maps.values():
        if client.lacks(Shown.SONG, here.music):
            findings.warn(f"Mapa{here.id}.dat", "", f"MusicNum: players won't have song {here.music}")
            missing[Shown.SONG] += 1
    return missing


def _asked_by(content: Content) -> Iterator[tuple[str, int, Numbers]]:
    """What each definition asks of the client, by its table and number."""
    yield from (("items", number, _of_item(item)) for number, item in content.items.items())
    yield from (("npcs", number, _of_npc(npc)) for number, npc in content.npcs.items())
    yield from (("spells", number, _of_spell(spell)) for number, spell in content.spells.items())


def _lacks(client: ClientFiles, kind: Shown, number: int) -> bool:
    if kind in _WORN.values() and number == NOTHING_WORN:
        return False
    replaced = _REPLACED.get(kind)
    return client.lacks(kind, number) or (replaced is not None and replaced(number))


def _of_item(item: ItemDef) -> Numbers:
    yield "GrhIndex", Shown.GRAPHIC, item.grh
    worn = _WORN.get(item.type)
    if worn is not None:
        yield "Anim", worn, item.animation
        yield "RazaEnanaAnim", worn, item.small_race_animation
    if item.type in (ObjectType.ARMADURA, ObjectType.BARCOS):
        yield "NumRopaje", Shown.BODY, item.clothing
    yield "SND1", Shown.SOUND, item.sound


def _of_npc(npc: NpcDef) -> Numbers:
    yield "Body", Shown.BODY, npc.body
    yield "Head", Shown.HEAD, npc.head
    yield "Snd1", Shown.SOUND, npc.attack_sound
    yield "Snd2", Shown.SOUND, npc.hurt_sound
    yield "Snd3", Shown.SOUND, npc.death_sound


def _of_spell(spell: SpellDef) -> Numbers:
    yield "FXgrh", Shown.FX, spell.fx
    yield "WAV", Shown.SOUND, spell.wave
