"""Who guesses passwords gets slower and slower, the owner gets in, and the log says who it was."""

from __future__ import annotations

import asyncio
import configparser
import heapq
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from kit.game import PASSWORD, GameFixture, a_record
from kit.server import running
from kit.strangers import addresses, tries
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings
from pyao.tasks import guesses
from pyao.tasks.guesses import Guesses

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.tasks.ports import Check
    from pyao.world.record import CharacterRecord

FILTER = Path(__file__).parents[2] / "deploy" / "fail2ban" / "filter.d" / "pyao-server.conf"
HOME, ELSEWHERE, WIDE = "192.0.2.1", "198.51.100.7", "2001:db8:1:2::7"
MANY = 100
HOUR_MS = 3_600_000


@pytest.fixture
def ana() -> CharacterRecord:
    return a_record("Ana", (1, 50, 50), last_ips=[f"{HOME} - 5/1/2026:12:00:00"])


def guessed(book: Guesses, record: CharacterRecord, ip: str, times: int, now_ms: int = 0) -> None:
    for _guess in range(times):
        book.count(record, ip, now_ms)
        book.checked(record, ip, wrong=True)


@pytest.mark.parametrize(
    ("ip", "wrong", "wait_ms"),
    [
        (ELSEWHERE, 0, 0),
        (ELSEWHERE, 4, 0),
        (ELSEWHERE, 5, 2_000),
        (ELSEWHERE, 6, 4_000),
        (ELSEWHERE, 13, 512_000),
        (ELSEWHERE, 14, 900_000),
        (ELSEWHERE, 30, 900_000),
        (ELSEWHERE, 40, 1_200_000),
        (ELSEWHERE, 10_000, 3_600_000),
        (HOME, 4, 0),
        (HOME, 6, 4_000),
        (HOME, 10_000, 30_000),
    ],
)
def test_an_address_waits_longer_after_each_wrong_password(
    ana: CharacterRecord, ip: str, wrong: int, wait_ms: int
) -> None:
    book = Guesses()
    guessed(book, ana, ip, wrong, 1_000)
    assert book.wait_ms(ana, ip, 1_000) == wait_ms
    assert book.wait_ms(ana, ip, 1_000 + wait_ms) == 0


@pytest.mark.parametrize(("others", "wait_ms"), [(8, 0), (9, 2_000), (10, 4_000), (50, 60_000)])
def test_at_a_name_that_many_guess_at_the_first_wrong_password_costs_time(
    ana: CharacterRecord, others: int, wait_ms: int
) -> None:
    book = Guesses()
    for ip in addresses(others):
        guessed(book, ana, ip, 1)
    assert book.wait_ms(ana, ELSEWHERE, 0) == 0, "who has guessed nothing is heard"
    guessed(book, ana, ELSEWHERE, 1)
    assert book.wait_ms(ana, ELSEWHERE, 0) == wait_ms
    guessed(book, ana, HOME, 1)
    assert book.wait_ms(ana, HOME, 0) == 0, "where the character lives nobody waits for others"


@pytest.mark.parametrize(("others", "wait_ms"), [(7, 0), (8, 300_000), (18, 600_000), (200, 3_600_000)])
def test_there_the_second_one_costs_the_more_the_more_there_are(
    ana: CharacterRecord, others: int, wait_ms: int
) -> None:
    book = Guesses()
    for ip in addresses(others):
        guessed(book, ana, ip, 1)
    guessed(book, ana, ELSEWHERE, 2)
    assert book.wait_ms(ana, ELSEWHERE, 0) == wait_ms
    assert book.wait_ms(ana, ELSEWHERE, wait_ms) == 0
    assert book.wait_ms(ana, WIDE, 0) == 0, "a right password is heard from an address that has guessed nothing"
    guessed(book, ana, HOME, 2)
    assert book.wait_ms(ana, HOME, 0) == 0


@pytest.mark.parametrize(
    ("attackers", "first", "later"), [(1, 16, 4), (10, 50, 20), (MANY, 2 * MANY, MANY), (1_000, 2_000, 1_000)]
)
def test_however_often_they_try_all_together_get_few_looks(
    ana: CharacterRecord, attackers: int, first: int, later: int
) -> None:
    """Each address tries whenever it may; before, a hundred of them had 1,600 looks in the first hour."""
    book, looks = Guesses(), [0] * 4
    due = [(0, ip) for ip in addresses(attackers)]
    while due:
        now_ms, ip = heapq.heappop(due)
        wait_ms = book.wait_ms(ana, ip, now_ms)
        if not wait_ms:
            guessed(book, ana, ip, 1, now_ms)
            looks[now_ms // HOUR_MS] += 1
        if now_ms + max(wait_ms, 1_000) < len(looks) * HOUR_MS:
            heapq.heappush(due, (now_ms + max(wait_ms, 1_000), ip))
    assert looks[0] <= first
    assert max(looks[1:]) <= later


def test_other_names_are_no_way_round(ana: CharacterRecord) -> None:
    book = Guesses()
    for name in ("Beto", "Ceci", "Dora", "Eva", "Fito"):
        guessed(book, a_record(name, (1, 50, 50)), ELSEWHERE, 1)
    assert book.wait_ms(ana, ELSEWHERE, 0) == 2_000


def test_a_block_of_ipv6_addresses_is_one_address(ana: CharacterRecord) -> None:
    book = Guesses()
    for k in range(5):
        guessed(book, ana, f"2001:db8:1:2:{k}::1", 1)
    assert book.wait_ms(ana, WIDE, 0) == 2_000
    assert book.wait_ms(ana, "2001:db8:1:3::7", 0) == 0


def test_right_passwords_and_old_mistakes_do_not_count(ana: CharacterRecord) -> None:
    book = Guesses()
    for _login in range(20):
        book.count(ana, ELSEWHERE, 0)
        book.checked(ana, ELSEWHERE, wrong=False)
    assert book.wait_ms(ana, ELSEWHERE, 0) == 0
    guessed(book, ana, ELSEWHERE, 20)
    assert book.wait_ms(ana, ELSEWHERE, guesses.FORGOTTEN_MS + 1) == 0
    guessed(book, ana, ELSEWHERE, 1, guesses.FORGOTTEN_MS + 1)
    assert book.wait_ms(ana, ELSEWHERE, guesses.FORGOTTEN_MS + 1) == 0


def test_what_is_remembered_has_a_bound(ana: CharacterRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST_KEPT", 10)
    book = Guesses()
    guessed(book, ana, ELSEWHERE, 5)
    for ip in addresses(9):
        guessed(book, ana, ip, 1)
    assert book.wait_ms(ana, ELSEWHERE, 0) > 0
    guessed(book, ana, HOME, 1)
    assert book.wait_ms(ana, ELSEWHERE, 0) == 0, "the oldest was forgotten"


def test_the_client_is_told_how_long(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    said = []
    for _guess in range(6):
        client = game.connect(ip=ELSEWHERE)
        client.logs_in("Ana", "otra")
        (dialog,) = client.takes()
        assert dialog.id is S.ERROR_MSG
        assert client.closed
        said.append(dialog.fields["text"])
    assert said[:5] == ["La contraseña es incorrecta."] * 5
    assert said[5] == "Demasiadas contraseñas incorrectas: volvé a intentarlo en 2 segundos."
    game.clock.advance(2_000)
    client = game.connect(ip=ELSEWHERE)
    client.logs_in("Ana")
    assert client.player.name == "Ana"


def test_the_old_password_is_not_guessed_in_the_game_either(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), ip=ELSEWHERE)
    for _guess in range(6):
        ana.sends(c.ChangePassword("otra", "nueva"))
    lines = [one.fields["text"] for one in ana.takes()]
    assert lines[4].startswith("La contraseña actual no es correcta")
    assert lines[5].startswith("Demasiadas contraseñas incorrectas")
    ana.sends(c.ChangePassword(PASSWORD, "nueva"))
    assert ana.player.record.password_hash == PASSWORD.upper()


async def test_a_hundred_addresses_get_a_hundred_guesses_and_the_owner_gets_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At once, that is.  Before there were delays, they had 1,200 passwords a minute checked, as long as they liked."""
    async with running(monkeypatch, content(plain_map(1))) as server:
        right = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=right))
        checked = 0
        check = server.game.passwords.verify_password

        async def counted(stored: str, typed: str, wanted: Callable[[], bool]) -> Check:
            nonlocal checked
            checked += 1
            return await check(stored, typed, wanted)

        monkeypatch.setattr(server.game.passwords, "verify_password", counted)
        attackers = list(addresses(MANY))
        for _round in range(4):
            said = await asyncio.gather(*(tries(server, ip, "Ana", "otra") for ip in attackers))
            assert all(said)
        assert MANY <= checked <= MANY + guesses.NAME_FREE + guesses.ADDRESS_FREE
        assert await tries(server, "127.9.9.9", "Ana", PASSWORD) == "", "a right password from a new address"


def test_a_household_may_come_back_all_at_once(ana: CharacterRecord) -> None:
    book = Guesses()
    for _one in range(30):
        assert book.wait_ms(ana, ELSEWHERE, 0) == 0
        book.count(ana, ELSEWHERE, 0)
    book.checked(ana, ELSEWHERE, wrong=True)
    assert book.wait_ms(ana, ELSEWHERE, 0) > 0, "one was wrong: now those that are being checked count"
    for _one in range(29):
        book.checked(ana, ELSEWHERE, wrong=False)
    assert book.wait_ms(ana, ELSEWHERE, 0) == 0


@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.parametrize("ip", [ELSEWHERE, WIDE])
def test_fail2ban_finds_the_address_of_every_wrong_password_at_login_and_in_the_game(
    game: GameFixture, capfd: pytest.CaptureFixture[str], form: Literal["console", "json"], ip: str
) -> None:
    game.save(a_record("Ana la roja", (1, 50, 50)))
    inside = [game.player(name, at=(1, 60 + k, 50), ip=ip) for k, name in enumerate(("Sonda", "Beto el rojo"))]
    set_up_logs(LogSettings(format=form))
    for _guess in range(7):
        game.connect(ip=ip).logs_in("Ana la roja", "otra")
    game.connect(ip=HOME).logs_in("Ana la roja")
    game.clock.advance(guesses.FORGOTTEN_MS + 1)
    for one in inside:
        one.sends(*[c.ChangePassword("otra", "nueva")] * 4)
    lines = capfd.readouterr().err.splitlines()
    assert [found for line in lines if (found := _banned(line))] == [ip] * 15
    assert "OTRA" not in str(lines).upper()


def _banned(line: str) -> str | None:
    """The address that the shipped filter reads from a line."""
    shipped = configparser.ConfigParser(interpolation=None)
    shipped.read(FILTER, encoding="utf-8")
    for pattern in shipped["Definition"]["failregex"].splitlines():
        if found := re.search(pattern.strip().replace("<HOST>", r"(?P<host>[0-9a-fA-F.:]+)"), line):
            return found["host"]
    return None
