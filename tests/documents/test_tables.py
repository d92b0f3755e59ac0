"""The tables that pages take from the code."""

import subprocess
import sys

from docs.tables.fields import type_of
from docs.tables.markdown import table
from schemas.extraction import Extraction, ExtractionRequest
from schemas.problem import Problem
from service.settings import Settings
from tests.documents.desk import ROOT

PAGES = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))]


def test_pages_say_what_the_code_says_today() -> None:
    command = [sys.executable, "-m", "cogapp", "-P", "-I", ".", "--check", "--check-fail-msg=run `make docs WRITE=1`", *PAGES]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_model_of_the_wire_has_its_section() -> None:
    page = (ROOT / "docs/reference/records.md").read_text(encoding="utf-8")
    shown = {line.removeprefix("### ") for line in page.splitlines() if line.startswith("### ")}
    roots = (Extraction, ExtractionRequest, Problem)
    assert shown == {name for root in roots for name in (root.__name__, *root.model_json_schema().get("$defs", {}))}


def test_every_setting_stands_in_one_table() -> None:
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert {name: page.count(f"`DRAGOMAN_{name.upper()}` |") for name in Settings.model_fields} == dict.fromkeys(
        Settings.model_fields, 1
    )


def test_bars_in_cells_are_escaped() -> None:
    assert table(("a", "b"), [("x | y", "")]) == "\n| a | b |\n|---|---|\n| x \\| y |  |\n"


def test_types_are_told_in_words_and_models_as_links() -> None:
    listed = {"type": "array", "items": {"$ref": "#/$defs/Event"}}
    assert type_of({"anyOf": [listed, {"type": "null"}]}, "records.md") == "list of [Event](records.md#event) or null"
    assert type_of({"type": "number", "minimum": -10, "maximum": 10}) == "number (≥ -10, ≤ 10)"
