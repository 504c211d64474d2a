"""The staff's records about players of a classic server: RECORDS.DAT.

Source: 10-gm-admin §4.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.keys import BYTE
from pyao.storage.classic.ini import read_ini
from pyao.world.record import key_of
from pyao.world.user_records import Observation, UserRecord, UserRecords

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Section

FILE, FOLDER = "records.dat", "dat"


def find_records(folder: Path) -> Path | None:
    """The file with the records, in the folder or in its folder `Dat`; `None` = there is none."""
    for place in (folder, *(one for one in sorted(folder.iterdir()) if one.name.casefold() == FOLDER)):
        found = next((path for path in sorted(place.iterdir()) if path.name.casefold() == FILE), None)
        if found is not None:
            return found
    return None


def read_user_records(path: Path, findings: Findings) -> UserRecords:
    """All records in their order; those that say of nobody are left out.

    Raises:
        OSError: the file can't be read.

    """
    ini = read_ini(path.name, path.read_bytes(), findings)
    records = UserRecords()
    for number in range(1, ini.section("INIT").count("NumRecords", BYTE[1]) + 1):
        section = ini.section(f"RECORD{number}")
        name = key_of(section.text("Usuario").strip())
        if not name:
            section.warn("Usuario", "it says of nobody; the record is left out")
            continue
        creator, date, reason = (section.text(key).strip() for key in ("Creador", "Fecha", "Motivo"))
        records.append(UserRecord(name, creator, date, reason, _observations(section)))
    ini.note_unused()
    return records


def _observations(section: Section) -> list[Observation]:
    """Observations as `creator-date-text`; the text may have dashes too."""
    observations = []
    for number in range(1, section.count("NumObs", BYTE[1]) + 1):
        creator, date, text = [*section.text(f"Obs{number}").split("-", 2), "", ""][:3]
        if text:
            observations.append(Observation(creator.strip(), date.strip(), text.strip()))
        else:
            section.warn(f"Obs{number}", f"Obs{number} is not of the form creator-date-text; it is left out")
    return observations
