"""Settings, in the words of `service.settings`."""

import json
from pathlib import Path

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo

from docs.tables.markdown import code, table
from service.settings import Settings


def settings_from(first: str, *, before: str | None = None) -> str:
    """Return the table of the settings from `first` up to `before` (to the end when None), in the order of their class."""
    names = list(Settings.model_fields)
    chosen = names[names.index(first) : names.index(before) if before else None]
    rows = ((_variables(name), _default(name), Settings.model_fields[name].description or "") for name in chosen)
    return table(("setting", "default", "meaning"), rows)


def _variables(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    if not isinstance(alias, AliasChoices):
        return code(f"DRAGOMAN_{name.upper()}")
    return " or ".join(code(choice) for choice in sorted(map(str, alias.choices), key=len))


def _default(name: str) -> str:
    value = _plain(Settings.model_fields[name])
    return "unset" if value is None else code(value if isinstance(value, str) else json.dumps(value))


def _plain(field: FieldInfo) -> object:
    value = field.get_default(call_default_factory=True)
    return str(value) if isinstance(value, Path | SecretStr) else value
