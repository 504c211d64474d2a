"""What `Source:` lines name of the specification, and what of it leads nowhere."""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING

from kit.spec import documents, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = re.compile(r"Source[:] (.+?)(?:\n[ ]*\n|\Z)", re.DOTALL)
_QUOTES = re.compile(r'^[rf]*("""|"|\'\'\')|("""|"|\'\'\')$')
_TOKENS = re.compile(
    r"""
    docs/(?P<page>\w+)\.md
    | \b(?P<document>\d\d(?:-[a-z][a-z-]*)?)(?=[\s;,]|\.?$)
    | §(?P<first>[\d.]*\d)(?:[–]§?(?P<last>[\d.]*\d))?
    | (?:rows?|steps?|rules?|checks?|commands?|id|\#)\s?
      (?P<items>\d+[a-z]?(?:(?:,\ |–|\ to\ |\ and\ )\d+[a-z]?\b(?!-|\ §))*)
    | "(?P<quoted>[^"]+)"
    | `(?P<code>[^`]+)`
    | (?P<word>/?[\w-]+)
    """,
    re.VERBOSE,
)
_JOINING = {"and", "to", "after", "last", "line", "below", "the", "table", "client", "note"}


def references(source: str) -> Iterator[str]:
    """Each `Source:` in the docstrings and comments of a module, on one line."""
    if "Source" not in source:
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in {tokenize.STRING, tokenize.COMMENT}:
            for match in _REFERENCE.finditer(_QUOTES.sub("", token.string)):
                yield " ".join(match[1].split())


def faults(reference: str) -> list[str]:
    """What a reference names that no document has."""
    found: list[str] = []
    document = section = ""
    for match in _TOKENS.finditer(reference):
        if match["page"] or match["document"]:
            document, section = _document(match["page"] or match["document"]), ""
            found += [] if document else [f"no document {match[0]}"]
        elif not document:
            found.append(f"{match[0]} of no document")
        elif match["first"]:
            section = match["first"]
            ends = [one for one in (section, match["last"]) if one]
            found += [f"{document} has no §{one}" for one in ends if not _text(document, one)]
        elif match["items"]:
            text = _text(document, section)
            numbers = re.findall(r"\d+[a-z]?", match["items"])
            found += [f"{document} §{section} has no {one}" for one in numbers if not _has_item(text, one)]
        else:
            words = match["quoted"] or match["code"] or match["word"]
            said = words in _JOINING or words.lower() in _text(document, section).lower()
            found += [] if said else [f"{document} §{section} does not say {words}"]
    return found


def _document(name: str) -> str:
    return next((one for one in documents() if one == name or one[:2] == name), "")


def _text(document: str, section: str) -> str:
    return sections(document).get(section, "") if section else documents()[document]


def _has_item(text: str, number: str) -> bool:
    """Whether a list or a table of this text has an item with that number, such as 4 or 4b."""
    whole, letter = re.fullmatch(r"(\d+)([a-z]?)", number).groups()  # type: ignore[union-attr]
    listed = re.search(rf"^\|[^|]*\b{whole}\b|(?<![\d.§]){whole}\.(?!\d)|\({whole}\)", text, re.MULTILINE)
    return bool(listed and (not letter or re.search(rf"\({letter}\)|\b{letter}\.|\b{whole}{letter}\b", text)))


def mentions(text: str) -> list[str]:
    """Documents with a section, wherever a text names them."""
    return re.findall(r"(?<![\w.])\d\d(?:-[a-z][a-z-]*)? §\d+(?:\.\d+)*", text)
