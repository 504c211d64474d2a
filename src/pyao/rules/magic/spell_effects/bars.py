"""Effects on food, water, mana and stamina.

Source: 05-magic §8.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from pyao.content.spells import SpellType
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord


class Bar(ABC):
    """One bar of the client's stats."""

    @abstractmethod
    def raise_by(self, record: CharacterRecord, points: int) -> None:
        """Fill the bar, up to its maximum; the flag of an empty one stays set: a quirk kept.  Source: 05 §8."""

    @abstractmethod
    def lower_by(self, record: CharacterRecord, points: int) -> None:
        """Empty the bar, down to 0, which sets its flag if it has one."""

    @abstractmethod
    def show(self, cast: Cast, player: Player) -> None:
        """Send the player the new value."""

    @abstractmethod
    def label(self) -> str:
        """What the bar is called in messages to players."""


class Food(Bar):
    """How satisfied hunger is."""

    def raise_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.food = min(record.vitals.food + points, record.vitals.max_food)

    def lower_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.food = max(0, record.vitals.food - points)
        record.hungry = record.hungry or record.vitals.food == 0

    def show(self, cast: Cast, player: Player) -> None:
        MessageSender(player, cast.world.content).hunger_and_thirst()

    def label(self) -> str:
        return _("puntos de hambre")


class Water(Bar):
    """How satisfied thirst is."""

    def raise_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.water = min(record.vitals.water + points, record.vitals.max_water)

    def lower_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.water = max(0, record.vitals.water - points)
        record.thirsty = record.thirsty or record.vitals.water == 0

    def show(self, cast: Cast, player: Player) -> None:
        MessageSender(player, cast.world.content).hunger_and_thirst()

    def label(self) -> str:
        return _("puntos de sed")


class Mana(Bar):
    """What spells are paid with."""

    def raise_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.mana = min(record.vitals.mana + points, record.vitals.max_mana)

    def lower_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.mana = max(0, record.vitals.mana - points)

    def show(self, cast: Cast, player: Player) -> None:
        player.messages.send(msg.update_mana(player.record.vitals.mana))

    def label(self) -> str:
        return _("puntos de maná")


class Stamina(Bar):
    """What blows and work are paid with."""

    def raise_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.stamina = min(record.vitals.stamina + points, record.vitals.max_stamina)

    def lower_by(self, record: CharacterRecord, points: int) -> None:
        record.vitals.stamina = max(0, record.vitals.stamina - points)

    def show(self, cast: Cast, player: Player) -> None:
        player.messages.send(msg.update_sta(player.record.vitals.stamina))

    def label(self) -> str:
        return _("puntos de energía")


def _points(cast: Cast, effect: EffectKind) -> int:
    """The points that the effect rolls; without numbers they are 0 and nothing is rolled."""
    return effect.roll(cast.world) if effect.numbers.high else 0


class Fill(EffectKind):
    """Fill a bar of a player; unlike healing, this may be done to anybody."""

    group = SpellType.PROPERTIES
    bar: ClassVar[Bar]

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        cast.announce()
        points = _points(cast, self)
        self.bar.raise_by(target.record, points)
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
        self.bar.lower_by(target.record, points)
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
    bar = Food()


class HungerDown(Drain):
    """Make a player hungry."""

    kind = "hunger_down"
    bar = Food()
    on_self = False


class ThirstUp(Fill):
    """Quench thirst."""

    kind = "thirst_up"
    bar = Water()


class ThirstDown(Drain):
    """Make a player thirsty."""

    kind = "thirst_down"
    bar = Water()


class ManaUp(Fill):
    """Restore mana."""

    kind = "mana_up"
    bar = Mana()


class ManaDown(Drain):
    """Drain mana."""

    kind = "mana_down"
    bar = Mana()


class StaminaUp(Fill):
    """Restore stamina."""

    kind = "stamina_up"
    bar = Stamina()


class StaminaDown(Drain):
    """Drain stamina."""

    kind = "stamina_down"
    bar = Stamina()
