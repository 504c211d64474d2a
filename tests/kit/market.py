"""A market square with objects and NPCs of the classic data, and the messages about bags, shops and banks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.classic import classic_content
from kit.game import a_game
from kit.worlds import plain_map

from pyao.content.enums import Skill
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.ledger import held_in
from pyao.world.record import ItemStack, SkillRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

    from pyao.content.content import Content
    from pyao.protocol.message import Message
    from pyao.world.npc import Npc
    from pyao.world.record import CharacterRecord

LILITH, FOOD, WEAPONS, TAILOR, BANKER, WOLF = 14, 8, 7, 12, 24, 507
KEYS, CARPENTER, MERCADER, TIMBERO, ROYAL, CHAOS, NEWBIE_POTIONS = 34, 44, 80, 104, 114, 115, 154

AT = (1, 50, 50)
COUNTER = (50, 47)
"""Three steps from `AT`."""


def square(*npcs: tuple[int, int, int], **fields: Any) -> Content:
    """One map with these NPCs: (x, y, number)."""
    return replace(classic_content(), maps={1: plain_map(1, npcs=npcs, **fields), 2: plain_map(2)})


def a_shop(number: int) -> Content:
    """One NPC at the counter."""
    return square((*COUNTER, number))


@contextmanager
def a_market(content: Content, **options: Any) -> Iterator[GameFixture]:
    """A game whose ledger must add up at the end."""
    with a_game(content, **options) as game:
        yield game
        assert game.world.ledger.check(held_in(game.world)) == {}


def npc_of(game: GameFixture, tile: tuple[int, int] = COUNTER) -> Npc:
    return game.world.maps[1].npcs[tile]


def bag(*stacks: tuple[int, int] | None) -> list[ItemStack | None]:
    """An inventory with (object, amount) in its first slots."""
    slots = [ItemStack(*stack) if stack else None for stack in stacks]
    return [*slots, *[None] * (30 - len(slots))]


def bank(*stacks: tuple[int, int] | None) -> list[ItemStack | None]:
    """A bank with (object, amount) in its first slots."""
    slots = [ItemStack(*stack) if stack else None for stack in stacks]
    return [*slots, *[None] * (40 - len(slots))]


def skilled(level: int) -> list[SkillRecord]:
    """All skills at 0 except Comerciar."""
    skills = [SkillRecord() for _ in range(20)]
    skills[Skill.COMERCIAR - 1] = SkillRecord(level)
    return skills


def held(slots: list[ItemStack | None], *, upto: int = 40) -> dict[int, tuple[int, int]]:
    """The objects in some slots: (object, amount) by slot number."""
    return {k: (one.item, one.amount) for k, one in enumerate(slots[:upto], start=1) if one is not None}


def bag_slot(client: Client, slot: int) -> Message:
    """ChangeInventorySlot for what is in the slot now."""
    stack = client.player.record.inventory[slot - 1]
    if stack is None:
        return msg.change_inventory_slot(slot, 0, "", 0, False, 0, 0, 0, 0, 0, 0, 0.0)
    item = client.game.world.content.items[stack.item]
    price = 0.0 if item.newbie else item.value / 3
    figures = (item.grh, item.type, item.max_hit, item.min_hit, item.max_def, item.min_def, price)
    return msg.change_inventory_slot(slot, item.id, item.name, stack.amount, stack.equipped, *figures)


def whole_bag(client: Client, usable: int = 20) -> list[Message]:
    return [bag_slot(client, slot) for slot in range(1, usable + 1)]


def goods(client: Client, npc: Npc, divisor: float = 1.0) -> list[Message]:
    """The 20 slots of a shop as they are now."""
    assert npc.stock is not None
    found = []
    for slot, stack in enumerate(npc.stock.slots[:20], start=1):
        if stack is None:
            found.append(msg.change_npc_inventory_slot(slot, "", 0, 0.0, 0, 0, 0, 0, 0, 0, 0))
            continue
        item = client.game.world.content.items[stack.item]
        figures = (item.grh, item.id, item.type, item.max_hit, item.min_hit, item.max_def, item.min_def)
        found.append(msg.change_npc_inventory_slot(slot, item.name, stack.amount, item.value / divisor, *figures))
    return found


def whole_bank(client: Client) -> list[Message]:
    """The 40 slots of the bank as they are now."""
    found = []
    for slot, stack in enumerate(client.player.record.bank, start=1):
        if stack is None:
            found.append(msg.change_bank_slot(slot, 0, "", 0, 0, 0, 0, 0, 0, 0, 0))
            continue
        item = client.game.world.content.items[stack.item]
        figures = (item.grh, item.type, item.max_hit, item.min_hit, item.max_def, item.min_def, item.value)
        found.append(msg.change_bank_slot(slot, item.id, item.name, stack.amount, *figures))
    return found


def stats(client: Client) -> Message:
    """UpdateUserStats with the player's present values."""
    record: CharacterRecord = client.player.record
    bars = record.vitals
    return msg.update_user_stats(
        bars.max_hp,
        bars.hp,
        bars.max_mana,
        bars.mana,
        bars.max_stamina,
        bars.stamina,
        record.gold,
        record.level,
        record.exp_next,
        record.exp,
    )


def trade_ok(client: Client, npc: Npc, *, usable: int = 20) -> list[Message]:
    """The closing sequence of a purchase or a sale."""
    return [*whole_bag(client, usable), stats(client), *goods(client, npc), msg.trade_ok()]


def fonts(messages: list[Message]) -> list[Font]:
    """The fonts of the console lines among some messages."""
    return [Font(one.fields["font"]) for one in messages if one.id is S.CONSOLE_MSG]


def sees_line(client: Client, font: Font = Font.INFO) -> None:
    """The client got one console line and nothing else."""
    seen = client.takes()
    assert [one.id for one in seen] == [S.CONSOLE_MSG]
    assert fonts(seen) == [font]
