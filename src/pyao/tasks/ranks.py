"""The ranks that commands ask for, by the names of the specification's Rank column: `S_UP_NO_RM` = S+−RM.

Source: 10-gm-admin §1.3, §4.
"""

from __future__ import annotations

from typing import NamedTuple

from pyao.content.enums import GM_RANKS, GODS, HIGHER_GMS, Privilege

ANYBODY = GM_RANKS | Privilege.USER
NOBODY = Privilege.NONE


class Rank(NamedTuple):
    """Who has a rank: anybody with one of the `plain` privileges; a role master needs one of `role_masters` instead.

    `special`: demigods that are listed as special have it too.
    """

    plain: Privilege
    role_masters: Privilege
    special: bool = False

    def allows(self, privileges: Privilege, *, special: bool) -> bool:
        """Whether somebody with these privileges has the rank; `special` = listed as a special demigod."""
        if self.special and special and privileges & Privilege.SEMIDIOS:
            return True
        return bool(privileges & (self.role_masters if privileges & Privilege.ROLE_MASTER else self.plain))


ANY_GM = Rank(GM_RANKS, GM_RANKS)
ANY_GM_NO_RM = Rank(GM_RANKS, NOBODY)
S_UP = Rank(HIGHER_GMS, HIGHER_GMS)
S_UP_NO_RM = Rank(HIGHER_GMS, NOBODY)
S_UP_OR_RM = Rank(HIGHER_GMS, ANYBODY)
D_UP = Rank(GODS, GODS)
D_UP_NO_RM = Rank(GODS, NOBODY)
D_UP_OR_RM = Rank(GODS, ANYBODY)
D_UP_NO_RM_OR_SPECIAL = Rank(GODS, NOBODY, special=True)
D_UP_OR_S_RM = Rank(GODS, HIGHER_GMS)


S_UP_OR_C_RM = Rank(HIGHER_GMS, GM_RANKS)
D_UP_OR_ANY_GM_RM = Rank(GODS, GM_RANKS)
EDITORS = Rank(GM_RANKS, GM_RANKS & ~Privilege.ADMIN)
"""Who may edit characters at all; what may be edited of whom is the command's own matter.  Source: 10 §4.5."""
STAFF = Rank(GM_RANKS, ANYBODY)
"""Whoever has any of the commands: GMs and role masters."""
EVERYBODY = Rank(ANYBODY, ANYBODY)
