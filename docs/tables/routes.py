"""Routes, from openapi.json."""

import json
from pathlib import Path
from typing import Any

from docs.tables.fields import type_of
from docs.tables.markdown import code, codes, table

_DOCUMENT = Path(__file__).parents[2] / "openapi.json"
_RECORDS = "records.md"


def routes() -> str:
    """Return every route: what it does, what it takes, what it answers."""
    document = json.loads(_DOCUMENT.read_text(encoding="utf-8"))
    return "\n".join(
        _route(path, method, told) for path, methods in document["paths"].items() for method, told in methods.items()
    )


def _route(path: str, method: str, told: dict[str, Any]) -> str:
    parts = [
        f"\n## {method.upper()} {path}\n",
        f"**{told['summary']}.** {told.get('description', '')}",
        f"\nOperation {code(told['operationId'])}.",
    ]
    if "parameters" in told:
        parts.append(table(("parameter", "in", "type", "meaning"), map(_parameter, told["parameters"])))
    if "requestBody" in told:
        parts.append(table(("body", "type"), _bodies(told["requestBody"]["content"])))
    parts.append(table(("status", "meaning", "body", "headers"), (_answer(*one) for one in told["responses"].items())))
    return "\n".join(parts)


def _parameter(told: dict[str, Any]) -> tuple[str, ...]:
    name = code(told["name"]) + (" (required)" if told.get("required") else "")
    return name, told["in"], type_of(told["schema"], _RECORDS), told.get("description", "")


def _bodies(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(code(kind), type_of(told.get("schema", {}), _RECORDS)) for kind, told in content.items()]


def _answer(status: str, told: dict[str, Any]) -> tuple[str, ...]:
    bodies = "; ".join(
        f"{code(kind)}: {_named(one)}" if _named(one) else code(kind) for kind, one in told.get("content", {}).items()
    )
    return status, told["description"], bodies, codes(told.get("headers", ()))


def _named(told: dict[str, Any]) -> str:
    schema = told.get("schema", {})
    return type_of(schema, _RECORDS) if "$ref" in schema else ""
