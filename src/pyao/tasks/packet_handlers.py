"""THE table: which task answers which packet, in which phase, and how often; the only gate into the game.

Source: 01-protocol §2, §4, §7; 02-sessions-and-characters §1.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyao.protocol import client_packets as c
from pyao.tasks import (
    chat,
    commerce,
    creatures,
    fighting,
    gm,
    information,
    leaving,
    login,
    movement,
    own_record,
    safety,
    skills,
    spells,
    tiles,
)
from pyao.tasks.rates import MOVES, OTHERS, Rate
from pyao.tasks.session import Phase
from pyao.tasks.task import IllegalPacket, Task, TaskNull, TaskOrder

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pyao.tasks.session import Session


class Handler(NamedTuple):
    """How one kind of packet is answered."""

    task: Task[Any]
    phase: Phase = Phase.PLAYING
    rate: Rate = OTHERS


def run(session: Session, packet: c.ClientPacket) -> Awaitable[None] | None:
    """Execute a packet that has passed the gate, or that a text command stands for."""
    return handler_of(type(packet)).task.execute(session, packet)


def handler_of(packet: type[c.ClientPacket]) -> Handler:
    """The table's row for a kind of packet; what has none is answered by the null task."""
    return HANDLERS.get(packet, NULL)


NULL = Handler(TaskNull())

HANDLERS: dict[type[c.ClientPacket], Handler] = {
    c.ThrowDices: Handler(login.TaskDice(), Phase.CONNECTED),
    c.LoginNewChar: Handler(login.TaskLoginNewChar(), Phase.CONNECTED),
    c.LoginExistingChar: Handler(login.TaskLoginExistingChar(), Phase.CONNECTED),
    c.Walk: Handler(movement.TaskWalk(), rate=MOVES),
    c.ChangeHeading: Handler(movement.TaskChangeHeading(), rate=MOVES),
    c.RequestPositionUpdate: Handler(movement.TaskRequestPositionUpdate()),
    c.Talk: Handler(chat.TaskTalk(run)),
    c.Yell: Handler(chat.TaskYell()),
    c.Whisper: Handler(chat.TaskWhisper()),
    c.Attack: Handler(fighting.TaskAttack()),
    c.SafeToggle: Handler(safety.TaskSafeToggle()),
    c.ResuscitationSafeToggle: Handler(safety.TaskResuscitationSafeToggle()),
    c.Meditate: Handler(safety.TaskMeditate()),
    c.Resucitate: Handler(safety.TaskResucitate()),
    c.Heal: Handler(safety.TaskHeal()),
    c.ShareNpc: Handler(safety.TaskShareNpc()),
    c.StopSharingNpc: Handler(safety.TaskStopSharingNpc()),
    c.LeftClick: Handler(tiles.TaskLeftClick()),
    c.DoubleClick: Handler(tiles.TaskDoubleClick()),
    c.Drop: Handler(tiles.TaskDrop()),
    c.PickUp: Handler(tiles.TaskPickUp()),
    c.UseItem: Handler(tiles.TaskUseItem()),
    c.EquipItem: Handler(tiles.TaskEquipItem()),
    c.MoveItem: Handler(tiles.TaskMoveItem()),
    c.ForumPost: Handler(tiles.TaskForumPost()),
    c.Rest: Handler(tiles.TaskRest()),
    c.Home: Handler(tiles.TaskHome()),
    c.Work: Handler(skills.TaskWork()),
    c.WorkLeftClick: Handler(skills.TaskWorkLeftClick()),
    c.CastSpell: Handler(spells.TaskCastSpell()),
    c.MoveSpell: Handler(spells.TaskMoveSpell()),
    c.SpellInfo: Handler(spells.TaskSpellInfo()),
    c.UseSpellMacro: Handler(spells.TaskUseSpellMacro()),
    c.CommerceBuy: Handler(commerce.TaskCommerceBuy()),
    c.CommerceSell: Handler(commerce.TaskCommerceSell()),
    c.BankExtractItem: Handler(commerce.TaskBankExtractItem()),
    c.BankDeposit: Handler(commerce.TaskBankDeposit()),
    c.MoveBank: Handler(commerce.TaskMoveBank()),
    c.BankExtractGold: Handler(commerce.TaskBankExtractGold()),
    c.BankDepositGold: Handler(commerce.TaskBankDepositGold()),
    c.Gamble: Handler(commerce.TaskGamble()),
    c.UserCommerceOffer: Handler(commerce.TaskUserCommerceOffer()),
    c.CommerceChat: Handler(commerce.TaskCommerceChat()),
    c.Train: Handler(creatures.TaskTrain()),
    **{kind: Handler(TaskOrder(rule)) for kind, rule in (commerce.ORDERS | creatures.ORDERS).items()},
    c.ModifySkills: Handler(own_record.TaskModifySkills()),
    c.ChangeDescription: Handler(own_record.TaskChangeDescription()),
    c.ChangePassword: Handler(own_record.TaskChangePassword()),
    c.Punishments: Handler(information.TaskPunishments()),
    c.Ping: Handler(information.TaskPing()),
    c.Quit: Handler(leaving.TaskQuit()),
    **{kind: Handler(information.TaskTell(answer)) for kind, answer in information.TELLINGS.items()},
    **dict.fromkeys(gm.TASKS, Handler(gm.TaskGMCommand())),
}


def handle(session: Session, packet: c.ClientPacket) -> Awaitable[None] | None:
    """Let one packet in, or not.

    Gives an awaitable when the answer takes time: the connection's next packet must wait for it.

    Raises:
        IllegalPacket: not legal in this phase; the connection has to be closed.

    """
    handler = handler_of(type(packet))
    if session.phase is not handler.phase:
        if session.phase is Phase.CLOSED:
            return None
        raise IllegalPacket(f"{type(packet).__name__} while {session.phase.name.lower()}")
    session.heard()
    if not session.allow(handler.rate):
        return None
    return run(session, packet)
