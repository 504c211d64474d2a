"""The specification in `docs/spec`: it is the one to follow, every scenario has a test, every source exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit.references import faults, mentions, references
from kit.spec import ROOT, SHARED, SPEC, documents

if TYPE_CHECKING:
    from collections.abc import Iterable

COPIED = sorted(path.name for path in SPEC.iterdir() if path.name != "README.md")
"""The README is of this repository."""

NOT_BUILT_TOPICS: set[str] = set()
"""Their scenarios may still be without a test; a topic leaves this set with the last of them."""

NOT_BUILT: dict[str, str] = {}
"""Single scenarios that wait for something; each leaves with its test."""


def scenarios() -> set[str]:
    """The ids of all acceptance scenarios, where they are defined."""
    found: set[str] = set()
    for document in documents().values():
        found.update(re.findall(r"^(?:- )?\*\*([A-Z]{3}-\d\d)\*\*", document, re.MULTILINE))
    return found


def with_a_test() -> set[str]:
    """The ids in the names of tests."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = re.findall(r"^\s*(?:async )?def test_([a-z]{3})_(\d\d)(?=_|\()", path.read_text("utf-8"), re.MULTILINE)
        found.update(f"{topic.upper()}-{number}" for topic, number in names)
    return found


@pytest.mark.skipif(not (SHARED / "spec").is_dir(), reason=f"where corrections arrive, {SHARED / 'spec'}, is not there")
def test_the_copy_is_the_original() -> None:
    """Copy what differs from there to `docs/spec`; nothing is corrected here."""
    original = SHARED / "spec"
    assert sorted(path.name for path in original.iterdir() if path.is_file()) == COPIED
    assert [name for name in COPIED if (SPEC / name).read_bytes() != (original / name).read_bytes()] == []


def test_every_scenario_has_a_test() -> None:
    assert len(scenarios()) > 400
    missing = scenarios() - with_a_test() - set(NOT_BUILT)
    assert sorted(one for one in missing if one[:3] not in NOT_BUILT_TOPICS) == []


def test_what_is_built_is_not_called_unbuilt() -> None:
    assert sorted(set(NOT_BUILT) - (scenarios() - with_a_test())) == []
    assert {one[:3] for one in scenarios() - with_a_test() - set(NOT_BUILT)} == NOT_BUILT_TOPICS


def test_ids_in_names_of_tests_are_those_of_scenarios() -> None:
    topics = {one[:3] for one in scenarios()}
    assert sorted(one for one in with_a_test() - scenarios() if one[:3] in topics) == []


CODE = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py") if path != Path(__file__)]
PROSE = [*(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md"]


def wrong(named: Iterable[tuple[Path, str]]) -> list[str]:
    """What leads nowhere of these references, and where it is written."""
    return [f"{path.relative_to(ROOT)}: {one}: {', '.join(bad)}" for path, one in named if (bad := faults(one))]


def test_sources_exist() -> None:
    """A `Source:` names a document, and sections, items and words that it has."""
    named = [(path, one) for path in CODE for one in references(path.read_text("utf-8"))]
    assert wrong(named) == []
    assert len(named) > 800


def test_sections_named_in_passing_exist() -> None:
    assert wrong((path, one) for path in CODE + PROSE for one in mentions(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [
        ("04-combat §3.2, §10 steps 6 to 11; 08 §5.2.1 and §9.", 0),
        ('03-world §1–§3, 04 §9.2 "N:", docs/economy.md "Casino".', 0),
        ("04-combat §99.", 1),
        ("04-combat §3.2–§3.99.", 1),
        ("4-combat §1.", 2),
        ("13 §1.", 2),
        ("03-combat §1.", 2),
        ("04-combat §10 step 77.", 1),
        ("04-combat §10 step 10.", 0),
        ('04-combat §10 "nobody wrote this".', 1),
        ("04-combat §10 `PlayWave`, `Nonsense`.", 1),
    ],
)
def test_what_leads_nowhere_is_seen(reference: str, wrong: int) -> None:
    assert len(faults(reference)) == wrong, faults(reference)


def test_references_are_read_from_docstrings_and_comments() -> None:
    source = (
        '"""A rule.\n\nSource: 04-combat §3,\n§4.\n\nMore.\n"""\nA = "x"  # as it is.  Source: 05 §1 and 06-items §2.\n'
    )
    assert list(references(source)) == ["04-combat §3, §4.", "05 §1 and 06-items §2."]
    assert mentions("as in 04 §3.2, 05-magic §7. It costs 104 §2.") == ["04 §3.2", "05-magic §7"]
