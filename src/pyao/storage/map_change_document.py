"""The changed properties of maps as they are stored: one JSON document, `{map: {key: value}}`.

Source: 10-gm-admin §4.8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.content.maps import MapProperty
from pyao.storage.errors import reading_document

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "map-changes"


def map_changes_document(by_map: Mapping[int, Mapping[MapProperty, str]]) -> str:
    """The document for the changes of all maps."""
    return json.dumps(
        {number: {changed.value: value for changed, value in changes.items()} for number, changes in by_map.items()}
    )


@reading_document(KEY)
def map_changes_of(document: bytes) -> list[tuple[int, MapProperty, str]]:
    """The changes in a document, as (map, property, value)."""
    return [
        (int(number), MapProperty(key), value)
        for number, changes in json.loads(document).items()
        for key, value in changes.items()
    ]
