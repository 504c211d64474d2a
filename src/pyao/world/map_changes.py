"""What game masters have changed of the properties of maps; it outlasts the server.

Source: 10-gm-admin §4.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.maps import altered

if TYPE_CHECKING:
    from pyao.content.maps import MapDef, MapProperty
    from pyao.world.map import Map


class MapChanges:
    """The changed properties by map, with the value that was given; `unsaved` = some must still be saved."""

    def __init__(self) -> None:
        self.by_map: dict[int, dict[MapProperty, str]] = {}
        self.unsaved = False

    def applied(self, definition: MapDef) -> MapDef:
        """A definition of a map with what was changed of that map."""
        for changed, value in self.by_map.get(definition.id, {}).items():
            definition = altered(definition, changed, value)
        return definition

    def change(self, here: Map, changed: MapProperty, value: str) -> None:
        """Change a property of a map, at once for everybody on it.

        Raises:
            ValueError: the property has no such value.

        """
        here.definition = altered(here.definition, changed, value)
        self.by_map.setdefault(here.id, {})[changed] = value
        self.unsaved = True
