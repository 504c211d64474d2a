"""Effects on how somebody looks: invisibility and its end, and mimicry.

Source: 05-magic §7, §7.1, §9, §10 "El Ojo del Demiurgo", §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.content.spells import SpellType
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance, hiding, invisibility, mimicry
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.world.character import NO_ITEM
from pyao.world.record import Look

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player

EYE_TILES = 8
"""How many rows and columns around the tile the Eye of the Demiurge looks."""


class Invisibility(EffectKind):
    """Make a player invisible for a while.  Source: 05 §7."""

    kind = "invisibility"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target.dead:
            return cast.refuse_dead()
        if target.leaving_s is not None:
            if target is cast.caster:
                return cast.refuse(_("No podés volverte invisible mientras estás saliendo."), Font.WARNING)
            return cast.refuse(_("¡El usuario está saliendo!"))
        if cast.world.map_of(target).definition.no_invisibility:
            return cast.refuse(_("¡La invisibilidad no funciona aquí!"))
        if not cast.try_support(target, makes_criminal=True) or cast.is_shielded(target):
            return Outcome.REFUSED
        invisibility.vanish(cast.world, target)
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Nothing but the announcement: creatures stay visible.  Source: 05 §9."""
        cast.announce()
        return Outcome.DONE


class Mimicry(EffectKind):
    """Make the caster look like the target for a while.  Source: 05 §7.1, §9."""

    kind = "mimicry"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        caster = cast.caster
        if target.dead or target.sailing or caster.sailing or cast.is_shielded(target):
            return Outcome.REFUSED
        if caster.own_look is not None:
            return _refuse_mimic(cast)
        if caster.admin_invisible:
            return Outcome.REFUSED
        mimicry.mimic(cast.world, caster, target.look)
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Only druids can look like creatures."""
        caster = cast.caster
        if caster.own_look is not None:
            return _refuse_mimic(cast)
        if caster.admin_invisible:
            return Outcome.REFUSED
        if caster.record.player_class != PlayerClass.DRUID:
            return cast.refuse(_("Solo los druidas pueden mimetizarse con criaturas."))
        look = Look(target.look.body, target.look.head, NO_ITEM, NO_ITEM, NO_ITEM)
        mimicry.mimic(cast.world, caster, look)
        cast.announce()
        return Outcome.DONE


def _refuse_mimic(cast: Cast) -> Outcome:
    return cast.refuse(_("Ya te encontrás mimetizado. El hechizo no tuvo efecto."))


class Reveal(EffectKind):
    """Reveal the invisible: cast by a player with a passing light, cast by a creature for good."""

    kind = "reveal"
    group = SpellType.STATE

    def on_ground(self, cast: Cast) -> Outcome:
        """Show a light on each invisible player around the tile, who stays invisible.  Source: 05 §10."""
        world, targets = cast.world, cast.caster.targets
        users = world.maps[targets.map].users
        for x in range(targets.x - EYE_TILES, targets.x + EYE_TILES + 1):
            for y in range(targets.y - EYE_TILES, targets.y + EYE_TILES + 1):
                user = users.get((x, y))
                if user is not None and user.invisible and not user.admin_invisible:
                    area(world, cast.caster).send(msg.create_fx(user.char, cast.spell.fx, cast.spell.loops))
        cast.announce()
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """End the victim's hiding at once, or else its invisibility two ticks later.  Source: 05 §12 step 6."""
        cast.show(victim)
        if victim.hidden:
            hiding.stop_hiding(cast.world, victim)
            appearance.set_invisible(cast.world, victim, invisible=False)
            tell(victim, _("¡Has sido detectado!"), Font.VENENO)
        else:
            tell(victim, _("Comenzás a hacerte visible."), Font.VENENO)
            invisibility.fade_soon(cast.world, victim)
        return Outcome.DONE
