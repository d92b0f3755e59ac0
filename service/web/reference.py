"""/docs: the OpenAPI document as a page to read. No script, no style from elsewhere, nothing to fetch."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

Json = Mapping[str, Any]
_METHODS: Final = ("get", "post", "put", "delete")
_REF: Final = "#/components/schemas/"
_HEAD: Final = (
    '<meta name="viewport" content="width=device-width">'
    '<link rel="stylesheet" href="/page/css/base.css"><link rel="stylesheet" href="/page/css/reference.css">'
)
_LINKS: Final = (
    '<p><a href="/openapi.json">openapi.json</a> is the same for machines; <a href="/">the page</a> is for trying it.</p>'
)


def render(document: Json) -> str:
    """Return the page: each operation with its parameters, bodies and answers, then each model field by field."""
    info = document["info"]
    title = escape(info["title"])
    return "".join(
        (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} API</title>{_HEAD}</head><body><main>',
            f"<h1>{title} API {escape(info['version'])}</h1><p>{escape(info.get('summary', ''))}</p>",
            f"<p>{_prose(info.get('description', ''))}</p>{_LINKS}",
            *_operations(document),
            "<h2>Models</h2>",
            *_models(document["components"]["schemas"]),
            "</main></body></html>",
        )
    )


def _prose(text: str) -> str:
    """Return Markdown's code spans and paragraphs as HTML; all else as it is."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts)).replace("\n\n", "</p><p>")


def _operations(document: Json) -> Iterator[str]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield from _operation(path, method, item[method])


def _operation(path: str, method: str, operation: Json) -> Iterator[str]:
    anchor = escape(operation["operationId"])
    yield f'<section id="{anchor}"><h2><code>{method.upper()} {escape(path)}</code></h2>'
    yield f"<p><b>{escape(operation['summary'])}.</b> {_prose(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", ())
    if parameters:
        rows = ((one["name"], one["in"], _type(one["schema"]), _prose(one.get("description", ""))) for one in parameters)
        yield _table(("parameter", "in", "type", ""), rows)
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<h3>Body <code>{escape(media_type)}</code> {_type(content['schema'])}</h3>{_example(content)}"
    answers = (
        (status, ", ".join(answer.get("content", {})), _prose(answer["description"]))
        for status, answer in operation["responses"].items()
    )
    yield _table(("status", "as", ""), answers) + "</section>"


def _example(content: Json) -> str:
    if "example" not in content:
        return ""
    example = content["example"]
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
    return f"<pre>{escape(text)}</pre>"


def _models(schemas: Json) -> Iterator[str]:
    for name, schema in schemas.items():
        yield f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{_prose(schema.get("description", ""))}</p>'
        required = schema.get("required", ())
        rows = (
            (field, ("" if field in required else "optional ") + _type(about), _prose(about.get("description", "")))
            for field, about in schema.get("properties", {}).items()
        )
        yield _table(("field", "type", ""), rows) + "</section>"


def _type(schema: Json) -> str:
    """Return a schema in a few words, linked to its model."""
    if "$ref" in schema:
        name = escape(schema["$ref"].removeprefix(_REF))
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("format") or schema.get("type", "any")))


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{head}</th>" for head in heads)
    body = "".join("<tr>" + "".join(_cell(index, cell) for index, cell in enumerate(row)) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(index: int, cell: str) -> str:
    return f"<td><code>{escape(cell)}</code></td>" if index == 0 else f"<td>{cell}</td>"
