"""Where the members of a crowd stand."""

from __future__ import annotations


def places(number: int, maps: int, side: int) -> list[tuple[int, int, int]]:
    """Where each of so many characters stands: evenly over squares of that side in the middle of the maps."""
    low = 50 - side // 2
    each = -(-number // maps)
    step = max(1.0, (side * side / each) ** 0.5)
    row = int(side / step) or 1
    return [
        (k % maps + 1, low + int(k // maps % row * step), low + int(k // maps // row * step) % side)
        for k in range(number)
    ]
