"""Writing settings as the original's Server.ini.

Source: 02-sessions-and-characters §2, §12.3, §12.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Findings
from pyao.storage.classic.server_ini import FLAGS, INTERVALS, NUMBERS, STAFF, read_server_ini
from pyao.storage.classic.writing import Values, ini_file, numbered
from pyao.storage.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HAPPY_HOUR = "game.happy_hour"


def server_ini_file(settings: Mapping[str, object], version: str) -> bytes:
    """The file with these settings, by dotted name; `version` is that of the client."""
    init: Values = {"Version": version}
    init |= {key: settings[name] for key, name in (NUMBERS | FLAGS).items() if name in settings}
    staff = {}
    for section, prefix, field in STAFF:
        names = _listed(settings.get(f"game.{field}"))
        init[section] = len(names)
        staff[section] = numbered(prefix, names)
    intervals = {f"game.{name}": key for key, name in INTERVALS.items()}
    sections: dict[str, Values] = {
        "INIT": init,
        **staff,
        "INTERVALOS": {key: settings[name] for name, key in intervals.items() if name in settings},
    }
    if factors := _listed(settings.get(_HAPPY_HOUR)):
        sections["HappyHour"] = numbered("Day", factors)
    return ini_file(sections)


def lost_settings(changed: Mapping[str, object], written: bytes) -> Iterator[str]:
    """What the file does not say of the settings that have been changed: a line for each."""
    again = read_server_ini("Server.ini", written, Findings())
    for name, value in changed.items():
        if name not in again and not (isinstance(value, (list, tuple)) and not value):
            yield f"{name} has no key there"
        else:
            yield from map(str, differences(value, again.get(name, value), name))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
