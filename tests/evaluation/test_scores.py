"""The figures of a run."""

from collections.abc import Sequence

import pytest

from schemas.extraction import Tokens
from service.evaluation.bootstrap import bootstrap
from service.evaluation.matching import Counts, match_article
from service.evaluation.scores import ArticleScore, f1, score_article, total
from tests.evaluation.cases import article, cite, delegation, event, extraction, gold_delegation, gold_event

PROVENANCE = {
    "model": "m", "prompt": "p", "schema": "1", "service": "1", "created": "", "cached": False, "calls": 2,
    "tokens": {"prompt": 100, "cached": 40, "completion": 10}, "duration_ms": 1,
}  # fmt: skip


def score(gold: Sequence[object], predicted: Sequence[object]) -> ArticleScore:
    return score_article(match_article(article(events=gold), extraction(events=predicted, provenance=PROVENANCE)))


FOUND = score([gold_event()], [event()])
MISSED = score([gold_event()], [])
WRONG = score([], [event()])
NEARLY = score([gold_event()], [event(status="planned")])


def test_precision_recall_and_f1_are_summed_over_articles() -> None:
    events = total([FOUND, MISSED, WRONG, FOUND]).kinds["events"]
    assert (events.precision, events.recall, events.f1, events.counts) == (2 / 3, 2 / 3, 2 / 3, Counts(2, 2, 3, 3))


def test_full_f1_leaves_out_what_is_not_full() -> None:
    events = total([FOUND, NEARLY]).kinds["events"]
    assert (events.f1, events.full_f1) == (1, 0.5)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert f1(0, Counts()) == 1
    assert total([score([], [])]).kinds["events"].precision == 1


def test_slots_are_counted_on_matched_required_records() -> None:
    assert total([FOUND, NEARLY, WRONG]).kinds["events"].slots["status"] == 0.5
    optional = score([gold_event(optional=True)], [event(status="planned")])
    assert total([FOUND, optional]).kinds["events"].slots["status"] == 1


def test_delegation_slots_are_averaged_one_by_one() -> None:
    sent = match_article(
        article(delegations=[gold_delegation()]), extraction(delegations=[delegation(level="technical", mandate="none")])
    )
    slots = total([score_article(sent)]).kinds["delegations"].slots
    assert (slots["level"], slots["mandate"], slots["head"], slots["all"]) == (0, 0, 1, 5 / 7)


def test_grounded_share_counts_records_with_verbatim_evidence() -> None:
    (evidence,) = cite(2)
    invented = score([], [event(), event(id="e2", evidence=[evidence.model_copy(update={"quote": "No."})])])
    assert total([invented]).grounded == 0.5
    assert total([MISSED]).grounded == 1


def test_calls_and_tokens_are_means_per_article() -> None:
    figures = total([FOUND, score_article(match_article(article(), extraction()))])
    assert (figures.calls, figures.prompt_tokens, figures.cached_tokens, figures.completion_tokens) == (1, 50, 20, 5)
    assert FOUND.tokens == Tokens(prompt=100, cached=40, completion=10)


def test_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    scores = [FOUND, MISSED, WRONG, FOUND, NEARLY]
    events = total(scores).kinds["events"]
    low, high = events.f1_interval
    assert low < events.f1 < high
    assert total(scores).kinds["events"].f1_interval == (low, high)


def test_interval_of_equal_articles_is_a_point() -> None:
    assert bootstrap([3.0, 3.0], lambda values: sum(values) / len(values), draws=50) == (3, 3)


def test_nothing_to_score_is_an_error() -> None:
    with pytest.raises(ValueError, match="no article"):
        total([])
