"""Whose views are asked about. All sentences are invented."""

from service.core.sentencewise.reading import Reader
from tests.core.sentencewise.reads import article_of, stances_of


def voices(text: str) -> list[str]:
    reader = Reader(article_of(text))
    return [" and ".join(reader.cast[n].name for n in voice.holders) for voice in reader.voices]


def test_who_speaks_is_asked_about() -> None:
    assert voices("President Ana Ruiz said the road was open.") == ["Ana Ruiz"]


def test_who_speaks_on_in_a_sentence_that_is_all_quotation_is_asked_about() -> None:
    assert voices("“No,” said President Ana Ruiz. “The road stays closed.”") == ["Ana Ruiz", "Ana Ruiz"]


def test_who_is_said_to_want_or_fear_something_is_asked_about() -> None:
    assert voices("Peru wants a dam. Chile is sceptical about the dam.") == ["Peru", "Chile"]


def test_the_doers_of_one_act_are_asked_about_together() -> None:
    assert voices("Chile and Peru rejected the plan.") == ["Chile and Peru"]


def test_a_meeting_or_a_raid_shows_no_view() -> None:
    assert voices("Chile met Peru in Lima. Gunmen killed two soldiers.") == []


def test_a_word_of_expectation_in_passing_makes_no_speaker() -> None:
    assert voices("Minister Karl Voss left for Lima on a mission, expected next month.") == []


def test_blame_and_demands_are_views_without_being_asked_about() -> None:
    assert stances_of("Chile urged Peru to open the dam.") == [("Chile", "supports", "open the dam")]
    assert stances_of("Chile condemned Peru for the delay.") == [("Chile", "opposes", "delay")]


def test_a_planned_meeting_is_no_view() -> None:
    assert stances_of("Chile agreed to meet Peru in Lima.") == []


def test_an_expert_has_views_and_no_events() -> None:
    assert stances_of("Jan Kos of the Coast Institute condemned Chile.") != []


def test_who_is_said_to_have_spoken_in_the_next_sentence_speaks_in_this_one() -> None:
    assert voices("“The dam stays shut.” Minister Karl Voss said on his way home.")[0] == "Karl Voss"
