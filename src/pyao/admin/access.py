"""Who may use the pages: the tokens, what each allows, the sessions they open, and the patience with wrong ones."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from pyao.storage.errors import StoreError
from pyao.storage.private_files import write_private

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.server.settings import HttpSettings

TOKEN_NAME = "http.token"  # noqa: S105 - the name of a file
"""The file of the data folder with the token that was made because none was set."""

SESSION_S = 12 * 3_600
MOST_SESSIONS = 64
MOST_WRONG = 10
"""Wrong tokens from one address within `WRONG_WITHIN_S`; after that even the right one is refused for a while."""

WRONG_WITHIN_S = 60
MOST_ADDRESSES = 1_024


class TooManyWrong(Exception):
    """The address has given too many wrong tokens lately."""


class Role(IntEnum):
    """What somebody may do; who may do more may do the lesser too."""

    LOOK = 1
    """See the game and its state, but no addresses, no e-mail and no log."""

    ACT = 2
    """Everything."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has logged in; `csrf` has to come with all that acts."""

    role: Role
    csrf: str
    ends_at: float


class Access:
    """Tokens and sessions.  Times are those of the event loop."""

    def __init__(self, token: str, look_token: str = "") -> None:  # nosec B107 # an empty one opens nothing
        """`token` opens everything, `look_token` only shows; an empty one opens nothing."""
        self._tokens = {Role.ACT: _bytes(token), Role.LOOK: _bytes(look_token)}
        self._sessions: dict[str, Session] = {}
        self._wrong: dict[str, deque[float]] = {}

    def role_of(self, given: str, ip: str) -> Role | None:
        """What this token allows; `None` = it is none, which is counted.

        Raises:
            TooManyWrong: the address has to wait.

        """
        self._check_patience(ip)
        for role, token in self._tokens.items():
            if token and secrets.compare_digest(_bytes(given), token):
                return role
        if len(self._wrong) >= MOST_ADDRESSES:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(ip, deque(maxlen=MOST_WRONG)).append(_now())
        return None

    def _check_patience(self, ip: str) -> None:
        wrong = self._wrong.get(ip)
        if wrong and len(wrong) == MOST_WRONG and _now() - wrong[0] < WRONG_WITHIN_S:
            raise TooManyWrong

    def open_session(self, role: Role) -> tuple[str, Session]:
        """Log somebody in; gives the cookie's secret and the session.  Of too many sessions the oldest ends."""
        if len(self._sessions) >= MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        key = secrets.token_urlsafe(32)
        self._sessions[key] = session = Session(role, secrets.token_urlsafe(32), _now() + SESSION_S)
        return key, session

    def session(self, key: str) -> Session | None:
        """The session of a cookie; `None` = there is none, or it is over."""
        found = self._sessions.get(key)
        if found is not None and found.ends_at < _now():
            del self._sessions[key]
            return None
        return found

    def close_session(self, key: str) -> None:
        """Log out."""
        self._sessions.pop(key, None)


def token_of(settings: HttpSettings, folder: Path) -> str:
    """The token of the settings, or the one kept in the folder, which is made if it is missing.

    Raises:
        StoreError: the file can't be read or written.

    """
    if configured := settings.token.get_secret_value():
        return configured
    path = folder / TOKEN_NAME
    try:
        if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
            return kept
        made = secrets.token_urlsafe(24)
        write_private(path, made.encode() + b"\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise StoreError(f"{path}: the token can't be kept: {fault}") from fault
    return made


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _now() -> float:
    return asyncio.get_running_loop().time()
