"""Wrong passwords of late, and how long whoever typed them has to wait before the next one is looked at.

An address waits for its own wrong passwords, whatever the names.  A name at which many addresses guess makes each of
them wait from its first wrong password on, and from the second on the longer the more wrong passwords there are: each
gets two looks in the first hour.  An owner is never locked out: an address that has typed nothing wrong of late is
always heard, and where the character was last played nobody waits for what others do.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.world.addresses import block_of
from pyao.world.record import CharacterRecord, key_of

ADDRESS_FREE = 5
"""Wrong passwords of an address before it has to wait."""

NAME_FREE = 10
"""Wrong passwords at a name, from whatever addresses, before each address that guesses there has to wait."""

FIRST_WAIT_MS = 2_000
"""The first wait; each further wrong password doubles it."""

LONGEST_MS = 900_000
LONGEST_AFTER_ONE_MS = 60_000
"""The longest wait for a name that many guess at after a single mistake: an owner far from home makes one too."""

EACH_AT_NAME_MS = 30_000
"""What each wrong password at such a name adds to the wait of an address that has been wrong twice."""

LONGEST_FOR_NAME_MS = 3_600_000
LONGEST_AT_HOME_MS = 30_000
"""The longest wait of an address where the character has been played."""

FORGOTTEN_MS = 3_600_000
"""Time without a wrong password after which those before it no longer count."""

MOST_KEPT = 20_000
"""Addresses, and names, that are remembered at most; the oldest are forgotten first."""

_MOST_DOUBLINGS = 20


@dataclass(slots=True)
class Wrong:
    """The wrong passwords of one address, or at one name."""

    count: int = 0
    """Those that are being checked are counted as wrong too, so that many tried at once are no way round."""

    checking: int = 0
    last_ms: int = 0

    @property
    def is_suspect(self) -> bool:
        """Whether any has really been wrong: a household whose members come back all at once has done nothing."""
        return self.count > self.checking


class Guesses:
    """Counts wrong passwords by address and by name."""

    def __init__(self) -> None:
        self._by_address: dict[str, Wrong] = {}
        self._by_name: dict[str, Wrong] = {}

    def wait_ms(self, record: CharacterRecord, ip: str, now_ms: int) -> int:
        """How long no password for this character is looked at from that address; 0 = it may try now."""
        own = _of_late(self._by_address, block_of(ip), now_ms)
        if own is None or not own.is_suspect:
            return 0
        if is_home(record, ip):
            wait = min(_doubled(own.count - ADDRESS_FREE), LONGEST_AT_HOME_MS)
        else:
            named = _of_late(self._by_name, key_of(record.name), now_ms)
            wait = max(_for_name(named, own) if named else 0, min(_doubled(own.count - ADDRESS_FREE), LONGEST_MS))
        return max(0, own.last_ms + wait - now_ms)

    def count(self, record: CharacterRecord, ip: str, now_ms: int) -> int:
        """Count a password as wrong before it is checked: so many tried at once are no way round.

        Gives how many of late have come from that address.
        """
        named, own = _add(self._by_name, key_of(record.name), now_ms), _add(self._by_address, block_of(ip), now_ms)
        for wrong in (named, own):
            wrong.checking += 1
        return own.count

    def checked(self, record: CharacterRecord, ip: str, *, wrong: bool) -> None:
        """The password counted last has been checked; one that was not `wrong` no longer counts."""
        for book, key in ((self._by_address, block_of(ip)), (self._by_name, key_of(record.name))):
            counted = book.get(key)
            if counted is None:
                continue
            counted.checking = max(0, counted.checking - 1)
            counted.count -= not wrong
            if counted.count <= 0:
                del book[key]


def is_home(record: CharacterRecord, ip: str) -> bool:
    """Whether the character has lately been played from that address."""
    block = block_of(ip)
    return any(block_of(line.partition(" - ")[0]) == block for line in record.last_ips)


def _doubled(beyond: int) -> int:
    """The wait after so many wrong passwords more than are free, in milliseconds."""
    return FIRST_WAIT_MS << min(beyond, _MOST_DOUBLINGS) if beyond >= 0 else 0


def _for_name(named: Wrong, own: Wrong) -> int:
    """The wait of an address for the wrong passwords of all addresses at a name, in milliseconds."""
    if named.count < NAME_FREE:
        return 0
    if own.count == 1:
        return min(_doubled(named.count - NAME_FREE), LONGEST_AFTER_ONE_MS)
    return min(named.count * EACH_AT_NAME_MS, LONGEST_FOR_NAME_MS)


def _of_late(book: dict[str, Wrong], key: str, now_ms: int) -> Wrong | None:
    wrong = book.get(key)
    return None if wrong is None or now_ms - wrong.last_ms > FORGOTTEN_MS else wrong


def _add(book: dict[str, Wrong], key: str, now_ms: int) -> Wrong:
    """Count one more; what was counted last stands last, so that the oldest can be forgotten."""
    wrong = _of_late(book, key, now_ms) or Wrong()
    book.pop(key, None)
    if len(book) >= MOST_KEPT:
        del book[next(iter(book))]
    book[key] = wrong
    wrong.count += 1
    wrong.last_ms = now_ms
    return wrong
