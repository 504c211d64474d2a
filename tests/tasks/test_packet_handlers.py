"""The table of packets: every packet once, and nothing in it that is not checked."""

from __future__ import annotations

from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.magic import spell_book
from pyao.rules.map import walking
from pyao.tasks import gm
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.packet_handlers import HANDLERS, NULL, ROWS, of_player, order, with_fields
from pyao.tasks.ranks import ANY_GM
from pyao.tasks.text_grammar import Reading


def test_every_packet_stands_once() -> None:
    assert len(HANDLERS) == len(ROWS)


def test_every_gm_command_is_let_in() -> None:
    assert all(command.packet in HANDLERS for command in gm.COMMANDS)


def test_mypy_refuses_rows_that_do_not_fit() -> None:
    """Each `type: ignore` is one that mypy calls unused as soon as it would let the mistake pass."""
    rows = (
        with_fields(c.Walk, lambda w, p, k: walking.walk(w, p, k.direction)),  # type: ignore[attr-defined]
        with_fields(c.Yell, lambda w, p, k: walking.walk(w, p, k.text)),  # type: ignore[arg-type]
        with_fields(c.Walk, lambda w, p, k: walking.walk(p, w, k.heading)),  # type: ignore[arg-type]
        with_fields(c.MoveSpell, lambda _, p, k: spell_book.move(p, k.slot)),  # type: ignore[call-arg]
        order(c.Attack, walking.tell_position),  # type: ignore[arg-type]
        of_player(c.Attack, walking.walk),  # type: ignore[arg-type]
    )
    command = gm_command(
        "TELEP",
        Reading(g.WarpChar, t.telep),
        rank=ANY_GM,
        help=str,
        rule=lambda _, p, k: spell_book.choose(p, k.name),  # type: ignore[arg-type]
    )
    assert {command.packet, *(packet for packet, _handler in rows)} <= set(HANDLERS)


def test_what_cannot_be_done_yet_is_answered_and_unknown_orders_are_not() -> None:
    with a_game(content(plain_map(1))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        session = ana.connection.session
        NULL.task.execute(session, c.Ping())
        ana.sees(msg.console_msg("Todavía no está.", Font.INFO))
        NULL.task.execute(session, g.Invisible())
        ana.sees()
