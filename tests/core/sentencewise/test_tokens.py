"""Quotations, apostrophes and datelines."""

import pytest

from service.core.sentencewise.reading import tokens_of
from service.core.sentencewise.tokens import dateline_end, tokenize


def quoted(sentence: str, *, inside: bool = False) -> list[str]:
    return [t.text for t in tokenize(sentence, quoted=inside) if t.quoted and t.is_word]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“Yes,” he said. “No.”", ["Yes", "No"]),
        ('He said "Yes" to her.', ["Yes"]),
        ("Its members' affairs are open.", []),
        ("A 'red line' was crossed.", ["red", "line"]),
        ("‘I don’t know,’ she said.", ["I", "do", "n’t", "know"]),
        ("Iran's plan is Iran's.", []),
    ],
)
def test_quotation_marks_are_told_from_apostrophes(sentence: str, words: list[str]) -> None:
    assert [w for w in quoted(sentence) if w != "n’t"] == [w for w in words if w != "n’t"]


def test_a_quotation_goes_on_from_the_sentence_before() -> None:
    assert quoted("We will go.” She left.", inside=True) == ["We", "will", "go"]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    sentences = ["“We will go, she said.", "They will stay.", "Chile left."]
    assert [tokens[0].quoted for tokens in tokens_of(sentences, {1, 3})] == [True, True, False]


@pytest.mark.parametrize(("sentence", "end"), [("LIMA, Jan 16 - Chile left.", 5), ("Chile left - and won.", 0), ("UN - no.", 0)])
def test_a_dateline_ends_at_its_dash(sentence: str, end: int) -> None:
    assert dateline_end(tokenize(sentence)) == end
