"""The schemas field by field, from the Pydantic models' own JSON schema."""

import json
from typing import Any

from pydantic import BaseModel

from docs.tables.markdown import code, codes, table
from schemas.extraction import Extraction, ExtractionRequest
from schemas.problem import Problem

_ROOTS: dict[str, type[BaseModel]] = {"Extraction": Extraction, "ExtractionRequest": ExtractionRequest, "Problem": Problem}


def model(name: str) -> str:
    """Return what the model `name` is, and its fields: name, type and meaning."""
    schemas = _schemas()
    schema = schemas[name]
    needed = set(schema.get("required", ()))
    rows = (
        (code(field), type_of(told), _meaning(told, needed=field in needed) or _meaning(_referred(told, schemas), needed=True))
        for field, told in schema["properties"].items()
    )
    return f"\n{_unwrapped(schema.get('description', ''))}\n{table(('field', 'type', 'meaning'), rows)}"


def type_of(schema: dict[str, Any], at: str = "") -> str:
    """Return the type that a JSON schema describes, in words; models are links to where they stand on the page `at`."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}]({at}#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(type_of(one, at) for one in schema["anyOf"])
    if "enum" in schema:
        return codes(schema["enum"])
    if "const" in schema:
        return code(schema["const"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'], at)}"
    return _simple(schema)


def _schemas() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, root in _ROOTS.items():
        schema = root.model_json_schema(by_alias=True, mode="serialization" if root is not ExtractionRequest else "validation")
        found |= schema.pop("$defs", {}) | {name: schema}
    return found


def _simple(schema: dict[str, Any]) -> str:
    limits = [f"{sign} {schema[name]}" for name, sign in (("minimum", "≥"), ("maximum", "≤")) if name in schema]
    if "pattern" in schema:
        limits.append(code(schema["pattern"]))
    if schema.get("maxLength"):
        limits.append(f"at most {schema['maxLength']} characters")
    if "format" in schema:
        limits.append(schema["format"])
    return " ".join([schema.get("type", "anything"), *([f"({', '.join(limits)})"] if limits else [])])


def _meaning(schema: dict[str, Any], *, needed: bool) -> str:
    told = [_unwrapped(schema.get("description", ""))]
    if not needed and schema.get("default") not in (None, [], False):
        told.append(f"Default: {code(json.dumps(schema['default']))}.")
    if "examples" in schema:
        told.append(f"E.g. {codes(schema['examples'])}.")
    return " ".join(part for part in told if part)


def _referred(schema: dict[str, Any], schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the model that a field or each element of it is, nothing for others."""
    return schemas.get(schema.get("items", schema).get("$ref", "").rpartition("/")[2], {})


def _unwrapped(text: str) -> str:
    return " ".join(text.split())
