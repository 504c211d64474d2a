"""Changing what is kept of a character: penalties, password, e-mail address, name.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.protocol.text import shortened
from pyao.rules.session.names import is_valid_name
from pyao.rules.society import penalties
from pyao.rules.staff.outcome import IGNORED, MISUSED, Outcome, refuse
from pyao.rules.staff.ranks import is_listed
from pyao.rules.staff.subjects import plain_name
from pyao.world.record import MAX_EMAIL

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def replace_penalty(world: World, gm: Player, name: str, number: int, text: str, who: Subject | None) -> Outcome | None:
    """Write another text in the place of a penalty, numbered from 1.  Source: 10-gm-admin §4.4 command 82."""
    if not name.strip():
        return MISUSED
    if who is None:
        return IGNORED
    if not 1 <= number <= len(who.record.penalties):
        return refuse(gm, _("{name} no tiene una pena con ese número.").format(name=who.name))
    kept = shortened(text, penalties.MAX_REASON)
    who.record.penalties[number - 1] = f"{gm.name.lower()}: <{kept}> {world.clock.today():%d/%m/%Y %H:%M:%S}"
    world.host.save(who.record)
    tell(gm, _("Pena modificada."))
    return None


def change_mail(world: World, gm: Player, name: str, mail: str, who: Subject | None) -> Outcome | None:
    """Enter another e-mail address.  Source: 10-gm-admin §4.4 command 102."""
    if not (name.strip() and mail.strip()):
        return MISUSED
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if len(mail) > MAX_EMAIL:
        return refuse(gm, _("La dirección de correo es demasiado larga."))
    who.record.email = mail
    world.host.save(who.record)
    tell(gm, _("El correo de {name} ahora es {mail}").format(name=who.name, mail=world.client.as_text(mail)))
    return None


def copy_password(world: World, gm: Player, who: Subject | None, source: Subject | None) -> Outcome | None:
    """Give a character the password of another, as it is kept.  Source: 10-gm-admin §4.4 command 101."""
    if who is None or source is None:
        return refuse(gm, _("El personaje no existe."))
    who.record.password_hash = source.record.password_hash
    world.host.save(who.record)
    tell(gm, _("La contraseña de {name} ahora es la de {source}.").format(name=who.name, source=source.name))
    return None


def renaming_refusal(world: World, gm: Player, who: Subject | None, new_name: str) -> Outcome | None:
    """Refuse to rename a character; `None` = nothing speaks against it.  Source: 10-gm-admin §4.4 command 103.

    The last check, that nobody has the new name, is made when the copy is stored.
    """
    if who is not None and who.player is not None:
        return refuse(gm, _("El personaje está online, no se puede cambiar su nombre."), Font.WARNING)
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if who.record.guild.guild:
        return refuse(gm, _("{name} pertenece a un clan, debe salir de él antes.").format(name=who.name))
    if not is_valid_name(plain_name(new_name)):
        return refuse(gm, _("El nombre nuevo no es válido."))
    if is_listed(world.settings, plain_name(new_name)):  # no command grants a rank (10 §1.1)
        return refuse(gm, _("Ese nombre está en las listas del staff."))
    return None


def renamed_copy(record: CharacterRecord, new_name: str) -> CharacterRecord:
    """The record under its new name."""
    copy = deepcopy(record)
    copy.name = plain_name(new_name)
    return copy


def retire_name(world: World, gm: Player, who: Subject, new_name: str) -> None:
    """Ban the character under its old name.  Source: 10-gm-admin §4.4 command 103."""
    reason = f"Cambio de nick a {plain_name(new_name).upper()}"
    penalties.ban(who.record, gm.name, reason, world.clock.today())
    world.host.save(who.record)
    tell(gm, _("{name} ahora se llama {new_name}.").format(name=who.name, new_name=plain_name(new_name)))
