"""Every error has its problem, and every problem its line in the documents."""

import re
from pathlib import Path

import httpx
import pytest
from starlette.exceptions import HTTPException

from service import errors
from service.core.extract import Answer
from service.web.problem_kinds import BY_CLASS, INTERNAL, Kind, all_kinds
from service.web.problems import kind_of, problem_of, respond
from tests.web.conftest import ARTICLE, PLAIN, running

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
NEVER_OVER_HTTP = {errors.UnreadableGold}


def tree(root: type[errors.DragomanError] = errors.DragomanError) -> list[type[errors.DragomanError]]:
    return [root, *(cls for child in root.__subclasses__() if child.__module__.startswith("service") for cls in tree(child))]


@pytest.mark.parametrize("cls", [cls for cls in dict.fromkeys(tree()) if cls not in NEVER_OVER_HTTP])
def test_every_error_class_has_its_own_line_in_the_table(cls: type[errors.DragomanError]) -> None:
    assert cls in BY_CLASS
    assert cls is errors.DragomanError or BY_CLASS[cls].status != 500


def test_names_are_unique_but_for_one_kind_told_by_two_routes() -> None:
    told: dict[str, Kind] = {}
    for kind in (*BY_CLASS.values(), *all_kinds().values()):
        assert told.setdefault(kind.name, kind) == kind


def test_the_documents_list_every_type_with_its_status_and_title() -> None:
    rows = re.findall(
        r"^\| `/problems/([a-z-]+)` \| (\d{3}) \| (.+?) \| (.+?) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    listed = {name: (int(status), title, advice) for name, status, title, advice in rows}
    assert listed == {kind.name: (kind.status, kind.title, kind.advice) for kind in all_kinds().values()}


def test_the_nearest_class_decides() -> None:
    class Odd(errors.CircuitOpen):
        pass

    assert kind_of(Odd("x")).name == "circuit-open"
    assert kind_of(KeyError("x")) == INTERNAL


def test_a_status_without_a_line_of_its_own_still_is_a_problem() -> None:
    assert (kind_of(HTTPException(418)).status, kind_of(HTTPException(418)).name) == (418, "i'm-a-teapot")


def test_what_was_not_raised_on_purpose_is_not_told() -> None:
    problem = problem_of(ValueError("text of the article"), instance="req_1")
    assert problem.status == 500
    assert problem.instance == "req_1"
    assert "article" not in problem.detail


@pytest.mark.parametrize(("wait", "header"), [(0.0, "1"), (0.2, "1"), (600.0, "600"), (2.01, "3")])
def test_retry_after_is_in_whole_seconds_rounded_up(wait: float, header: str) -> None:
    assert respond(errors.ModelUnavailable("x", retry_after=wait), instance=None).headers["retry-after"] == header


def test_no_wait_is_named_when_nobody_knows_it() -> None:
    assert "retry-after" not in respond(errors.ModelUnavailable("x"), instance=None).headers


def test_a_rate_limit_is_told_in_ratelimit_headers_too() -> None:
    answer = respond(errors.RateExceeded("x", retry_after=17), instance=None)
    assert (answer.status_code, answer.headers["ratelimit"]) == (429, '"default";r=0;t=17')


async def test_pages_and_methods_that_are_not_there_are_problems(client: httpx.AsyncClient) -> None:
    missing, wrong = await client.get("/v2/extractions"), await client.put("/v1/extractions")
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/no-such-page")
    assert (wrong.status_code, wrong.json()["type"], wrong.headers["allow"]) == (405, "/problems/method-not-allowed", "POST")
    assert {answer.headers["content-type"] for answer in (missing, wrong)} == {"application/problem+json"}


async def test_an_unforeseen_error_is_a_500_problem_with_the_logged_id(caplog: pytest.LogCaptureFixture) -> None:
    async def break_down(*_: object) -> Answer:
        raise ZeroDivisionError("secret text of the article")

    async with running(break_down) as started:
        answer = await started.client.post("/v1/extractions", content=ARTICLE, headers=PLAIN)
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert answer.json()["instance"] == answer.headers["x-request-id"]
    assert "secret" not in answer.text
    assert any(record.exc_info for record in caplog.records)


async def test_every_problem_type_leads_to_its_explanation(client: httpx.AsyncClient) -> None:
    for kind in all_kinds().values():
        page = await client.get(kind.type)
        assert page.status_code == 200
        assert "<h1>" in page.text
    assert (await client.get("/problems/none")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/extractions/ext_1", "DELETE, GET, HEAD"),
        ("HEAD", "/v1/extractions", "POST"),
        ("POST", "/", "GET, HEAD"),
        ("POST", "/page/css/base.css", "GET, HEAD"),
        ("DELETE", "/openapi.json", "GET, HEAD"),
    ],
)
async def test_allow_names_all_methods_of_an_address(client: httpx.AsyncClient, method: str, path: str, allowed: str) -> None:
    wrong = await client.request(method, path)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, allowed)
