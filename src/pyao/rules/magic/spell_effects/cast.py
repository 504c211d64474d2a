"""A spell that a player is casting: who, at whom, and how it is shown.

Source: 05-magic §5, §6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.audience import area, only
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.hiding import reveal
from pyao.rules.combat import attack_rights, consequences
from pyao.rules.combat.support_rights import may_support_player
from pyao.rules.magic.spell_effects.effect import Outcome

if TYPE_CHECKING:
    from pyao.content.spells import SpellDef, SpellEffect
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


class Cast:
    """One cast by a player at what it clicked last.  Made for the moment, never kept."""

    __slots__ = ("caster", "npc", "player", "spell", "world")

    def __init__(self, world: World, caster: Player, spell: SpellDef) -> None:
        """The target is the player that was clicked, else the creature, else nobody."""
        self.world = world
        self.caster = caster
        self.spell = spell
        self.player: Player | None = world.players.get(caster.targets.slot)
        self.npc: Npc | None = None if self.player is not None else world.npc_with(caster.targets.npc)

    @property
    def target(self) -> Player | Npc | None:
        """Whoever was clicked."""
        return self.player if self.player is not None else self.npc

    @property
    def level(self) -> int:
        """The caster's level."""
        return self.caster.record.level

    def roll(self, numbers: SpellEffect) -> int:
        """Points between the effect's numbers."""
        return self.world.rng.roll(numbers.low, numbers.high)

    def refuse(self, why: str = "", font: Font = Font.INFO) -> Outcome:
        """It must not be; the caster is told why, if there is anything to tell."""
        if why:
            tell(self.caster, why, font)
        return Outcome.REFUSED

    def refuse_dead(self) -> Outcome:
        """The target is a ghost."""
        return self.refuse(_("¡El usuario está muerto!"))

    def refuse_self(self) -> Outcome:
        """Nobody may do such a thing to itself."""
        return self.refuse(_("No podés atacarte a vos mismo."), Font.FIGHT)

    def may_attack(self, target: Player) -> bool:
        """Whether the caster may attack the player; if so it has done so, unless it is itself."""
        if not attack_rights.may_attack_player(self.world, self.caster, target):
            return False
        if target is not self.caster:
            consequences.of_attack_on_player(self.world, self.caster, target)
        return True

    def may_attack_npc(self, target: Npc, *, paralysing: bool = False) -> bool:
        """Whether the caster may attack the creature; if so it has done so."""
        if not attack_rights.may_attack_npc(self.world, self.caster, target, paralysing=paralysing):
            return False
        consequences.of_attack_on_npc(self.world, self.caster, target)
        return True

    def may_support(self, target: Player, *, makes_criminal: bool = False) -> bool:
        """Whether the caster may help the player."""
        return may_support_player(self.world, self.caster, target, makes_criminal=makes_criminal)

    def is_shielded(self, target: Player) -> bool:
        """Whether the target is of the staff and the caster is not."""
        return bool(self.caster.privileges & Privilege.USER) and not target.privileges & Privilege.USER

    def tell_both(self, target: Player, to_caster: str, to_target: str, to_self: str) -> None:
        """What the spell came to, for both; for who did it to itself one line."""
        if target is self.caster:
            tell(target, to_self, Font.FIGHT)
        else:
            tell(self.caster, to_caster, Font.FIGHT)
            tell(target, to_target, Font.FIGHT)

    def announce(self) -> None:
        """Words, light, sound and lines of a spell that works.  Source: 05 §5."""
        self._speak()
        if self.player is not None:
            self._show_on_player(self.player)
        elif self.npc is not None:
            spell, npc = self.spell, self.npc
            area(self.world, npc).send(
                msg.create_fx(npc.char, spell.fx, spell.loops), msg.play_wave(spell.wave, npc.x, npc.y)
            )
            tell(self.caster, _("{text} la criatura.").format(text=spell.caster_text), Font.FIGHT)

    def _speak(self) -> None:
        """Who speaks the words comes out of hiding."""
        caster = self.caster
        if caster.admin_invisible:
            return
        area(self.world, caster).send(msg.chat_over_head(self.spell.words, caster.char, *colours.SPELL_WORDS))
        if caster.hidden:
            reveal(self.world, caster)

    def _show_on_player(self, target: Player) -> None:
        caster, spell = self.caster, self.spell
        secret = caster.admin_invisible and target is caster
        audience = only(caster) if secret else area(self.world, target)
        audience.send(msg.create_fx(target.char, spell.fx, spell.loops), msg.play_wave(spell.wave, target.x, target.y))
        name = _("alguien") if caster.name_hidden else target.name
        self.tell_both(target, f"{spell.caster_text} {name}", f"{caster.name} {spell.target_text}", spell.self_text)
