"""Dice that roll what the test says, and fail the test at any other roll."""

from __future__ import annotations


class ScriptedDice:
    """Rolls given as (low, high, result); a wrong range, a missing or a left-over roll fails the test."""

    def __init__(self) -> None:
        self._script: list[tuple[int, int, int]] = []
        self.free = False

    def will_roll(self, *rolls: tuple[int, int, int]) -> None:
        self._script.extend(rolls)

    def roll(self, low: int, high: int) -> int:
        if not self._script:
            if self.free:
                return low
            raise AssertionError(f"nobody said what R({low}, {high}) gives")
        expected_low, expected_high, result = self._script.pop(0)
        assert (low, high) == (expected_low, expected_high), (
            f"R({low}, {high}) asked, R{expected_low, expected_high} said"
        )
        return result

    @property
    def left(self) -> list[tuple[int, int, int]]:
        return self._script
