"""Moving, fighting, clicking, and using what one carries and knows.

Places and slots are raw: a click may be outside the map, a slot may be 0.  Source: 01-protocol §7, §13.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, U8, Bool, C, ClientPacket, Points


@dataclass(frozen=True, slots=True)
class Walk(ClientPacket):
    """One step; the client has taken it already, unless it believes itself resting or meditating.

    While it does, one comes every drawn frame as long as a key is held.  `heading` 1 north 2 east 3 south 4 west.
    """

    id = C.WALK

    heading: U8


@dataclass(frozen=True, slots=True)
class ChangeHeading(ClientPacket):
    """A step that the client's own check refused: turn only.  Comes every drawn frame while the key is held."""

    id = C.CHANGE_HEADING

    heading: U8


@dataclass(frozen=True, slots=True)
class RequestPositionUpdate(ClientPacket):
    """A key for who seems to stand in the wrong place, at most one in 2 s; answered by PosUpdate."""

    id = C.REQUEST_POSITION_UPDATE


@dataclass(frozen=True, slots=True)
class Attack(ClientPacket):
    """Strike at the tile ahead; the client waits 1500 ms between two."""

    id = C.ATTACK


@dataclass(frozen=True, slots=True)
class SafeToggle(ClientPacket):
    """Flip the safe against attacking citizens; answered by SafeModeOn or SafeModeOff."""

    id = C.SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class ResuscitationSafeToggle(ClientPacket):
    """Flip the safe against being revived; answered by ResuscitationSafeOn or …Off.

    No screen of the client sends it; the text command /seguroresu does.
    """

    id = C.RESUSCITATION_SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class PickUp(ClientPacket):
    """Take the object underfoot; not sent when dead."""

    id = C.PICK_UP


@dataclass(frozen=True, slots=True)
class Drop(ClientPacket):
    """Drop an object of the inventory, or gold from slot 31; the client offers 1..10000."""

    id = C.DROP

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class UseItem(ClientPacket):
    """Use an object of the inventory: its key or a double click; the client waits 450 or 500 ms between two."""

    id = C.USE_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class EquipItem(ClientPacket):
    """Put on or take off an object of the inventory; not sent when dead."""

    id = C.EQUIP_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class MoveItem(ClientPacket):
    """Swap two inventory slots: dragged with the right button, in the bank's and the merchant's grid too.

    There slots reach 50 and mean nothing.  `kind` is 0 and ignored.
    """

    id = C.MOVE_ITEM

    from_slot: U8
    to_slot: U8
    kind: U8


@dataclass(frozen=True, slots=True)
class LeftClick(ClientPacket):
    """Look at a tile."""

    id = C.LEFT_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class DoubleClick(ClientPacket):
    """Act on a tile; its first press has come as LeftClick, or as WorkLeftClick where a skill was armed."""

    id = C.DOUBLE_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class Work(ClientPacket):
    """Use a skill: 1, 2 and 17 arm the next click (answered by WorkRequestTarget), 7 hides.

    The client sends no others.
    """

    id = C.WORK

    skill: U8


@dataclass(frozen=True, slots=True)
class WorkLeftClick(ClientPacket):
    """The click for which a skill was armed."""

    id = C.WORK_LEFT_CLICK

    x: U8
    y: U8
    skill: U8


@dataclass(frozen=True, slots=True)
class CastSpell(ClientPacket):
    """Choose the spell of slot 1..35 for the next magic click; not answered."""

    id = C.CAST_SPELL

    slot: U8


@dataclass(frozen=True, slots=True)
class SpellInfo(ClientPacket):
    """What the spell in a slot does; answered in console lines."""

    id = C.SPELL_INFO

    slot: U8


@dataclass(frozen=True, slots=True)
class MoveSpell(ClientPacket):
    """Swap a spell with the one above it (`upwards`) or below it; a swap is not answered.

    The client's button "up" on slot s sends (False, s−1), "down" sends (True, s+1), which comes to the same.
    """

    id = C.MOVE_SPELL

    upwards: Bool
    slot: U8


@dataclass(frozen=True, slots=True)
class UseSpellMacro(ClientPacket):
    """A trap for foreign programs: the original expelled who sent it.  The client has no use for it."""

    id = C.USE_SPELL_MACRO


@dataclass(frozen=True, slots=True)
class ModifySkills(ClientPacket):
    """Spend free skill points: how many go to each of the twenty skills, in their order."""

    id = C.MODIFY_SKILLS

    points: Points


@dataclass(frozen=True, slots=True)
class Meditate(ClientPacket):
    """Begin or end meditating: /meditar or its key; not sent when mana is full."""

    id = C.MEDITATE


@dataclass(frozen=True, slots=True)
class Rest(ClientPacket):
    """/descansar: begin or end a rest by a fire."""

    id = C.REST


@dataclass(frozen=True, slots=True)
class Resucitate(ClientPacket):
    """/resucitar, or /curar when dead: ask the priest who was clicked on for one's life."""

    id = C.RESUCITATE


@dataclass(frozen=True, slots=True)
class Heal(ClientPacket):
    """/curar: ask the priest who was clicked on to heal."""

    id = C.HEAL


@dataclass(frozen=True, slots=True)
class Home(ClientPacket):
    """/hogar: travel home as a ghost; sent only when dead."""

    id = C.HOME


@dataclass(frozen=True, slots=True)
class PetStand(ClientPacket):
    """/quieto: the pet that was clicked on stays where it is."""

    id = C.PET_STAND


@dataclass(frozen=True, slots=True)
class PetFollow(ClientPacket):
    """/acompañar: the pet that was clicked on follows again."""

    id = C.PET_FOLLOW


@dataclass(frozen=True, slots=True)
class ReleasePet(ClientPacket):
    """/liberar: the pet that was clicked on goes free."""

    id = C.RELEASE_PET


@dataclass(frozen=True, slots=True)
class TrainList(ClientPacket):
    """/entrenar: which creatures the trainer has; answered by TrainerCreatureList."""

    id = C.TRAIN_LIST


@dataclass(frozen=True, slots=True)
class Train(ClientPacket):
    """Fight a creature of the trainer's list, counted from 1."""

    id = C.TRAIN

    creature: U8


@dataclass(frozen=True, slots=True)
class ShareNpc(ClientPacket):
    """/compartirnpc: the player who was clicked on may attack one's creature too."""

    id = C.SHARE_NPC


@dataclass(frozen=True, slots=True)
class StopSharingNpc(ClientPacket):
    """/nocompartirnpc: nobody else may attack one's creature any more."""

    id = C.STOP_SHARING_NPC


@dataclass(frozen=True, slots=True)
class Enlist(ClientPacket):
    """/enlistar: join the army of the king or the demon who was clicked on."""

    id = C.ENLIST


@dataclass(frozen=True, slots=True)
class Information(ClientPacket):
    """/informacion: what the king or the demon expects next."""

    id = C.INFORMATION


@dataclass(frozen=True, slots=True)
class Reward(ClientPacket):
    """/recompensa: ask the king or the demon for the next rank."""

    id = C.REWARD


@dataclass(frozen=True, slots=True)
class LeaveFaction(ClientPacket):
    """/retirarfaccion: leave the royal army or the chaos legion."""

    id = C.LEAVE_FACTION


@dataclass(frozen=True, slots=True)
class Gamble(ClientPacket):
    """/apostar N: stake gold with the casino's host.  A typed number arrives modulo 65536, signed."""

    id = C.GAMBLE

    amount: I16
