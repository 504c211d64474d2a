"""The colours (r, g, b) of text over heads.

Use one as `msg.chat_over_head(text, char, *colours.YELL)`.  Source: 01-protocol §14.
"""

from __future__ import annotations

from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

DEFAULT: Colour = (255, 255, 255)
"""What players and NPCs say."""

YELL: Colour = (255, 0, 0)
WHISPER: Colour = (0, 0, 255)
GUILD: Colour = (255, 255, 0)
SPELL_WORDS: Colour = (0, 255, 255)
YELLOW: Colour = (255, 255, 0)
"""What praetorians shout."""

DEAD: Colour = (192, 192, 192)

GM_YELL: Colour = (255, 130, 15)
DIOS: Colour = (250, 250, 150)
GM: Colour = (0, 255, 0)
"""Game masters below the rank of Dios."""

ROYAL_COUNCIL: Colour = (0, 255, 255)
CHAOS_COUNCIL: Colour = (255, 128, 64)
