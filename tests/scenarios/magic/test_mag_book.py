"""MAG-37 to MAG-39: the spell book; and every spell of the classic game, cast once.

Source: 05-magic §1, §2, §15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import CRIMINAL, Says, creature
from kit.game import Client, GameFixture, a_game
from kit.magic import NPCS_, VENENO, caster, casts, magic_world
from kit.spec import needs_classic

from pyao.content.enums import Privilege
from pyao.content.spells import SpellTarget
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures import casting
from pyao.rules.magic.spell_effects import EFFECTS
from pyao.storage.default_world import load_default_world
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(magic_world()) as one:
        yield one


def reader(game: GameFixture, **changes: Any) -> Client:
    """Somebody with two scrolls of spell 8 in the first slot."""
    return caster(game, inventory=[ItemStack(205, 2), *[None] * 24], **changes)


def reads(client: Client) -> None:
    client.game.clock.advance(1_000)
    client.sends(c.UseItem(1))


def slot_of(client: Client) -> list[msg.Message]:
    return [one for one in client.takes() if one.id is S.CHANGE_INVENTORY_SLOT]


def test_mag_37_moving_spells(game: GameFixture) -> None:
    ana = caster(game)
    book = ana.player.record.spells
    book[:3] = [2, 7, 9]
    ana.sends(c.MoveSpell(True, 2))
    assert book[:3] == [7, 2, 9]
    ana.sees()
    ana.sends(c.MoveSpell(False, 2), c.MoveSpell(False, 34))
    assert (book[:3], book[33:]) == ([7, 9, 2], [0, 0])
    ana.sees()
    ana.sends(c.MoveSpell(True, 1))
    ana.sees(Says(Font.INFO))
    ana.sends(c.MoveSpell(False, 35))
    ana.sees(Says(Font.INFO))
    ana.sends(c.MoveSpell(True, 0), c.MoveSpell(False, 0), c.MoveSpell(True, 36))
    ana.sees()
    assert book[:3] == [7, 9, 2]


def test_mag_38_learning_from_a_scroll(game: GameFixture) -> None:
    ana = reader(game)
    ana.player.record.spells[0] = 2
    reads(ana)
    seen = ana.takes()
    assert seen[0] == msg.change_spell_slot(2, 8, "Hechizo 8")
    assert [one.id for one in seen] == [S.CHANGE_SPELL_SLOT, S.CHANGE_INVENTORY_SLOT]
    assert ana.player.record.inventory[0] == ItemStack(205, 1)
    reads(ana)
    assert [one.id for one in ana.takes()] == [S.CONSOLE_MSG, S.CHANGE_INVENTORY_SLOT]
    assert ana.player.record.inventory[0] == ItemStack(205, 1)


def test_a_full_book(game: GameFixture) -> None:
    ana = reader(game, spells=[2] * 35)
    reads(ana)
    assert [one.id for one in ana.takes()] == [S.CONSOLE_MSG, S.CHANGE_INVENTORY_SLOT]
    assert ana.player.record.inventory[0] == ItemStack(205, 2)


@pytest.mark.parametrize("why", ["no mana", "hungry", "thirsty", "dead"])
def test_who_learns_nothing(game: GameFixture, why: str) -> None:
    ana = reader(game)
    if why == "no mana":
        ana.player.record.vitals.max_mana = 0
    else:
        setattr(ana.player.record, why, True)
    reads(ana)
    ana.sees(Says(Font.INFO))
    assert ana.player.record.spells[0] == 0


def test_nobody_reads_while_meditating(game: GameFixture) -> None:
    ana = reader(game)
    ana.player.meditating = True
    reads(ana)
    ana.sees(msg.cant_use_while_meditating())


def test_mag_39_reading_about_a_spell(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.record.spells[0] = 2
    ana.sends(c.SpellInfo(1))
    (line,) = ana.takes()
    assert line == Says(Font.INFO, "Hechizo 2", "Descripción 2", " 6 ", " 10\n", " 1\n")
    assert str(line.values[0]).count("\n") == 6
    ana.sends(c.SpellInfo(2))
    ana.sees()
    for slot in (0, 36):
        ana.sends(c.SpellInfo(slot))
        ana.sees(Says(Font.INFO))


def test_the_trap_for_macros(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (52, 50))
    eva.player.privileges = Privilege.ADMIN
    ana.sends(c.UseSpellMacro())
    assert [one.id for one in ana.takes()] == [S.ERROR_MSG]
    assert ana.closed
    assert VENENO in eva.takes()
    assert "ANA" in game.world.online


def test_the_trap_can_be_switched_off() -> None:
    with a_game(magic_world(), expel_spell_macro=False) as game:
        ana = caster(game)
        ana.sends(c.UseSpellMacro())
        ana.sees()
        assert not ana.closed


# Every spell there is.


@pytest.fixture(scope="module")
def classic() -> Any:
    content = classic_content()
    return magic_world(items=content.items, npcs={**content.npcs, **NPCS_}, spells=content.spells)


@needs_classic
@pytest.mark.parametrize("number", range(1, 51))
def test_every_classic_spell(classic: Any, number: int) -> None:
    with a_game(classic) as game:
        game.dice.free = True
        spell = game.world.content.spells[number]
        ana = caster(game, **CRIMINAL)
        ana.player.record.skills[0].level = 101
        eva = caster(game, "Eva", (50, 52), **CRIMINAL)
        beast = creature(game, NPCS_[500], 53, 50)
        prepare(eva, number)
        vitals = ana.player.record.vitals
        at: Any = (50, 48) if spell.target is SpellTarget.GROUND else eva
        before = vitals.mana, vitals.stamina
        casts(ana, number, at)
        spent = before[0] - vitals.mana, before[1] - vitals.stamina
        if not spell.target:
            assert spent == (0, 0)
            return
        mana = 3000 if number == 46 else spell.mana
        assert spent == (mana, spell.stamina)
        assert any(one.id is S.CHAT_OVER_HEAD for one in ana.takes())
        if spell.target is SpellTarget.BOTH and number != 42:
            beast.paralysed = number == 10
            beast.master = ana.player if number == 10 else None
            vitals.mana, vitals.stamina = before
            casts(ana, number, beast)
            assert (before[0] - vitals.mana, before[1] - vitals.stamina) == (spell.mana, spell.stamina)
            beast.master = None


def prepare(client: Client, number: int) -> None:
    """What the target has to be for the spell to do something."""
    player = client.player
    if number == 10:
        player.paralysed = True
        player.messages.toggle(Toggle.PARALYSED, on=True)
    player.dumb = number == 41
    player.record.dead = number == 11
    player.resurrection_safe = False


@needs_classic
def test_creatures_cast_every_classic_spell(classic: Any) -> None:
    with a_game(classic) as game:
        game.dice.free = True
        ana, caster_, other = caster(game), creature(game, NPCS_[900], 53, 50), creature(game, NPCS_[502], 55, 50)
        for spell in game.world.content.spells.values():
            for target in (ana.player, other):
                caster_.may_attack = True
                casting.cast(game.world, caster_, target, spell, speaks=True, sees_all=True)
                assert not caster_.may_attack
                ana.player.record.vitals.hp = 300


@needs_classic
def test_every_classic_effect_is_known() -> None:
    for spell in classic_content().spells.values():
        assert {effect.kind for effect in spell.effects} <= EFFECTS.keys()


def test_every_effect_of_the_built_in_world_is_known() -> None:
    for spell in load_default_world().spells.values():
        assert spell.effects
        assert {effect.kind for effect in spell.effects} <= EFFECTS.keys()
