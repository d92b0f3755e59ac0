"""When a record happened: by its words, by the day named before them, or on the day a statement was published."""

import pytest

from service.core.compose import compose
from service.core.when import Dating
from tests.core.articles import article, sheet

WEDNESDAY = "Envoys met in Geneva on Wednesday."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Monday", "2025-05-12"),
        ("Earlier in the day", "2025-05-14"),
        ("later that evening", "2025-05-14"),
        ("the same day", "2025-05-14"),
        ("In the evening", "2025-05-14"),
        ("at 5:30 PM", "2025-05-14"),
        ("at three o'clock", "2025-05-14"),
        ("eight o'clock that evening", "2025-05-14"),
        ("shortly before midnight", "2025-05-14"),
        ("on the same day", "2025-05-14"),
        ("on the day after", "2025-05-15"),
        ("the next morning", "2025-05-15"),
        ("the following day", "2025-05-15"),
        ("three days later", "2025-05-17"),
        ("a day earlier", "2025-05-13"),
        ("the day before", "2025-05-13"),
    ],
)
def test_words_hang_on_the_day_that_was_named_before(words: str, day: str) -> None:
    found = Dating(article(WEDNESDAY, "They dined.")).of_words(words, (2,), future=False)
    assert found is not None
    assert (found.start, found.end, found.text) == (day, day, words)


@pytest.mark.parametrize(
    ("language", "first", "words", "day"),
    [
        ("es", "Petro llegó el martes a Caracas.", "la víspera", "2025-05-12"),
        ("es", "Petro llegó el martes a Caracas.", "al día siguiente", "2025-05-14"),
        ("fr", "Il est arrivé jeudi.", "la veille", "2025-05-07"),
        ("fr", "Il est arrivé jeudi.", "le lendemain", "2025-05-09"),
        ("de", "Er kam am Samstagvormittag an.", "am Mittag", "2025-05-10"),
        ("de", "Er kam am Samstagvormittag an.", "tags zuvor", "2025-05-09"),
        ("it", "È arrivato lunedì.", "il giorno dopo", "2025-05-13"),
        ("pt", "Chegou na terça-feira.", "no mesmo dia", "2025-05-13"),
        ("nl", "Hij kwam dinsdag aan.", "de volgende dag", "2025-05-14"),
        ("pl", "Przybył we wtorek.", "poprzedniego dnia", "2025-05-12"),
    ],
)
def test_words_of_other_languages_hang_on_a_day_named_shortly_before(language: str, first: str, words: str, day: str) -> None:
    there = article(first, "X.").model_copy(update={"language": language, "published": "2025-05-14"})
    found = Dating(there).of_words(words, (2,), future=False)
    assert found is not None
    assert (found.start, found.end) == (day, day)
    far = article(first, "A.", "B.", "C.", "D.").model_copy(update={"language": language, "published": "2025-05-14"})
    assert Dating(far).of_words(words, (5,), future=False) is None


@pytest.mark.parametrize("words", ["earlier", "recently", "in the war", "days later"])
def test_other_words_tell_no_day(words: str) -> None:
    assert Dating(article(WEDNESDAY, "They dined.")).of_words(words, (2,), future=False) is None


def test_day_named_long_before_or_after_does_not_count() -> None:
    far = article(WEDNESDAY, *["They talked."] * 12, "They dined.")
    assert Dating(far).of_words("that evening", (14,), future=False) is None
    assert Dating(article("They dined.", WEDNESDAY)).of_words("that evening", (1,), future=False) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("The previous day", "2025-04-02", "2025-04-02"),
        ("the next day", "2025-04-04", "2025-04-04"),
        ("the following Sunday", "2025-04-06", "2025-04-06"),
        ("a week earlier", "2025-03-24", "2025-03-30"),
        ("the following week", "2025-04-07", "2025-04-13"),
        ("a month later", "2025-05-01", "2025-05-31"),
    ],
)
def test_words_hang_on_the_story_rather_than_on_the_publication_date(words: str, first: str, last: str) -> None:
    found = Dating(article("The truce of 3 April did not hold.", "They dined.")).of_words(words, (2,), future=False)
    assert found is not None
    assert (found.start, found.end) == (first, last)


def test_another_day_is_counted_from_the_one_told_last_even_by_such_words() -> None:
    text = article("They met on 3 April.", "The following day they signed, a week before the vote.", "Two days later it broke.")
    found = Dating(text).of_words("Two days later", (3,), future=False)
    assert found is not None
    assert found.start == "2025-04-06"


def test_week_is_enough_for_the_sunday_after_it_and_not_for_the_next_day() -> None:
    dating = Dating(article("They met in the first week of April.", "He said so."))
    sunday = dating.of_words("the following Sunday", (2,), future=False)
    assert sunday is not None
    assert sunday.start == "2025-04-13"
    assert dating.of_words("the next day", (2,), future=False) is None


def test_what_was_done_lies_not_ahead_of_publication() -> None:
    text = article("They met on Wednesday.", "He said so the following Sunday.")
    assert Dating(text).of_words("the following Sunday", (2,), future=False) is None


def test_day_named_behind_the_words_is_not_the_one_before_them() -> None:
    text = article("They met on 3 April.", "The following day they spoke of the vote of 11 May.")
    found = Dating(text).of_words("The following day", (2,), future=False)
    assert found is not None
    assert found.start == "2025-04-04"


@pytest.mark.parametrize(
    ("sentence", "status", "day"),
    [
        ("A visit on Monday has been put off.", "withdrawn", "2025-05-19"),
        ("They will not go to Geneva on Monday.", "refused", "2025-05-19"),
        ("They did not go to Geneva on Monday.", "refused", "2025-05-12"),
        ("They are to stay until Monday.", "in_talks", "2025-05-15"),
    ],
)
def test_what_is_called_off_lies_ahead_unless_it_was_missed(sentence: str, status: str, day: str) -> None:
    words = "until Monday" if "until" in sentence else "on Monday"
    text = article(sentence)
    actors = ["1 | unidentified | group"]
    (draft,) = sheet(actors=actors, delegations=[f"1 > | | | {status} | | {words} | 1 | visit"]).delegations
    found = Dating(text).of_draft(draft)
    assert found is not None
    assert found.start == day


def test_what_might_happen_lies_ahead() -> None:
    rows = ["AGREE hypothetical | 1 > | on Monday | | 1 | they might meet"]
    (draft,) = sheet(actors=["1 | unidentified | group"], events=rows).events
    found = Dating(article("They might meet on Monday.")).of_draft(draft)
    assert found is not None
    assert found.start == "2025-05-19"


def test_next_day_of_the_past_is_not_tomorrow() -> None:
    assert Dating(article("They met, and signed the next day.")).of_words("the next day", (1,), future=False) is None


def test_day_that_cannot_be_told_hides_those_before_it() -> None:
    text = article("The truce of 20 May 2023 broke.", "Drones struck on Tuesday.", "The army answered.", published=None)
    assert Dating(text).of_words("the following night", (3,), future=False) is None


def test_words_of_a_statement_are_said_when_it_is_published() -> None:
    ours = Dating(article("We welcome the release.", "We call on Moscow to free him.", "He was seized in 2019."))
    found = ours.of_statement((2,))
    assert found is not None
    assert (found.start, found.text) == ("2025-05-15", None)
    assert ours.of_statement((3,)) is None


def test_answers_of_an_interview_are_no_statement() -> None:
    asked = article(
        "Q: Why did they not sign?", "A: I asked both to wait.", "We condemn the delay.", "Q: And now?", "A: I go on."
    )
    assert Dating(asked).of_statement((2,)) is None


LIVE = (
    "Envoys met in Geneva on Wednesday and spoke for three hours.",
    "They were to go on until the ceasefire was written down.",
    "UPDATE Saturday 17 May, 06:15 GMT",
    "The army attacked overnight and said that talks would go on tomorrow.",
    "9 March",
    "It all began with a shot in the night on Monday, as was said.",
)


@pytest.mark.parametrize(
    ("words", "sentence", "first", "last"),
    [
        ("on Wednesday", 1, "2025-05-14", "2025-05-14"),
        ("overnight", 4, "2025-05-16", "2025-05-17"),
        ("tomorrow", 4, "2025-05-18", "2025-05-18"),
        ("on Monday", 6, "2025-05-12", "2025-05-12"),
    ],
)
def test_day_that_heads_a_part_of_a_live_report_is_the_day_of_writing(words: str, sentence: int, first: str, last: str) -> None:
    found = Dating(article(*LIVE)).of_words(words, (sentence,), future=False)
    assert found is not None
    assert (found.start, found.end) == (first, last)


def test_days_in_the_head_of_an_article_are_not_that_of_a_part() -> None:
    text = article("Talks go on", "15 May 2025", "17 May 2025, 10:00", "Envoys met yesterday.")
    found = Dating(text).of_words("yesterday", (4,), future=False)
    assert found is not None
    assert found.start == "2025-05-14"


def test_quoted_first_person_makes_no_statement() -> None:
    told = article('"We welcome the release," he said.', "“We call on Moscow to free him,” he added.")
    assert Dating(told).of_statement((1,)) is None


def test_statement_without_publication_date_has_no_day() -> None:
    assert Dating(article("We welcome it.", "We call on Moscow.", published=None)).of_statement((1,)) is None


STORY = (
    "It began on 14 March 2017.",
    "They met on Friday, 17 March.",
    "Talks opened on 4 May, and again in February.",
    "The next day they failed.",
)


@pytest.mark.parametrize(
    ("words", "sentence", "day"),
    [("Friday, 17 March", 2, "2017-03-17"), ("on 4 May", 3, "2017-05-04"), ("The next day", 4, "2017-05-05")],
)
def test_day_without_year_is_near_the_date_before_it_in_a_story_without_publication_date(
    words: str, sentence: int, day: str
) -> None:
    found = Dating(article(*STORY, published=None)).of_words(words, (sentence,), future=False)
    assert found is not None
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize("words", ["on Tuesday", "last month", "yesterday", "recently", "on 23 March last year", "this March"])
def test_words_that_hang_on_the_day_of_writing_stay_open_without_it(words: str) -> None:
    assert Dating(article(*STORY, published=None)).of_words(words, (3,), future=False) is None


def test_publication_date_goes_before_the_story() -> None:
    found = Dating(article(*STORY, published="2025-05-15")).of_words("on 4 May", (3,), future=False)
    assert found is not None
    assert found.start == "2025-05-04"


def test_day_far_from_the_story_is_the_one_that_was_named_before() -> None:
    told = article(
        "It began on 14 March 2017.",
        "The ultimatum came on 11 January 2018.",
        "It ended on 25 May 2018.",
        "On 17 March 2017 they talked.",
        "On 11 January he meant it.",
        published=None,
    )
    found = Dating(told).of_words("On 11 January", (5,), future=False)
    assert found is not None
    assert found.start == "2018-01-11"


def test_weekday_tells_the_year() -> None:
    told = article("It opened on 9 June 2017.", "It ended on 25 May 2018.", "On Saturday, 9 June, they met.", published=None)
    found = Dating(told).of_words("On Saturday, 9 June", (3,), future=False)
    assert found is not None
    assert found.start == "2018-06-09"


def test_what_is_to_come_has_no_year_from_a_month_of_the_background() -> None:
    dating = Dating(article("They met in September 2023.", "They will meet from Aug. 18 to Aug. 28.", published=None))
    assert dating.of_words("from Aug. 18 to Aug. 28", (2,), future=True) is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Faye cancelled a trip planned for Saturday.", "2025-05-17"),
        ("Faye missed a summit that had been planned for Saturday.", "2025-05-10"),
    ],
)
def test_a_trip_called_off_that_is_planned_for_a_day_is_to_come(sentence: str, day: str) -> None:
    drafts = sheet(
        actors=["1 | Senegal | government SEN GOV", "2 | Mali | government MLI GOV"],
        delegations=["1 > 2 | | | withdrawn | | Saturday | 1 | to mediate"],
    )
    found = Dating(article(sentence)).of_draft(drafts.delegations[0])
    assert found is not None
    assert found.start == day


@pytest.mark.parametrize(
    ("when", "day"), [("until Jan. 31, 2026", None), ("on Thursday", "2025-05-15"), ("tomorrow", "2025-05-16")]
)
def test_what_has_happened_has_no_day_to_come(when: str, day: str | None) -> None:
    text = article("The EU on Thursday prolonged its sanctions until Jan. 31, 2026, and tomorrow it meets.")
    rows = {"actors": ["1 | EU | organization IGO"], "events": [f"SANCTION | 1 > | {when} | | 1 | EU prolonged sanctions"]}
    found = compose(text, sheet(**rows))
    assert [e.date and e.date.start for e in found.events] == [day]
    assert [w.code for w in found.warnings] == ([] if day else ["date_unresolved"])
