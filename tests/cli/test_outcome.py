"""Exit codes, clean output, completion: what scripts and shells rely on."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from service import errors
from service.cli.extract import show_answer
from service.cli.outcome import EXIT_CODES, INCOMPLETE, INTERRUPTED, exit_code, told_plainly
from service.core.extract import Answer
from tests.cli.conftest import ROOT, Invoke
from tests.web.test_problems import tree

DOCS = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
PROGRAM = [sys.executable, "-m", "service"]


def ended(error: BaseException) -> int:
    with pytest.raises(typer.Exit) as told, told_plainly():
        raise error
    return told.value.exit_code


@pytest.mark.parametrize("cls", list(dict.fromkeys(tree())))
def test_every_error_has_an_exit_code_that_is_documented(cls: type[errors.DragomanError]) -> None:
    code = next(EXIT_CODES[base] for base in cls.__mro__ if base in EXIT_CODES)
    assert f"| {code} | " in DOCS


@pytest.mark.parametrize("code", [0, 2, INCOMPLETE, INTERRUPTED])
def test_the_other_exit_codes_are_documented_too(code: int) -> None:
    assert f"| {code} | " in DOCS


def test_the_nearest_class_decides() -> None:
    assert exit_code(errors.CircuitOpen("x")) == 4
    assert exit_code(errors.BudgetExhausted("x")) == 5
    assert exit_code(errors.WrongKey("x")) == 1


def test_an_interruption_and_an_error_of_the_system_end_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(KeyboardInterrupt()) == 130
    assert ended(PermissionError(13, "Permission denied", "/etc/shadow")) == 1
    assert capsys.readouterr().err == "dragoman: /etc/shadow: Permission denied\n"


def test_what_looks_like_markup_in_a_message_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(errors.BadInput("no file [red]x[/red] \\[/]")) == 3
    assert capsys.readouterr().err == "dragoman: no file [red]x[/red] \\[/]\n"


def test_a_wrong_command_line_is_2(dragoman: Invoke) -> None:
    assert dragoman("extract", "--no-such-option").exit_code == 2
    assert dragoman("no-such-verb").exit_code == 2


def test_a_database_that_does_not_answer_is_6(dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:secret@127.0.0.1:1/news")
    made = dragoman("db", "migrate")
    assert (made.exit_code, made.stdout) == (6, "")
    assert "The store does not answer" in made.stderr
    assert "secret" not in made.stderr


@pytest.mark.parametrize(
    "arguments",
    [("extract", "-"), ("model", "list"), ("db", "migrate"), ("doctor",), ("serve",), ("mcp",), ("record", "--to", "x")],
)
def test_a_wrong_setting_is_7_for_every_verb_that_reads_them(
    dragoman: Invoke, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DRAGOMAN_PORT", "http")
    made = dragoman(*arguments, input=b"x")
    assert (made.exit_code, made.stdout) == (7, "")
    assert "DRAGOMAN_PORT" in made.stderr


def test_an_incomplete_answer_is_printed_whole_and_is_8(
    recorded: Path, dragoman: Invoke, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    del recorded
    whole = json.loads(dragoman("extract", "article.txt").stdout)
    body = json.dumps(whole | {"complete": False}).encode()
    with pytest.raises(typer.Exit) as told:
        show_answer(Answer("ext_1", body, cached=False), as_json=True)
    said = capsysbinary.readouterr()
    assert (told.value.exit_code, said.out) == (8, body + b"\n")
    assert b"records may be missing" in said.err


def test_a_reader_who_goes_away_ends_the_program_without_a_traceback(bare: Path) -> None:
    del bare
    with subprocess.Popen([*PROGRAM, "openapi"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1


def test_serve_says_its_address_as_json_and_ends_well_when_told_to(recorded: Path) -> None:
    del recorded
    command = [*PROGRAM, "serve", "--port", "0", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DATABASE_URL": "sqlite://"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as running:
        assert running.stdout
        address = json.loads(running.stdout.readline())["address"]
        assert address.startswith("http://127.0.0.1:")
        assert not address.endswith(":0")
        running.send_signal(signal.SIGTERM)
        assert (running.wait(), running.stdout.read()) == (0, b"")


def test_serve_on_a_port_that_is_taken_says_so(recorded: Path, dragoman: Invoke) -> None:
    del recorded
    with socket.create_server(("127.0.0.1", 0)) as taken:
        made = dragoman("serve", "--port", str(taken.getsockname()[1]))
    assert (made.exit_code, made.stdout) == (7, "")
    assert "cannot be listened on; choose another" in made.stderr


@pytest.mark.parametrize(("words", "offered"), [("ex", "extract"), ("model pu", "pull"), ("extract --pub", "--published")])
def test_the_shell_completes_verbs_and_options(bare: Path, words: str, offered: str) -> None:
    del bare
    typed = ["dragoman", *words.split()]
    environment = ENVIRONMENT | {
        "_DRAGOMAN_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(typed),
        "COMP_CWORD": str(len(typed) - 1),
    }
    made = subprocess.run(PROGRAM, capture_output=True, text=True, env=environment, check=True)
    assert made.stdout.split() == [offered]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_and_installed(bare: Path, shell: str) -> None:
    environment = ENVIRONMENT | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(bare)}
    shown = subprocess.run([*PROGRAM, "--show-completion", shell], capture_output=True, text=True, env=environment, check=True)
    assert "_DRAGOMAN_COMPLETE" in shown.stdout
    made = subprocess.run([*PROGRAM, "--install-completion", shell], capture_output=True, text=True, env=environment, check=True)
    assert "completion installed" in made.stdout
    assert any("_DRAGOMAN_COMPLETE" in file.read_text() for file in bare.rglob("*") if file.is_file())


def test_a_person_on_a_terminal_reads_no_json_unless_asked(
    recorded: Path, on_terminal: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    del recorded
    monkeypatch.setenv("NO_COLOR", "1")
    code, seen = on_terminal("extract", "article.txt")
    assert code == 0
    assert "ACCUSE/allege  France accuses Russia of spying" in seen
    code, seen = on_terminal("extract", "article.txt", "--json")
    assert (code, len(json.loads(seen[seen.index("{") :])["events"])) == (0, 2)
