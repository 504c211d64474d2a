"""Reading what a request brings."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pyao.admin.gate import Rejected

if TYPE_CHECKING:
    from aiohttp import web


async def json_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in a request; empty if it brings nothing.

    Raises:
        Rejected: it brings something else.

    """
    if not request.can_read_body:
        return {}
    # Pages of others can't send this type without asking the server first.
    if request.content_type != "application/json":
        raise Rejected(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise Rejected(HTTPStatus.BAD_REQUEST, "this is no JSON") from None
    if not isinstance(body, dict):
        raise Rejected(HTTPStatus.BAD_REQUEST, "send a JSON object with the arguments")
    return body
