from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyao.storage.slices import in_slices

if TYPE_CHECKING:
    from collections.abc import Iterator


async def test_others_have_their_turn_between_slices_and_only_then() -> None:
    done: list[str] = []

    async def other() -> None:
        while True:
            await asyncio.sleep(0)
            done.append("other")

    def steps() -> Iterator[None]:
        for _ in range(3):
            done.append("step")
            yield

    others = asyncio.create_task(other())
    await asyncio.sleep(0)

    await in_slices(steps(), slice_s=0.0)
    assert done == ["step", "other"] * 3
    done.clear()
    await in_slices(steps(), slice_s=1e6)
    assert done == ["step"] * 3
    others.cancel()
