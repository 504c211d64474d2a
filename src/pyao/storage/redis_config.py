"""How to reach Redis, for the durable store and for the live state alike.

The client's library is loaded only where Redis is used: that takes a quarter of a second.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, SecretStr

from pyao.content.settings import Section

if TYPE_CHECKING:
    from redis.asyncio import Redis

SHAPE = "should look like redis://user:password@host:6379/0, with a port of 1 to 65535 (a / in the password is %2F)"
SCHEMES = "redis://", "rediss://", "unix://"


def _an_address(url: SecretStr) -> SecretStr:
    """The address unchanged, if it is one."""
    address = url.get_secret_value()
    if not address:
        return url
    if not address.startswith(SCHEMES):
        raise ValueError(f"should begin with one of {', '.join(SCHEMES)}")
    from redis.asyncio.connection import parse_url  # noqa: PLC0415 - see above

    try:
        parse_url(address)
    except ValueError:  # its text may show parts of the password
        raise ValueError(SHAPE) from None
    return url


class RedisConfig(Section):
    """The `redis` section of the settings.

    `enabled` concerns only configuration and live state; a store in Redis uses the same address without it.
    """

    enabled: bool = Field(default=False, description="Read configuration from Redis and publish live state to it.")
    url: Annotated[SecretStr, AfterValidator(_an_address)] = Field(
        SecretStr(""),
        description="redis://, rediss:// or unix:// address; where given it wins over host, port and so on.",
    )
    host: str = Field("localhost", min_length=1, description="Host name or address.")
    port: int = Field(6379, ge=1, le=65_535, description="TCP port.")
    db: int = Field(0, ge=0, le=1_000_000, description="Number of the database.")
    username: str = Field("", description="User of the access list; empty = the default user.")
    password: SecretStr = Field(SecretStr(""), description="Password; empty = none.")
    timeout_s: float = Field(2.0, gt=0, le=60, description="How long to wait for an answer, in seconds.")
    publish_interval_s: float = Field(
        0.25, ge=0, le=60, description="Pause between two batches of live state, in seconds."
    )
    heartbeat_s: float = Field(5.0, gt=0, le=3_600, description="How often a quiet connection is tried, in seconds.")
    retry_first_s: float = Field(0.5, gt=0, le=3_600, description="Wait before the first new attempt, in seconds.")
    retry_max_s: float = Field(30.0, gt=0, le=3_600, description="Longest wait between attempts, in seconds.")
    store_prefix: str = Field(
        "pyao", pattern=r"^[\w.-]{1,64}$", description="What the keys of the durable store begin with."
    )

    def connect(self, *, single: bool = False) -> Redis:
        """A client that connects at its first command and never tries a command twice.

        The caller retries: it has to know that a connection was lost (state must be published again), and a command
        that is not idempotent must not run twice.  `single` = one connection, whose loss is an error.
        """
        from redis.asyncio import Redis  # noqa: PLC0415 - see above
        from redis.asyncio.retry import Retry  # noqa: PLC0415
        from redis.backoff import NoBackoff  # noqa: PLC0415

        retry = Retry(NoBackoff(), 0)
        if url := self.url.get_secret_value():
            return Redis.from_url(
                url,
                socket_timeout=self.timeout_s,
                socket_connect_timeout=self.timeout_s,
                retry=retry,
                single_connection_client=single,
            )
        return Redis(
            host=self.host,
            port=self.port,
            db=self.db,
            username=self.username or None,
            password=self.password.get_secret_value() or None,
            socket_timeout=self.timeout_s,
            socket_connect_timeout=self.timeout_s,
            retry=retry,
            single_connection_client=single,
        )

    @property
    def address(self) -> str:
        """Where Redis is, without secrets, for logs."""
        url = self.url.get_secret_value()
        return url.rpartition("@")[2] if url else f"{self.host}:{self.port}/{self.db}"


def as_text(reply: bytes | str) -> str:
    """An answer of Redis as text; bytes that are not UTF-8 are replaced."""
    return reply if isinstance(reply, str) else reply.decode(errors="replace")


def as_bytes(reply: bytes | str) -> bytes:
    """An answer of Redis as bytes."""
    return reply.encode() if isinstance(reply, str) else reply


def heed_cancellation() -> None:
    """End the task if it has been cancelled; call it after commands.

    redis-py sends through `asyncio.wait_for`, and on Python 3.11 a cancellation at that moment can get lost or
    come out as an error of the connection; the task would go on for ever.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
