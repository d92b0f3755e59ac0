"""Evidence stands at the right characters, whatever the script."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import extraction_of
from tests.page.stub import Stub, plain
from tests.page.visits import open_stored, submit

pytestmark = pytest.mark.browser

FAMILY = "👨‍👩‍👧‍👦"
ARTICLES = {
    "emoji before": ("🕊️🕊️ Peace 🤝 talks. They met in Oslo 🇳🇴 today. Then left.", "They met in Oslo 🇳🇴 today."),
    "emoji sequences": (f"{FAMILY}{FAMILY} came. The family {FAMILY} fled.", f"The family {FAMILY} fled."),
    "beyond the basic plane": ("𝒜𝓁𝓁 𝕨𝕖𝕝𝕝. 𐍈𐌰𐌽 met the 𠜎𠜱 envoy. End.", "𐍈𐌰𐌽 met the 𠜎𠜱 envoy."),
    "Arabic": ("وصل الوفد الروسي. التقى زيلينسكي أردوغان في أنقرة. ثم غادر.", "التقى زيلينسكي أردوغان في أنقرة."),
    "combining marks": ("Cafe\u0301 Zu\u0308rich: Erdog\u0306an met Pen\u0303a. Fin.", "Erdog\u0306an met Pen\u0303a."),
    "zero width": ("A\u200bB\ufeff met. C\u200d\u200cD signed. E.", "C\u200d\u200cD signed."),
    "Chinese": ("他们昨天会面。双方签署协议。会谈结束。", "双方签署协议。"),
}


@pytest.mark.parametrize(("text", "quote"), ARTICLES.values(), ids=ARTICLES.keys())
def test_evidence_of_a_pasted_article_is_marked_exactly(page: Page, stub: Stub, text: str, quote: str) -> None:
    extraction = extraction_of(text, quote)
    stub.answer = plain(extraction)
    submit(page, stub, text)
    expect(page.locator("mark.evidence")).to_have_count(1)
    assert page.locator("mark.evidence").text_content() == quote
    assert stub.requests[0][0]["text"] == text


def test_overlapping_and_nested_evidence_is_shown_piece_by_piece(page: Page, stub: Stub) -> None:
    text = "one two three four five"
    extraction = extraction_of(text, "one two three", "three four", "two three")
    open_stored(page, stub, extraction)
    assert page.locator("mark.evidence").all_text_contents() == ["one ", "two ", "three", " four"]
    page.locator("mark.evidence").nth(2).click()
    expect(page.locator("article.card.selected")).to_have_count(3)


def test_evidence_that_spans_paragraphs_is_marked_in_each(page: Page, stub: Stub) -> None:
    text = "First line\r\nends here.\n\nSecond 😀 part. Tail"
    open_stored(page, stub, extraction_of(text, text[6 : text.index(" Tail")]))
    assert page.locator("mark.evidence").all_text_contents() == ["line", "ends here.", "Second 😀 part."]
    expect(page.locator("#article .cite")).to_have_count(1)


def test_right_to_left_paragraphs_run_from_the_right(page: Page, stub: Stub) -> None:
    arabic, _, english = "وصل الوفد.", "\n", "They left."
    open_stored(page, stub, extraction_of(f"{arabic}\n{english}", arabic, english, language="ar"))
    directions = page.eval_on_selector_all("#article p", "all => all.map((each) => getComputedStyle(each).direction)")
    assert directions == ["rtl", "ltr"]
    expect(page.locator("#article")).to_have_attribute("lang", "ar")


def test_without_the_text_the_cited_sentences_are_shown(page: Page, stub: Stub) -> None:
    extraction = extraction_of("Unseen. They met. Gone.", "They met.", text=None)
    open_stored(page, stub, extraction)
    assert page.locator("#article mark").all_text_contents() == ["They met."]
    expect(page.get_by_text("Only the cited sentences are kept")).to_be_visible()


def test_pieces_agree_with_code_points_for_random_texts(page: Page, stub: Stub) -> None:
    chance = random.Random(5)  # noqa: S311 - the same texts in every run
    alphabet = "ab \n\u0301\u200dé漢ع😀🇳🇴𝒜"
    cases = []
    for _ in range(300):
        text = "".join(chance.choices(alphabet, k=chance.randint(1, 40)))
        cuts = sorted(chance.sample(range(len(text) + 1), 2))
        cases.append({"text": text, "start": cuts[0], "end": cuts[1], "wanted": text[cuts[0] : cuts[1]]})
    page.goto(stub.url)
    wrong = page.evaluate(
        """async (cases) => {
          const { paragraphsOf } = await import("/page/js/segments.js");
          const visible = (text) => text.split(/[\\n]/).filter((line) => line.trim()).join("");
          return cases.filter(({ text, start, end, wanted }) => {
            const pieces = paragraphsOf(text, [{ start, end, key: "k" }]).flatMap((paragraph) => paragraph.pieces);
            const all = pieces.map((piece) => piece.text).join("");
            const marked = pieces.filter((piece) => piece.keys.length).map((piece) => piece.text).join("");
            const blank = (value) => value.replace(/[\\s]/gu, "");
            return all !== visible(text) || blank(marked) !== blank(wanted);
          });
        }""",
        cases,
    )
    assert wrong == []
