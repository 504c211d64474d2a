from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyao.protocol.message import Message


def replacements(dialect: Dialect) -> Mapping[S, Callable[[Message], tuple[Message, ...]]]:
    if dialect is Dialect.ORIGINAL:
        return {}
    return {
        S.GUILD_CHAT: lambda m: (m, msg.console_msg(m.values[0], Font.GUILD_MSG)),
        S.SHOW_SIGNAL: lambda m: (msg.console_msg(m.values[0], Font.INFO),),
    }
