from __future__ import annotations

from pyao.content.enums import Privilege


def may_command(kind: type, privileges: Privilege) -> bool:
    return bool(privileges & (Privilege.ADMIN | Privilege.DIOS | Privilege.SEMIDIOS | Privilege.CONSEJERO))
