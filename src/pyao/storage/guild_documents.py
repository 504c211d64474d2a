"""Guilds as they are stored: one JSON document each, read strictly.

Source: 11-social §3.1.
"""

from __future__ import annotations

from dataclasses import is_dataclass

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pyao.storage.errors import DocumentUnreadable
from pyao.world import guilds as model
from pyao.world.guilds import Guild

PREFIX = "guild:"
"""The key of a guild's document is this and the guild's number."""

for part in list(vars(model).values()):
    if isinstance(part, type) and is_dataclass(part):
        part.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]  # read by TypeAdapter

_GUILD = TypeAdapter(Guild)


def guild_key(number: int) -> str:
    """The key of the document of the guild of that number."""
    return f"{PREFIX}{number}"


def guild_document(guild: Guild) -> bytes:
    """The document for a guild."""
    return _GUILD.dump_json(guild)


def guild_of(number: int, document: bytes) -> Guild:
    """The guild in a document.

    Raises:
        DocumentUnreadable: it can't be read; a guild must not be loaded in part and then be saved over.

    """
    try:
        guild = _GUILD.validate_json(document)
    except ValidationError as refused:
        error = refused.errors(include_url=False)[0]
        where = ".".join(map(str, error["loc"])) or "(all)"
        raise DocumentUnreadable(guild_key(number), f"{where}: {error['msg']}") from None
    if guild.number != number:
        raise DocumentUnreadable(guild_key(number), f"number: it is {guild.number}")
    return guild
