"""Filters, timeline, graph, board, notes, and taking the result away."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import extraction_of, whole
from tests.page.stub import Stub
from tests.page.visits import open_stored, show_tab

pytestmark = pytest.mark.browser


def card_ids(page: Page) -> list[str]:
    """Give the ids of the records shown as cards."""
    ids: list[str] = page.eval_on_selector_all("#cards .card", "all => all.map((each) => each.id.replace('card-', ''))")
    return ids


def test_records_are_filtered_by_kind_type_and_actor(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    for kind in ("Delegations", "Stances"):
        page.get_by_role("checkbox", name=kind).press("Space")
    page.get_by_label("Type", exact=True).select_option("ACCUSE")
    assert card_ids(page) == ["e4", "e5"]
    page.get_by_label("Actor", exact=True).select_option(label="Margus Tsahkna (2)")
    assert card_ids(page) == ["e4"]
    page.get_by_role("button", name="Show all").click()
    assert len(card_ids(page)) == 26


def test_the_glance_tells_what_is_coming_what_is_off_and_who_is_who(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    glance = page.get_by_label("At a glance")
    expect(glance).to_contain_text("4 delegations · 12 events · 10 stances · 15 actors")
    expect(glance.get_by_label("Coming up")).to_contain_text(
        "16 May 2025Ukrainian and Russian delegations are to hold direct talks"
    )
    expect(glance.get_by_label("Will not happen")).to_contain_text("Putin and Zelenskyy will not meet")
    expect(glance.get_by_label("Who is who")).to_contain_text("Volodymyr ZelenskyyPresident, Ukraine")


def test_what_was_planned_for_a_day_before_publication_is_not_coming(page: Page, stub: Stub) -> None:
    extraction = whole()
    (planned,) = [event for event in extraction["events"] if event["status"] == "planned"]
    planned["date"] = {"start": "2022-02-24", "end": "2022-02-24", "text": "in 2022"}
    open_stored(page, stub, extraction)
    expect(page.get_by_label("At a glance").get_by_label("Who is who")).to_be_visible()
    expect(page.get_by_label("At a glance").get_by_label("Coming up")).to_have_count(0)


def test_the_timeline_draws_planned_and_refused_events_differently_and_lists_undated_ones(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    show_tab(page, "Timeline")
    expect(page.locator(".chart .hit > *")).to_have_count(8)
    dashes = page.eval_on_selector(".chart .beads.is-planned", "node => getComputedStyle(node).strokeDasharray")
    assert dashes != "none"
    expect(page.locator(".chart [aria-label=vector] > *")).to_have_count(1)
    days = page.locator(".days > li")
    assert days.locator("h2").all_text_contents() == ["2022", "15 May 2025", "16 May 2025", "Without a date"]
    expect(days.nth(2)).to_contain_text("Putin and Zelenskyy will not meet in Istanbul")
    expect(days.nth(2)).to_contain_text("Will not happen")


def test_the_timeline_places_days_in_order(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    show_tab(page, "Timeline")
    centre = "node => { const box = node.getBoundingClientRect(); return box.x + box.width / 2; }"
    invasion, accusation, talks = (
        page.locator(f".chart .hit > [aria-label={name}]").evaluate(centre) for name in ("e2", "e4", "e1")
    )
    assert invasion < accusation < talks


def test_the_timeline_says_why_dates_are_missing_when_the_day_of_publication_is(page: Page, stub: Stub) -> None:
    dated, undated = whole(), whole()
    undated["article"]["published"] = None
    for extraction, told in ((dated, False), (undated, True)):
        open_stored(page, stub, extraction)
        show_tab(page, "Timeline")
        expect(page.get_by_text("The day of publication is not known")).to_be_visible(visible=told)
        expect(page.locator(".chart .hit > *").first).to_be_visible()  # or the next page cuts its library off


def test_the_graph_is_drawn_and_told_as_a_table(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    show_tab(page, "Who to whom")
    expect(page.locator(".graph canvas").first).to_be_attached()
    row = page.get_by_role("row", name="Recep Tayyip Erdogan")
    expect(row).to_contain_text("Volodymyr Zelenskyy")
    expect(row).to_contain_text("Words of cooperation")
    page.get_by_role("radio", name="Stances").press("Space")
    row = page.get_by_role("row", name="Margus Tsahkna")
    expect(row).to_contain_text("Opposes")
    row.get_by_role("button").click()
    expect(page.locator("#card-s3")).to_be_in_viewport()


def test_the_graph_draws_something_on_its_canvas(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    show_tab(page, "Who to whom")
    inked = """() => [...document.querySelectorAll(".graph canvas")].some((canvas) =>
        canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value))"""
    page.wait_for_function(inked)


def test_the_board_tells_who_is_sent_to_whom_with_what_mandate(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    show_tab(page, "Delegations")
    first = page.locator(".board-entry").first
    who = ("Ukraine", "Russia", "Rustem Umerov", "Defence Minister", "Ministers")
    for words in (*who, "None", "no mandate to decide anything", "Announced", "Istanbul, 16 May 2025"):
        expect(first).to_contain_text(words)
    expect(page.locator(".board-entry.is-refused")).to_contain_text("Vladimir Putin")


def test_a_delegation_to_nobody_in_particular_goes_to_its_place(page: Page, stub: Stub) -> None:
    extraction = whole()
    extraction["delegations"][0]["counterparts"] = []
    open_stored(page, stub, extraction)
    expect(page.locator("#title-d1")).to_have_text("Ukraine will send Rustem Umerov to Istanbul")


def test_warnings_and_rejected_drafts_can_be_opened(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    expect(page.get_by_role("tab", name="Notes 3")).to_be_visible()
    show_tab(page, "Notes")
    expect(page.locator("#panel-notes")).to_contain_text("“recent months” is no date that can be told")
    page.get_by_text("The cited sentences do not state it").click()
    expect(page.locator("#panel-notes pre").first).to_contain_text('"place": "Geneva"')
    page.get_by_role("button", name="Show e8").click()
    expect(page.locator("mark.selected")).to_have_count(1)


def test_an_incomplete_result_says_so(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole() | {"complete": False})
    expect(page.get_by_text("A model call failed for good")).to_be_visible()


def test_json_and_link_are_copied(page: Page, stub: Stub) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_stored(page, stub, whole())
    page.get_by_role("button", name="Copy JSON").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert json.loads(page.evaluate("navigator.clipboard.readText()")) == whole()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def saved_csv(page: Page) -> list[dict[str, Any]]:
    """Give the rows of the CSV file that the page saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_csv_file_holds_every_record(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    rows = saved_csv(page)
    assert len(rows) == 26
    talks = next(row for row in rows if row["id"] == "e1")
    assert talks["actors"] == "Ukraine; Russia"
    assert (talks["date_start"], talks["place"], talks["sentences"]) == ("2025-05-16", "Istanbul", "1; 4; 9")


def test_a_spreadsheet_does_not_run_text_of_the_article(page: Page, stub: Stub) -> None:
    open_stored(page, stub, extraction_of('=HYPERLINK("x") said so.', '=HYPERLINK("x") said so.'))
    assert saved_csv(page)[0]["quotes"] == '\'=HYPERLINK("x") said so.'


def drop(page: Page, name: str, content: str) -> None:
    """Choose a file of that name and content."""
    page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": content.encode()})


def test_a_text_file_fills_the_form_and_a_request_in_json_its_fields(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    drop(page, "a.txt", "They met. 🕊️")
    expect(page.get_by_label("Article", exact=True)).to_have_value("They met. 🕊️")
    drop(page, "a.json", json.dumps({"text": "He left.", "title": "Gone", "published": "2025-01-02"}))
    expect(page.get_by_label("Article", exact=True)).to_have_value("He left.")
    expect(page.get_by_label("Title")).to_have_value("Gone")
    expect(page.get_by_label("Published")).to_have_value("2025-01-02")


def test_a_web_page_is_sent_as_html(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    drop(page, "a.html", "<p>They met.</p>\r\n<p>Twice.</p>")
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert stub.requests[0][0]["html"] == "<p>They met.</p>\r\n<p>Twice.</p>"
    assert "text" not in stub.requests[0][0]


def test_a_saved_result_opens_without_the_service(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    drop(page, "result.json", json.dumps(whole()))
    expect(page.locator("#cards .card")).to_have_count(26)


def test_a_file_that_is_neither_is_refused_with_words(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    drop(page, "a.json", "{")
    expect(page.get_by_role("alert")).to_contain_text("a.json is not JSON")
