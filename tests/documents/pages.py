"""The pages and their blocks: what each kind of block asks of the reader, found with Sybil.

    sh           commands, to be run
    console      a session: lines after `$ ` are commands, the others what they say
    python       a program; it goes on where the page's last one ended
    json, text   what the last of these said, cut where `…` stands; JSON may lack members and elements too
    title="…"    a file of that name, whatever the language
    (none)       a drawing

A paragraph `*Not run in our tests: why.*` right before a block excuses it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sybil import Document, Example, Region
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from tests.documents.cuts import is_cut_of, is_part_of
from tests.documents.desk import ROOT, Desk

_LEXER = RawFencedCodeBlockLexer(re.compile(r'(?P<language>\w*)(?: title="(?P<title>[^"]+)")?[ ]*$\n', re.MULTILINE))
_EXCUSE = re.compile(r"^\*Not run in our tests: ([^*]+)\.\*\n\s*\Z", re.MULTILINE)
_PROMPT = re.compile(r"^\$ ", re.MULTILINE)


def all_pages() -> list[Path]:
    """Return every page that a reader may follow, except the client's, whose own tests run it."""
    return [ROOT / "README.md", ROOT / "examples/README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Gives Sybil the blocks of a page that are to be followed at `desk`."""

    desk: Desk

    def __call__(self, document: Document) -> Iterator[Region]:
        for region in _LEXER(document):
            if _excuse(document, region) is None:
                region.parsed, region.evaluator = region.lexemes["source"], self._follow
                yield region

    def _follow(self, example: Example) -> None:
        source, language, title = str(example.parsed), example.region.lexemes["language"], example.region.lexemes["title"]
        if title:
            self.desk.write(title, source)
        elif language == "sh":
            self.desk.run(source)
        elif language == "console":
            self._hold(source)
        elif language == "python":
            self.desk.execute(source, example.path, example.line)
        elif language == "json":
            _compare_json(source, self.desk.output)
        elif language == "text":
            _compare_text(source, self.desk.output)
        else:
            assert not language, f"a block of {language} is neither run nor compared: give it a title, or an excuse"

    def _hold(self, session: str) -> None:
        before, *parts = _PROMPT.split(session)
        assert not before, "a session starts with a command"
        for part in parts:
            command, _, shown = re.sub(r"\\\n", "", part).partition("\n")
            self.desk.enter(command)
            if shown.lstrip().startswith("{"):
                _compare_json(shown, self.desk.output)
            elif shown.strip():
                _compare_text(shown, self.desk.output)


def follow(page: Path, desk: Desk) -> int:
    """Follow the page from top to end; return how many blocks it has. Raises AssertionError where the page is wrong."""
    examples = list(Document.parse(str(page), Blocks(desk)))
    for example in examples:
        try:
            example.evaluate()
        except Exception as error:
            error.add_note(f"{page}:{example.line}")
            raise
    return len(examples)


def excuses(page: Path) -> list[str]:
    """Return why blocks of the page are not run, one reason a block."""
    document = Document(page.read_text(encoding="utf-8"), str(page))
    return [reason for region in _LEXER(document) if (reason := _excuse(document, region))]


def _excuse(document: Document, region: Region) -> str | None:
    found = _EXCUSE.search(document.text[: region.start])
    return found[1] if found else None


def _compare_json(shown: str, output: str) -> None:
    assert is_cut_of(json.loads(shown), json.loads(output)), f"shown:\n{shown}\nis no cut of:\n{output}"


def _compare_text(shown: str, output: str) -> None:
    assert is_part_of(shown, output), f"shown:\n{shown}\nis no part of:\n{output}"
