"""The OpenAPI document, made from the commands as they are declared."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from pyao.server.control.desk import COMMANDS

if TYPE_CHECKING:
    from pyao.server.control.command import Command

ERRORS = {
    "400": "The body is not a JSON object.",
    "401": "Neither the token nor a session.",
    "403": "A session without its CSRF token, or a token that may only look.",
    "409": "Refused; nothing was changed, the text says why.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "429": "Too many wrong tokens from this address.",
}


def document() -> dict[str, Any]:
    """OpenAPI 3.1: one path for each command."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "PyAO Server",
            "version": version("pyao-server"),
            "description": "What the control channel can do. Every call stands in the audit log.",
        },
        "paths": {f"/api/{name}": {"post": _operation(one)} for name, one in COMMANDS.items()}
        | {"/health": _probe("Whether the game goes on."), "/ready": _probe("Whether players can enter.")},
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"text": {"type": "string"}},
                    "additionalProperties": False,
                }
            },
        },
    }


def _operation(one: Command) -> dict[str, Any]:
    arguments = _schema(one.arguments)
    return {
        "operationId": one.name,
        "summary": (one.obey.__doc__ or "").strip().splitlines()[0],
        "requestBody": {"required": bool(arguments.get("required")), "content": _json(arguments)},
        "responses": {"200": {"description": "Done.", "content": _json(_answer(one))}}
        | {
            code: {"description": text, "content": _json({"$ref": "#/components/schemas/Error"})}
            for code, text in ERRORS.items()
        },
    }


def _answer(one: Command) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["text", "data"],
        "properties": {"text": {"type": "string"}, "data": _schema(one.answers)},
        "additionalProperties": False,
    }


def _schema(declared: Any) -> dict[str, Any]:  # noqa: ANN401 - any type that can be declared
    """The JSON schema of a type, whole where it stands: no references."""
    schema = TypeAdapter(declared).json_schema(ref_template="#/$defs/{model}")
    return dict(_inlined(schema, schema.pop("$defs", {})))


def _inlined(part: Any, models: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, list):
        return [_inlined(one, models) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(models[part["$ref"].rpartition("/")[2]], models)
    return {key: _inlined(one, models) for key, one in part.items()}


def _probe(summary: str) -> dict[str, Any]:
    answer = {"description": "The answer.", "content": _json({"type": "object"})}
    return {"get": {"summary": summary, "security": [], "responses": {"200": answer, "503": answer}}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
