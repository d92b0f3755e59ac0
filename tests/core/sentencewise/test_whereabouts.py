"""Where things happen. All sentences are invented."""

from service.core.sentencewise.reading import Reader
from tests.core.sentencewise.reads import article_of, delegations_of


def test_the_venue_is_the_first_place_named_with_talks() -> None:
    text = "Minister Karl Voss was born in Lyon. He will attend talks in Vienna on Monday."
    assert Reader(article_of(text)).whereabouts.venue == "Vienna"


def test_a_delegation_without_a_place_goes_where_the_talks_are() -> None:
    text = "Chile and Peru held talks in Oslo. Bolivia was represented by Foreign Minister Ana Ruiz."
    assert ("Bolivia", "Ana Ruiz", "Oslo") in [(party, head, place) for party, head, _, place, _ in delegations_of(text)]


def test_the_north_of_a_country_is_no_venue() -> None:
    text = "President Ana Ruiz held talks with Chancellor Karl Voss on the unrest in Mali’s north."
    assert Reader(article_of(text)).whereabouts.places(1) == ()
