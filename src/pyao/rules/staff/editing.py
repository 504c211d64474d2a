"""EDIT_CHAR: game masters change one thing about a character, in the world or not.

Source: 10-gm-admin §4.5.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, PlayerClass, Privilege, Race, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.messaging.words import class_name, folded
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance, skills
from pyao.rules.body.levels import MAX_LEVEL, check_level
from pyao.rules.guilds.growing_up import grow_up
from pyao.rules.map.placing import place
from pyao.rules.society import reputation
from pyao.rules.staff.outcome import IGNORED, Outcome, refuse
from pyao.rules.staff.ranks import is_special
from pyao.world.arithmetic import clamp
from pyao.world.ledger import COINS, Reason
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord, Look
    from pyao.world.world import World

MOST_GOLD, MOST_EXP_ADDED, MOST_EXP = 5_000_000, 20_000_000, 99_999_999
MOST_KILLS, MOST_REPUTATION, MOST_HP, MOST_POINTS = 65_000, 6_000_000, 30_000, 32_767
MOST_GRAPHIC = 32_767

_NUMBER = re.compile(r"(-?)0*([0-9]{1,10})[0-9]*")
"""A number; of a longer one than anything allows the first ten digits, which are too many too."""

_PLACE = re.compile(r"(\d{1,5})-(\d{1,3})-(\d{1,3})")


class EditOption(IntEnum):
    """What can be edited; the numbers are those of the packet."""

    GOLD = 1
    EXP = 2
    BODY = 3
    HEAD = 4
    CITIZENS_KILLED = 5
    CRIMINALS_KILLED = 6
    LEVEL = 7
    CLASS = 8
    SKILL = 9
    FREE_SKILL_POINTS = 10
    NOBILITY = 11
    ASSASSIN = 12
    GENDER = 13
    RACE = 14
    BANK_GOLD = 15
    LIFE = 16
    POSITION = 17


_OWN_BODY = frozenset({EditOption.LEVEL, EditOption.LIFE})
_LOOKS = frozenset({EditOption.BODY, EditOption.HEAD})
_KILLS = frozenset({EditOption.CITIZENS_KILLED, EditOption.CRIMINALS_KILLED})
_MASTERS_OF_ROLES = _LOOKS | _KILLS | {EditOption.CLASS, EditOption.SKILL, EditOption.BANK_GOLD}


def may_edit(rank: Privilege, option: int, *, oneself: bool, special: bool) -> bool:
    """Whether a GM of that rank may edit that of a character; `special` = is listed as a special demigod."""
    if rank & Privilege.ROLE_MASTER:
        if rank & Privilege.CONSEJERO:
            return oneself and option in _LOOKS | _OWN_BODY
        if rank & Privilege.SEMIDIOS:
            return option in _LOOKS or (oneself and option in _OWN_BODY)
        return bool(rank & Privilege.DIOS) and (option in _MASTERS_OF_ROLES or (oneself and option in _OWN_BODY))
    if option == EditOption.LIFE:
        return oneself
    if rank & Privilege.SEMIDIOS:
        return option == EditOption.POSITION or (special and option in _KILLS)
    return not rank & Privilege.CONSEJERO


def edit_char(world: World, gm: Player, who: Subject | None, option: int, value: str, second: str) -> Outcome | None:
    """Change one thing about a character; `who` = `None` if there is none of that name.

    The GM is answered only about a character that is not in the world, or where the change says so.
    """
    oneself = who is not None and who.player is gm
    if not may_edit(gm.privileges, option, oneself=oneself, special=is_special(world.settings, gm.name)):
        return IGNORED
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if option not in _EDITS:
        return refuse(gm, _("Comando no permitido."))
    if option == EditOption.BANK_GOLD and _NUMBER.fullmatch(value.strip()) is None:
        return IGNORED
    refusal = _EDITS[EditOption(option)](world, gm, who, value, second)
    if refusal is not None:
        return refuse(gm, refusal)
    if who.player is None:
        world.host.save(who.record)
        if option != EditOption.BANK_GOLD:
            tell(gm, _("Personaje offline: el charfile de {name} fue alterado.").format(name=who.name))
    return None


def number(text: str) -> int:
    """The number that a text begins with; 0 if with none."""
    found = _NUMBER.match(text.strip())
    return int(found[1] + found[2]) if found is not None else 0


def _set_gold(world: World, _gm: Player, who: Subject, value: str, _second: str) -> str | None:
    amount = number(value)
    if amount > MOST_GOLD:
        return _("No está permitido usar valores mayores a {most}.").format(most=MOST_GOLD)
    _book(world, who, max(0, amount) - who.record.gold)
    who.record.gold = max(0, amount)
    if who.player is not None:
        who.player.messages.send(msg.update_gold(who.record.gold))
    return None


def _book(world: World, who: Subject, gold: int) -> None:
    """Enter gold that comes into existence, or ceases to exist, in somebody's purse or bank."""
    if who.player is not None:
        world.ledger.gold(Reason.GM, gold)
    else:
        world.ledger.stored(Reason.GM, COINS, gold)


def _add_exp(world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    who.record.exp = clamp(who.record.exp + min(number(value), MOST_EXP_ADDED), 0, MOST_EXP)
    if who.player is not None:
        check_level(world, who.player)
        who.player.messages.send(msg.update_exp(who.record.exp))


def _set_body(world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    body = clamp(number(value), 0, MOST_GRAPHIC)
    if who.player is None:
        who.record.look.body = body
    else:
        _redraw(world, who.player, replace(who.player.look, body=body))


def _set_head(world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    head = clamp(number(value), 0, MOST_GRAPHIC)
    if who.player is None:
        who.record.look.head = head
    else:
        # The stored head stays as it was: the change lasts until logout, a quirk kept.
        _redraw(world, who.player, replace(who.player.look, head=head))


def _redraw(world: World, player: Player, look: Look) -> None:
    player.look = look
    area(world, player).send(appearance.character_change(player))


def _set_citizens_killed(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    who.record.faction.citizens_killed = clamp(number(value), 0, MOST_KILLS)


def _set_criminals_killed(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    who.record.faction.criminals_killed = clamp(number(value), 0, MOST_KILLS)


def _set_level(world: World, gm: Player, who: Subject, value: str, _second: str) -> None:
    level = number(value)
    if level > MAX_LEVEL:
        tell(gm, _("No podés tener un nivel mayor a {most}.").format(most=MAX_LEVEL))
    level = clamp(level, 1, MAX_LEVEL)
    grow_up(world, who.record, level)
    who.record.level = level
    _show_stats(world, who)


def _show_stats(world: World, who: Subject) -> None:
    if who.player is not None:
        MessageSender(who.player, world.content).stats()


def _set_class(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> str | None:
    wanted = folded(value)
    found = next((one for one in PlayerClass if folded(class_name(one)) == wanted), None)
    if found is None:
        return _("Clase desconocida. Intente nuevamente.")
    who.record.player_class = int(found)
    return None


def _set_skill(_world: World, _gm: Player, who: Subject, value: str, second: str) -> str | None:
    wanted = folded(value.replace("+", " "))
    found = next((one for one in Skill if folded(skills.skill_name(one)) == wanted or folded(one.name) == wanted), None)
    if found is None:
        return _("Skill inexistente.")
    skill = who.record.skills[found - 1]
    skill.level = clamp(number(second), 0, skills.MAX_SKILL)
    skill.exp, skill.elu = 0, skills.exp_for_point(skill.level)
    return None


def _set_free_points(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    who.record.free_skill_points = clamp(number(value), 0, MOST_POINTS)
    if who.player is not None:
        who.player.messages.send(msg.level_up(who.record.free_skill_points))


def _set_nobility(world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    was_criminal = _is_criminal(who.record)
    who.record.reputation.noble = clamp(number(value), 0, MOST_REPUTATION)
    _show_standing(world, who, was_criminal=was_criminal)


def _set_assassin(world: World, _gm: Player, who: Subject, value: str, _second: str) -> None:
    was_criminal = _is_criminal(who.record)
    who.record.reputation.assassin = clamp(number(value), 0, MOST_REPUTATION)
    _show_standing(world, who, was_criminal=was_criminal)


def _is_criminal(record: CharacterRecord) -> bool:
    return reputation.average(record.reputation) < 0


def _show_standing(world: World, who: Subject, *, was_criminal: bool) -> None:
    if who.player is not None and _is_criminal(who.record) is not was_criminal:
        appearance.refresh_nick(world, who.player)


_GENDERS = {"HOMBRE": Gender.MAN, "MUJER": Gender.WOMAN}
_RACES = {"HUMANO": Race.HUMAN, "ELFO": Race.ELF, "DROW": Race.DROW, "GNOMO": Race.GNOME, "ENANO": Race.DWARF}


def _set_gender(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> str | None:
    gender = _GENDERS.get(folded(value))
    if gender is None:
        return _("Género desconocido. Intente nuevamente.")
    who.record.gender = int(gender)
    return None


def _set_race(_world: World, _gm: Player, who: Subject, value: str, _second: str) -> str | None:
    race = _RACES.get(folded(value))
    if race is None:
        return _("Raza desconocida. Intente nuevamente.")
    who.record.race = int(race)
    return None


def _add_bank_gold(world: World, gm: Player, who: Subject, value: str, _second: str) -> str | None:
    amount = number(value)
    if abs(amount) > MOST_GOLD:
        return _("No está permitido usar valores mayores a {most}.").format(most=MOST_GOLD)
    total = max(0, who.record.bank_gold + amount)
    _book(world, who, total - who.record.bank_gold)
    who.record.bank_gold = total
    if who.player is not None:
        tell(who.player, _("Tenés en el banco el premio por informar de un error: ¡gracias!"), Font.TALK)
    else:
        tell(gm, _("Se agregaron {n} monedas al banco de {name}.").format(n=amount, name=who.name), Font.TALK)
    return None


def _set_life(world: World, gm: Player, who: Subject, value: str, _second: str) -> None:
    life = number(value)
    if life > MOST_HP:
        tell(gm, _("La vida máxima es {most}.").format(most=MOST_HP))
    vitals = who.record.vitals
    vitals.max_hp = clamp(life, 1, MOST_HP)
    vitals.hp = 0 if who.record.dead else vitals.max_hp
    _show_stats(world, who)


def _set_position(world: World, gm: Player, who: Subject, value: str, _second: str) -> str | None:
    found = _PLACE.fullmatch(value.strip())
    map_id, x, y = (int(part) for part in found.groups()) if found is not None else (0, 0, 0)
    if map_id not in world.maps or not is_playable(x, y):
        return _("Posición inválida.")
    if who.player is None:
        who.record.map, who.record.x, who.record.y = map_id, x, y
        return None
    place(world, who.player, map_id, x, y, fx=True, teleported=True)
    tell(gm, _("{name} fue llevado a {map} ({x},{y}).").format(name=who.name, map=map_id, x=x, y=y))
    return None


_EDITS: dict[EditOption, Callable[[World, Player, Subject, str, str], str | None]] = {
    EditOption.GOLD: _set_gold,
    EditOption.EXP: _add_exp,
    EditOption.BODY: _set_body,
    EditOption.HEAD: _set_head,
    EditOption.CITIZENS_KILLED: _set_citizens_killed,
    EditOption.CRIMINALS_KILLED: _set_criminals_killed,
    EditOption.LEVEL: _set_level,
    EditOption.CLASS: _set_class,
    EditOption.SKILL: _set_skill,
    EditOption.FREE_SKILL_POINTS: _set_free_points,
    EditOption.NOBILITY: _set_nobility,
    EditOption.ASSASSIN: _set_assassin,
    EditOption.GENDER: _set_gender,
    EditOption.RACE: _set_race,
    EditOption.BANK_GOLD: _add_bank_gold,
    EditOption.LIFE: _set_life,
    EditOption.POSITION: _set_position,
}
"""What each option does; a sentence = why not, and nothing is changed."""
