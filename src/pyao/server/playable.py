"""Whether a recording can be played here: what decides how a game goes must be as it was where it was made."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from pyao.server.recording import code_hash, language_hash
from pyao.storage.world_pack import fingerprint

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.replay.recording import Recording
    from pyao.server.settings import Settings


class Unplayable(Exception):
    """The recording was made with something that is not here; each line says what."""


def check_playable(recording: Recording, settings: Settings, content: Content) -> None:
    """Refuse to play with what is otherwise here than where the recording was made and decides how the game goes.

    Raises:
        Unplayable: there is something.

    """
    head = recording.head
    reasons = [
        f"the recording was made {what}: {there}; here it is {here}"
        for what, there, here in (
            ("by another version of the server", head.version, version("pyao-server")),
            ("with another world", head.content, fingerprint(content)),
            ("with other catalogues of sentences", head.language, language_hash(settings)),
        )
        if there != here
    ]
    if reasons:
        raise Unplayable("\n".join(reasons))


def notes_on(recording: Recording) -> list[str]:
    """What is otherwise here and should make no difference."""
    head, python = recording.head, sys.version.partition(" ")[0]
    return [
        note
        for note, differs in (
            (f"recorded on Python {head.python}, played on {python}", head.python != python),
            ("the server's source has changed since the recording was made", head.code != code_hash()),
            ("the recording ends in the middle: the server was killed, or it still runs", not recording.whole),
        )
        if differs
    ]
