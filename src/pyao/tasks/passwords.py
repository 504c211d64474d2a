"""Checking a password that a client has typed: at login, and before it is changed.

Each wrong one is a line of the log with the client's address in `ip`: `deploy/fail2ban` reads those lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.messaging.i18n import _, n_
from pyao.tasks.ports import Unwanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.tasks.ports import Check
    from pyao.tasks.session import Session
    from pyao.world.record import CharacterRecord

log = structlog.get_logger()


class GuessRefused(Exception):
    """The password does not open the character; `sentence` tells the client why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WrongPassword(GuessRefused):
    """It is another one."""


class TooManyGuesses(GuessRefused):
    """So many passwords were wrong that this one was not looked at."""


async def check_password(session: Session, record: CharacterRecord, typed: str, *, wanted: Callable[[], bool]) -> Check:
    """Compare what was typed with the character's password; what comes back says whether to hash it anew.

    `wanted` is asked right before, on any thread.

    Raises:
        WrongPassword: it is not the right one.
        TooManyGuesses: the address has to wait first.
        Unwanted: it was not wanted any more when its turn came.

    """
    game, ip = session.game, session.ip
    now_ms = game.world.now_ms
    wait_ms = game.guesses.wait_ms(record, ip, now_ms)
    if wait_ms:
        seconds = -(-wait_ms // 1000)
        log.warning("too many wrong passwords", ip=ip, name=record.name, wait_s=seconds)
        raise TooManyGuesses(_come_back(seconds))
    lately = game.guesses.count(record, ip, now_ms)
    wrong = True
    try:
        check = await game.passwords.verify_password(record.password_hash, typed, wanted)
        wrong = not check.ok
    except Unwanted:
        wrong = False  # nobody has learnt anything
        raise
    finally:
        game.guesses.checked(record, ip, wrong=wrong)
    if wrong:
        log.warning("wrong password", ip=ip, name=record.name, lately=lately)
        raise WrongPassword(_("La contraseña es incorrecta."))
    return check


def _come_back(seconds: int) -> str:
    sentence = n_(
        "Demasiadas contraseñas incorrectas: volvé a intentarlo en {n} segundo.",
        "Demasiadas contraseñas incorrectas: volvé a intentarlo en {n} segundos.",
        seconds,
    )
    return sentence.format(n=seconds)
