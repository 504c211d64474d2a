"""What a recording must never hold: passwords and their hashes.

In place of a typed password stands one of as many letters as the rules can tell apart, so that a replay refuses it or
takes it for the same reason; whether it was right is an answer from outside (`outside.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.network.evidence import SECRET
from pyao.protocol.client_packets import ChangePassword, LoginExistingChar, LoginNewChar
from pyao.protocol.peer import encode_client
from pyao.rules.session.creation import MAX_PASSWORD
from pyao.storage.passwords import LOCKED
from pyao.tasks.own_record import MIN_PASSWORD

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket

_HASH = re.compile(r'"password_hash"\s*:\s*"(?:[^"\\]|\\.)*"')


def is_secret(packet: ClientPacket) -> bool:
    """Whether a password stands in it."""
    return isinstance(packet, SECRET)


def without_password(packet: ClientPacket) -> bytes:
    """The bytes of a secret packet, with others in place of its passwords."""
    if isinstance(packet, LoginExistingChar | LoginNewChar):
        packet = replace(packet, password=_masked(packet.password))
    elif isinstance(packet, ChangePassword):
        packet = replace(packet, old=_masked(packet.old), new=_masked(packet.new))
    else:
        raise TypeError(f"{type(packet).__name__} holds no password")
    return encode_client(packet)


def _masked(password: str) -> str:
    length = len(password)
    return "*" * (min(length, MIN_PASSWORD) if length <= MAX_PASSWORD else MAX_PASSWORD + 1)


def without_hashes(text: str) -> str:
    """Some JSON in which no password's hash stands: a record, a document, a command's arguments."""
    return _HASH.sub(f'"password_hash":"{LOCKED}"', text)
