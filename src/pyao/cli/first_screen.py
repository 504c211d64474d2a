"""What the server says once it listens: where to connect, how to stop it, where the data are, which world it is."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from pyao.server.worlds import pack_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.server.argentum_server import ArgentumServer

EVERYWHERE = {"", "0.0.0.0", "::"}  # nosec B104 # noqa: S104 - compared with, not listened on


def first_screen(server: ArgentumServer) -> Iterator[str]:
    """The lines, for people."""
    settings, port = server.settings, server.listener.port
    yield ""
    yield f"  World    {_world(server)}"
    if settings.network.host in EVERYWHERE:
        yield f"  Connect  127.0.0.1, port {port}; from your network: {own_address()}, port {port}"
    else:
        yield f"  Connect  {settings.network.host}, port {port}"
    if server.listener.tls_port:
        yield f"  TLS      the same on port {server.listener.tls_port}"
    for door in server.doors:
        if door.where:
            yield f"  Pages    {door.where}"
    yield f"  Data     {settings.world.data_dir.resolve()} ({_store(server)})"
    yield "  Stop     Ctrl+C here, or `pyao-server stop` elsewhere; everything is saved first"
    yield ""


def _world(server: ArgentumServer) -> str:
    pack, maps = pack_in_use(server.settings.world), len(server.world.maps)
    if pack is not None:
        return f"{pack}, {maps} maps"
    return f"the small built-in one, {maps} maps; `pyao-server import FOLDER` brings that of a classic server"


def _store(server: ArgentumServer) -> str:
    storage = server.settings.storage
    return {"sqlite": f"characters in {storage.path}", "redis": "characters in Redis"}.get(
        storage.backend, "characters are forgotten at the end"
    )


def own_address() -> str:
    """This machine's address in its network, as far as it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: the system only chooses the way
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])
