"""A spell that a player is casting: caster and target, the permissions it needs, and how it is shown.

Source: 05-magic §5, §6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area, only
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.hiding import reveal_by_spell
from pyao.rules.combat import attack_rights, consequences
from pyao.rules.combat.support_rights import try_support_player
from pyao.rules.magic.spell_effects.effect import Outcome

if TYPE_CHECKING:
    from pyao.content.spells import SpellDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


class Cast:
    """One cast of a spell by a player at what was clicked last.  Made for one packet, never kept."""

    __slots__ = ("caster", "npc", "player", "spell", "world")

    def __init__(self, world: World, caster: Player, spell: SpellDef) -> None:
        """Take the clicked player as the target, else the clicked creature, else nobody."""
        self.world = world
        self.caster = caster
        self.spell = spell
        self.player: Player | None = world.players.get(caster.targets.slot)
        self.npc: Npc | None = None if self.player is not None else world.npc_with(caster.targets.npc)

    @property
    def target(self) -> Player | Npc | None:
        """The player or creature that was clicked; `None` = nobody."""
        return self.player if self.player is not None else self.npc

    @property
    def level(self) -> int:
        """The caster's level."""
        return self.caster.record.level

    def refuse(self, why: str = "", font: Font = Font.INFO) -> Outcome:
        """Refuse the cast and tell the caster why; "" = silently."""
        if why:
            tell(self.caster, why, font)
        return Outcome.REFUSED

    def refuse_dead(self) -> Outcome:
        """Refuse the cast because the target is dead, and tell the caster."""
        return self.refuse(_("¡El usuario está muerto!"))

    def refuse_self(self) -> Outcome:
        """Refuse the cast because nobody may attack themselves, and tell the caster."""
        return self.refuse(_("No podés atacarte a vos mismo."), Font.FIGHT)

    def try_attack(self, target: Player) -> bool:
        """Begin an attack on a player, with its consequences; on oneself it has none.

        `False` = it is not allowed, and the caster is told why.
        """
        if not attack_rights.try_attack_player(self.world, self.caster, target):
            return False
        if target is not self.caster:
            consequences.of_attack_on_player(self.world, self.caster, target)
        return True

    def try_attack_npc(self, target: Npc, *, paralysing: bool = False) -> bool:
        """Begin an attack on a creature, with its consequences; `paralysing` = to hold it.

        `False` = it is not allowed, and the caster is told why.
        """
        if not attack_rights.try_attack_npc(self.world, self.caster, target, paralysing=paralysing):
            return False
        consequences.of_attack_on_npc(self.world, self.caster, target)
        return True

    def try_support(self, target: Player, *, makes_criminal: bool = False) -> bool:
        """Begin to help a player, at its cost; `False` = it is not allowed, and the caster is told why.

        `makes_criminal` = to help a criminal that way makes one.
        """
        return try_support_player(self.world, self.caster, target, makes_criminal=makes_criminal)

    def is_shielded(self, target: Player) -> bool:
        """Whether the target is staff and the caster is not: some effects then do nothing.  Source: 05 §7."""
        return self.caster.mortal and not target.mortal

    def tell_both(self, target: Player, to_caster: str, to_target: str, to_self: str) -> None:
        """Tell caster and target what the spell did; `to_self` = the one line if they are the same player."""
        if target is self.caster:
            tell(target, to_self, Font.FIGHT)
        else:
            tell(self.caster, to_caster, Font.FIGHT)
            tell(target, to_target, Font.FIGHT)

    def announce(self) -> None:
        """Show that the spell works: magic words, light, sound and console lines.  Source: 05 §5."""
        self._speak()
        if self.player is not None:
            self._show_on_player(self.player)
        elif self.npc is not None:
            spell, npc = self.spell, self.npc
            area(self.world, npc).send(
                msg.create_fx(npc.char, spell.fx, spell.loops), msg.play_wave(spell.wave, npc.x, npc.y)
            )
            tell(self.caster, _("{text} la criatura.").format(text=spell.caster_text.rstrip()), Font.FIGHT)

    def _speak(self) -> None:
        """Say the magic words, which ends the caster's hiding; game masters who can't be seen stay silent."""
        caster = self.caster
        if caster.admin_invisible:
            return
        area(self.world, caster).send(msg.chat_over_head(self.spell.words, caster.char, *colours.SPELL_WORDS))
        if caster.hidden:
            reveal_by_spell(self.world, caster)

    def _show_on_player(self, target: Player) -> None:
        caster, spell = self.caster, self.spell
        secret = caster.admin_invisible and target is caster
        audience = only(caster) if secret else area(self.world, target)
        audience.send(msg.create_fx(target.char, spell.fx, spell.loops), msg.play_wave(spell.wave, target.x, target.y))
        name = _("alguien") if caster.name_hidden else target.name
        self.tell_both(
            target,
            joined(" ", (spell.caster_text.rstrip(), name)),
            joined(" ", (caster.name, spell.target_text.lstrip())),
            spell.self_text,
        )
