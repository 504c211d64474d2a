"""The operator's side of a running server: the desk, the channel that leads to it, the announced stop, the backups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyao.rules.staff.operator import announce_end
from pyao.server.backups.service import Backups
from pyao.server.control.channel import ControlChannel
from pyao.server.control.desk import Desk
from pyao.server.countdown import Countdown

if TYPE_CHECKING:
    from pyao.server.ending import Ending
    from pyao.server.realm import Realm
    from pyao.server.settings import Settings, SettingsSource
    from pyao.tasks.game import Game


class Office:
    """Where operators act: open while the game runs, but for the desk, which also serves who has only what is kept."""

    def __init__(
        self, game: Game, realm: Realm, ending: Ending, settings: Settings, source: SettingsSource | None
    ) -> None:
        """`source` = where the settings were read; their file goes into backups."""
        settings_file = source.toml_path if source is not None else None
        self.backups = Backups(settings, settings_file, realm.saver.flush, realm.course)
        self._countdown = Countdown(partial(announce_end, realm.world), ending.request, realm.course)
        self.desk = Desk(
            game,
            realm.saver,
            realm.store,
            realm.archives.staff,
            ending,
            self._countdown,
            backups=self.backups,
            course=realm.course,
        )
        self._channel = ControlChannel(settings.world.data_dir, self.desk)

    async def open(self) -> None:
        """Listen to the operator.

        Raises:
            StoreError: the channel can't be opened.

        """
        await self._channel.start()
        self.desk.serving = True

    def close(self) -> None:
        """Obey nothing more that needs a running game, and leave undone what has been begun."""
        self.desk.serving = False
        self._countdown.cancel()
        self.backups.stop()

    async def tell_end(self, *, saved: bool) -> None:
        """Tell who still listens how the server ended, and listen no more."""
        await self._channel.stop(saved=saved)
