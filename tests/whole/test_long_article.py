"""A feature of 11,000 words that tells many events two or three times, read in seven windows by a strong model."""

from typing import Any

import pytest

from tests.whole.recorded_cases import RECORDINGS, extraction_of

TOLD_AGAIN = [
    ("SUPPORT", "2018-05-25", "Rustam Davlatov", "the presidents sign the treaty: lede and end"),
    ("CONSULT", "2017-03-17", "Rustam Davlatov", "the presidents telephone: lede, story and memories"),
    ("REQUEST", "2018-01-11", "Rustam Davlatov", "the ultimatum: lede, story, and an interview"),
    ("RETREAT", "2017-11-20", "Kyrgyzstan", "the exchange of prisoners: story and memories"),
    ("ASSAULT", "2017-03-14", "Kyrgyzstan", "the day of fighting: lede, story and last page"),
    ("SUPPORT", "2017-08-08", "Marat Temirov", "the water protocol: story and memories"),
    ("CONSULT", "2017-09-21", "Farhod Nazriev", "the foreign ministers in New York: story and memories"),
]


@pytest.fixture(scope="module")
def told() -> Any:
    """What the service answers to the article."""
    import asyncio  # noqa: PLC0415 - one extraction for all tests, outside of their event loops

    return asyncio.run(extraction_of(RECORDINGS / "long"))


def test_all_windows_are_read(told: dict[str, Any]) -> None:
    assert told["complete"]
    assert told["provenance"]["calls"] == 7
    assert told["rejected"] == []
    cited = {evidence["sentence"] for event in told["events"] for evidence in event["evidence"]}
    assert {number // 100 for number in cited} == set(range(7))


@pytest.mark.parametrize(("kind", "day", "actor", "what"), TOLD_AGAIN, ids=[row[3] for row in TOLD_AGAIN])
def test_an_event_told_again_is_one_record(told: dict[str, Any], kind: str, day: str, actor: str, what: str) -> None:
    (who,) = (a["id"] for a in told["actors"] if a["name"] == actor)
    same = [e for e in told["events"] if e["type"] == kind and e["date"] and e["date"]["start"] == day and who in e["actors"]]
    assert len(same) == 1, what


def test_people_of_several_windows_are_one_actor_each(told: dict[str, Any]) -> None:
    names = [a["name"] for a in told["actors"]]
    assert len(names) == len(set(names))
    for surname in ("Dosymbekov", "Halvorsen", "Shamyrbekov", "Mirzozoda", "Isabekova"):
        assert len([name for name in names if name.endswith(surname)]) == 1


def test_days_without_a_year_are_in_the_year_of_the_story(told: dict[str, Any]) -> None:
    days = [e["date"]["start"] for e in told["events"] if e["date"]]
    inside = [day for day in days if "2016-12" <= day <= "2018-12"]
    assert len(inside) >= 0.97 * len(days)


def test_evidence_of_every_record_is_exact(told: dict[str, Any]) -> None:
    text = told["article"]["text"]
    for record in (*told["events"], *told["delegations"], *told["stances"]):
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in record["evidence"])
