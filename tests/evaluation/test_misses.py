"""The listing of misses."""

from collections.abc import Sequence

from service.evaluation.matching import match_article
from service.evaluation.misses import Miss, as_text, list_misses
from tests.evaluation.cases import (
    SENTENCES,
    article,
    cite,
    delegation,
    event,
    extraction,
    gold_delegation,
    gold_event,
    gold_stance,
    stance,
)


def misses(gold: Sequence[object], predicted: Sequence[object]) -> tuple[Miss, ...]:
    return list_misses(match_article(article(events=gold), extraction(events=predicted)))


def test_missed_record_comes_with_its_sentences_and_the_nearest_prediction() -> None:
    missed, spurious = misses(
        [gold_event()], [event(actors=["a1"]), event(id="e2", actors=["a1"], type="AID", evidence=cite(5))]
    )[::2]
    assert missed.problem == "missed"
    assert missed.record == "ACCUSE occurred: Cordia -> Borland: Cordia blames Borland [2]"
    assert missed.sentences == (f"2 {SENTENCES[1]}",)
    assert missed.nearest == "ACCUSE occurred: Ana Alder -> Borland: Cordia blames Borland [2]"
    assert missed.failed == ("actor",)
    assert spurious.problem == "spurious"


def test_partial_record_says_what_is_wrong() -> None:
    (partial,) = misses([gold_event()], [event(status="planned")])
    assert (partial.problem, partial.failed) == ("partial", ("status",))


def test_spurious_record_names_the_gold_record_it_repeats() -> None:
    (spurious,) = misses([gold_event()], [event(), event(id="e2")])
    assert (spurious.problem, spurious.failed) == ("spurious", ("found already",))


def test_optional_record_is_no_miss_and_is_marked_as_nearest() -> None:
    assert misses([gold_event(optional=True)], []) == ()
    (spurious,) = misses([gold_event(optional=True)], [event(actors=["a1"])])
    assert str(spurious.nearest).endswith("(optional)")


def test_nothing_near_is_none() -> None:
    (missed,) = misses([gold_event()], [])
    assert (missed.nearest, missed.failed) == (None, ())


def test_perfect_article_has_none() -> None:
    assert misses([gold_event()], [event()]) == ()


def test_every_kind_is_worded() -> None:
    found = list_misses(
        match_article(
            article(delegations=[gold_delegation()], stances=[gold_stance()]),
            extraction(delegations=[delegation(party="a5")], stances=[stance(holder="a5")]),
        )
    )
    text = as_text(found)
    assert "Cordia -> Borland at Porto: head Ana Alder with Dario Dorn; ministerial, full, concluded [1]" in text
    assert "nearest: Erewhon opposes river treaty [2]; differs in holder" in text
    assert text.startswith("## x")
