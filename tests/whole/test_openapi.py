"""Requests made from the OpenAPI document, valid ones and others: no answer that the document does not describe, never a 500."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings

from service.bootstrap import Services
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import SHEET, ScriptedModel
from tests.whole.app import services_of

EXAMPLES = 40
NOT_PROMISED = ("positive_data_acceptance", "negative_data_rejection")
"""An article may be empty although its type is right, and bytes of text/plain are an article whatever their schema says."""


def application() -> FastAPI:
    @asynccontextmanager
    async def open_with(given: Settings) -> AsyncIterator[Services]:
        yield services_of(ScriptedModel(SHEET), given)

    return create_app(Settings(_env_file=None), open_services=open_with)


APP = application()
SCHEMA = schemathesis.openapi.from_dict(APP.openapi())


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """Serve the application in a thread for all examples."""
    server = uvicorn.Server(uvicorn.Config(APP, port=0, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def unpromised() -> list[Any]:
    return [check for check in schemathesis.checks.CHECKS.get_all() if check.__name__ in NOT_PROMISED]


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_describes(case: schemathesis.Case[Any], base_url: str) -> None:
    case.call_and_validate(base_url=base_url, excluded_checks=unpromised())
