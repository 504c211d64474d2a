"""Who may give which GM command: the Rank column of 10-gm-admin §4, command by command (numbers of the original)."""

from __future__ import annotations

import pytest

from pyao.content.enums import Privilege
from pyao.protocol.gm_commands import ORIGINAL_NUMBERS, GMCommand, ServerTime
from pyao.tasks.gm import BY_PACKET, COMMANDS, may_command
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import ANY_GM
from pyao.tasks.text_grammar import plain

P = Privilege

STAFF = {
    "user": (P.USER, False),
    "councillor": (P.USER | P.ROYAL_COUNCIL, False),
    "listed user": (P.USER, True),
    "user+rm": (P.USER | P.ROLE_MASTER, False),
    "C": (P.CONSEJERO, False),
    "C+rm": (P.CONSEJERO | P.ROLE_MASTER, False),
    "S": (P.SEMIDIOS, False),
    "S+rm": (P.SEMIDIOS | P.ROLE_MASTER, False),
    "special S": (P.SEMIDIOS, True),
    "special S+rm": (P.SEMIDIOS | P.ROLE_MASTER, True),
    "D": (P.DIOS, False),
    "D+rm": (P.DIOS | P.ROLE_MASTER, False),
    "A": (P.ADMIN, False),
    "A+rm": (P.ADMIN | P.ROLE_MASTER, False),
}
ALL_S = {"S", "S+rm", "special S", "special S+rm"}
PLAIN_S = {"S", "special S"}
ALL_D = {"D", "D+rm", "A", "A+rm"}
ROLE_MASTERS = {"user+rm", "C+rm", "S+rm", "special S+rm", "D+rm", "A+rm"}
GM = {"C", "C+rm"} | ALL_S | ALL_D

COLUMN = {
    "GM": (GM, (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 22, 131)),
    "GM−RM": (GM - ROLE_MASTERS, (18, 19, 20, 21, 23, 136, 137)),
    "S+": (ALL_S | ALL_D, (25, 27, 28, 29, 30, 31, 32, 33, 35, 39, 40, 41, 42, 45, 51, 94, 132)),
    "S+−RM": (
        (ALL_S | ALL_D) - ROLE_MASTERS,
        (26, 34, 36, 37, 38, 43, 44, 46, 47, 48, 86, 142, 143, 144, 145, 146),
    ),
    "S+/RM": (ALL_S | ALL_D | ROLE_MASTERS, (55, 56, 57)),
    "S+, or C+RM": (ALL_S | ALL_D | {"C+rm"}, (138,)),
    "D+": (
        ALL_D,
        (
            *(49, 50, 60, 63, 66, 72, 74, 76, 77, 80, 81, 83, 84, 85, 90, 91, 104),
            *range(108, 119),
            *(122, 128, 129, 133),
        ),
    ),
    "D+−RM": (
        {"D", "A"},
        (
            *(61, 62, 67, 68, 69, 70, 71, 73, 75, 82, 87, 89, 92, 93, 95, 96, 97, 99, 101, 102, 105, 106, 107),
            *(119, 120, 121, 123, 124, 125, 126, 127, 134, 135, 147, 148),
        ),
    ),
    "D+/RM": (ALL_D | ROLE_MASTERS, (2, 52, 53, 54, 58, 59, 130)),
    "D+−RM or E": ({"D", "A", "special S", "special S+rm"}, (78, 79, 88, 98, 100, 103)),
    "D+, or S+RM": (ALL_D | {"S+rm", "special S+rm"}, (64, 65, 139, 140)),
    "D+, S+RM, C+RM": (ALL_D | {"S+rm", "special S+rm", "C+rm"}, (141,)),
    "EDIT_CHAR": (GM - {"A+rm"}, (24,)),
}
CASES = [
    pytest.param(ORIGINAL_NUMBERS[number], allowed, id=f"{number}-{ORIGINAL_NUMBERS[number].__name__}-{rank}")
    for rank, (allowed, numbers) in COLUMN.items()
    for number in numbers
]


@pytest.mark.parametrize(("command", "allowed"), CASES)
def test_who_may_give_the_command(command: type[GMCommand], allowed: set[str]) -> None:
    may = {who for who, (privileges, special) in STAFF.items() if may_command(command, privileges, special=special)}
    assert may == allowed


def test_every_command_has_one_rank() -> None:
    listed = [number for _allowed, numbers in COLUMN.values() for number in numbers]
    assert sorted(listed) == sorted(ORIGINAL_NUMBERS) == list(range(1, 149))
    assert set(BY_PACKET) == set(ORIGINAL_NUMBERS.values())
    assert len(BY_PACKET) == len(COMMANDS)


def test_a_command_without_a_rank_is_for_nobody() -> None:
    assert not may_command(GMCommand, P.ADMIN)


def test_a_command_that_nothing_obeys_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="/ECO needs a rule or an order"):
        gm_command("ECO", plain(ServerTime), rank=ANY_GM, help=lambda: "")
