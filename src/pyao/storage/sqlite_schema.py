"""The tables of the SQLite store, and how a file of an older version is brought up to date.

Columns that tools may search by are computed by SQLite from the stored JSON, so that they can't disagree with it.
To change the tables, add an entry at the end of `MIGRATIONS`; existing entries are never edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

NOW = "CAST(strftime('%s', 'now') AS INTEGER)"  # seconds since 1970, by SQLite's clock

Migration = tuple[str, ...]
"""The statements that lead from one version to the next."""

MIGRATIONS: tuple[Migration, ...] = (
    (
        f"""
        CREATE TABLE characters (
            key TEXT PRIMARY KEY,
            record TEXT NOT NULL,
            updated_at INTEGER NOT NULL DEFAULT ({NOW}),
            name TEXT AS (json_extract(record, '$.name')) VIRTUAL,
            email TEXT AS (json_extract(record, '$.email')) VIRTUAL,
            level INTEGER AS (json_extract(record, '$.level')) VIRTUAL,
            guild INTEGER AS (json_extract(record, '$.guild.guild')) VIRTUAL,
            banned INTEGER AS (json_extract(record, '$.banned')) VIRTUAL
        )
        """,
        "CREATE INDEX characters_by_email ON characters (email)",
        "CREATE INDEX characters_by_level ON characters (level)",
        "CREATE INDEX characters_by_guild ON characters (guild) WHERE guild > 0",
        "CREATE INDEX characters_banned ON characters (banned) WHERE banned",
        f"""
        CREATE TABLE documents (
            key TEXT PRIMARY KEY,
            value BLOB NOT NULL,
            updated_at INTEGER NOT NULL DEFAULT ({NOW})
        )
        """,
    ),
    (
        """
        CREATE TABLE history (
            key TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            state BLOB NOT NULL,
            PRIMARY KEY (key, saved_at)
        )
        """,
        "CREATE INDEX history_by_age ON history (saved_at, size)",
    ),
)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the file to the newest version, each step as a whole or not at all; `StoreError` if it is newer than that.

    The connection must leave transactions to its user (`isolation_level=None`).
    """
    version = _version(connection)
    if version > len(migrations):
        raise StoreError(
            f"the file has version {version}, this server knows only up to {len(migrations)}: it is too old"
        )
    while version < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)  # another process may have been faster
            for statement in migrations[version : version + 1]:
                for step in statement:
                    connection.execute(step)
                connection.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        version = _version(connection)


def _version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has been through; 0 = a new file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
