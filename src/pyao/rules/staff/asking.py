"""Asking about characters, in the world or not.

Source: 10-gm-admin §4.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, GODS, Skill
from pyao.messaging.console import tell, tell_list, tell_names
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import usable_slots
from pyao.messaging.words import class_name
from pyao.protocol.enums import Font
from pyao.rules.body.skills import skill_name
from pyao.rules.session.information import long_time, show_stats
from pyao.rules.staff.outcome import IGNORED, Outcome, refuse
from pyao.rules.staff.ranks import rank_of
from pyao.rules.staff.subjects import UNDER_GODS, is_god, may_not_ask, online, plain_name
from pyao.world.record import LAST_IPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord, ItemStack
    from pyao.world.world import World


def _no_such(gm: Player) -> Outcome:
    return refuse(gm, _("El personaje no existe."))


def _refuse_gods(gm: Player) -> Outcome:
    return refuse(gm, _("No podés ver los datos de un dios o admin."))


def _announce_reading(gm: Player, who: Subject | None, font: Font) -> None:
    """Say that a character is not in the world, and its record is looked at."""
    if who is None or who.player is None:
        tell(gm, _("Usuario offline, leyendo su ficha…"), font)


# Info and statistics


def tell_info(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell a character's level, bars, gold and attributes.  Source: 10-gm-admin §4.3 command 25."""
    if who is not None and who.player is not None:
        if not who.player.privileges & UNDER_GODS:
            return IGNORED
        show_stats(world, who.player, gm)
        return None
    if rank_of(world.settings, plain_name(name)) & GODS:
        return IGNORED
    _announce_reading(gm, who, Font.INFO)
    if who is None:
        return _no_such(gm)
    for line in _info_lines(who.record):
        tell(gm, line)
    return None


def _info_lines(record: CharacterRecord) -> Iterator[str]:
    vitals, own = record.vitals, record.attributes
    yield _("Estadísticas de: {name}").format(name=record.name)
    yield _("Nivel: {level}  Experiencia: {exp}/{next}").format(
        level=record.level, exp=record.exp, next=record.exp_next
    )
    yield _("Energía: {now}/{most}").format(now=vitals.stamina, most=vitals.max_stamina)
    yield _("Salud: {hp}/{max_hp}  Maná: {mana}/{max_mana}").format(
        hp=vitals.hp, max_hp=vitals.max_hp, mana=vitals.mana, max_mana=vitals.max_mana
    )
    yield _("Golpe máximo: {hit}").format(hit=vitals.max_hit)
    yield _("Oro: {gold}").format(gold=record.gold)
    yield _("Tiempo jugado: {time}").format(time=long_time(record.uptime_s))
    yield _("Dados: {0}, {1}, {2}, {3}, {4}").format(
        own.strength, own.agility, own.intelligence, own.charisma, own.constitution
    )


def tell_deeds(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell whom a character has killed, its faction and reputation.  Source: 10-gm-admin §4.3 command 26."""
    if may_not_ask(world, gm, name):
        return _refuse_gods(gm)
    _announce_reading(gm, who, Font.INFO)
    if who is None:
        return _no_such(gm)
    for line in (*_deed_lines(world, who.record), *(_ban_lines(world, who.record) if who.player is None else ())):
        tell(gm, line)
    return None


def _deed_lines(world: World, record: CharacterRecord) -> Iterator[str]:
    faction, deeds = record.faction, record.reputation
    yield _("Personaje: {name}").format(name=record.name)
    yield _("Ciudadanos matados: {citizens}  Criminales: {criminals}  Usuarios: {users}").format(
        citizens=faction.citizens_killed, criminals=faction.criminals_killed, users=record.users_killed
    )
    yield _("NPC matados: {n}").format(n=record.npcs_killed)
    yield _("Clase: {name}").format(name=class_name(record.player_class))
    yield _("Minutos de cárcel: {n}").format(n=record.jail_minutes)
    yield from _faction_lines(record)
    yield _("Asesino: {assassin}  Noble: {noble}  Bandido: {bandit}").format(
        assassin=deeds.assassin, noble=deeds.noble, bandit=deeds.bandit
    )
    guild = world.guilds.name_of(record.guild.guild)
    if guild:
        yield _("Clan: {name}").format(name=guild)


def _faction_lines(record: CharacterRecord) -> Iterator[str]:
    """The service of a character, the first that applies."""
    faction = record.faction
    if faction.royal_army:
        yield _("Ejército Real desde {date}, al nivel {level}, con {kills} muertes.").format(
            date=faction.entry_date, level=faction.entry_level, kills=faction.entry_kills
        )
    elif faction.chaos_legion:
        yield _("Legión Oscura desde {date}, al nivel {level}.").format(
            date=faction.entry_date, level=faction.entry_level
        )
    elif faction.royal_initial_exp_received:
        yield _("Fue del Ejército Real.")
    elif faction.chaos_initial_exp_received:
        yield _("Fue de la Legión Oscura.")
    else:
        return
    yield _("Veces que se enlistó: {n}").format(n=faction.reenlistments)


def _ban_lines(world: World, record: CharacterRecord) -> Iterator[str]:
    yield _("Ban: {value}").format(value=int(record.banned))
    if record.banned:
        yield _("Baneado por {gm}: {reason}").format(
            gm=world.client.as_text(record.banned_by), reason=world.client.as_text(record.ban_reason)
        )


def tell_bank_gold(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell how much gold a character has in the bank.  Source: 10-gm-admin §4.3 command 27."""
    if may_not_ask(world, gm, name):
        return _refuse_gods(gm)
    if who is not None and who.player is not None:
        line = _("{name} tiene {gold} monedas de oro en el banco.")
        tell(gm, line.format(name=who.name, gold=who.record.bank_gold), Font.TALK)
        return None
    _announce_reading(gm, who, Font.TALK)
    if who is None:
        return _no_such(gm)
    tell(gm, who.name)
    tell(gm, _("Oro en el banco: {gold}").format(gold=who.record.bank_gold))
    return None


# Things and skills


def list_inventory(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell what a character carries.  Source: 10-gm-admin §4.3 command 28."""
    slots = None if who is None else who.record.inventory
    if who is not None and who.player is not None:
        slots = who.record.inventory[: usable_slots(who.player, world.content)]
    return _list_things(world, gm, name, who, slots)


def list_bank(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell what a character has in the bank.  Source: 10-gm-admin §4.3 command 29."""
    return _list_things(world, gm, name, who, None if who is None else who.record.bank)


def _list_things(
    world: World, gm: Player, name: str, who: Subject | None, slots: Sequence[ItemStack | None] | None
) -> Outcome | None:
    if may_not_ask(world, gm, name):
        return _refuse_gods(gm)
    _announce_reading(gm, who, Font.TALK)
    if who is None or slots is None:
        return _no_such(gm)
    things = [_thing(world, slot, stack) for slot, stack in enumerate(slots, start=1) if stack is not None]
    tell(gm, who.name)
    tell(gm, _("Tiene {n} objetos.").format(n=len(things)))
    tell_list(gm, things)
    return None


def _thing(world: World, slot: int, stack: ItemStack) -> str:
    definition = world.content.items.get(stack.item)
    name = definition.name if definition is not None else str(stack.item)
    return _("Casillero {slot}: {name}, {amount}").format(slot=slot, name=name, amount=stack.amount)


def tell_slot(world: World, gm: Player, name: str, slot: int) -> Outcome | None:
    """Tell what a player has in one slot of the bag.  Source: 10-gm-admin §4.3 command 120."""
    if may_not_ask(world, gm, name):
        return _refuse_gods(gm)
    target = online(world, name)
    if target is None:
        return refuse(gm, _("Usuario offline."), Font.TALK)
    if not 1 <= slot <= usable_slots(target, world.content):
        return refuse(gm, _("Casillero inválido."), Font.TALK)
    stack = target.record.inventory[slot - 1]
    tell(gm, _thing(world, slot, stack) if stack is not None else _("No hay ningún objeto en ese casillero."))
    return None


def list_skills(gm: Player, who: Subject | None) -> Outcome | None:
    """Tell a character's skills and free points.  Source: 10-gm-admin §4.3 command 30."""
    if who is None:
        return _no_such(gm)
    tell(gm, who.name)
    tell_list(gm, [skill_name(skill) + f" = {who.record.skills[skill - 1].level}" for skill in Skill])
    tell(gm, _("Puntos libres: {n}").format(n=who.record.free_skill_points))
    return None


# Addresses


def tell_address(world: World, gm: Player, name: str) -> Outcome | None:
    """Tell from where somebody plays, and who else does.  Source: 10-gm-admin §4.3 command 46."""
    target = online(world, name)
    if target is None:
        return IGNORED if may_not_ask(world, gm, name) else refuse(gm, _("No hay ningún personaje con ese nick."))
    if not _may_trace(gm, target):
        return IGNORED
    tell(gm, _("El IP de {name} es {ip}.").format(name=target.name, ip=target.ip))
    list_at_address(world, gm, target.ip)
    return None


def _may_trace(gm: Player, target: Player) -> bool:
    return target.mortal or is_god(gm)


def list_at_address(world: World, gm: Player, ip: str) -> None:
    """Tell who plays from an address; the list may be empty.  Source: 10-gm-admin §4.3 command 47."""
    names = [one.name for one in world.by_slot() if one.ip == ip and _may_trace(gm, one)]
    tell_names(gm, names, _("Personajes con la IP {ip}: ").format(ip=ip))


def list_last_addresses(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell the last addresses from which a character was played.  Source: 10-gm-admin §4.3 command 86."""
    rank = who.privileges(world) if who is not None else rank_of(world.settings, plain_name(name))
    if rank & GM_RANKS and not is_god(gm):
        return refuse(gm, _("{name} es de mayor jerarquía que vos.").format(name=plain_name(name)))
    if who is None:
        return _no_such(gm)
    tell(gm, _("Las últimas IP con las que {name} se conectó son:").format(name=who.name))
    for number in range(1, LAST_IPS + 1):
        lines = who.record.last_ips
        tell(gm, f"{number} - {lines[number - 1] if number <= len(lines) else ''}".rstrip())
    return None


def tell_mail(world: World, gm: Player, who: Subject | None) -> Outcome | None:
    """Tell a character's e-mail address.  Source: 10-gm-admin §4.3 command 100."""
    if who is None:
        return IGNORED
    mail = world.client.as_text(who.record.email)
    tell(gm, _("El correo de {name} es {mail}").format(name=who.name, mail=mail))
    return None
