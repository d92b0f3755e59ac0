"""The coding sheet: rows read into drafts, bad rows named, patterns that hold exactly what the reader takes."""

import json
import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.prompt import load_prompt
from service.core.rows import BadRow, parse_actor, parse_delegation, parse_event, parse_stance, row_patterns

PARSERS: dict[str, Callable[[str], object]] = {
    "actors": parse_actor,
    "events": parse_event,
    "delegations": parse_delegation,
    "stances": parse_stance,
}


def test_event_row_gives_every_cell_its_field() -> None:
    draft = parse_event(
        "CONSULT/visit ongoing diplomatic military | 1,2 > 3 | on Thursday | Ankara | 4,7 | Zelenskyy visits Erdogan"
    )
    assert draft.model_dump() == {
        "type": "CONSULT",
        "mode": "visit",
        "contexts": ("diplomatic", "military"),
        "actors": (1, 2),
        "recipients": (3,),
        "status": "ongoing",
        "date": "on Thursday",
        "place": "Ankara",
        "sentences": (4, 7),
        "summary": "Zelenskyy visits Erdogan",
    }


def test_event_row_without_status_has_occurred_and_empty_cells_are_null() -> None:
    draft = parse_event("ACCUSE | 1 > | | | 3 | blame")
    assert (draft.status, draft.recipients, draft.date, draft.place, draft.mode) == ("occurred", (), None, None, None)


def test_delegation_row_maps_short_ranks_to_the_codebooks_levels() -> None:
    draft = parse_delegation(
        "2 > 5 | 3 + 7,8 | 9 | leader limited in_talks | Doha | tomorrow | 1,4 | talks | no mandate to decide"
    )
    assert (draft.party, draft.counterparts, draft.head, draft.members, draft.hosts) == (2, (5,), 3, (7, 8), (9,))
    assert (draft.level, draft.mandate, draft.status) == ("head_of_state_or_government", "limited", "in_talks")
    assert draft.mandate_note == "no mandate to decide"


def test_delegation_row_may_end_after_its_sentences() -> None:
    draft = parse_delegation("2 > | | | | | | 1")
    assert (draft.head, draft.level, draft.mandate, draft.status, draft.purpose) == (
        None,
        "unstated",
        "unstated",
        "unstated",
        None,
    )


def test_stance_row_splits_the_target_actor_from_its_words() -> None:
    draft = parse_stance("1 opposes direct | Moscow's lack of effort #5 | 3 | Moscow makes no effort")
    assert (draft.holder, draft.target, draft.target_actor, draft.expression) == (1, "Moscow's lack of effort", 5, "direct")


@pytest.mark.parametrize("target", ["entry into the consulate #2", "entry #2 into the consulate", "#2 entry into the consulate"])
def test_mark_of_the_target_actor_is_read_wherever_it_stands(target: str) -> None:
    draft = parse_stance(f"1 opposes | {target} | 3 | x")
    assert (draft.target, draft.target_actor) == ("entry into the consulate", 2)


def test_actor_row_reads_country_and_sector_whichever_is_there() -> None:
    assert parse_actor("4 | gunmen | group UAF").sector == "UAF"
    full = parse_actor("1 | Rustem Umerov | person UKR GOV | Defence Minister | 2 | his defence minister; Umerow")
    assert (full.country, full.sector, full.role, full.represents) == ("UKR", "GOV", "Defence Minister", 2)
    assert full.aliases == ("his defence minister", "Umerow")


@pytest.mark.parametrize(
    ("parse", "row", "said"),
    [
        (parse_event, "AGREE | 1 > | | | 1", "5 cells"),
        (parse_event, "MEET | 1 > | | | 1 | x", "type"),
        (parse_event, "AGREE maybe | 1 > | | | 1 | x", "'maybe' is not one of"),
        (parse_event, "AGREE | > 2 | | | 1 | x", "actors"),
        (parse_event, "AGREE | Putin > 2 | | | 1 | x", "'Putin' is no number"),
        (parse_event, "AGREE | 1 > | | | | x", "sentences"),
        (parse_delegation, "1,2 > 3 | | | | | | 1", "exactly one party"),
        (parse_stance, "1 likes | peace | 1 | x", "'likes' is not one of"),
        (parse_stance, "1 supports | #2 | 1 | x", "target"),
        (parse_actor, "x | Putin | person", "'x' is no number"),
        (parse_actor, "1 | Putin | human", "'human' is not one of"),
        (parse_actor, "1 | Putin", "2 cells"),
    ],
)
def test_bad_row_says_what_is_wrong_with_it(parse: Callable[[str], object], row: str, said: str) -> None:
    with pytest.raises(BadRow, match=re.escape(said)):
        parse(row)


@pytest.mark.parametrize("kind", PARSERS)
def test_every_example_row_is_read_and_matches_its_pattern(kind: str) -> None:
    for example in load_prompt("extract/v1").examples:
        for row in example.reply[kind]:
            assert PARSERS[kind](row)
            assert re.fullmatch(row_patterns(25)[kind], row), row


@given(st.integers(1, 6400), st.integers(0, 7000))
def test_pattern_takes_exactly_the_sentence_numbers_of_its_class(highest: int, number: int) -> None:
    row = f"1 supports | peace | {number} | wants peace"
    assert bool(re.fullmatch(row_patterns(highest)["stances"], row)) == (1 <= number <= highest)


@given(st.text(max_size=200))
def test_any_text_is_a_draft_or_a_bad_row(row: str) -> None:
    for parse in PARSERS.values():
        with suppress(BadRow):
            assert parse(row)


def test_patterns_are_valid_json_schema_strings() -> None:
    for pattern in row_patterns(400).values():
        assert re.compile(json.loads(json.dumps(pattern)))
