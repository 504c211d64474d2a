"""Takes the pictures of the dashboard that the READMEs show: a server, a world with bots in it, a real browser.

    python scripts/pictures.py                  # writes docs/images
    python scripts/pictures.py --all FOLDER     # every page, light and dark, on a desk and a phone, in both languages

It needs the programs chromium and chromedriver, and takes about two minutes.  The server's calendar runs forty times
too fast, so that the graphs show an hour; what they count a second is therefore a fortieth of what the bots did.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import time
from base64 import b64decode
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from pyao.admin.site import AdminSite
from pyao.client.crowd import PASSWORD, Crowd, LightBot, Scenario
from pyao.server.argentum_server import ArgentumServer
from pyao.server.for_bots import FOR_BOTS
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings, load_settings
from pyao.server.trails import LOOK_S
from pyao.world.clock import SystemClock
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

    from pyao.world.record import CharacterRecord

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
TOKEN = "for-pictures"  # noqa: S105 - of a server that lives two minutes
HASTE = 40
PLAY_S = 95.0
DESK, PHONE = (1280, 860), (390, 844)
NAMES = [
    *(
        "Aldana",
        "Bruno",
        "Camila",
        "Dante",
        "Elena",
        "Facundo",
        "Gimena",
        "Hugo",
        "Irina",
        "Joaco",
        "Karina",
        "Lautaro",
    ),
    *("Malena", "Nahuel", "Olivia", "Pampa", "Quimey", "Rocco", "Sol", "Tadeo", "Uma", "Valen", "Wanda", "Ximena"),
    *("Yago", "Zoe", "Abril", "Benja", "Celeste", "Damian", "Eneas", "Flor", "Galo", "Helena", "Ivo", "Jazmin"),
]
PAGES = {
    "players": "#players",
    "map": "#map/{map}",
    "world": "#world",
    "graphs": "#graphs",
    "character": "#character/{name}",
    "log": "#log",
    "server": "#server",
    "public": "public",
}
README = (("players", "light"), ("map", "dark"), ("world", "light"), ("graphs", "dark"))


class HastyClock(SystemClock):
    """A calendar that runs `HASTE` times too fast; everything else goes by the machine's clock."""

    def __init__(self) -> None:
        self._begin = datetime.now().astimezone()

    def today(self) -> datetime:
        """The hasty date and time, which ends about now."""
        passed = datetime.now().astimezone() - self._begin
        return self._begin + timedelta(seconds=passed.total_seconds() * HASTE - PLAY_S * HASTE)


async def take(pictures: Callable[[str, ArgentumServer], None]) -> None:
    """Run a server with bots, and have pictures taken in the middle of it."""
    with TemporaryDirectory(prefix="pyao") as folder:
        given = {
            **FOR_BOTS,
            "world.data_dir": folder,
            "network.host": "127.0.0.1",
            "network.port": 0,
            "http.port": 0,
            "http.token": TOKEN,
            "http.public": True,
        }
        set_up_logs(LogSettings())
        server = ArgentumServer(load_settings(None, {}, {}, given)[0], clock=HastyClock())
        site = AdminSite(server)
        server.doors.append(site)
        await server.start()
        hasty = asyncio.create_task(look_hastily(server))
        crowds = []
        try:
            await settle_in(server)
            dice = Dice()
            crowds = [
                Crowd([LightBot(name, dice) for name in NAMES[:24]], Scenario.WALKERS),
                Crowd([LightBot(name, dice) for name in NAMES[24:]], Scenario.HUNT),
            ]
            for crowd in crowds:
                await crowd.enter("127.0.0.1", server.listener.port, at_once=1)
                await crowd.play(PLAY_S / 6)
            playing = [asyncio.create_task(crowd.play(PLAY_S * 4)) for crowd in crowds]
            await asyncio.sleep(PLAY_S / 2)
            await asyncio.to_thread(pictures, f"http://127.0.0.1:{site.port}/", server)
            for one in playing:
                one.cancel()
        finally:
            hasty.cancel()
            for crowd in crowds:
                crowd.leave()
            await server.stop()


async def look_hastily(server: ArgentumServer) -> None:
    """Let the observer see as much as in an hour."""
    while True:
        await asyncio.sleep(LOOK_S / HASTE)
        server.observer.look()


async def settle_in(server: ArgentumServer) -> None:
    """Make the characters and spread them over the maps of the world."""
    maps = sorted(server.world.maps)
    for turn, name in enumerate(NAMES):
        await server.office.desk.execute(
            "characters.create", {"name": name, "password": PASSWORD}, who="operator:pictures"
        )
        home = maps[turn * turn % len(maps)] if turn % 3 else server.world.content.start[0]

        def move(record: CharacterRecord, home: int = home, turn: int = turn) -> None:
            record.map, record.x, record.y = home, 42 + turn % 17, 44 + turn % 13
            record.level = 5 + turn

        await server.saver.update(name, move)


def a_browser(size: tuple[int, int], scheme: str, language: str, folder: str) -> Chrome:
    """A browser of that size which wants light or dark pages in a language."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("headless", "no-sandbox", "disable-gpu", "no-first-run", "disable-dev-shm-usage", "hide-scrollbars"):
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={folder}")
    options.add_argument(f"--lang={language}")
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    scale = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size is PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", scale)
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    return driver


def photograph(
    url: str, server: ArgentumServer, looks: tuple[tuple[int, int], str, str], pages: list[str]
) -> Iterator[tuple[str, bytes]]:
    """A picture of each page, as WebP."""
    size, scheme, language = looks
    with TemporaryDirectory(prefix="chromium") as folder:
        driver = a_browser(size, scheme, language, folder)
        try:
            driver.get(url)
            driver.execute_script("localStorage.setItem('language', arguments[0])", language)
            driver.get(url)
            WebDriverWait(driver, 30).until(lambda it: it.find_element(By.ID, "token")).send_keys(TOKEN, Keys.ENTER)
            WebDriverWait(driver, 30).until(lambda it: it.find_elements(By.CSS_SELECTOR, "#players tbody tr"))
            for page in pages:
                driver.get(url + PAGES[page].format(map=server.world.content.start[0], name=NAMES[0]))
                WebDriverWait(driver, 30).until(lambda it: it.find_elements(By.CSS_SELECTOR, "main > *"))
                time.sleep(2.0)  # what moves comes in frames
                shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
                yield page, b64decode(shot["data"])
        finally:
            driver.quit()


def main() -> None:
    """Take them."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="every page in every way, into this folder")
    folder = asked.parse_args().all

    def for_readme(url: str, server: ArgentumServer) -> None:
        IMAGES.mkdir(parents=True, exist_ok=True)
        for page, scheme in README:
            for name, picture in photograph(url, server, (DESK, scheme, "es"), [page]):
                (IMAGES / f"{name}.webp").write_bytes(picture)

    def everything(url: str, server: ArgentumServer) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for looks in ((DESK, "light", "es"), (DESK, "dark", "en"), (PHONE, "light", "en"), (PHONE, "dark", "es")):
            for name, picture in photograph(url, server, looks, list(PAGES)):
                (folder / f"{name}-{looks[0][0]}-{looks[1]}-{looks[2]}.webp").write_bytes(picture)

    asyncio.run(take(everything if folder else for_readme))


if __name__ == "__main__":
    main()
