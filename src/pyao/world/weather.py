"""The weather, which is the same on all maps.

Source: 03-world §19.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Weather:
    """Whether it is raining, and whether it is night."""

    raining: bool = False
    night: bool = False
    minutes: int = 0
    """How long it has been raining, or dry; only counted if the weather changes by itself."""
