"""The healers: they free and heal their own and themselves, and paralyse or hurt whoever comes near.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from pyao.messaging.audience import area
from pyao.protocol import colours, msg
from pyao.rules.creatures.perception import is_visible, sees
from pyao.rules.creatures.praetorians.common import (
    allies,
    cast,
    first_in_sight,
    go_home,
    in_extended_range,
    is_clear,
    is_ok,
    membership_of,
    neighbours,
    spell_in,
    users,
    walk_to,
)

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

PARALYSE, FREE, STOP_PET, HEAL, STORM = 1, 2, 3, 4, 5
"""The slots of their spells."""


class Plan(Enum):
    """What a healer does in a beat besides walking."""

    FREE = auto()
    STOP_PET = auto()
    PARALYSE = auto()
    STORM = auto()
    HEAL = auto()


class Choice(NamedTuple):
    """A plan, and who it is for."""

    plan: Plan
    target: Player | Npc


STAYS = (Plan.FREE, Plan.PARALYSE, Plan.STORM)
"""The plans with which a healer does not move in the same beat."""


def think(world: World, healer: Npc) -> None:
    """Play one beat of a healer: cast a spell, then walk to a paralysed ally or draw back."""
    choice = _choose(world, healer) if healer.may_attack else None
    if choice is not None:
        _carry_out(world, healer, choice)
    if choice is None:
        held = next(
            (one for one in allies(healer) if one.paralysed and in_extended_range(healer.x, healer.y, one)), None
        )
        if held is not None:
            walk_to(world, healer, held.x, held.y)
            return
    if choice is None or choice.plan not in STAYS:
        _retreat(world, healer)


def _choose(world: World, healer: Npc) -> Choice | None:
    held = first_in_sight(healer, allies(healer), lambda one: one.paralysed)
    if held is not None:
        return Choice(Plan.FREE, held)
    choice = _against_users(world, healer)
    if choice is not None:
        return choice
    hurt = first_in_sight(healer, membership_of(healer).clan.alive, lambda one: one.hp < one.max_hp)
    return None if hurt is None else Choice(Plan.HEAL, hurt)


def _against_users(world: World, healer: Npc) -> Choice | None:
    """What to do against the players; `None` = nothing.

    Stop the first pet that can move, else paralyse the last visible player who can, else hurt the first who can't.
    """
    choice: Choice | None = None
    for user in users(world, healer):
        if not is_ok(user):
            continue
        pet = next((one for one in user.pets if sees(healer, one) and not one.paralysed), None)
        if pet is not None:
            return Choice(Plan.STOP_PET, pet)
        if not sees(healer, user):
            continue
        if not user.paralysed and is_visible(user):
            choice = Choice(Plan.PARALYSE, user)
        elif user.paralysed and choice is None:
            choice = Choice(Plan.STORM, user)
    return choice


def _carry_out(world: World, healer: Npc, choice: Choice) -> None:
    plan, target = choice
    if plan is Plan.PARALYSE:
        _speak(world, healer)
    slots = {
        Plan.FREE: FREE,
        Plan.STOP_PET: STOP_PET,
        Plan.PARALYSE: PARALYSE,
        Plan.STORM: STORM,
        Plan.HEAL: HEAL,
    }
    cast(world, healer, slots[plan], target, sees_all=plan is Plan.STORM)


def _speak(world: World, healer: Npc) -> None:
    """Say the words of a paralysis once more than the cast does: a quirk kept."""
    spell = spell_in(world, healer, PARALYSE)
    if spell is not None:
        area(world, healer).send(msg.chat_over_head(spell.words, healer.char, *colours.SPELL_WORDS))


def _retreat(world: World, healer: Npc) -> None:
    """Take a step home, and a second one with an enemy beside it."""
    go_home(world, healer)
    if neighbours(world, healer, is_clear):
        go_home(world, healer)
