"""The casters: they cast Apocalypse while they are well, and blow themselves up when they are dying.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.dying import die
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.praetorians.common import (
    cast,
    go_home,
    is_clear,
    is_ok,
    membership_of,
    neighbours,
    spell_in,
    users_in_sight,
)
from pyao.world.character import distance
from pyao.world.praetorian_clan import LAST_WORDS

if TYPE_CHECKING:
    from pyao.world.character import Character
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

APOCALYPSE, REVEAL = 1, 2
"""The slots of their spells."""

DYING_HP = 750
REVEAL_PCT = 35
AURA_FX, ENDLESS, WORD_WAVE = 6, -1, 30
BLAST = 880
"""Points of health that the blast takes from somebody one tile away."""

WORDS = ("", "¡¡MORIRÁN!!", "ÑAKA", "RAMU", "VÄS", "OHL", "RAHMA")
"""The words it shouts while dying, by how many are left after them."""


def think(world: World, caster: Npc) -> None:
    """Play one beat of a caster: reveal somebody, or cast and draw back; near death only count down to the blast."""
    if caster.hp <= DYING_HP:
        _gather(world, caster)
        return
    membership = membership_of(caster)
    if membership.words_left != LAST_WORDS:
        membership.words_left = LAST_WORDS
        area(world, caster).send(msg.create_fx(caster.char, 0, 0))
    enemies = users_in_sight(world, caster, is_ok)
    target = None if _bring_to_light(world, caster, enemies) else _choose(enemies)
    if target is not None:
        cast(world, caster, APOCALYPSE, target, sees_all=True)
    elif caster.may_attack:
        go_home(world, caster)
    if neighbours(world, caster, is_clear):
        go_home(world, caster)


def _bring_to_light(world: World, caster: Npc, enemies: list[Player]) -> bool:
    """Roll for each unseen enemy whether to reveal it; `True` = one was, which ends the search for a target."""
    for user in enemies:
        if user.unseen and world.rng.roll(1, 100) <= REVEAL_PCT:
            cast(world, caster, REVEAL, user, sees_all=True)
            return True
    return False


def _choose(enemies: list[Player]) -> Player | None:
    """The enemy to cast at; `None` = there is none.

    The last paralysed one who is unseen, else the last paralysed one, else the first visible one.
    """
    preferred = held = mobile = None
    for user in enemies:
        if user.paralysed and user.unseen:
            preferred = user
        elif user.paralysed:
            held = user
        elif not user.unseen:
            mobile = mobile or user
    return preferred or held or mobile


def _gather(world: World, caster: Npc) -> None:
    """Shout the next of its last words, once per attack beat; after the last one comes the blast."""
    near = area(world, caster)
    near.send(msg.create_fx(caster.char, AURA_FX, ENDLESS))
    if not caster.may_attack:
        return
    caster.may_attack = False
    membership = membership_of(caster)
    membership.words_left -= 1
    near.send(
        msg.chat_over_head(WORDS[membership.words_left], caster.char, *colours.GM),
        msg.play_wave(WORD_WAVE, caster.x, caster.y),
    )
    if membership.words_left == 0:
        _explode(world, caster)


def _explode(world: World, caster: Npc) -> None:
    for user in list(world.map_of(caster).players):
        if is_ok(user) and user.mortal:
            _scorch(world, caster, user)
    kill_npc(world, caster)


def _scorch(world: World, caster: Npc, user: Player) -> None:
    """Hurt a player by the blast and, if the player survives, its pets."""
    damage = blast_at(distance(caster, user))
    tell(user, _("{name} te ha quitado {n} puntos de vida al estallar.").format(name=caster.name, n=damage), Font.FIGHT)
    _show_fire(world, caster, user)
    user.record.vitals.hp -= damage
    if user.record.vitals.hp < 1:
        die(world, user)
        return
    user.messages.send(msg.update_hp(user.record.vitals.hp))
    for pet in list(user.pets):
        if pet.map == caster.map:
            _show_fire(world, caster, pet)
            pet.hp -= blast_at(distance(caster, pet))
            if pet.hp < 1:
                kill_npc(world, pet)


def _show_fire(world: World, caster: Npc, victim: Character) -> None:
    """Show the blast on a victim: it looks and sounds like Apocalypse."""
    spell = spell_in(world, caster, APOCALYPSE)
    if spell is not None:
        area(world, victim).send(
            msg.play_wave(spell.wave, victim.x, victim.y), msg.create_fx(victim.char, spell.fx, spell.loops)
        )


def blast_at(tiles: int) -> int:
    """The damage of the blast at a distance, floor(880 / tiles^(3/7)), computed in whole numbers."""
    cube, damage = max(1, tiles) ** 3, BLAST
    low, high = 0, BLAST
    while low < high:
        damage = (low + high + 1) // 2
        low, high = (damage, high) if damage**7 * cube <= BLAST**7 else (low, damage - 1)
    return low
