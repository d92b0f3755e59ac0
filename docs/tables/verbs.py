"""The verbs of the command line with their options, from Typer."""

from collections.abc import Iterator
from typing import Any

import typer
from docs.tables.markdown import code, table

from service.cli import app


def verbs() -> str:
    """Return every verb: what it does, its usage, its arguments and options."""
    return "\n".join(_verb(path, command) for path, command in _walk("dragoman", typer.main.get_command(app)))


def _walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", {})
    if not below:
        yield path, command
    for name, one in below.items():
        yield from _walk(f"{path} {name}", one)


def _verb(path: str, command: Any) -> str:
    taken = [one for one in command.params if one.name != "help"]
    usage = " ".join([path, *(_place(one) for one in taken if one.param_type_name == "argument"), "[OPTIONS]"])
    told = f"\n## {path}\n\n{command.help}\n\nUsage: {code(usage)}\n"
    return told + (table(("", "default", "meaning"), map(_taken, taken)) if taken else "")


def _place(one: Any) -> str:
    return str(one.name.upper()) if one.required else f"[{one.name.upper()}]"


def _taken(one: Any) -> tuple[str, ...]:
    if one.param_type_name == "argument":
        return code(_place(one)), "", one.help or ""
    default = "required" if one.required else "" if one.default in (None, False) or callable(one.default) else code(one.default)
    return " or ".join(code(name) for name in (*one.opts, *one.secondary_opts)), default, one.help or ""
