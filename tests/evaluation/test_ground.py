"""Common ground: actors by name, evidence by offsets."""

from schemas.base import Span
from schemas.evidence import Evidence
from service.evaluation.ground import is_grounded, sentence_numbers
from tests.evaluation.cases import SPANS, TEXT, cite, ground


def test_actor_is_the_same_by_an_alias() -> None:
    actors = [{"id": "a1", "name": "Ana A. Alder", "kind": "person", "aliases": ["President Alder"]}]
    assert ground(actors=actors).as_gold(["a1"]) == {"alder"}


def test_actor_unknown_to_gold_is_nobody() -> None:
    assert ground().as_gold(["a5", None]) == frozenset()


def test_another_splitter_is_no_disadvantage() -> None:
    first, second = SPANS[0], SPANS[1]
    assert sentence_numbers([Span(start=first[0], end=second[1])], SPANS) == {1, 2}
    assert sentence_numbers([Span(start=first[1], end=second[0])], SPANS) == frozenset()


def test_evidence_touches_when_shared_or_next_to_each_other() -> None:
    both = ground()
    assert both.touches(cite(2), [2])
    assert both.touches(cite(3), [2])
    assert not both.touches(cite(4), [2])
    assert both.touches(cite(1, 5), [4])


def test_evidence_counts_by_its_offsets_not_by_its_sentence_number() -> None:
    (evidence,) = cite(2)
    assert ground().touches([evidence.model_copy(update={"sentence": 5})], [2])
    assert not ground().touches([evidence.model_copy(update={"sentence": 5})], [5])


def test_grounded_means_quoted_verbatim_at_its_offsets() -> None:
    (evidence,) = cite(2)
    assert is_grounded((evidence,), TEXT)
    assert not is_grounded((), TEXT)
    assert not is_grounded((evidence.model_copy(update={"quote": "Cordia praised Borland."}),), TEXT)
    assert not is_grounded((evidence, evidence.model_copy(update={"start": evidence.start + 1})), TEXT)
    assert not is_grounded((Evidence(sentence=1, start=5, end=5, quote=""),), TEXT)
    assert not is_grounded((Evidence(sentence=1, start=len(TEXT), end=len(TEXT) + 3, quote="abc"),), TEXT)
