"""What a command from outside is: its name, its arguments with their ranges, and what obeys it.

Source: 10-gm-admin §6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
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
    """One command.

    `on_store`: it can also be obeyed while no server runs; `answers`: the type of its `Reply.data`.
    """

    name: str
    arguments: type[Arguments]
    obey: Callable[[Desk, Any], Awaitable[Reply]]
    on_store: bool
    answers: Any
    only_looks: bool
    """Whether it changes nothing and tells no secrets, but for the fields `private`."""

    private: frozenset[str]
    """Fields of what it answers that are only for who may also act."""


def command(
    name: str,
    arguments: type[A],
    obey: Callable[[Desk, A], Awaitable[Reply]],
    *,
    on_store: bool = False,
    answers: Any = None,  # noqa: ANN401 - any type that pydantic knows
    only_looks: bool = False,
    private: Collection[str] = (),
) -> Command:
    """Declare a command; what obeys it takes these very arguments."""
    return Command(name, arguments, obey, on_store, answers, only_looks, frozenset(private))


def without(data: Any, private: Collection[str]) -> Any:  # noqa: ANN401 - plain values that JSON has
    """What a command answers, with these fields of its objects empty, at any depth; their types stay."""
    if isinstance(data, list):
        return [without(one, private) for one in data]
    if isinstance(data, dict):
        return {key: type(one)() if key in private else without(one, private) for key, one in data.items()}
    return data
