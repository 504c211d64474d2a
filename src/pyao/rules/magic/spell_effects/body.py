"""Effects on food, water, mana and stamina.

Source: 05-magic §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pyao.content.spells import SpellType
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.world.player import Player


class Bar(NamedTuple):
    """One bar of the client's stats: its fields in the vitals, and the flag in the record that says it is empty."""

    now: str
    most: str
    flag: str = ""

    def raise_by(self, player: Player, points: int) -> None:
        """Fill the bar, up to its maximum; the flag of an empty one stays set: a quirk kept.  Source: 05 §8."""
        vitals = player.record.vitals
        setattr(vitals, self.now, min(getattr(vitals, self.now) + points, getattr(vitals, self.most)))

    def lower_by(self, player: Player, points: int) -> None:
        """Empty the bar, down to 0, which sets its flag."""
        vitals = player.record.vitals
        left = max(0, getattr(vitals, self.now) - points)
        setattr(vitals, self.now, left)
        if not left and self.flag:
            setattr(player.record, self.flag, True)

    def show(self, cast: Cast, player: Player) -> None:
        """Send the player the new value."""
        if self is MANA:
            player.messages.send(msg.update_mana(player.record.vitals.mana))
        elif self is STAMINA:
            player.messages.send(msg.update_sta(player.record.vitals.stamina))
        else:
            MessageSender(player, cast.world.content).hunger_and_thirst()

    def label(self) -> str:
        """What the bar is called in messages to players."""
        return {
            "food": _("puntos de hambre"),
            "water": _("puntos de sed"),
            "mana": _("puntos de maná"),
            "stamina": _("puntos de energía"),
        }[self.now]


FOOD = Bar("food", "max_food", "hungry")
WATER = Bar("water", "max_water", "thirsty")
MANA = Bar("mana", "max_mana")
STAMINA = Bar("stamina", "max_stamina")


def _points(cast: Cast, effect: EffectKind) -> int:
    """The points that the effect rolls; without numbers they are 0 and nothing is rolled."""
    return cast.roll(effect.numbers) if effect.numbers.high else 0


class Fill(EffectKind):
    """Fill a bar of a player; unlike healing, this may be done to anybody."""

    group = SpellType.PROPERTIES
    bar: ClassVar[Bar]

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        cast.announce()
        points = _points(cast, self)
        self.bar.raise_by(target, points)
        given = {"n": points, "what": self.bar.label()}
        cast.tell_both(
            target,
            _("Le has restaurado {n} {what} a {name}.").format(name=target.name, **given),
            _("{name} te ha restaurado {n} {what}.").format(name=cast.caster.name, **given),
            _("Te has restaurado {n} {what}.").format(**given),
        )
        self.bar.show(cast, target)
        return Outcome.DONE


class Drain(EffectKind):
    """Empty a bar of a player; it counts as an attack."""

    group = SpellType.PROPERTIES
    bar: ClassVar[Bar]
    on_self: ClassVar[bool] = True
    """Whether casters may do it to themselves."""

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not cast.try_attack(target) or (target is cast.caster and not self.on_self):
            return Outcome.REFUSED
        cast.announce()
        points = _points(cast, self)
        self.bar.lower_by(target, points)
        taken = {"n": points, "what": self.bar.label()}
        cast.tell_both(
            target,
            _("Le has quitado {n} {what} a {name}.").format(name=target.name, **taken),
            _("{name} te ha quitado {n} {what}.").format(name=cast.caster.name, **taken),
            _("Te has quitado {n} {what}.").format(**taken),
        )
        self.bar.show(cast, target)
        return Outcome.DONE


class HungerUp(Fill):
    """Satisfy hunger."""

    kind = "hunger_up"
    bar = FOOD


class HungerDown(Drain):
    """Make a player hungry."""

    kind = "hunger_down"
    bar = FOOD
    on_self = False


class ThirstUp(Fill):
    """Quench thirst."""

    kind = "thirst_up"
    bar = WATER


class ThirstDown(Drain):
    """Make a player thirsty."""

    kind = "thirst_down"
    bar = WATER


class ManaUp(Fill):
    """Restore mana."""

    kind = "mana_up"
    bar = MANA


class ManaDown(Drain):
    """Drain mana."""

    kind = "mana_down"
    bar = MANA


class StaminaUp(Fill):
    """Restore stamina."""

    kind = "stamina_up"
    bar = STAMINA


class StaminaDown(Drain):
    """Drain stamina."""

    kind = "stamina_down"
    bar = STAMINA
