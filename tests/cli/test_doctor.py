"""`dragoman doctor`: what is well, and for all that is not, what to do."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from service.cli.checks import Finding, examine
from service.settings import Settings
from service.store.memory import MemoryStore
from tests.cli.conftest import Invoke
from tests.faults.server import Answer, FaultServer, answer, completion, unused_url
from tests.web.conftest import Clerk, running

OFFERED = answer({"object": "list", "data": [{"id": "m"}, {"id": "n"}]})


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


async def found(*, ask: bool = False, **given: Any) -> dict[str, Finding]:
    """Look with these settings; findings by what they are about."""
    usual: dict[str, Any] = {"database_url": "sqlite://", "port": 0}
    settings = Settings(_env_file=None, **(usual | given))
    return {one.what: one for one in await examine(settings, ask=ask)}


async def at_endpoint(*script: Answer, ask: bool = False, **given: Any) -> dict[str, Finding]:
    async with FaultServer(*script) as server:
        usual: dict[str, Any] = {"openai_base_url": server.base_url, "model": "m", "openai_api_key": "k"}
        return await found(ask=ask, **(usual | given))


def test_all_is_well_with_recorded_replies(
    recorded: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setenv("DRAGOMAN_PORT", str(free_port))
    result = dragoman("doctor")
    findings = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(one["what"], one["well"]) for one in findings] == [
        ("key", True),
        ("endpoint", True),
        ("model", True),
        ("store", True),
        ("port", True),
    ]
    assert f"the SQLite file {recorded}/dragoman.sqlite3 answers" in findings[3]["detail"]


def test_each_thing_that_is_wrong_says_what_to_do(dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("DRAGOMAN_PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("DATABASE_URL", "sqlite:///nowhere/at/all.sqlite3")
        result = dragoman("doctor")
    told = {one["what"]: one["detail"] for one in json.loads(result.stdout) if not one["well"]}
    assert result.exit_code == 1
    assert "`dragoman model pull` fetches the embedded model" in told["model"]
    assert "choose another with DRAGOMAN_PORT" in told["port"]
    assert "nowhere/at of DATABASE_URL does not exist. Make it, or name another" in told["store"]


def test_a_person_sees_a_table(recorded: Path, on_terminal: Callable[..., tuple[int, str]], free_port: int) -> None:
    del recorded
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_PORT", str(free_port))
        patch.setenv("NO_COLOR", "1")
        code, seen = on_terminal("doctor")
    assert code == 0
    assert "model     recorded at " in seen
    assert f"port      127.0.0.1:{free_port} is free" in seen


async def test_an_endpoint_that_lists_the_model_and_takes_the_key_is_well() -> None:
    findings = await at_endpoint(OFFERED)
    assert all(one.well for one in findings.values())
    assert findings["key"].detail == "OPENAI_API_KEY is set, and the endpoint takes it"
    assert findings["offered"].detail == "m is offered there"


async def test_every_model_of_the_settings_is_looked_for() -> None:
    async with FaultServer(OFFERED) as server:
        settings = Settings(
            _env_file=None, openai_base_url=server.base_url, model="m", fallback_models=("n",), offered_models=("x",), port=0
        )
        findings = await examine(settings.model_copy(update={"database_url": "sqlite://"}), ask=False)
    assert [(one.well, one.detail[:11]) for one in findings if one.what == "offered"] == [
        (True, "m is offere"),
        (True, "n is offere"),
        (False, "x is not am"),
    ]


@pytest.mark.parametrize(
    ("script", "given", "what", "told"),
    [
        (answer({}, 401), {}, "key", "the endpoint refuses OPENAI_API_KEY; make a new key there"),
        (answer({}, 401), {"openai_api_key": None}, "key", "none is set; set OPENAI_API_KEY"),
        (OFFERED, {"model": "o"}, "offered", "o is not among the models listed there (m, n); set MODEL to one of them"),
        (answer({"error": {"message": "down"}}, 500), {}, "endpoint", "down. Check OPENAI_BASE_URL, the network"),
        (OFFERED, {"openai_base_url": unused_url()}, "endpoint", "cannot be reached: All connection attempts failed. Check"),
        (OFFERED, {"openai_base_url": "ftp://example.org"}, "endpoint", "Check OPENAI_BASE_URL"),
        (OFFERED, {"usd_per_day": 5.0}, "model", "DRAGOMAN_PRICES is not"),
        (OFFERED, {"model": None}, "model", "set MODEL to its name there"),
        (OFFERED, {"database_url": "mysql://x"}, "store", "Use sqlite:///FILE"),
        (OFFERED, {"database_url": "postgresql://ann:secret@127.0.0.1:1/news"}, "store", "PostgreSQL at 127.0.0.1:1/news: "),
    ],
)
async def test_what_is_wrong_with_the_endpoint_or_the_store_is_told_with_what_to_do(
    script: Answer, given: dict[str, Any], what: str, told: str
) -> None:
    finding = (await at_endpoint(script, **given))[what]
    assert not finding.well
    assert told in finding.detail
    assert "secret" not in finding.detail


@pytest.mark.parametrize("script", [answer({}, 404), answer({}, 405), Answer(body=b"<html>"), answer({"data": None})])
async def test_an_endpoint_without_a_list_of_models_is_not_wrong(script: Answer) -> None:
    findings = await at_endpoint(script)
    assert findings["endpoint"].well
    assert (findings["offered"].well, findings["offered"].detail) == (
        True,
        "m: the endpoint lists no models; --ask shows whether it answers",
    )


async def test_a_key_is_not_needed_where_the_endpoint_takes_requests_without() -> None:
    findings = await at_endpoint(OFFERED, openai_api_key=None)
    assert findings["key"] == Finding("key", well=True, detail="none is set, and the endpoint takes requests without")


async def test_asked_to_the_model_must_answer() -> None:
    right = await at_endpoint(OFFERED, answer(completion("yes")), ask=True)
    wrong = await at_endpoint(OFFERED, answer({"error": {"message": "no such model", "code": "model_not_found"}}, 404), ask=True)
    assert (right["answer"].well, right["answer"].detail) == (True, "m answers (16 tokens)")
    assert not wrong["answer"].well
    assert "Check the model name and the base URL" in wrong["answer"].detail
    assert "offered" not in right, "the answer says more than the list"


async def test_recordings_are_asked_nothing(recorded: Path) -> None:
    findings = await found(ask=True, model=f"recorded:{recorded / 'recordings'}")
    assert findings["answer"].detail == "recordings answer only what they hold"


@asynccontextmanager
async def a_dragoman(port: int) -> AsyncIterator[None]:
    """Serve /healthz of a real application on `port`."""
    import uvicorn  # noqa: PLC0415 - only here

    clerk = Clerk(MemoryStore())
    async with running(clerk) as started:
        server = uvicorn.Server(uvicorn.Config(started.app, port=port, log_config=None, lifespan="off", ws="none"))
        thread = Thread(target=server.run)
        thread.start()
        while not server.started:  # noqa: ASYNC110 - it tells no other way
            await asyncio.sleep(0.01)
        yield
        server.should_exit = True
        thread.join()


async def test_a_port_where_the_service_itself_answers_is_well(free_port: int) -> None:
    async with a_dragoman(free_port):
        finding = (await found(port=free_port, openai_base_url=unused_url(), model="m"))["port"]
    assert finding == Finding("port", well=True, detail=f"127.0.0.1:{free_port} is where a running Dragoman answers")


@pytest.fixture
def somebody() -> Iterator[int]:
    """The port of a program that is no Dragoman: it takes connections and says nonsense."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer_nonsense() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]")

        thread = Thread(target=answer_nonsense)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


async def test_a_port_where_somebody_else_answers_is_not(somebody: int) -> None:
    finding = (await found(port=somebody, openai_base_url=unused_url(), model="m"))["port"]
    assert not finding.well
    assert "choose another" in finding.detail
