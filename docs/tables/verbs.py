"""The verbs of the command line with their options, from Typer."""

from collections.abc import Iterator

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from docs.tables.markdown import code, table
from service.cli import app


def verbs() -> str:
    """Return every verb: what it does, its usage, its arguments and options."""
    return "\n".join(_verb(path, command) for path, command in _walk("dragoman", typer.main.get_command(app)))


def _walk(path: str, command: object) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for name, one in command.commands.items():
            yield from _walk(f"{path} {name}", one)
    elif isinstance(command, TyperCommand):
        yield path, command


def _verb(path: str, command: TyperCommand) -> str:
    taken = [one for one in command.params if isinstance(one, TyperArgument | TyperOption) and one.name != "help"]
    usage = " ".join([path, *(_place(one) for one in taken if isinstance(one, TyperArgument)), "[OPTIONS]"])
    told = f"\n## {path}\n\n{command.help}\n\nUsage: {code(usage)}\n"
    return told + (table(("", "default", "meaning"), map(_taken, taken)) if taken else "")


def _place(one: TyperArgument) -> str:
    name = str(one.name).upper()
    return name if one.required else f"[{name}]"


def _taken(one: TyperArgument | TyperOption) -> tuple[str, ...]:
    if isinstance(one, TyperArgument):
        return code(_place(one)), "", one.help or ""
    default = "required" if one.required else "" if one.default in {None, False} or callable(one.default) else code(one.default)
    return " or ".join(code(name) for name in (*one.opts, *one.secondary_opts)), default, one.help or ""
