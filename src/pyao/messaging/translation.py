"""Messages as who reads another language than the server's gets them."""

from __future__ import annotations

from functools import cache

from pyao.messaging.i18n import Sentence, said
from pyao.protocol.message import Message


class Translator:
    """Translates what is sent to all who read one language.

    The last message is remembered, so that those who get the same one share the translation and its bytes.
    """

    __slots__ = ("_language", "_last")

    def __init__(self, language: str) -> None:
        self._language = language
        self._last: tuple[Message, Message] | None = None

    def __call__(self, message: Message) -> Message:
        """The message in the language: the same one, if nothing in it can be said otherwise."""
        if self._last is None or self._last[0] is not message:
            self._last = message, self._translated(message)
        return self._last[1]

    def _translated(self, message: Message) -> Message:
        if not any(map(_has_sentence, message.values)):
            return message
        return Message(message.id, tuple(map(self._value, message.values)))

    def _value(self, value: object) -> object:
        if isinstance(value, tuple | list):
            return tuple(map(self._value, value))
        return said(value, self._language) if isinstance(value, str) else value


@cache
def translator(language: str) -> Translator:
    """The one that everybody who reads a language shares."""
    return Translator(language)


def _has_sentence(value: object) -> bool:
    return any(map(_has_sentence, value)) if isinstance(value, tuple | list) else isinstance(value, Sentence)
