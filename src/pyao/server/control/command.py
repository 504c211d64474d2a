"""What a command from outside is: its name, its arguments with their ranges, and what obeys it.

Source: 10-gm-admin §6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from pyao.server.control.desk import Desk

    A = TypeVar("A", bound="Arguments")


class Arguments(BaseModel):
    """The arguments of a command, by name.  Texts are stripped; secrets are never written down."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: a sentence for people, and for programs plain values that JSON has."""

    text: str
    data: Any = None


class Refused(Exception):
    """The command can't be obeyed, and nothing was changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.  `on_store`: it can also be obeyed while no server runs; `answers`: the type of its `Reply.data`."""

    name: str
    arguments: type[Arguments]
    obey: Callable[[Desk, Any], Awaitable[Reply]]
    on_store: bool
    answers: Any


def command(
    name: str,
    arguments: type[A],
    obey: Callable[[Desk, A], Awaitable[Reply]],
    *,
    on_store: bool = False,
    answers: Any = None,  # noqa: ANN401 - any type that pydantic knows
) -> Command:
    """Declare a command; what obeys it takes these very arguments."""
    return Command(name, arguments, obey, on_store, answers)
