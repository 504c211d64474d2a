"""`/ayuda gm`: which commands somebody may give, and how each is used, from their declarations.

Source: 10-gm-admin §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import packed, tell, tell_list
from pyao.messaging.i18n import _, joined, later
from pyao.messaging.words import folded
from pyao.rules.staff.ranks import is_special
from pyao.tasks.ranks import STAFF
from pyao.tasks.text_words import TextCommand, does

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyao.protocol.client_packets import ClientPacket
    from pyao.tasks.gm.command import GMTextCommand
    from pyao.tasks.session import Session
    from pyao.tasks.text_grammar import Arguments
    from pyao.world.player import Player


def help_command(by_topic: Mapping[Callable[[], str], Sequence[GMTextCommand]]) -> TextCommand:
    """`/ayuda gm` alone lists the speaker's commands by topic; with a word it says how that one is used."""

    def deed(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
        special = is_special(session.game.world.settings, player.name)
        allowed = {
            topic(): [one for one in commands if one.rank.allows(player.privileges, special=special)]
            for topic, commands in by_topic.items()
        }
        if arguments.words:
            _tell_use(player, arguments.words[0], (one for commands in allowed.values() for one in commands))
        else:
            _tell_words(player, allowed)
        return ()

    return TextCommand(
        "AYUDA GM", does(deed), later("Muestra los comandos de GM que podés usar."), "[COMANDO]", rank=STAFF
    )


def _tell_words(player: Player, allowed: Mapping[str, Sequence[GMTextCommand]]) -> None:
    for topic, commands in allowed.items():
        words = dict.fromkeys(f"/{one.word}" for one in commands)
        for line in packed(words):
            tell(player, joined(": ", (topic, line)))
    tell(player, _("Con /AYUDA GM COMANDO se muestra cómo se usa cada uno."))


def _tell_use(player: Player, typed: str, commands: Iterable[GMTextCommand]) -> None:
    word = folded(typed.removeprefix("/"))
    lines = [use_of(one) for one in commands if word in (folded(one.word.partition(" ")[0]), folded(one.word))]
    tell_list(player, lines or [_("Ese comando no existe.")])


def use_of(command: TextCommand) -> str:
    """How a command is typed, and what it is for: `/CARCEL NOMBRE@MOTIVO@MINUTOS: Encarcela a alguien …`."""
    return joined(": ", (f"/{command.word} {command.form}".rstrip(), command.help()))
