"""The spell book: learning spells from scrolls, choosing, moving and describing them.

Source: 05-magic §2, §3 step 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import gms
from pyao.messaging.console import tell, tell_dead
from pyao.messaging.i18n import _, joined
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.items.inventory import take
from pyao.world.ledger import Reason
from pyao.world.record import SPELL_SLOTS

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


def learn(world: World, player: Player, slot: int, scroll: ItemDef) -> None:
    """Learn the spell of a scroll, which is used up, or tell the player why not.  Source: 05 §2.1."""
    record = player.record
    if record.vitals.max_mana == 0:
        tell(player, _("No tenés conocimientos de las artes arcanas."))
        return
    if record.hungry or record.thirsty:
        tell(player, _("Estás demasiado hambriento y sediento."))
        return
    sender = MessageSender(player, world.content)
    if scroll.spell in record.spells:
        tell(player, _("Ya conocés ese hechizo."))
    elif 0 not in record.spells:
        tell(player, _("No tenés espacio para más hechizos."))
    else:
        place = record.spells.index(0)
        record.spells[place] = scroll.spell
        sender.spell_slot(place + 1)
        take(world, player, slot, 1, gone=Reason.USE)
    sender.inventory_slot(slot)


def choose(player: Player, slot: int) -> None:
    """Choose the spell of a slot for the next click with magic; a slot out of range chooses none.

    Source: 05 §3 step 1.
    """
    if player.dead:
        tell_dead(player)
        return
    player.selected_spell = player.record.spells[slot - 1] if 1 <= slot <= SPELL_SLOTS else 0


def move(player: Player, slot: int, *, upwards: bool) -> None:
    """Swap a spell with the one above or below; the client, which has done so already, is sent nothing.

    Source: 05 §2.2.
    """
    if not 1 <= slot <= SPELL_SLOTS:
        return
    other = slot - 1 if upwards else slot + 1
    if not 1 <= other <= SPELL_SLOTS:
        tell(player, _("No podés mover el hechizo en esa dirección."))
        return
    spells = player.record.spells
    spells[slot - 1], spells[other - 1] = spells[other - 1], spells[slot - 1]


def describe(world: World, player: Player, slot: int) -> None:
    """Tell the player what the spell of a slot does and costs, in one message of seven lines.  Source: 05 §2.3."""
    if not 1 <= slot <= SPELL_SLOTS:
        tell(player, _("¡Primero seleccioná el hechizo!"))
        return
    spell = world.content.spells.get(player.record.spells[slot - 1])
    if spell is None:
        return
    banner = _("%%%%%%%%%%%% INFORMACIÓN DEL HECHIZO %%%%%%%%%%%%")
    lines = (
        banner,
        _("Nombre: {name}").format(name=spell.name),
        _("Descripción: {text}").format(text=spell.description),
        _("Skill requerido: {points} de magia.").format(points=spell.min_skill),
        _("Maná necesario: {points}").format(points=spell.mana),
        _("Energía necesaria: {points}").format(points=spell.stamina),
        banner,
    )
    tell(player, joined("\n", lines))


def expel_macro(world: World, player: Player) -> None:
    """Disconnect a player whose client reports a spell macro, and tell the game masters.  Source: 05 §2.4.

    The real client never sends that.  The setting `expel_spell_macro` can switch it off.
    """
    if not world.settings.expel_spell_macro:
        return
    line = _("{name} fue expulsado por el anti-macro de hechizos.").format(name=player.name)
    gms(world).send(msg.console_msg(line, Font.VENENO))
    player.messages.send(msg.error_msg(_("Has sido expulsado por usar un macro de hechizos. Por favor, reconectate.")))
    player.messages.close()
