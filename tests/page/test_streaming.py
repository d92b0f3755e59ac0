"""Records show as they arrive; whatever ends the stream is told plainly."""

import threading

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import extraction_of, whole
from tests.page.istanbul import ARTICLE
from tests.page.stub import Stub, plain, problem, stream, streamed
from tests.page.visits import submit

pytestmark = pytest.mark.browser


def test_records_show_while_the_rest_is_under_way(page: Page, stub: Stub) -> None:
    gate = threading.Event()
    events = streamed(whole())
    first_event = next(number for number, (_, data) in enumerate(events) if data.get("kind") == "event")
    stub.answer = stream(events, gate, hold_before=first_event + 1)
    submit(page, stub, ARTICLE)
    expect(page.locator("#cards .card")).to_have_count(5)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    expect(page.locator("mark.evidence").first).to_be_visible()
    expect(page.locator("#live")).to_contain_text("4 delegations found; event found: Ukrainian and Russian delegations")
    gate.set()
    expect(page.locator("#cards .card")).to_have_count(26)
    expect(page.locator("#live")).to_have_text("Done: 26 records.")
    assert page.url == f"{stub.url}/x/{whole()['id']}"


def test_arriving_records_leave_the_readers_focus_alone(page: Page, stub: Stub) -> None:
    gate = threading.Event()
    events = streamed(whole())
    stub.answer = stream(events, gate, hold_before=20)
    submit(page, stub, ARTICLE)
    page.locator("#title-d2").focus()
    gate.set()
    expect(page.locator("#cards .card")).to_have_count(26)
    assert page.evaluate("document.activeElement.id") == "title-d2"


def test_the_request_asks_for_a_stream_and_for_the_text(page: Page, stub: Stub) -> None:
    stub.answer = plain(whole())
    page.goto(stub.url)
    page.get_by_label("Article", exact=True).fill("They met.")
    page.get_by_label("Published").fill("2025-05-15")
    page.get_by_label("Title").fill("A meeting")
    page.get_by_label("Ask again").check()
    page.get_by_role("button", name="Read the article").click()
    expect(page.locator("#card-e1")).to_be_visible()
    body, headers = stub.requests[0]
    assert body == {
        "text": "They met.",
        "title": "A meeting",
        "published": "2025-05-15",
        "include": ["events", "delegations", "stances", "text"],
    }
    assert headers["accept"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-cache"


def test_the_sample_is_one_click_away(page: Page, stub: Stub) -> None:
    stub.answer = stream(streamed(whole()))
    page.goto(stub.url)
    page.get_by_role("button", name="Try the sample").click()
    expect(page.get_by_label("Article", exact=True)).to_have_value(ARTICLE)
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_role("heading", name="Zelenskyy sends team")).to_be_visible()


def test_cancelling_keeps_what_was_found_and_the_article_in_the_form(page: Page, stub: Stub) -> None:
    stub.answer = stream(streamed(whole()), threading.Event(), hold_before=22)
    submit(page, stub, ARTICLE)
    expect(page.locator("#cards .card")).to_have_count(6)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("body")).to_have_attribute("data-stage", "broken")
    expect(page.locator("#cards .card")).to_have_count(6)
    page.get_by_role("button", name="New article").click()
    expect(page.get_by_label("Article", exact=True)).to_have_value(ARTICLE)


def test_a_refusal_is_shown_with_what_is_wrong_and_when_to_try_again(page: Page, stub: Stub) -> None:
    stub.answer = problem(
        422, title="Bad field", detail="One value cannot be.", type="/problems/invalid-field",
        errors=[{"pointer": "/published", "detail": "is no date"}],
    )  # fmt: skip
    submit(page, stub, "They met.")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Bad field")
    expect(alert).to_contain_text("/published is no date")
    expect(alert).to_be_focused()
    expect(page.get_by_label("Article", exact=True)).to_have_value("They met.")


def test_a_missing_key_can_be_given_on_the_spot(page: Page, stub: Stub) -> None:
    stub.answer = problem(401, title="No API key", detail="Send a key.")
    submit(page, stub, "They met.")
    page.get_by_label("API key").fill("secret-1")
    stub.answer = plain(extraction_of("They met.", "They met."))
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#card-e1")).to_be_visible()
    assert stub.requests[1][1]["authorization"] == "Bearer secret-1"


def test_a_problem_in_the_stream_keeps_the_records_before_it(page: Page, stub: Stub) -> None:
    refusal = {"title": "The model is unavailable", "status": 503, "detail": "Try again later."}
    stub.answer = stream([*streamed(whole())[:20], ("problem", refusal)])
    submit(page, stub, ARTICLE)
    expect(page.get_by_role("alert")).to_contain_text("The model is unavailable")
    expect(page.locator("#cards .card")).to_have_count(4)


def test_a_stream_that_breaks_off_is_told(page: Page, stub: Stub) -> None:
    stub.answer = stream(streamed(whole())[:3])
    submit(page, stub, ARTICLE)
    expect(page.get_by_role("alert")).to_contain_text("The answer broke off")


def test_an_unknown_address_is_told(page: Page, stub: Stub) -> None:
    page.goto(f"{stub.url}/x/ext_00")
    expect(page.get_by_role("alert")).to_contain_text("There is no such extraction.")
