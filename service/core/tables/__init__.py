"""Tables of facts that the core looks things up in: codes, names, words for dates. Their sources stand in NOTICE."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read the table `name`, e.g. `plover` or `dates/en`, once. Raises FileNotFoundError for a table that there is not."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
