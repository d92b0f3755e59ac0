"""docs/reliability.md: every test it names is there, every fault of our table is in it, every change that is tried is listed."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.faults.scenarios import SCENARIOS
from tests.mutations.table import ROOT, Mutation, mutations

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::([^`\[]+)(?:\[[^`]*\])?`", PAGE)))


@cache
def collected_from(file: Path) -> frozenset[str]:
    """Return the names of the tests that pytest collects from a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    places: list[ast.Module | ast.ClassDef] = [tree]
    places += (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test"))
    functions = (node for place in places for node in place.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return frozenset(function.name for function in functions if function.name.startswith("test_"))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda value: value.removeprefix("tests/"))
def test_every_test_named_there_exists(file: str, name: str) -> None:
    assert Path(file).name.startswith("test_")
    assert name in collected_from(ROOT / file)


def test_every_row_of_promises_names_a_test_or_rows_of_the_table_of_faults() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| (fault|promise) \|", line)]
    assert len(rows) > 60
    assert [row for row in rows if not re.search(r"`[^`]+` \|$", row)] == []


def test_every_fault_of_our_table_is_there_once() -> None:
    section = PAGE.partition("## The model's endpoint fails")[2].partition("\n## ")[0]
    last_cells = [line.rsplit(" | ", 1)[1] for line in section.splitlines() if line.startswith("| ") and "::" not in line]
    listed = [name for cell in last_cells for name in re.findall(r"`([\w-]+)`", cell)]
    assert sorted(listed) == sorted(scenario.id for scenario in SCENARIOS)


def test_every_change_that_is_tried_is_listed_with_its_test() -> None:
    section = PAGE.partition("## Does a test fail")[2]
    rows = re.findall(r"^\| (.+) \| (.+) \| `(tests/.+)` \|$", section, re.MULTILINE)
    assert rows == [(one.promise, one.change, one.test) for one in mutations()]
    assert len(rows) >= 10


@pytest.mark.parametrize("one", mutations(), ids=lambda one: one.change)
def test_every_change_can_still_be_made(one: Mutation) -> None:
    source = (ROOT / one.file).read_text(encoding="utf-8")
    compile(one.applied(source), one.file, "exec")
