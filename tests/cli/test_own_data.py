"""`characters export --mine`: a player gets all that is kept about him, and nothing that belongs to others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from kit.game import a_record
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.protocol.enums import GuildAlignment
from pyao.storage.forum_documents import forum_document
from pyao.storage.guild_documents import guild_document
from pyao.storage.society_documents import USER_RECORDS, records_document
from pyao.storage.store import SaveBatch
from pyao.storage.transfer_hours import Hour
from pyao.world.forums import Forum, Post
from pyao.world.guilds import Application, Election, Guild
from pyao.world.ledger import Reason
from pyao.world.record import GuildMembership
from pyao.world.transfers import Passage
from pyao.world.user_records import Observation, UserRecord, UserRecords

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.store import Store

RUNNER = CliRunner()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Ana has left traces everywhere, and others beside her."""
    monkeypatch.chdir(tmp_path)

    async def fill(store: Store) -> None:
        await store.create(a_record("Ana", (1, 50, 50), email="ana@x.example", guild=GuildMembership(1)))
        await store.create(a_record("Beto", (1, 50, 50), email="beto@x.example"))
        guild = Guild(
            number=1,
            name="Lobos",
            founder="Ana",
            founded="1/1/2026",
            alignment=GuildAlignment.LEGAL,
            leader="Ana",
            members=["ANA"],
            applications=[Application("Beto", "secreto de Beto")],
            election=Election(2_000_000_000, {"ANA": "BETO", "DINA": "ANA"}),
        )
        hour = Hour(490_000)
        hour.add(
            490_000 * 3_600, {Passage("ANA", "BETO", Reason.TRADE, 12): 500, Passage("DINA", "EVO", Reason.TRADE, 7): 1}
        )
        noted = UserRecords(
            [UserRecord("ANA", "Sara", "1/1/2026", "spam", [Observation("Dina", "2/1/2026", "otra vez")])]
        )
        noted.append(UserRecord("BETO", "Sara", "1/1/2026", "secreto", []))
        documents = {
            "guild:1": guild_document(guild).decode(),
            "forum:ULLA": forum_document(Forum([Post("Vendo", "Ana", "daga"), Post("Compro", "Beto", "todo")])),
            USER_RECORDS: records_document(noted),
            hour.key: hour.document(),
        }
        await store.save(SaveBatch.of(documents=documents))

    with_store(None, fill)
    for name in ("Ana", "Beto"):
        done = RUNNER.invoke(app, ["characters", "ban", name, "--reason", f"razón de {name}"])
        assert done.exit_code == 0, done.output
    return tmp_path


def test_all_that_is_kept_and_nothing_of_others(server: Path) -> None:
    out = server / "ana.json"
    result = RUNNER.invoke(app, ["characters", "export", "ana", "--mine", "--out", str(out)])
    assert result.exit_code == 0, result.output
    text = out.read_text("utf-8")
    found = json.loads(text)
    assert found["character"]["email"] == "ana@x.example"
    assert "password_hash" not in found["character"]
    assert found["guild"] == {"member_of": "Lobos", "leads_it": True, "founded": "Lobos", "voted_for": "BETO"}
    assert found["forum_posts"] == [{"forum": "ULLA", "title": "Vendo", "text": "daga"}]
    observations = [{"date": "2/1/2026", "text": "otra vez"}]
    assert found["staff_records"] == [{"date": "1/1/2026", "reason": "spam", "observations": observations}]
    (transfer,) = found["transfers"]
    assert (transfer["way"], transfer["reason"], transfer["item"], transfer["amount"]) == ("given", "trade", 12, 500)
    assert [(one["order"], one["why"], one["result"]) for one in found["staff_acts"]][:1] == [
        ("characters.ban", "razón de Ana", "done")
    ]
    assert len(found["earlier_states"]) >= 1
    for secret in ("Sara", "Dina", "DINA", "secreto", "beto@", "razón de Beto", "todo", "operator:"):
        assert secret not in text, secret
    assert out.stat().st_mode & 0o077 == 0


def test_a_form_to_read(server: Path) -> None:
    del server
    text = RUNNER.invoke(app, ["characters", "export", "Ana", "--mine", "--readable"]).output
    assert "  member of: Lobos\n" in text
    assert "    title: Vendo\n" in text
    assert "  banned: yes\n" in text
    assert "  dead: no\n" in text
    assert "password" not in text
    refused = RUNNER.invoke(app, ["characters", "export", "Ana", "--readable"])
    assert (refused.exit_code, "--mine" in refused.output) == (2, True)
    nobody = RUNNER.invoke(app, ["characters", "export", "Nadie", "--mine"])
    assert (nobody.exit_code, "there is no character Nadie" in nobody.output) == (2, True)
