"""Hunger, thirst, mana and stamina.

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
    """One bar of the body: the fields of the vitals, and the flag of the record that it is empty."""

    now: str
    most: str
    flag: str = ""

    def raise_by(self, player: Player, points: int) -> None:
        """Fill it, as far as it goes; the flag stays: a quirk kept."""
        vitals = player.record.vitals
        setattr(vitals, self.now, min(getattr(vitals, self.now) + points, getattr(vitals, self.most)))

    def lower_by(self, player: Player, points: int) -> None:
        """Empty it, as far as it goes."""
        vitals = player.record.vitals
        left = max(0, getattr(vitals, self.now) - points)
        setattr(vitals, self.now, left)
        if not left and self.flag:
            setattr(player.record, self.flag, True)

    def show(self, cast: Cast, player: Player) -> None:
        """Let the player see it."""
        if self is MANA:
            player.messages.send(msg.update_mana(player.record.vitals.mana))
        elif self is STAMINA:
            player.messages.send(msg.update_sta(player.record.vitals.stamina))
        else:
            MessageSender(player, cast.world.content).hunger_and_thirst()

    def label(self) -> str:
        """What players call it."""
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
    """What is rolled; without numbers nothing is."""
    return cast.roll(effect.numbers) if effect.numbers.high else 0


class Fill(EffectKind):
    """A bar rises; helping like that asks nobody's leave."""

    group = SpellType.PROPERTIES
    bar: ClassVar[Bar]

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §8."""
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
    """A bar falls."""

    group = SpellType.PROPERTIES
    bar: ClassVar[Bar]
    on_self: ClassVar[bool] = True
    """Whether somebody may do it to itself."""

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §8."""
        if not cast.may_attack(target) or (target is cast.caster and not self.on_self):
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
    """Food without eating."""

    kind = "hunger_up"
    bar = FOOD


class HungerDown(Drain):
    """Hunger."""

    kind = "hunger_down"
    bar = FOOD
    on_self = False


class ThirstUp(Fill):
    """Water without drinking."""

    kind = "thirst_up"
    bar = WATER


class ThirstDown(Drain):
    """Thirst."""

    kind = "thirst_down"
    bar = WATER


class ManaUp(Fill):
    """Mana for somebody."""

    kind = "mana_up"
    bar = MANA


class ManaDown(Drain):
    """Mana that is lost."""

    kind = "mana_down"
    bar = MANA


class StaminaUp(Fill):
    """New energy."""

    kind = "stamina_up"
    bar = STAMINA


class StaminaDown(Drain):
    """Weariness."""

    kind = "stamina_down"
    bar = STAMINA
