"""B-cubed F1 of actors."""

from typing import Any

import pytest

from service.evaluation.bcubed import BCubed, gold_mentions, score_actors
from service.evaluation.gold_records import GoldActor
from tests.evaluation.cases import TEXT, ground


def actor(number: int, name: str, *aliases: str, **more: Any) -> dict[str, Any]:
    return {"id": f"a{number}", "name": name, "kind": "person", "aliases": aliases, **more}


RIGHT = (actor(1, "Ana Alder", "Alder"), actor(2, "Borland"), actor(3, "Cordia"), actor(4, "Dario Dorn"))


def test_gold_mentions_take_the_longest_name() -> None:
    stand = gold_mentions((GoldActor(id="x", names=("Alder", "Ana Alder"), kind="person"),), TEXT)
    assert [TEXT[mention.start : mention.end] for mention in stand] == ["Ana Alder", "Alder"]


def test_name_of_two_actors_and_pronouns_are_no_mentions() -> None:
    actors = (GoldActor(id="x", names=("Alder", "It"), kind="person"), GoldActor(id="y", names=("Alder",), kind="person"))
    assert gold_mentions(actors, TEXT) == ()


def test_name_inside_a_word_is_no_mention() -> None:
    assert gold_mentions((GoldActor(id="x", names=("Bor",), kind="group"),), TEXT) == ()


def test_right_clusters_have_one() -> None:
    assert score_actors(ground(actors=RIGHT)).f1 == 1


def test_split_actor_loses_recall() -> None:
    score = score_actors(ground(actors=(actor(1, "Ana Alder"), actor(5, "Alder"), *RIGHT[1:])))
    assert score == BCubed(precision=7, found=7, recall=0.5 + 0.5 + 5, mentions=7)


def test_lumped_actors_lose_precision() -> None:
    score = score_actors(ground(actors=(*RIGHT[:2], actor(3, "Cordia", "Dario Dorn"))))
    assert score == BCubed(precision=5 + 0.5 + 0.5, found=7, recall=7, mentions=7)


def test_missed_mention_loses_recall_only() -> None:
    score = score_actors(ground(actors=RIGHT[:3]))
    assert score == BCubed(precision=6, found=6, recall=6, mentions=7)
    assert score.f1 == pytest.approx(12 / 13)


def test_given_mentions_go_before_names() -> None:
    at = TEXT.index("Cordia")
    moved = actor(3, "Somebody", mentions=({"start": at, "end": at + 6},))
    assert score_actors(ground(actors=(*RIGHT[:2], moved, RIGHT[3]))).f1 == 1


def test_nothing_predicted_is_zero_and_nothing_to_find_is_one() -> None:
    assert score_actors(ground(actors=())).f1 == 0
    assert BCubed().f1 == 1
