"""Where things happen. All sentences are invented."""

from service.core.sentencewise.reading import Reader
from tests.core.sentencewise.reads import article_of, delegations_of, drafts_of


def test_the_venue_is_the_first_place_named_with_talks() -> None:
    text = "Minister Karl Voss was born in Lyon. He will attend talks in Vienna on Monday."
    assert Reader(article_of(text)).whereabouts.venue == "Vienna"


def test_a_delegation_without_a_place_goes_where_the_talks_are() -> None:
    text = "Chile and Peru held talks in Oslo. Bolivia was represented by Foreign Minister Ana Ruiz."
    assert ("Bolivia", "Ana Ruiz", "Oslo") in [(party, head, place) for party, head, _, place, _ in delegations_of(text)]


def test_the_north_of_a_country_is_no_venue() -> None:
    text = "President Ana Ruiz held talks with Chancellor Karl Voss on the unrest in Mali’s north."
    assert Reader(article_of(text)).whereabouts.places(1) == ()


SINCE = "Chile and Peru will hold their first talks in Oslo since Chile’s invasion of Bolivia in 2022."


def test_what_follows_since_dates_only_what_is_told_there() -> None:
    drafts, _ = drafts_of(article_of(SINCE))
    assert [(e.type, e.date, e.place) for e in drafts.events] == [("AGREE", None, "Oslo"), ("ASSAULT", "2022", None)]


def test_the_first_talks_since_a_year_are_not_of_that_year() -> None:
    drafts, _ = drafts_of(article_of("Chile and Peru held the first talks since 2019."))
    assert [(e.type, e.date) for e in drafts.events] == [("CONSULT", None)]


def test_what_has_been_done_since_a_year_is_dated_by_it() -> None:
    drafts, _ = drafts_of(article_of("Since 2019, Chile has expelled nine Peruvian diplomats."))
    assert [e.date for e in drafts.events] == ["Since 2019"]


def test_what_has_been_done_is_not_dated_ahead() -> None:
    text = "Ahead of talks next week, Chile attacked Peru on Monday."
    article = article_of(text).model_copy(update={"published": "2024-03-14"})
    drafts, _ = drafts_of(article)
    assert [e.date for e in drafts.events if e.type == "ASSAULT"] == ["Monday"]


def test_an_aside_dates_and_places_only_what_it_tells() -> None:
    drafts, _ = drafts_of(article_of("Chile, which attacked Bolivia in 1975 in Arica, condemned Peru on Monday."))
    assert [(e.type, e.date, e.place) for e in drafts.events] == [("ASSAULT", "1975", "Arica"), ("ACCUSE", "Monday", None)]


def test_a_delegation_told_in_an_aside_is_dated_there() -> None:
    drafts, _ = drafts_of(article_of("Chilean President Ana Ruiz, who met Peru’s Luis Vega in Oslo on Monday, praised Norway."))
    assert [d.date for d in drafts.delegations] == ["Monday", "Monday"]
