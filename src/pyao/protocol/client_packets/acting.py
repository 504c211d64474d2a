"""Moving, fighting, clicking, and using objects, skills and spells.

Coordinates and slots are raw: a click may be outside the map, a slot may be 0.  Source: 01-protocol §7, §13.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, U8, Bool, C, ClientPacket, Points


@dataclass(frozen=True, slots=True)
class Walk(ClientPacket):
    """One step, which the client has already taken, unless it believes that the player is resting or meditating.

    In that case it sends one each drawn frame as long as a key is held.  `heading` 1 north 2 east 3 south 4 west.
    """

    id = C.WALK

    heading: U8


@dataclass(frozen=True, slots=True)
class ChangeHeading(ClientPacket):
    """Turn only: a step that the client's own check refused.  It comes every drawn frame while the key is held."""

    id = C.CHANGE_HEADING

    heading: U8


@dataclass(frozen=True, slots=True)
class RequestPositionUpdate(ClientPacket):
    """Ask where one really stands: a key, at most once in 2 s; answered by PosUpdate."""

    id = C.REQUEST_POSITION_UPDATE


@dataclass(frozen=True, slots=True)
class Attack(ClientPacket):
    """Strike at the tile ahead; the client waits 1500 ms between two blows."""

    id = C.ATTACK


@dataclass(frozen=True, slots=True)
class SafeToggle(ClientPacket):
    """Flip the safety switch against attacking citizens; answered by SafeModeOn or SafeModeOff."""

    id = C.SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class ResuscitationSafeToggle(ClientPacket):
    """Flip the safety switch against being revived; answered by ResuscitationSafeOn or …Off.

    No screen of the client sends it; the text command /seguroresu does.
    """

    id = C.RESUSCITATION_SAFE_TOGGLE


@dataclass(frozen=True, slots=True)
class PickUp(ClientPacket):
    """Pick up the object underfoot; not sent when dead."""

    id = C.PICK_UP


@dataclass(frozen=True, slots=True)
class Drop(ClientPacket):
    """Drop an object of the inventory, or gold from slot 31; the client offers 1..10000."""

    id = C.DROP

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class UseItem(ClientPacket):
    """Use an object of the inventory, by key or double click; the client waits 450 ms or 500 ms between two."""

    id = C.USE_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class EquipItem(ClientPacket):
    """Put on or take off an object of the inventory; not sent when dead."""

    id = C.EQUIP_ITEM

    slot: U8


@dataclass(frozen=True, slots=True)
class MoveItem(ClientPacket):
    """Swap two inventory slots, by dragging with the right button.

    Dragging in the bank's or merchant's grid sends it too, with slots up to 50 that mean nothing.  `kind` is 0 and
    ignored.
    """

    id = C.MOVE_ITEM

    from_slot: U8
    to_slot: U8
    kind: U8


@dataclass(frozen=True, slots=True)
class LeftClick(ClientPacket):
    """Look at a tile and select what is on it."""

    id = C.LEFT_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class DoubleClick(ClientPacket):
    """Act on a tile; the first press came before as LeftClick, or as WorkLeftClick if a skill was armed."""

    id = C.DOUBLE_CLICK

    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class Work(ClientPacket):
    """Use a skill: 1 magic, 2 stealing and 17 taming arm the next click (answered by WorkRequestTarget); 7 hides.

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
    """Choose the spell in slot 1..35 for the next magic click; not answered."""

    id = C.CAST_SPELL

    slot: U8


@dataclass(frozen=True, slots=True)
class SpellInfo(ClientPacket):
    """Ask what the spell in a slot does; answered in console lines."""

    id = C.SPELL_INFO

    slot: U8


@dataclass(frozen=True, slots=True)
class MoveSpell(ClientPacket):
    """Swap a spell with the one above it (`upwards`) or below it; the swap is not answered.

    The client's button "up" on slot s sends (False, s−1), "down" sends (True, s+1), which amounts to the same.
    """

    id = C.MOVE_SPELL

    upwards: Bool
    slot: U8


@dataclass(frozen=True, slots=True)
class UseSpellMacro(ClientPacket):
    """A trap for macro programs: whoever sends it is expelled.  The client never does.  Source: 01-protocol §15."""

    id = C.USE_SPELL_MACRO


@dataclass(frozen=True, slots=True)
class ModifySkills(ClientPacket):
    """Spend free skill points: how many go to each of the twenty skills, in order."""

    id = C.MODIFY_SKILLS

    points: Points


@dataclass(frozen=True, slots=True)
class Meditate(ClientPacket):
    """Start or stop meditating: /meditar or its key; not sent when mana is full."""

    id = C.MEDITATE


@dataclass(frozen=True, slots=True)
class Rest(ClientPacket):
    """/descansar: start or stop resting by a fire."""

    id = C.REST


@dataclass(frozen=True, slots=True)
class Resucitate(ClientPacket):
    """/resucitar, or /curar when dead: ask the selected priest to be revived."""

    id = C.RESUCITATE


@dataclass(frozen=True, slots=True)
class Heal(ClientPacket):
    """/curar: ask the selected priest to be healed."""

    id = C.HEAL


@dataclass(frozen=True, slots=True)
class Home(ClientPacket):
    """/hogar: travel home as a ghost; sent only when dead."""

    id = C.HOME


@dataclass(frozen=True, slots=True)
class PetStand(ClientPacket):
    """/quieto: tell the selected pet to stay where it is."""

    id = C.PET_STAND


@dataclass(frozen=True, slots=True)
class PetFollow(ClientPacket):
    """/acompañar: tell the selected pet to follow again."""

    id = C.PET_FOLLOW


@dataclass(frozen=True, slots=True)
class ReleasePet(ClientPacket):
    """/liberar: set the selected pet free."""

    id = C.RELEASE_PET


@dataclass(frozen=True, slots=True)
class TrainList(ClientPacket):
    """/entrenar: ask which creatures the trainer has; answered by TrainerCreatureList."""

    id = C.TRAIN_LIST


@dataclass(frozen=True, slots=True)
class Train(ClientPacket):
    """Choose the creature to fight from the trainer's list, counted from 1."""

    id = C.TRAIN

    creature: U8


@dataclass(frozen=True, slots=True)
class ShareNpc(ClientPacket):
    """/compartirnpc: let the selected player attack the sender's creature too."""

    id = C.SHARE_NPC


@dataclass(frozen=True, slots=True)
class StopSharingNpc(ClientPacket):
    """/nocompartirnpc: let nobody else attack the sender's creature any more."""

    id = C.STOP_SHARING_NPC


@dataclass(frozen=True, slots=True)
class Enlist(ClientPacket):
    """/enlistar: join the army of the selected king or demon."""

    id = C.ENLIST


@dataclass(frozen=True, slots=True)
class Information(ClientPacket):
    """/informacion: ask what the king or the demon expects next."""

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
    """/apostar N: bet gold with the casino's host.  A typed number arrives modulo 65536, signed."""

    id = C.GAMBLE

    amount: I16
