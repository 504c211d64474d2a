"""What the three screens make of a chunk.  Source: 01-protocol §2."""

from __future__ import annotations

import pytest

from pyao.client.screens import Screen, read_chunk
from pyao.protocol import msg

ERROR, DICE, GAME = msg.error_msg("no"), msg.dice_roll(18, 18, 18, 18, 18), msg.resuscitation_safe_off()


@pytest.mark.parametrize(
    ("screen", "chunk", "after", "hangs_up", "wrong"),
    [
        (Screen.LOGIN, [ERROR], Screen.LOGIN, True, 0),
        (Screen.LOGIN, [GAME, GAME], Screen.GAME, False, 0),
        (Screen.LOGIN, [DICE], Screen.GAME, False, 1),
        (Screen.LOGIN, [ERROR, GAME], Screen.GAME, True, 1),
        (Screen.LOGIN, [GAME, ERROR], Screen.GAME, True, 0),
        (Screen.CREATION, [DICE], Screen.CREATION, False, 0),
        (Screen.CREATION, [ERROR], Screen.CREATION, False, 0),
        (Screen.CREATION, [DICE, ERROR], Screen.CREATION, False, 0),
        (Screen.CREATION, [GAME], Screen.GAME, False, 0),
        (Screen.CREATION, [ERROR, GAME], Screen.GAME, True, 1),
        (Screen.CREATION, [DICE, GAME], Screen.GAME, False, 1),
        (Screen.GAME, [GAME, ERROR], Screen.GAME, True, 0),
        (Screen.GAME, [ERROR, msg.disconnect()], Screen.GAME, True, 1),
        (Screen.GAME, [DICE], Screen.GAME, False, 1),
        (Screen.GAME, [msg.add_slots(1)], Screen.GAME, False, 1),
    ],
)
def test_a_chunk_on_a_screen(
    screen: Screen, chunk: list[msg.Message], after: Screen, hangs_up: bool, wrong: int
) -> None:
    reading = read_chunk(screen, chunk)
    assert (reading.screen, reading.hangs_up, len(reading.wrong)) == (after, hangs_up, wrong)
