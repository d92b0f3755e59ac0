"""Each fault of an endpoint as the callers of this service see it: status, problem type, and what is never claimed."""

import json
from typing import Any

import pytest

from service.web.problems import kind_of
from tests.fakes import ARTICLE
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.server import Answer, FaultServer, unused_url
from tests.faults.test_upstream_rows import DROPPED, NO_ROWS, OURS, ROWS, fault_of
from tests.whole.app import EVENTS, PLAIN, URL, at_endpoint, client_of


async def answered(fault: Answer, *, streamed: bool, seconds: float) -> tuple[int, dict[str, Any]]:
    """Return the status and the body of one request to a service whose endpoint has the fault."""
    async with FaultServer(fault) as server, client_of(at_endpoint(server.base_url, deadline_seconds=seconds)) as client:
        response = await client.post(URL, content=ARTICLE, headers=EVENTS if streamed else PLAIN)
        again = await client.get("/healthz")
    assert again.status_code == 200
    if not streamed:
        return response.status_code, response.json()
    assert response.status_code == 200
    name, body = _last_event(response.text)
    return (body["status"] if name == "problem" else 200), body


def _last_event(text: str) -> tuple[str, dict[str, Any]]:
    name, _, data = text.strip().rpartition("event: ")[2].partition("\n")
    body: dict[str, Any] = json.loads(data.removeprefix("data: "))
    return name, body


def check(scenario: Scenario, status: int, body: dict[str, Any]) -> None:
    """Compare the answer with the promise."""
    assert status == scenario.status, body
    if scenario.error is None:
        assert body["complete"] is False or any(warning["code"] == "reply_truncated" for warning in body["warnings"])
        assert body["events"] == []
        return
    kind = kind_of(scenario.error(""))
    assert (body["type"], body["status"], body["title"]) == (kind.type, kind.status, kind.title)
    assert "sk-secret" not in json.dumps(body)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
async def test_each_fault_has_its_status_and_problem_type(scenario: Scenario) -> None:
    status, body = await answered(scenario.fault, streamed=scenario.streamed, seconds=min(scenario.deadline, 30.0))
    check(scenario, status, body)


@pytest.mark.skipif(not ROWS, reason=NO_ROWS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
async def test_each_gathered_fault_has_the_status_and_problem_type_of_our_table(row: dict[str, Any]) -> None:
    if row["id"] == "connect-refused":
        async with client_of(at_endpoint(unused_url())) as client:
            refused = await client.post(URL, content=ARTICLE, headers=PLAIN)
        assert (refused.status_code, refused.json()["type"]) == (503, "/problems/model-unavailable")
        return
    scenario = OURS.get(row["id"])
    seconds = min(scenario.deadline, 30.0) if scenario else 30.0
    status, body = await answered(fault_of(row), streamed=bool(scenario and scenario.streamed), seconds=seconds)
    if scenario is None:
        assert row["id"] in DROPPED
        assert (status, body["type"]) == (502, "/problems/model-answered-badly")  # it refuses every rung alike
        return
    check(scenario, status, body)


async def test_a_wait_that_the_endpoint_asks_for_is_passed_on() -> None:
    scenario = OURS["rate-retry-after-600"]
    async with FaultServer(scenario.fault) as server, client_of(at_endpoint(server.base_url, deadline_seconds=5)) as client:
        response = await client.post(URL, content=ARTICLE, headers=PLAIN)
    assert response.status_code == 503
    assert 590 <= int(response.headers["retry-after"]) <= 600
