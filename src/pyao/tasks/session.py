"""One connection's conversation with the game: its phase, its dice, its player, and what its client believes.

A `ClientConnection` owns one and forgets it when the socket is gone.  Source: 01-protocol §2, 02 §1.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.dialect import replacements
from pyao.messaging.i18n import _, mix_languages, server_language
from pyao.messaging.translation import translator
from pyao.protocol import msg
from pyao.rules.session import leaving
from pyao.tasks.gone_connection import GoneConnection
from pyao.world.addresses import block_of
from pyao.world.clock import TICK_MS
from pyao.world.messages import UNHEARD, Toggle
from pyao.world.tokens import Bucket
from pyao.world.witness import Overheard, Witness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.messaging.translation import Translator
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding
    from pyao.tasks.game import Game
    from pyao.tasks.ports import Connection
    from pyao.world.player import Player
    from pyao.world.record import Attributes
    from pyao.world.tokens import Rate

SURPLUS_TOLD_EVERY_MS = 5_000
"""How often at most a player is told that surplus packets were dropped, so that the answer is no flood either."""

_FLIPS = {
    Toggle.PARALYSED: msg.paralize_ok(),
    Toggle.MEDITATING: msg.meditate_toggle(),
    Toggle.RESTING: msg.rest_ok(),
    Toggle.SAILING: msg.navigate_toggle(),
    Toggle.PAUSED: msg.pause_toggle(),
}


class Phase(Enum):
    """How far a session has come."""

    CONNECTED = auto()
    """Before login, the creation screen included."""
    PLAYING = auto()
    CLOSED = auto()


class Session:
    """Also the player's line to the client while it plays (`pyao.world.messages.Messages`)."""

    def __init__(self, game: Game, connection: Connection, slot: int) -> None:
        """A new conversation; `slot` is the session slot, 1..max_users."""
        self.game = game
        self.slot = slot
        self.phase = Phase.CONNECTED
        self.dice: Attributes | None = None
        self.player: Player | None = None
        self.opened_tick = self.last_packet_tick = game.world.tick
        self.block = block_of(connection.ip)
        """The block of addresses that the client comes from, as limits count it."""

        self._connection: Connection = connection
        self._server_encoding = connection.encoding
        self._replacements = replacements(
            game.world.client.dialect, text_commands=game.world.settings.text_commands, own_char=self._own_char
        )
        self._translate: Translator | None = None
        self._told: set[Toggle] = set()
        self._witness: Witness | None = None
        self.outbox: list[bytes] = connection.outbox
        self._buckets: dict[Rate, Bucket] = {}
        self._surplus_told_ms: int | None = None
        game.open(self)

    def heard(self) -> None:
        """The client sent a valid packet: it is not idle, and NPCs may notice its character again.  Source: 02 §1.3."""
        self.last_packet_tick = self.game.world.tick
        if self.player is not None:
            self.player.idle_minutes = 0
            self.player.npc_protection_ms = None

    def take_token_or_tell(self, rate: Rate) -> bool:
        """Take one of the tokens for that kind; `False` = there is none, which its player is told now and then."""
        if self.take_token(rate):
            return True
        self.game.surplus[rate] += 1
        now, told = self.game.world.now_ms, self._surplus_told_ms
        if self.player is not None and (told is None or now - told >= SURPLUS_TOLD_EVERY_MS):
            self._surplus_told_ms = now
            tell(self.player, _("Vas demasiado rápido: parte de lo que pediste no se hizo. Esperá un momento."))
        return False

    def take_token(self, rate: Rate) -> bool:
        """Take one of the tokens for that kind; `False` = there is none, and nobody is told."""
        now = self.game.world.now_ms
        bucket = self._buckets.get(rate)
        if bucket is None:
            bucket = self._buckets[rate] = Bucket(rate, now)
        return bucket.take(rate, now)

    def hurried(self) -> bool:
        """Whether the server can't keep up with what clients send: what has a shorter answer gets that one."""
        return self._connection.hurried()

    @property
    def ip(self) -> str:
        """The address the client comes from."""
        return self._connection.ip

    @property
    def is_closing(self) -> bool:
        """Whether the client is gone, or is being sent away."""
        return self._connection.is_closing

    @property
    def busy(self) -> bool:
        """Whether a login or something else that takes time is being decided."""
        return self._connection.busy

    @property
    def encoding(self) -> TextEncoding:
        """How outgoing text is written."""
        return self._connection.encoding

    @encoding.setter
    def encoding(self, encoding: TextEncoding) -> None:
        self._connection.encoding = encoding

    def use_server_encoding(self) -> None:
        """Write text again in the encoding that the server chose for this connection."""
        self._connection.encoding = self._server_encoding

    def read_in(self, language: str) -> None:
        """Send texts in that language, one of `i18n.languages`."""
        if language == server_language():
            self._translate = None
        else:
            mix_languages()
            self._translate = translator(language)

    def send(self, message: Message) -> None:
        """Queue a message; what the client's dialect can't read is said in its own way."""
        if self.phase is Phase.CLOSED:
            return
        if message.plain is not None:
            self.outbox.append(message.plain)
            return
        if self._translate is not None:
            message = self._translate(message)
        if self._witness is not None:
            self._witness.hear(message.bytes_for(self.encoding))
        replace = self._replacements.get(message.id)
        if replace is None:
            self._connection.send(message)
        else:
            for one in replace(message):
                self._connection.send(one if self._translate is None else self._translate(one))

    def _own_char(self) -> int:
        return self.player.char if self.player is not None else 0

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        """Let the client know a flag's state; the packet only flips it, so it is sent only when the state differs.

        Source: 01-protocol §10.
        """
        if on != (flag in self._told):
            self._told ^= {flag}
            self.send(_FLIPS[flag])

    def round_trip_ms(self) -> int:
        """How long what is sent now takes to the client and its answer back; 0 = unknown, or no time to speak of."""
        return self._connection.round_trip_ms()

    def log_fields(self) -> Mapping[str, object]:
        """Which connection it is, for lines of the log."""
        return self._connection.log_fields()

    def is_silent(self) -> bool:
        """Whether the client has said nothing for so long, or the line been dead, that its character may be taken over.

        A client that is there acknowledges what the server's kernel asks, whatever its player does.
        """
        settings, world = self.game.world.settings, self.game.world
        idle_ms = (world.tick - self.last_packet_tick) * TICK_MS
        return 0 < settings.takeover_line_ms <= self._connection.silent_ms() or 0 < settings.takeover_idle_ms <= idle_ms

    def play(self, player: Player) -> None:
        """From now on this session is that player's."""
        self.player = player
        self.phase = Phase.PLAYING
        del self.game.waiting[self.slot]
        if self.game.world.settings.check_invariants:
            self._witness = self.game.world.witnesses[self.slot] = Witness()
            self.outbox = Overheard(self._witness, self._connection.outbox)

    def refuse(self, sentence: str, *, close: bool = False) -> None:
        """Answer with an error dialog; where `close`, that is the end."""
        self.send(msg.error_msg(sentence))
        if close:
            self.close()

    def close(self) -> None:
        """End the conversation: nothing is sent or accepted any more.

        A character in the world begins to leave it, as when a connection is lost.
        """
        if self.phase is not Phase.CLOSED:
            self._end()
            self._connection.close()
            self._lose_player()

    def drop(self, reason: str) -> None:
        """End the conversation at once and without a word; its slot is free when this returns, unless it is busy."""
        self._connection.drop(reason)

    def lost(self) -> None:
        """The socket is gone, for whatever reason."""
        self._end()
        try:
            self._lose_player()
        finally:
            self.game.connection_gone(self)
            # The two refer to each other no longer, so that both are freed at once and not by the garbage collector.
            self._connection = GoneConnection(self._connection)
            self._replacements = {}

    def _end(self) -> None:
        self.phase = Phase.CLOSED
        self.outbox = UNHEARD

    def _lose_player(self) -> None:
        """A character that is still in the world begins to leave it, without its client.  Source: 02 §1.4."""
        player, self.player = self.player, None
        if player is not None and self.game.world.players.get(self.slot) is player:
            leaving.lose_connection(self.game.world, player)
