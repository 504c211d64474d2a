"""What `mkdocs.yml` needs so that documents written for the repository are a site as well.

The pages are gathered in a folder of their own. Documents beside `docs/` are among them, links lead to pages, and the
line that names the other language is left out, because the site has a switch for it.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parents[1]

BESIDE = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "reporting.md",
    "deploy/README.md": "deploying.md",
    "deploy/README.en.md": "deploying.en.md",
}
"""Documents outside `docs/`, and the pages that they become."""

_LINK = re.compile(r"(?P<before>\]\()(?P<path>(?![a-z]+:|#)[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")
_OTHER_LANGUAGE = re.compile(r"^\*[^\n]*\[[^\]\n]+\]\([\w-]+(?:\.en)?\.md\)\.?\*\n\n", re.MULTILINE)

_gathered: list[Path] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Gather the pages; `mkdocs serve` does so again whenever one has changed."""
    folder = Path(tempfile.mkdtemp(prefix="pyao-docs-"))
    _gathered.append(folder)
    gather(folder)
    config.docs_dir = str(folder)
    config.watch = [str(ROOT / "docs"), *(str(ROOT / source) for source in BESIDE)]
    return config


def on_shutdown() -> None:
    """Leave nothing behind."""
    while _gathered:
        shutil.rmtree(_gathered.pop(), ignore_errors=True)


def gather(folder: Path) -> None:
    """Put all pages into an existing folder."""
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    for path in folder.rglob("*.md"):
        page = path.relative_to(folder).as_posix()
        path.write_text(for_site(path.read_text(encoding="utf-8"), f"docs/{page}", page), encoding="utf-8")
    for source, page in BESIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        (folder / page).write_text(for_site(text, source, page), encoding="utf-8")


def for_site(markdown: str, source: str, page: str) -> str:
    """The text of a document of the repository as that page shows it."""

    def lead(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["path"]))
        target = BESIDE.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else f"../{path}")
        target = re.sub(r"\.en\.md$", ".md", target)  # such a link leads to the page in the reader's language
        return f"{match['before']}{posixpath.relpath(target, posixpath.dirname(page) or '.')}{match['anchor'] or ''})"

    return _OTHER_LANGUAGE.sub("", _LINK.sub(lead, markdown))
