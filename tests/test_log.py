"""Log lines: structured, with the request's id, without article text and keys."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest

from schemas.extraction import ExtractionRequest
from service import log
from service.core.extract import Answer
from service.core.ports import Deadline
from service.core.progress import Observe
from service.errors import ModelUnavailable
from tests.web.conftest import running

ARTICLE = "Zanzibar's envoy Xylophonia met nobody."
KEY = "caller-secret-key"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Give the loggers back as they were."""
    root, ours = logging.getLogger(), logging.getLogger("service")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def configured(style: Literal["json", "text"] = "json", level: str = "INFO") -> io.StringIO:
    stream = io.StringIO()
    log.configure(level=level, style=style, stream=stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_its_time_level_logger_event_fields_and_what_is_bound() -> None:
    stream = configured()
    with log.bound(request_id="req_1"):
        logging.getLogger("service.x").info("model asked", extra={"tokens": 7, "model": "m"})
    logging.getLogger("service.x").info("outside")
    first, second = lines(stream)
    assert {name: first[name] for name in ("level", "logger", "event", "tokens", "model", "request_id")} == {
        "level": "INFO", "logger": "service.x", "event": "model asked", "tokens": 7, "model": "m", "request_id": "req_1",
    }  # fmt: skip
    assert str(first["time"]).endswith("Z")
    assert "request_id" not in second


def test_text_lines_are_one_line_each_whatever_is_in_them() -> None:
    stream = configured("text")
    logging.getLogger("service.x").warning("a\nb", extra={"name_of_it": "two words", "empty": "", "plain": 1})
    [line] = stream.getvalue().splitlines()
    assert line.endswith(r'WARNING a\nb  name_of_it="two words" empty="" plain=1')


@pytest.mark.parametrize("field", ["api_key", "openai_api_key", "Authorization", "password", "client_secret"])
def test_fields_named_like_secrets_are_hidden(field: str) -> None:
    stream = configured()
    logging.getLogger("service.x").info("x", extra={field: KEY})
    assert KEY not in stream.getvalue()


def test_other_libraries_are_heard_from_warnings_up_only() -> None:
    stream = configured(level="DEBUG")
    logging.getLogger("openai").debug("Request options: %s", ARTICLE)
    logging.getLogger("httpx").info("POST %s", ARTICLE)
    logging.getLogger("service.x").debug("ours")
    assert [line["event"] for line in lines(stream)] == ["ours"]


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_the_message_of_a_foreseen_error_is_logged_and_of_an_unforeseen_one_only_its_class_and_stack() -> None:
    stream = configured()
    logging.getLogger("service.x").error("failed", exc_info=raised(ModelUnavailable("connection refused")))
    logging.getLogger("service.x").error("failed", exc_info=raised(ValueError(ARTICLE)))
    foreseen, unforeseen = lines(stream)
    assert foreseen["error"] == "ModelUnavailable: connection refused"
    assert unforeseen["error"] == "ValueError"
    assert "test_log.py" in str(unforeseen["stack"])
    assert "Xylophonia" not in stream.getvalue()


async def test_neither_article_nor_key_reaches_the_log_through_the_service() -> None:
    async def read(request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: ARG001, FBT001
        if "breaks" in (request.title or ""):
            raise KeyError(request.text)
        return Answer("ext_1", b"{}", cached=False)

    stream = configured()
    headers = {"content-type": "text/plain", "authorization": f"Bearer {KEY}", "x-request-id": "req-of-mine"}
    async with running(read, api_keys=(KEY,)) as started:
        for title in ("fine", "breaks"):
            await started.client.post("/v1/extractions", params={"title": title}, content=ARTICLE, headers=headers)
        await started.client.post("/v1/extractions", content=ARTICLE, headers=headers | {"authorization": "Bearer other-key"})
        await started.client.post("/v1/extractions", content=ARTICLE + "\0", headers=headers)
    text = stream.getvalue()
    assert [line["status"] for line in lines(stream) if "status" in line] == [200, 500, 403, 400]
    assert {line["request_id"] for line in lines(stream)} == {"req-of-mine"}
    for secret in ("Xylophonia", "Zanzibar", KEY, "other-key", "breaks"):
        assert secret not in text
