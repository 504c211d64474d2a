"""The picture a client has, and what it notices that can't be true.  Source: 01-protocol §11."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyao.client.world_view import Seen, WorldView
from pyao.content.enums import Heading
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from pyao.protocol.message import Message

OWN, OTHER = 7, 9


def create(char: int, x: int, y: int, *, heading: int = 3, head: int = 5) -> Message:
    return msg.character_create(char, 1, head, heading, x, y, 2, 2, 2, 0, 999, f"Nadie {char}", 2, 1)


def entry(x: int = 50, y: int = 50) -> list[Message]:
    """As a login or a warp shows the world."""
    return [msg.change_map(1, 0), msg.area_changed(x, y), create(OWN, x, y), msg.user_char_index_in_server(OWN)]


def view_of(*messages: Message) -> WorldView:
    view = WorldView()
    for message in messages:
        view.take(message)
    return view


def test_an_entry_and_what_follows() -> None:
    view = view_of(
        *entry(),
        create(OTHER, 52, 50),
        msg.character_move(OTHER, 53, 50),
        msg.chat_over_head("hola", OTHER, 255, 255, 255),
        msg.set_invisible(OTHER, True),
        msg.object_create(55, 50, 506),
        msg.update_user_stats(20, 18, 50, 40, 60, 55, 1000, 3, 300, 12),
        msg.update_hp(0),
        msg.update_gold(900),
        msg.level_up(4),
        msg.change_inventory_slot(1, 857, "Poción", 200, False, 541, 11, 0, 0, 0, 0, 3.0),
        msg.change_bank_slot(40, 857, "Poción", 5, 541, 11, 0, 0, 0, 0, 3),
        msg.change_spell_slot(1, 0, "(None)"),
        msg.console_msg("Bienvenido", 3),
        msg.character_change_nick(OTHER, "Nadie [CONSULTA]"),
        msg.logged(3),
        msg.pong(),
    )
    assert view.violations == []
    assert (view.map, view.char, view.x, view.y, view.area) == (1, OWN, 50, 50, (5, 5))
    assert view.chars[OTHER] == Seen(OTHER, 53, 50, 3, "Nadie [CONSULTA]", 1, 5, invisible=True)
    assert view.objects == {(55, 50): 506}
    assert (view.max_hp, view.hp, view.max_mana, view.mana, view.max_stamina, view.stamina) == (20, 0, 50, 40, 60, 55)
    assert (view.gold, view.level, view.exp, view.free_skill_points) == (900, 3, 12, 4)
    assert (view.inventory, view.bank, view.spells) == ({1: (857, 200)}, {40: (857, 5)}, {1: "(None)"})
    assert view.console == ["Bienvenido"]
    assert view.heard == [("Nadie 9", "hola")]
    assert (view.logged, view.pongs) == (True, 1)


def test_a_new_map_forgets_the_old_one() -> None:
    view = view_of(*entry(), create(OTHER, 52, 50), msg.object_create(55, 50, 506), msg.block_position(51, 50, True))
    view.take(msg.change_map(2, 0))
    assert (view.map, view.chars, view.objects, view.blocked, view.area) == (2, {}, {}, {}, None)
    assert view.char == OWN


def test_own_steps_are_predicted_and_corrected() -> None:
    view = view_of(*entry())
    view.predict(Heading.EAST)
    assert (view.x, view.chars[OWN].x) == (51, 51)
    view.take(msg.pos_update(50, 50))
    assert (view.x, view.chars[OWN].x) == (50, 50)
    view.take(msg.force_char_move(Heading.NORTH))
    assert (view.x, view.y) == (50, 49)


def test_a_position_is_ignored_before_there_is_a_character() -> None:
    view = view_of(msg.pos_update(12, 13))
    assert (view.x, view.y) == (0, 0)


@pytest.mark.parametrize(
    "toggle", [msg.paralize_ok(), msg.meditate_toggle(), msg.rest_ok(), msg.navigate_toggle(), msg.pause_toggle()]
)
def test_toggles_flip(toggle: Message) -> None:
    view = view_of(*entry(), toggle)
    assert view.toggles == {toggle.id}
    assert view.may_predict() is (toggle.id is S.NAVIGATE_TOGGLE)
    view.take(toggle)
    assert view.toggles == set()
    assert view.may_predict()


def test_locks_of_panels_and_of_the_trip_home() -> None:
    view = view_of(*entry(), msg.commerce_init(), msg.home(1, 10, "Nix"))
    assert len(view.locks) == 2
    view.take(msg.user_commerce_end())
    view.take(msg.cancel_home())
    assert view.locks == set()
    assert view.violations == []


@pytest.mark.parametrize(
    ("after_entry", "why"),
    [
        (create(OTHER, 63, 50), "out of the window"),
        (create(OTHER, 50, 35), "out of the window"),
        (create(0, 50, 51), "index 0"),
        (create(OTHER, 52, 50, heading=0), "no such heading"),
        (msg.object_create(63, 50, 506), "out of the window"),
        (msg.object_create(50, 50, 24_148), "no such picture"),
        (msg.character_move(OTHER, 51, 50), "unknown character"),
        (msg.character_move(OWN, 51, 50), "own character is moved"),
        (msg.character_change(OTHER, 1, 5, 3, 2, 2, 2, 0, 0), "unknown character"),
        (msg.character_change(OWN, 1, 5, 5, 2, 2, 2, 0, 0), "no such heading"),
        (msg.chat_over_head("hola", OTHER, 255, 255, 255), "unknown character"),
        (msg.create_fx(OTHER, 1, 0), "unknown character"),
        (msg.create_fx(OWN, 36, 0), "no such effect"),
        (msg.set_invisible(OTHER, True), "unknown character"),
        (msg.update_tag_and_status(OTHER, 2, "x"), "unknown character"),
        (msg.remove_char_dialog(OTHER), "unknown character"),
        (msg.user_attacked_swing(OTHER), "unknown character"),
        (msg.user_hitted_by_user(OTHER, 1, 10), "unknown character"),
        (msg.user_kill(OTHER), "unknown character"),
        (msg.user_char_index_in_server(OTHER), "has not been created"),
        (msg.change_inventory_slot(26, 0, "", 0, False, 0, 0, 0, 0, 0, 0, 0.0), "25 slots"),
        (msg.change_bank_slot(41, 0, "", 0, 0, 0, 0, 0, 0, 0, 0), "40 slots"),
        (msg.change_spell_slot(36, 0, "(None)"), "35 slots"),
        (msg.change_spell_slot(1, 0, "Nada"), "known by its text"),
    ],
)
def test_what_can_not_be_true(after_entry: Message, why: str) -> None:
    view = view_of(*entry())
    assert view.violations == []
    view.take(after_entry)
    (violation,) = view.violations
    assert why in violation


def test_nothing_is_shown_before_an_area_is_announced() -> None:
    view = view_of(msg.change_map(1, 0), create(OTHER, 50, 50))
    assert "no area" in view.violations[0]


@pytest.mark.parametrize(("x", "y"), [(52, 50), (54, 50), (53, 51), (52, 51)])
def test_others_move_one_tile_at_a_time(x: int, y: int) -> None:
    view = view_of(*entry(), create(OTHER, 52, 50), msg.character_move(OTHER, x, y))
    assert bool(view.violations) is ((x, y) in {(52, 50), (54, 50), (53, 51)})
    assert (view.chars[OTHER].x, view.chars[OTHER].y) == (x, y)


def test_what_left_the_window_has_to_be_taken_away() -> None:
    moved = [*entry(53, 50), create(OTHER, 40, 50), msg.object_create(41, 50, 506), msg.area_changed(54, 50)]
    assert len(view_of(*moved, msg.pong()).violations) == 2
    culled = view_of(*moved, msg.character_remove(OTHER), msg.object_delete(41, 50), msg.pong())
    assert culled.violations == []


def test_a_second_panel_over_an_open_one() -> None:
    view = view_of(*entry(), msg.commerce_init(), msg.bank_init(5))
    assert "open already" in view.violations[0]


@pytest.mark.parametrize(("head", "free"), [(5, False), (500, True)])
def test_others_block_the_way_unless_they_are_ghosts(head: int, free: bool) -> None:
    view = view_of(*entry(), create(OTHER, 51, 50, head=head), msg.block_position(50, 51, True))
    assert view.is_free(51, 50) is free
    assert not view.is_free(50, 51)
    assert view.is_free(49, 50)


def test_who_is_hidden_from_itself_is_a_fault() -> None:
    view = view_of(*entry())
    view.take(msg.set_invisible(view.char, True))
    assert len(view.violations) == 1
