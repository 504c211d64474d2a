"""The `network` section of the settings, which connections and the listener read.

Source: 01-protocol §1, §3.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pyao.content.settings import Section
from pyao.protocol.decoder import Numbering
from pyao.protocol.dialect import Dialect

DEFAULT_PORT = 7666


class NetworkSettings(Section):
    """Where players connect and how bytes leave."""

    host: str = Field("0.0.0.0", min_length=1, description="Address to listen on.")  # nosec B104 # noqa: S104 – players come from outside
    port: int = Field(DEFAULT_PORT, ge=0, le=65_535, description="TCP port; 0 = any free one.")
    dialect: Dialect = Field(Dialect.GODOT, description="Which client is spoken to.")
    gm_numbering: Numbering = Field("godot", description="How clients number the GM commands.")
    text_encoding: Literal["auto", "cp1252", "utf-8", "ascii"] = Field(
        "auto", description="What text is sent in; auto = by the system each client runs on."
    )
    max_flush: int = Field(1_200, ge=64, le=65_535, description="Most bytes in one write.")
    flush_gap_ms: int = Field(
        20,
        ge=0,
        le=1_000,
        description="Pause between writes where the kernel keeps no boundaries; 0 = none.  In milliseconds.",
    )
    msg_eor: bool = Field(default=True, description="Mark each write as a record where the kernel can (Linux).")
    frame_ms: int = Field(
        15, ge=0, le=100, description="How long a busy connection gathers its output, in milliseconds."
    )
    first_dice_ms: int = Field(
        100,
        ge=0,
        le=5_000,
        description="How long the first dice of a connection are held back: the Godot client's login screen, still open"
        " for a moment, would take them for a login.  In milliseconds.",
    )
    max_queue_bytes: int = Field(
        262_144,
        ge=16_384,
        le=67_108_864,
        description="Unsent bytes after which a client that does not read is dropped.",
    )
