"""Creating a character: the dice, what is refused, what a new character starts with.

Source: 02-sessions-and-characters §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import City, PlayerClass, Race
from pyao.messaging.i18n import _
from pyao.rules.body.races import FIRST_BODIES, HEADS, weapon_animation
from pyao.world.record import MAX_EMAIL, Attributes, CharacterRecord, ItemStack, Look, Reputation, Vitals

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.protocol.client_packets import LoginNewChar
    from pyao.world.rng import Rng


MAX_PASSWORD = 15
"""A longer password could never be typed at the login screen again.  Source: 02 §2."""

_CASTERS = frozenset(
    {PlayerClass.CLERIC, PlayerClass.DRUID, PlayerClass.BARD, PlayerClass.ASSASSIN, PlayerClass.BANDIT}
)


def throw_dices(rng: Rng) -> Attributes:
    """Roll the five attributes.  Source: 02 §3.1."""
    return Attributes(
        strength=max(15, 13 + rng.roll(0, 3) + rng.roll(0, 2)),
        agility=max(15, 12 + rng.roll(0, 3) + rng.roll(0, 3)),
        intelligence=max(16, 13 + rng.roll(0, 3) + rng.roll(0, 2)),
        charisma=max(15, 12 + rng.roll(0, 3) + rng.roll(0, 3)),
        constitution=18,
    )


def head_refusal(race: int, gender: int, head: int) -> str | None:
    """Why a head is refused; `None` = it is not.  An unknown race or gender fits no head.  Source: 02 §3.2 #7."""
    low, high = HEADS.get((race, gender), (1, 0))
    return None if low <= head <= high else _("Esa cabeza no corresponde a tu raza y género.")


def choice_refusal(player_class: int, home: int, password: str, email: str) -> str | None:
    """Why class, home, password or e-mail is refused; `None` = they are not.  Source: 02 §3.2 #8."""
    if player_class not in list(PlayerClass):
        return _("Esa clase no existe.")
    if home not in list(City):
        return _("Ese hogar no existe.")
    if not 0 < len(password) <= MAX_PASSWORD:
        return _("La contraseña debe tener entre 1 y 15 caracteres.")
    if len(email) > MAX_EMAIL:
        return _("La dirección de correo es demasiado larga.")
    return None


def new_record(content: Content, rng: Rng, packet: LoginNewChar, dice: Attributes) -> CharacterRecord:
    """The record of a new character; the caller has checked the choices.  Source: 02 §3.3."""
    kit, race, player_class = content.starting_kit, Race(packet.race), PlayerClass(packet.class_)
    attributes = _final_attributes(content, race, dice)
    record = CharacterRecord(
        name=packet.name,
        email=packet.email,
        gender=packet.gender,
        race=race,
        player_class=player_class,
        home=packet.home,
        attributes=attributes,
        vitals=_vitals(rng, player_class, attributes),
        free_skill_points=kit.skill_points,
        gold=kit.gold,
        reputation=Reputation(noble=kit.noble, plebeian=kit.plebeian),
    )
    record.look = Look(body=FIRST_BODIES[race], head=packet.head)
    for slot, spell in enumerate(kit.spells.get(player_class, ())):
        record.spells[slot] = spell
    _equip(content, rng, record)
    return record


def _final_attributes(content: Content, race: Race, dice: Attributes) -> Attributes:
    change = content.balance.race_attributes[race]
    return Attributes(
        dice.strength + change.strength,
        dice.agility + change.agility,
        dice.intelligence + change.intelligence,
        dice.charisma + change.charisma,
        dice.constitution + change.constitution,
    )


def _vitals(rng: Rng, player_class: PlayerClass, attributes: Attributes) -> Vitals:
    hp = 15 + rng.roll(1, attributes.constitution // 3)
    stamina = 20 * max(2, rng.roll(1, attributes.agility // 6))
    mana = 50 if player_class in _CASTERS else 0
    if player_class is PlayerClass.MAGE:
        mana = 3 * attributes.intelligence
    return Vitals(max_hp=hp, hp=hp, max_mana=mana, mana=mana, max_stamina=stamina, stamina=stamina)


def _equip(content: Content, rng: Rng, record: CharacterRecord) -> None:
    """Fill the bag from slot 1 on, without gaps.  Source: 02 §3.3 "Inventory"."""
    slots = iter(range(len(record.inventory)))

    def give(item: int, amount: int = 1, *, equipped: bool = False) -> int:
        slot = next(slots)
        record.inventory[slot] = ItemStack(item, amount, equipped)
        return slot + 1

    kit, race, player_class = content.starting_kit, Race(record.race), PlayerClass(record.player_class)
    casts = record.vitals.max_mana > 0 or player_class is PlayerClass.PALADIN
    for potion in kit.caster_potions if casts else kit.other_potions:
        give(*potion)
    record.equipment.armour = give(kit.clothes[race], equipped=True)
    weapon = rng.roll(*kit.tools) if player_class is PlayerClass.WORKER else kit.weapons.get(player_class, kit.weapon)
    record.equipment.weapon = give(weapon, equipped=True)
    record.look.weapon = weapon_animation(content, weapon, race)
    if player_class in kit.ammunition:
        record.equipment.ammunition = give(*kit.ammunition[player_class], equipped=True)
    for provision in kit.provisions:
        give(*provision)
