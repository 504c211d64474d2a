"""The dashboard in a real browser: log in, find a player, kick him, watch him leave the map."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import structlog
from kit.patience import PATIENCE_S
from kit.web import TOKEN, a_site
from kit.worlds import content, plain_map
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from pyao.server.logs import set_up_logs
from pyao.server.observer import LOOKS_PER_SAMPLE
from pyao.server.settings import LogSettings
from server.control.test_channel import playing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"
    " disable-sync disable-dev-shm-usage window-size=1280,900"
)
BOTH = [
    ["Jugadores", "Mapa", "Mundo", "Gráficos", "Registro", "Servidor"],
    ["Players", "Map", "World", "Graphs", "Log", "Server"],
]

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs the programs chromium and chromedriver")


class Page:
    """What somebody does and sees in the browser; everything waits until it is there."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def waits_for(self, css: str) -> WebElement:
        return WebDriverWait(self.driver, PATIENCE_S).until(lambda it: it.find_element(By.CSS_SELECTOR, css))

    def waits_until(self, css: str, texts: list[str]) -> None:
        WebDriverWait(self.driver, PATIENCE_S).until(lambda _it: self.texts(css) == texts)

    def texts(self, css: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)"
        found: list[str] = self.driver.execute_script(script, css)
        return found

    def logs_in(self, url: str, token: str) -> None:
        self.driver.get(url)
        self.waits_for("#token").send_keys(token, Keys.ENTER)

    def speaks_spanish(self) -> bool:
        return bool(self.driver.execute_script("return document.documentElement.lang") == "es")

    def complaints(self) -> list[str]:
        """What the browser's console says: errors of scripts, and what the content policy has blocked."""
        return [one["message"] for one in self.driver.get_log("browser") if one["level"] == "SEVERE"]  # type: ignore[no-untyped-call]


@contextmanager
def a_browser(folder: Path, *more: str) -> Iterator[Page]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS.split(), f"user-data-dir={folder}", *more):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
        yield Page(driver)
    finally:
        driver.quit()


def an_evening(url: str, folder: Path) -> None:
    with a_browser(folder) as page:
        page.logs_in(url, "wrong")
        page.waits_until(".fault[role=alert]:not(#ask-fault)", ["this is not the token"])
        page.logs_in(url, TOKEN)
        page.waits_until("#players tbody a[href^='#character']", ["Ana", "Beto"])
        page.waits_for("#search").send_keys("an")
        page.waits_until("#players tbody a[href^='#character']", ["Ana"])

        players = page.driver.current_window_handle
        page.driver.switch_to.new_window("tab")
        page.driver.get(f"{url}#map/1")
        page.waits_until("#here li", ["Ana", "Beto"])
        the_map = page.driver.current_window_handle

        page.driver.switch_to.window(players)
        page.waits_for("[data-action=kick]").click()
        page.waits_for("#ask[open]")
        page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        page.waits_for("#ask:not([open])")
        page.waits_until("#players tbody a[href^='#character']", ["Ana"])
        page.waits_for("[data-action=kick]").send_keys(Keys.ENTER)  # the keyboard is enough
        page.waits_for("#ask[open] #ask-yes").send_keys(Keys.ENTER)
        page.waits_until("#players tbody a[href^='#character']", [])
        page.waits_until("#told", ["Ana was kicked"])

        page.driver.switch_to.window(the_map)
        page.waits_until("#here li", ["Beto"])
        page.driver.get(f"{url}#character/Ana")
        page.waits_until("#main > h2", ["Ana"])
        page.waits_for("[data-action=ban]").click()
        page.waits_for("#ask-form input[name=reason]").send_keys("trampa", Keys.ENTER)
        page.waits_for("[data-action=unban]")
        spoken = page.texts("#nav a")
        assert spoken in BOTH
        page.driver.find_element(By.ID, "language").click()
        page.waits_until("#nav a", BOTH[1 - BOTH.index(spoken)])
        page.driver.find_element(By.ID, "logout").click()
        page.waits_for("#token")
        assert [said for said in page.complaints() if " 401 " not in said] == []  # a wrong token, no session yet


def a_look_around(url: str, folder: Path) -> None:
    with a_browser(folder) as page:
        page.logs_in(url, TOKEN)
        page.waits_until("#players tbody a[href^='#character']", ["Ana", "Beto"])
        page.driver.get(f"{url}#graphs")
        page.waits_for(".graphs svg polyline.line-1")
        assert len(page.texts(".graphs figure")) == 5
        assert page.texts(".graphs figure:first-child figcaption") == ["2 "]

        page.driver.get(f"{url}#world")
        page.waits_until("#busiest li", ["1 Mapa 1 · 2"])
        page.waits_for("#heat").send_keys(Keys.ARROW_DOWN)
        page.waits_until("#busiest li", ["2 Mapa 2 · 7"])
        page.waits_for("#world").send_keys(Keys.ARROW_RIGHT, Keys.ENTER)  # from map 1 to its neighbour
        page.waits_until("#main > h2", ["Mapa 2 Mapa 2"] if page.speaks_spanish() else ["Map 2 Mapa 2"])

        page.driver.get(f"{url}#character/Ana")
        page.waits_until("#trail li a", ["1 (50, 50)"])

        page.driver.get(f"{url}#log")
        page.waits_for("#log .level-warning")
        page.waits_for("#main [name=who]").send_keys("192.0.2.7")
        page.waits_until("#log .event", ["connection refused ip=192.0.2.7 reason=full"])
        page.waits_for("#main [name=text]").send_keys("nothing like it")
        page.waits_until("#log .event", [])
        assert page.complaints() == [] or all(" 401 " in said for said in page.complaints())


async def test_graphs_the_world_a_trail_and_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_up_logs(LogSettings())
    border = {(91, y): (2, 11, y) for y in range(20, 30)}
    world = content(plain_map(1, exits=border), plain_map(2))
    async with a_site(monkeypatch, world) as it, playing(it.server, "Ana"), playing(it.server, "Beto"):
        it.server.world.maps[2].kills += 7
        for _look in range(LOOKS_PER_SAMPLE * 2):
            it.server.observer.look()
        structlog.get_logger().warning("connection refused", ip="192.0.2.7", reason="full")
        await asyncio.to_thread(a_look_around, f"{it.base}/", tmp_path / "browser")


def a_stranger(url: str, folder: Path) -> None:
    with a_browser(folder) as page:
        page.driver.get(f"{url}public")
        page.waits_until("#names li", ["Ana", "Beto"])
        page.waits_until("#choose option:checked", ["1 Mapa 1 (1)"])
        assert page.complaints() == []


async def test_everybody_sees_who_plays_if_the_settings_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with a_site(monkeypatch, http__public=True) as it, playing(it.server, "Ana"), playing(it.server, "Beto"):
        it.server.world.online["BETO"].invisible = True
        await asyncio.to_thread(a_stranger, f"{it.base}/", tmp_path / "browser")


async def test_log_in_find_a_player_kick_him_and_watch_him_leave_the_map(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with a_site(monkeypatch) as it, playing(it.server, "Ana"), playing(it.server, "Beto"):
        await asyncio.to_thread(an_evening, f"{it.base}/", tmp_path / "browser")
        assert list(it.server.world.online) == ["BETO"]
