"""Writing the little TOML that recordings need (https://toml.io/en/v1.0.0); the standard library only reads it."""

import json
from collections.abc import Mapping
from typing import Any


def toml_lines(table: Mapping[str, Any]) -> str:
    """Return `table` as `name = value` lines; values are strings, numbers, booleans, dates and flat tables; None is left out."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in table.items() if value is not None)


def _value(value: Any) -> str:  # noqa: ANN401 - what TOML can hold
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    return str(value)


def _string(text: str) -> str:
    """Literal where more than a line can be read that way, escaped where it could not be read back exactly."""
    plain = "\n" in text and "'''" not in text and not text.endswith("'") and all(c in "\n\t" or _printable(c) for c in text)
    if plain:
        return f"'''\n{text}'''"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _printable(character: str) -> bool:
    return character >= " " and character != "\x7f"
