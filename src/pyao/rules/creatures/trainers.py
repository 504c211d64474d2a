"""Trainers, who call creatures for players to practise on.

Source: 08-npcs §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.messaging.audience import area
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.rules.creatures.spawning import spawn_npc
from pyao.rules.map.addressing import address, try_call

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

MOST_PUPILS = 7


def list_creatures(world: World, player: Player) -> None:
    """/entrenar: show the player which creatures the clicked trainer can call."""
    trainer = address(world, player)
    if trainer is not None and try_call(player, trainer) and trainer.definition.type == NpcType.ENTRENADOR:
        names = [name for _number, name in trainer.definition.creatures]
        player.messages.send(msg.trainer_creature_list(names))


def train(world: World, player: Player, choice: int) -> None:
    """Let the clicked trainer call a creature of its list, counted from 1.

    A dead or distant player may ask too: a quirk kept.
    """
    trainer = world.npc_with(player.targets.npc)
    if trainer is None or trainer.definition.type != NpcType.ENTRENADOR:
        return
    if len(trainer.pupils) >= MOST_PUPILS:
        text = _("No puedo traer más criaturas, primero matá las que hay.")
        area(world, player).send(msg.chat_over_head(text, trainer.char, *colours.DEFAULT))
    elif 1 <= choice <= len(trainer.definition.creatures):
        _bring(world, trainer, trainer.definition.creatures[choice - 1][0])


def _bring(world: World, trainer: Npc, number: int) -> None:
    pupil = spawn_npc(world, number, trainer.map, (trainer.x, trainer.y), fx=True)
    if pupil is not None:
        pupil.trainer = trainer
        trainer.pupils.append(pupil)
